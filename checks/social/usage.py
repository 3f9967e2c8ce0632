"""What reading the platforms uses up: calls, units of a quota, money."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from checks.model import Platform

PACIFIC = ZoneInfo("America/Los_Angeles")
"""YouTube's quota is reset at midnight Pacific time (YouTube Data API, quota costs)."""

MICRO_USD = 1_000_000


@dataclass(frozen=True, slots=True)
class Usage:
    """`units` are those of a platform's own quota, `micro_usd` millionths of a US dollar."""

    calls: int = 0
    units: int = 0
    micro_usd: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.calls + other.calls, self.units + other.units, self.micro_usd + other.micro_usd
        )


class Ledger(Protocol):
    """Keeps count of what was used, over all regions and processes of an office."""

    async def note(self, platform: Platform, day: date, usage: Usage) -> None:
        """Add to what was used on the day, one of `accounting_day`."""
        ...

    async def used(self, platform: Platform, since: date) -> Usage:
        """What was used on that day and after it."""
        ...


class MemoryLedger:
    """A ledger that is forgotten with its process."""

    def __init__(self) -> None:
        self._days: defaultdict[tuple[Platform, date], Usage] = defaultdict(Usage)

    async def note(self, platform: Platform, day: date, usage: Usage) -> None:
        self._days[platform, day] += usage

    async def used(self, platform: Platform, since: date) -> Usage:
        days = (usage for (of, day), usage in self._days.items() if of is platform and day >= since)
        return sum(days, Usage())


def accounting_day(platform: Platform, at: datetime) -> date:
    """The day to which the platform counts what is asked at this moment (aware)."""
    if platform is Platform.YOUTUBE:
        return at.astimezone(PACIFIC).date()
    return at.date()
