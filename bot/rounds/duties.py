"""Which duties are due: a time of the day has passed and this date's round is not done yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from bot.policy.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of every day (or every working day), from a local time on.

    `until` ends it for the day: what a downtime made later than that is left for tomorrow.
    """

    kind: str
    start: time
    until: time
    workdays_only: bool


TOKENS = Duty("tokens", start=time(5, 30), until=time(23, 59), workdays_only=False)
"""Before the sweep, which then finds the tokens renewed that can be."""
SWEEP = Duty("sweep", start=time(6), until=time(23, 59), workdays_only=False)
"""Before the office opens, so that the morning's reminders rest on this morning's readings."""
NUDGE = Duty("nudge", start=time(9), until=time(15), workdays_only=True)
"""When an office has settled: the window itself is the policy's (bot.policy.workdays)."""

DUTIES = (TOKENS, SWEEP, NUDGE)

REPEATED_AFTER: Final = timedelta(hours=1)
"""A sweep that our own network spoilt is repeated so much later, until one can be trusted; one that
a platform stopped goes on so much later at the earliest."""

RESUMED_UNTIL: Final = time(22)
"""What is still unread then is left for tomorrow's sweep."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A round of today that is done. `at` is when it was last worked at.

    `trusted` is a sweep's; other rounds are trusted. `resumable_at` (aware) is when the first of
    the platforms that stopped a sweep may be asked again, None where nothing tells of such a time.
    """

    at: datetime
    trusted: bool
    resumable_at: datetime | None = None


def is_due(duty: Duty, calendar: Calendar, now: datetime) -> bool:
    """Whether the duty's time today has passed, and is not over.

    After any downtime only today's duties are due, not those of the days missed.
    """
    local = calendar.local(now)
    if duty.workdays_only and not calendar.is_workday(local.date()):
        return False
    return duty.start <= local.time() < duty.until


def is_worth_repeating(done: Finished, now: datetime) -> bool:
    """Whether a sweep that could not be trusted should be tried once more by now."""
    return not done.trusted and now - done.at >= REPEATED_AFTER


def is_worth_resuming(done: Finished, calendar: Calendar, now: datetime) -> bool:
    """Whether a sweep should go on by now with a platform that had stopped it."""
    over = done.resumable_at is not None and done.resumable_at <= now
    late = calendar.local(now).time() >= RESUMED_UNTIL
    return over and not late and now - done.at >= REPEATED_AFTER


def goes_on_today(until: datetime | None, calendar: Calendar, now: datetime) -> bool:
    """Whether a stop that ends at `until` (aware) leaves time for the sweep to go on today."""
    if until is None or calendar.today(until) != calendar.today(now):
        return False
    return calendar.local(until).time() < RESUMED_UNTIL
