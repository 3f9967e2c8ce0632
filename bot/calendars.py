"""A region's calendar: the public holidays with its operator's corrections."""

from __future__ import annotations

from datetime import datetime

from bot.policy.workdays import Calendar, merge_overrides
from bot.public_holidays import days_off
from storage import roster
from storage.engine import Session
from storage.roster import Region


async def calendar_of(session: Session, region: Region, now: datetime) -> Calendar:
    """The calendar for the years around `now`."""
    corrections = await roster.calendar_days(session, region.id)
    worked = frozenset(entry.day for entry in corrections if entry.is_workday)
    added = {entry.day: entry.name for entry in corrections if not entry.is_workday}
    holidays = days_off(range(now.year - 1, now.year + 3))
    return Calendar(region.zone, merge_overrides(holidays, added, worked), worked)
