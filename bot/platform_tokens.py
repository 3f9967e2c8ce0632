"""The readers' token book, kept in the database."""

from __future__ import annotations

from datetime import datetime

from checks.model import Platform
from checks.social.tokens import Token
from storage import platform_tokens
from storage.engine import Database
from storage.platform_tokens import StoredToken


class DatabaseTokenBook:
    """Remembers tokens by platform and account (checks.social.tokens.TokenBook)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, platform: Platform, account: str) -> Token | None:
        """The token of this account, None where there is none."""
        async with self._database.reading() as session:
            stored = await platform_tokens.find(session, platform, account)
        if stored is None:
            return None
        return Token(
            access=stored.access,
            refresh=stored.refresh,
            expires_at=stored.expires_at,
            refresh_expires_at=stored.refresh_expires_at,
            renewed_from=stored.renewed_from,
        )

    async def keep(self, platform: Platform, account: str, token: Token, *, now: datetime) -> None:
        """Keep the token in the place of the account's last one; committed when this returns."""
        stored = StoredToken(
            access=token.access,
            refresh=token.refresh,
            expires_at=token.expires_at,
            refresh_expires_at=token.refresh_expires_at,
            renewed_from=token.renewed_from,
        )
        async with self._database.writing() as session:
            await platform_tokens.keep(session, platform, account, stored, now=now)
