"""How the office's token for Instagram or Facebook is doing, as Graph's `debug_token` tells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, Field, TypeAdapter

from checks.errors import FetchError
from checks.model import Platform, Trouble
from checks.social.credentials import credential_of
from checks.social.door import AnswerNotUnderstood, Door
from checks.social.graph import GRAPH, WHY_DEAD, GraphRefused, TokenNotSeen
from checks.social.graph_asking import ask_graph
from checks.social.stops import PlatformStopped
from checks.social.token_health import TokenState

NEEDED: Mapping[Platform, tuple[str, ...]] = {
    Platform.INSTAGRAM: ("instagram_basic", "instagram_manage_insights", "pages_read_engagement"),
    Platform.FACEBOOK: ("pages_read_engagement",),
}
"""What each door asks for (Graph API, "IG User Business Discovery", "Page Published Posts")."""

OF_AN_APP = "APP"
"""The `type` of a token that stands for the app itself, which has features and no scopes."""

NEVER = 0
"""An end that a token does not have."""

PASSING_REFUSALS = frozenset({Trouble.QUOTA_SPENT, Trouble.PLATFORM_DOWN, Trouble.SERVER_ERROR})
"""What Graph refuses whoever asks."""

LATEST = int(datetime.max.replace(tzinfo=UTC).timestamp())

_Moment = Annotated[int, Field(ge=NEVER, le=LATEST)]
"""Unix seconds."""


class _TokenError(BaseModel):
    code: int
    subcode: int | None = None


class _Debugged(BaseModel):
    is_valid: bool
    type: str = ""
    expires_at: _Moment = NEVER
    data_access_expires_at: _Moment = NEVER
    scopes: list[str] = []
    error: _TokenError | None = None

    @property
    def ends_at(self) -> datetime | None:
        """The first of the token's ends and that of its access to data; None where it has none."""
        ends = [end for end in (self.expires_at, self.data_access_expires_at) if end != NEVER]
        return datetime.fromtimestamp(min(ends), UTC) if ends else None


class _Envelope(BaseModel):
    data: _Debugged


_ENVELOPE = TypeAdapter(_Envelope)


async def meta_token(door: Door) -> TokenState:
    """What Graph says of the token for the door's platform, Instagram or Facebook.

    It is asked by the app, where the office has told its id and secret and they are right, and
    else by the token itself. Without a token nothing is asked. Raises nothing for what Graph does.
    """
    platform = door.platform
    token = credential_of(platform, door.access)
    if not token:
        return TokenState(platform, Trouble.NO_READER, None, "no token is set")
    try:
        return _state(platform, await _debugged(door, token), door.now)
    except AnswerNotUnderstood as error:
        return TokenState(platform, Trouble.ANSWER_NOT_UNDERSTOOD, None, error.detail)
    except (PlatformStopped, GraphRefused, FetchError) as error:
        # Whoever may not ask about a token, or is not heard, may read with it all the same.
        unknown = isinstance(error, TokenNotSeen) or error.trouble is Trouble.PERMISSION_MISSING
        trouble = Trouble.READER_FAILED if unknown else error.trouble
        return TokenState(platform, trouble, None, error.detail)


async def _debugged(door: Door, token: str) -> _Debugged:
    """What is told of the token.

    Raises GraphRefused, PlatformStopped, AnswerNotUnderstood and FetchError.
    """
    access = door.access
    if access.meta_app_id and access.meta_app_secret:
        try:
            return await _asked_by(f"{access.meta_app_id}|{access.meta_app_secret}", door, token)
        except (PlatformStopped, GraphRefused) as refused:
            if refused.trouble in PASSING_REFUSALS:
                raise
        # The app's id or secret is wrong, or it is another's app: that says nothing of the token.
    return await _asked_by(token, door, token)


async def _asked_by(asking: str, door: Door, token: str) -> _Debugged:
    answer = await ask_graph(
        door,
        f"{GRAPH}/debug_token",
        {"input_token": token},
        asking,
        token,
        door.access.meta_app_secret,
    )
    return answer.read_as(_ENVELOPE).data


def _state(platform: Platform, told: _Debugged, now: datetime) -> TokenState:
    ends_at = told.ends_at
    if not told.is_valid:
        subcode = told.error.subcode if told.error else None
        detail = WHY_DEAD.get(subcode, "the token is no longer valid")
        return TokenState(platform, Trouble.TOKEN_REFUSED, ends_at, detail)
    if ends_at is not None and ends_at <= now:
        detail = "the token, or its access to data, has ended"
        return TokenState(platform, Trouble.TOKEN_REFUSED, ends_at, detail)
    needed = () if told.type == OF_AN_APP else NEEDED[platform]
    lacking = tuple(scope for scope in needed if scope not in told.scopes)
    if lacking:
        detail = f"the token lacks {', '.join(lacking)}"
        trouble = Trouble.PERMISSION_MISSING
        return TokenState(platform, trouble, ends_at, detail, scopes_missing=lacking)
    return TokenState(platform, None, ends_at, "the token is valid")
