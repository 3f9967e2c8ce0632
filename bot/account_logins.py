"""The logins by which accounts of a roster connected themselves to the office's own app."""

from __future__ import annotations

from collections.abc import Iterable

from bot.policy.token_reminders import Credential
from checks.model import ChannelRef, Platform
from checks.social.access import PlatformAccess
from checks.social.credentials import credential_of
from checks.social.tokens import TokenBook


async def account_logins(
    refs: Iterable[ChannelRef], access: PlatformAccess, tokens: TokenBook
) -> list[Credential]:
    """The login of each of these accounts that has one, with its end; none without an app.

    A login is known by its account: each renewal brings other tokens in the place of the old ones.
    """
    if not credential_of(Platform.TIKTOK, access):
        return []
    handles = {ref.handle: None for ref in refs if ref.platform is Platform.TIKTOK and ref.handle}
    found = []
    for handle in handles:
        token = await tokens.find(Platform.TIKTOK, handle)
        if token is not None:
            ends_at = token.refresh_expires_at
            found.append(Credential(Platform.TIKTOK, f"@{handle}", None, ends_at, account=handle))
    return found
