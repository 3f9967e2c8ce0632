"""How all of the office's tokens and keys are doing, each asked of its platform."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from checks.client import Client
from checks.model import Platform
from checks.social.access import PlatformAccess
from checks.social.credentials import credential_of
from checks.social.door import Door
from checks.social.meta_token import meta_token
from checks.social.stops import Breaker
from checks.social.threads_token import threads_token
from checks.social.token_health import TokenState
from checks.social.tokens import TokenBook
from checks.social.usage import Ledger
from checks.social.youtube_key import youtube_key

ASKED: Mapping[Platform, Callable[[Door], Awaitable[TokenState]]] = {
    Platform.INSTAGRAM: meta_token,
    Platform.FACEBOOK: meta_token,
    Platform.YOUTUBE: youtube_key,
    Platform.THREADS: threads_token,
}
"""The platforms that tell. X would have every question paid for, and TikTok tells of accounts'
logins alone."""


def door_to(
    platform: Platform,
    access: PlatformAccess,
    client: Client,
    *,
    ledger: Ledger,
    tokens: TokenBook,
    now: datetime,
) -> Door:
    """A door of its own: what fails here shuts no reader's. `now` is aware."""
    return Door(platform, client, access, ledger, tokens, now, Breaker())


async def token_states(
    access: PlatformAccess, client: Client, *, ledger: Ledger, tokens: TokenBook, now: datetime
) -> tuple[TokenState, ...]:
    """The state of each token that is set, all asked at once; a token for Threads may be renewed.

    Where none is set, nothing is asked. Raises nothing for what platforms do.
    """
    doors = [
        door_to(platform, access, client, ledger=ledger, tokens=tokens, now=now)
        for platform in ASKED
        if credential_of(platform, access)
    ]
    return tuple(await asyncio.gather(*(ASKED[door.platform](door) for door in doors)))
