"""TikTok: an account's own login where it connected itself, else the creator-profile embed.

TikTok reads others' accounts to nobody but academic researchers. A login that is of no use any
more leaves the account to the embed, which is read without one; a reading says so. Only the embed
tells who answers, by the account's number.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from checks.errors import FetchError
from checks.model import ChannelRef, Platform, Reading, Trouble
from checks.social.access import PlatformAccess
from checks.social.door import AnswerNotUnderstood, Door
from checks.social.readings import troubled, unread
from checks.social.stops import PlatformStopped
from checks.social.tiktok_display import read_with_login
from checks.social.tiktok_embed import SOURCE, read_embed
from checks.social.tiktok_tokens import LoginUnusable
from checks.social.tokens import Token

NOT_SHOWN = frozenset({Trouble.ACCOUNT_UNKNOWN, Trouble.ACCOUNT_HIDDEN})
"""What an account's trouble is as well where the embed shows nobody any more."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class TikTokAdapter:
    """Reads one account at a time: neither door takes more."""

    @property
    def platform(self) -> Platform:
        return Platform.TIKTOK

    @property
    def source(self) -> str:
        return SOURCE

    def batch_size(self, access: PlatformAccess) -> int:
        return 1

    def closed(self, access: PlatformAccess) -> str:
        if access.tiktok_embed or access.tiktok_client_key:
            return ""
        return "TikTok's embed is switched off, and no app is set up for accounts to connect to"

    async def read(
        self, refs: Sequence[ChannelRef], *, door: Door, before: Mapping[ChannelRef, Reading]
    ) -> AsyncIterator[tuple[ChannelRef, Reading]]:
        """See Adapter. Raises PlatformStopped alone."""
        for ref in refs:
            yield ref, await _read(ref, door)


async def _read(ref: ChannelRef, door: Door) -> Reading:
    if ref.handle is None:
        return troubled(
            Trouble.NO_READER, door.now, "known by its id alone, and TikTok is asked by name"
        )
    token = await door.tokens.find(Platform.TIKTOK, ref.handle)
    if token is None:
        return await _by_embed(ref, ref.handle, door)
    try:
        return await _by_login(ref.handle, token, door)
    except LoginUnusable as unusable:
        log.warning("tiktok_login_unusable", account=ref.handle, reason=unusable.detail)
        return await _without_login(ref, ref.handle, unusable, door)


async def _by_login(handle: str, token: Token, door: Door) -> Reading:
    """The reading by the account's own login. Raises LoginUnusable and PlatformStopped."""
    try:
        return await read_with_login(handle, token, door)
    except FetchError as error:
        raise LoginUnusable(error.trouble, f"the login gets no answer: {error.detail}") from error
    except AnswerNotUnderstood as error:
        raise LoginUnusable(
            Trouble.ANSWER_NOT_UNDERSTOOD, f"the login's answer is odd: {error.detail}"
        ) from error


async def _without_login(
    ref: ChannelRef, handle: str, unusable: LoginUnusable, door: Door
) -> Reading:
    if door.access.tiktok_embed:
        reading = await _by_embed(ref, handle, door)
        found = f"{reading.detail}; " if reading.detail else ""
        return replace(reading, detail=f"{found}read by the embed: {unusable.detail}")
    if unusable.concerns_all:
        raise PlatformStopped(unusable.trouble, unusable.detail, unusable.until)
    return troubled(unusable.trouble, door.now, unusable.detail)


async def _by_embed(ref: ChannelRef, handle: str, door: Door) -> Reading:
    if not door.access.tiktok_embed:
        return troubled(
            Trouble.NO_READER,
            door.now,
            "the account has not connected itself, and TikTok's embed is switched off",
        )
    try:
        reading = await read_embed(ref, handle, door)
        if reading.trouble in NOT_SHOWN:
            await _ask_control(ref, door)
        return reading
    except (FetchError, AnswerNotUnderstood) as error:
        return unread(error, door.now)


async def _ask_control(ref: ChannelRef, door: Door) -> None:
    """Stop where the embed does not show an account either that is known to live."""
    control = door.access.controls.get(Platform.TIKTOK)
    if control is None or control.handle is None or control.handle == ref.handle:
        return
    shown = await read_embed(control, control.handle, door)
    if shown.trouble is not None:
        raise PlatformStopped(
            Trouble.PLATFORM_DOWN,
            f"the embed does not show @{control.handle} either, which is known to live",
        )
