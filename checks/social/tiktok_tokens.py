"""The tokens of an account that connected itself to the office's app at TikTok: got and renewed.

Access tokens end after hours, and each renewal brings a new refresh token in the place of the old
one ("Manage OAuth Access Tokens" at developers.tiktok.com, November 2026: 2 hours and 180 days;
before that 24 hours and a year, so the answer's own figures count).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from checks.model import Platform, Trouble
from checks.social.door import Door
from checks.social.tiktok_login import VIDEOS_SCOPE, App
from checks.social.tokens import Token

TOKEN = "https://open.tiktokapis.com/v2/oauth/token/"  # noqa: S105 (an address)

MARGIN = timedelta(minutes=5)
"""A token that ends so soon is renewed before it is used."""

Seconds = Annotated[int, Field(ge=0, le=10 * 365 * 86_400)]


class LoginUnusable(Exception):
    """An account's own login can't be used: why, as a trouble and a sentence without a secret.

    `concerns_all` tells that no account's login can be used, `until` (aware) when again, where
    that is known.
    """

    def __init__(
        self,
        trouble: Trouble,
        detail: str,
        *,
        concerns_all: bool = False,
        until: datetime | None = None,
    ) -> None:
        super().__init__(detail)
        self.trouble = trouble
        self.detail = detail
        self.concerns_all = concerns_all
        self.until = until


class Granted(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True)

    access_token: Annotated[str, Field(min_length=1)]
    expires_in: Seconds
    refresh_token: str = ""
    refresh_expires_in: Seconds | None = None
    scope: str = ""


class Refused(BaseModel):
    """The errors of "Error Handling" for OAuth: `error` is one of its fixed words."""

    model_config = ConfigDict(hide_input_in_errors=True)

    error: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[a-z_]+$")]


_OUTCOME: TypeAdapter[Granted | Refused] = TypeAdapter(
    Granted | Refused, config=ConfigDict(hide_input_in_errors=True)
)


async def exchange(app: App, handle: str, code: str, door: Door) -> Token:
    """The tokens for a code, which works once and for a short time.

    Raises LoginUnusable, AnswerNotUnderstood, PlatformStopped and FetchError.
    """
    form = {"code": code, "grant_type": "authorization_code", "redirect_uri": app.redirect}
    if app.needs_proof:
        form["code_verifier"] = app.verifier(handle)
    outcome = await _ask(app.key, app.secret, form, door)
    if isinstance(outcome, Refused):
        raise _unusable(outcome)
    if VIDEOS_SCOPE not in outcome.scope.split(","):
        raise LoginUnusable(Trouble.PERMISSION_MISSING, "the list of videos was not allowed")
    return _token(outcome, door.now)


async def usable(account: str, token: Token, door: Door) -> Token:
    """The token, or the one that takes its place where it ends soon. Raises as `renewed`."""
    ends = token.expires_at
    if ends is not None and ends <= door.now + MARGIN:
        return await renewed(account, token, door)
    return token


async def renewed(account: str, token: Token, door: Door) -> Token:
    """A new token of the account's login, kept in the place of this one.

    Raises LoginUnusable, AnswerNotUnderstood, PlatformStopped and FetchError.
    """
    access = door.access
    if not access.tiktok_client_key or not access.tiktok_client_secret:
        raise LoginUnusable(
            Trouble.TOKEN_REFUSED, "no app is set up to renew its login with", concerns_all=True
        )
    ends = token.refresh_expires_at
    if not token.refresh or (ends is not None and ends <= door.now):
        raise LoginUnusable(Trouble.TOKEN_REFUSED, "its login has ended: connect it again")
    form = {"grant_type": "refresh_token", "refresh_token": token.refresh}
    outcome = await _ask(access.tiktok_client_key, access.tiktok_client_secret, form, door)
    if isinstance(outcome, Refused):
        # A refresh token works once: another process may have renewed the login a moment ago.
        kept = await door.tokens.find(Platform.TIKTOK, account)
        if kept is None or kept.access == token.access:
            raise _unusable(outcome)
        return kept
    new = _token(outcome, door.now, refresh=token.refresh)
    await door.tokens.keep(Platform.TIKTOK, account, new, now=door.now)
    return new


async def _ask(key: str, secret: str, form: Mapping[str, str], door: Door) -> Granted | Refused:
    answer = await door.post(TOKEN, form={"client_key": key, "client_secret": secret, **form})
    if answer.status == 429:
        raise throttled(door.now)
    if answer.status >= 500:
        raise LoginUnusable(Trouble.SERVER_ERROR, f"answers {answer.status} to its login")
    return answer.read_as(_OUTCOME)


def throttled(now: datetime) -> LoginUnusable:
    """600 requests a minute for each endpoint, in a sliding window ("Rate Limits")."""
    return LoginUnusable(
        Trouble.QUOTA_SPENT,
        "too many requests in a minute (rate_limit_exceeded)",
        concerns_all=True,
        until=now + timedelta(minutes=1),
    )


def _token(granted: Granted, now: datetime, refresh: str = "") -> Token:
    lasts = granted.refresh_expires_in
    return Token(
        access=granted.access_token,
        refresh=granted.refresh_token or refresh,
        expires_at=now + timedelta(seconds=granted.expires_in),
        refresh_expires_at=None if lasts is None else now + timedelta(seconds=lasts),
    )


def _unusable(refused: Refused) -> LoginUnusable:
    word = refused.error
    if word in ("invalid_client", "unauthorized_client"):
        return LoginUnusable(
            Trouble.TOKEN_REFUSED, f"the app's key or secret is refused ({word})", concerns_all=True
        )
    if word in ("invalid_grant", "access_denied"):
        return LoginUnusable(Trouble.TOKEN_REFUSED, f"its login is over ({word}): connect it again")
    return LoginUnusable(Trouble.ANSWER_NOT_UNDERSTOOD, f"its login is refused ({word})")
