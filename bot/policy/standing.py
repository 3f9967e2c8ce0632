"""Publications held against a target: how a channel stands at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from bot.policy.workdays import Calendar
from checks.model import Health

ONE_WEEK = timedelta(days=7)


class Standing(StrEnum):
    """How fresh a channel is."""

    FRESH = "fresh"
    SLOWING = "slowing"
    STALE = "stale"
    SILENT = "silent"
    UNMEASURED = "unmeasured"
    """Could not be read, so nothing is said of it."""

    @property
    def measured(self) -> bool:
        return self is not Standing.UNMEASURED


@dataclass(frozen=True, slots=True)
class Target:
    """How often a channel should publish: so many a week, no gap above so many days."""

    per_week: float
    longest_gap_days: int


OFFICE_TARGET = Target(per_week=2, longest_gap_days=7)
"""Two news items a week, the published rule of Sulawesi Barat's agencies (January 2026)."""
CLASS_TARGETS: Mapping[str, Target] = MappingProxyType(
    {
        "kecamatan": Target(per_week=1, longest_gap_days=7),
        "kelurahan": Target(per_week=0.5, longest_gap_days=14),
    }
)
"""Smaller offices have less to tell: a kelurahan owes two a month. Our own choice."""


def default_target(agency_class: str) -> Target:
    """The target of an agency of the class unless its region decides otherwise."""
    return CLASS_TARGETS.get(agency_class.strip().lower(), OFFICE_TARGET)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The last day, counted from the newest publication, on which a channel still stands so.

    The defaults are our own: a week, a month, and the quarter by which Kota Serang called a site
    dead (2020).

    Raises ValueError where the days do not ascend.
    """

    fresh_days: int = 7
    slowing_days: int = 30
    stale_days: int = 90

    def __post_init__(self) -> None:
        if not 0 <= self.fresh_days <= self.slowing_days <= self.stale_days:
            raise ValueError(f"thresholds must ascend: {self}")

    def standing(self, days: int) -> Standing:
        if days <= self.fresh_days:
            return Standing.FRESH
        if days <= self.slowing_days:
            return Standing.SLOWING
        return Standing.STALE if days <= self.stale_days else Standing.SILENT


DEFAULT_THRESHOLDS = Thresholds()


@dataclass(frozen=True, slots=True)
class PublicationMoment:
    """When something was published, aware and in UTC; noon UTC where only the day is known."""

    at: datetime
    day_only: bool = False

    def day(self, calendar: Calendar) -> date:
        """The region's date of it."""
        return self.at.date() if self.day_only else calendar.today(self.at)


@dataclass(frozen=True, slots=True)
class ReportedPublication(PublicationMoment):
    """A publication known from a steward's report.

    A verified one has a date we read ourselves and belongs to the channel beyond doubt. An
    unverified one rests on the steward's word; where its date is unknown, `at` is the moment of
    the report.
    """

    verified: bool = False


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """What is known of one channel's publications.

    `health` is the latest reading's, None where the channel was never read. `newest` is the newest
    publication that a reading saw. `published` has one entry for each distinct publication, read
    or reported, of the current week at least; older ones do no harm. `claimed` are those that have
    no date but the moment of their report.
    """

    health: Health | None
    newest: PublicationMoment | None = None
    reports: tuple[ReportedPublication, ...] = ()
    published: tuple[PublicationMoment, ...] = ()
    claimed: tuple[PublicationMoment, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a channel stands.

    `days` are whole local days since the newest publication, None where none counts; `newest_at`
    is its moment. `behind` says that the gap is longer than the target allows. `this_week` counts
    the publications since Monday 00.00 local time. `reported` says that the newest is known only
    from a report. `reason` is the health that left the channel unmeasured, None for a measured
    channel and for one that was never read.
    """

    standing: Standing
    days: int | None
    newest_at: datetime | None
    behind: bool
    this_week: int
    reported: bool = False
    reason: Health | None = None


def judge(
    facts: ChannelFacts,
    target: Target,
    now: datetime,
    calendar: Calendar,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> Verdict:
    """How the channel stands at `now`.

    Read publications and verified reports count by their age. A report that cannot be held against
    a reading (it is unverified, or the channel can't be read) makes the channel fresh for as long
    as the target's longest gap, and then counts for nothing. A site that never had news is silent;
    any other channel that can't be read is unmeasured. A moment in the future is today.
    """
    today = calendar.today(now)
    this_week = _published_in_week(facts, calendar.start_of_week(now), calendar)

    def age(moment: PublicationMoment) -> int:
        return max(0, (today - moment.day(calendar)).days)

    measurable = facts.health in (Health.OK, Health.STATIC)
    read = [facts.newest] if facts.health is Health.OK and facts.newest else []
    proven = [report for report in facts.reports if measurable and report.verified]
    claimed = [
        report
        for report in facts.reports
        if not (measurable and report.verified) and age(report) <= target.longest_gap_days
    ]
    known = [*read, *proven, *claimed]
    if not known:
        return _verdict_without_publication(facts.health, this_week)

    newest = max(known, key=lambda moment: (moment.day(calendar), moment.at))
    days = age(newest)
    return Verdict(
        standing=Standing.FRESH if claimed else thresholds.standing(days),
        days=days,
        newest_at=newest.at,
        behind=days > target.longest_gap_days,
        this_week=this_week,
        reported=newest not in read,
    )


def _verdict_without_publication(health: Health | None, this_week: int) -> Verdict:
    if health is Health.STATIC:
        return Verdict(Standing.SILENT, None, None, behind=True, this_week=this_week)
    reason = Health.UNDATED if health is Health.OK else health
    return Verdict(
        Standing.UNMEASURED, None, None, behind=False, this_week=this_week, reason=reason
    )


def _published_in_week(facts: ChannelFacts, monday: date, calendar: Calendar) -> int:
    """A day's claims count once, and for nothing beside what was really seen on that day."""
    days = (moment.day(calendar) for moment in facts.published)
    seen = [day for day in days if monday <= day < monday + ONE_WEEK]
    claimed = {moment.day(calendar) for moment in facts.claimed} - set(seen)
    return len(seen) + sum(monday <= day < monday + ONE_WEEK for day in claimed)
