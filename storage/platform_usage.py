"""What reading the platforms used, by platform and accounting day, over all processes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from checks.model import Platform
from storage.upserts import upsert
from storage.work_tables import PlatformUsageRow

COUNTED = ("calls", "units", "micro_usd")


@dataclass(frozen=True, slots=True)
class StoredUsage:
    """`units` are those of a platform's own quota, `micro_usd` millionths of a US dollar."""

    calls: int = 0
    units: int = 0
    micro_usd: int = 0


async def note(session: AsyncSession, platform: Platform, day: date, usage: StoredUsage) -> None:
    """Add to what was used on the day."""
    await upsert(
        session,
        PlatformUsageRow.__table__,
        {
            "platform": platform.value,
            "day": day,
            "calls": usage.calls,
            "units": usage.units,
            "micro_usd": usage.micro_usd,
        },
        unique=("platform", "day"),
        adding=COUNTED,
    )


async def used(session: AsyncSession, platform: Platform, since: date) -> StoredUsage:
    """What was used on that day and after it."""
    sums = await session.execute(
        select(*(func.sum(getattr(PlatformUsageRow, name)) for name in COUNTED)).where(
            PlatformUsageRow.platform == platform.value, PlatformUsageRow.day >= since
        )
    )
    # PostgreSQL sums these as decimals, and both databases sum no row at all as nothing.
    return StoredUsage(*(int(total or 0) for total in sums.one()))
