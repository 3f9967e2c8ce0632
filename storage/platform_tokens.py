"""Tokens that change while the settings stay the same: one of each account of a platform."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from checks.model import Platform
from storage.upserts import upsert
from storage.work_tables import PlatformTokenRow


@dataclass(frozen=True, slots=True)
class StoredToken:
    """A token as it is remembered; its secrets are never shown.

    `expires_at` and `refresh_expires_at` are aware, None where there is no end, or none known;
    `renewed_from` names the setting it took over from, "" where none did.
    """

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    expires_at: datetime | None = None
    refresh_expires_at: datetime | None = None
    renewed_from: str = ""


async def find(session: AsyncSession, platform: Platform, account: str) -> StoredToken | None:
    """The token of this account ("" for the office's own), None where there is none."""
    row = await session.get(PlatformTokenRow, (platform.value, account))
    if row is None:
        return None
    return StoredToken(
        access=row.access,
        refresh=row.refresh,
        expires_at=row.expires_at,
        refresh_expires_at=row.refresh_expires_at,
        renewed_from=row.renewed_from,
    )


async def keep(
    session: AsyncSession, platform: Platform, account: str, token: StoredToken, *, now: datetime
) -> None:
    """Keep the token in the place of the account's last one."""
    await upsert(
        session,
        PlatformTokenRow.__table__,
        {
            "platform": platform.value,
            "account": account,
            "access": token.access,
            "refresh": token.refresh,
            "expires_at": token.expires_at,
            "refresh_expires_at": token.refresh_expires_at,
            "renewed_from": token.renewed_from,
            "kept_at": now,
        },
        unique=("platform", "account"),
    )
