"""Working days and reminder hours of one region: weekends, holidays, joint leave and its zone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ZONE_ALIASES: Mapping[str, str] = MappingProxyType(
    {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
)
"""What people in Indonesia call their zones. None of them has daylight saving (IANA tzdata)."""

FRIDAY = 4
SATURDAY = 5
ONE_DAY = timedelta(days=1)

OPENING = time(8, 30)
CLOSING = time(15)
"""Reminders go out from 08.30 to before 15.00 local time: our own choice, an hour inside the civil
service's day, which begins at 07.30 and has five working days a week (Perpres 21/2023)."""
FRIDAY_PRAYER_FROM = time(11, 30)
FRIDAY_PRAYER_UNTIL = time(13, 30)
"""The break around Friday prayer: the 90 minutes of Perpres 21/2023 and the way there and back."""


class UnknownZone(ValueError):
    """No time zone has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no time zone is called {name!r}")
        self.name = name


class QuietReason(StrEnum):
    """Why no reminder may go out at a moment."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    OUTSIDE_HOURS = "outside_hours"
    FRIDAY_PRAYER = "friday_prayer"


@dataclass(frozen=True, slots=True)
class DayOff:
    """Why a day is no working day; `name` is the holiday's, empty for a plain weekend."""

    reason: QuietReason
    name: str = ""


def zone_key(name: str) -> str:
    """The IANA key of a zone given as such or as WIB, WITA or WIT, in any case.

    Raises UnknownZone where no zone has this name.
    """
    key = ZONE_ALIASES.get(name.strip().upper(), name.strip())
    try:
        ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZone(name) from error
    return key


def zone_abbreviation(zone: str, at: datetime) -> str:
    """What the zone is called at a moment: WIB, WITA, WIT, or an offset such as +08 elsewhere."""
    return at.astimezone(ZoneInfo(zone_key(zone))).tzname() or zone


def merge_overrides(
    days_off: Mapping[date, str], added: Mapping[date, str], removed: Iterable[date]
) -> dict[date, str]:
    """The days off after the operator's corrections: without the removed, with the added ones.

    A day that is both added and removed is off. To work on a weekend, a day must be among the
    calendar's `extra_workdays`: removing it here cannot make it a working day.
    """
    gone = frozenset(removed)
    return {day: name for day, name in days_off.items() if day not in gone} | dict(added)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days and hours of one region.

    `zone` is an IANA key or WIB, WITA, WIT, and reads as the key afterwards. `days_off` names the
    public holidays and the joint leave (cuti bersama) with the operator's corrections merged in.
    `extra_workdays` are worked whatever else is said of them.

    Raises UnknownZone where no zone has this name.
    """

    zone: str
    days_off: Mapping[date, str] = field(default_factory=dict, hash=False)
    extra_workdays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "zone", zone_key(self.zone))
        object.__setattr__(self, "days_off", MappingProxyType(dict(self.days_off)))

    def local(self, at: datetime) -> datetime:
        """The same moment on the region's clock.

        Raises ValueError for a naive moment: nobody knows which one it is.
        """
        if at.tzinfo is None:
            raise ValueError(f"{at.isoformat()} has no time zone")
        return at.astimezone(ZoneInfo(self.zone))

    def today(self, now: datetime) -> date:
        """The region's date at a moment."""
        return self.local(now).date()

    def start_of_day(self, day: date) -> datetime:
        """Local midnight at which the day begins, in UTC."""
        return self._moment(day, time())

    def start_of_week(self, now: datetime) -> date:
        """The Monday of the region's current week."""
        today = self.today(now)
        return today - today.weekday() * ONE_DAY

    def day_off_reason(self, day: date) -> DayOff | None:
        """Why the day is not worked, or None for a working day. A holiday's name goes first."""
        if day in self.extra_workdays:
            return None
        if day in self.days_off:
            return DayOff(QuietReason.HOLIDAY, self.days_off[day])
        return DayOff(QuietReason.WEEKEND) if day.weekday() >= SATURDAY else None

    def is_workday(self, day: date) -> bool:
        return self.day_off_reason(day) is None

    def workdays_between(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both included."""
        days = range((last - first).days + 1)
        return sum(self.is_workday(first + offset * ONE_DAY) for offset in days)

    def next_workday(self, day: date) -> date:
        """The first working day after the day."""
        day += ONE_DAY
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def add_workdays(self, day: date, count: int) -> date:
        """The `count`-th working day after the day; the day itself for 0.

        Raises ValueError for a negative count.
        """
        if count < 0:
            raise ValueError(f"can't go back {-count} working days")
        for _ in range(count):
            day = self.next_workday(day)
        return day

    def quiet_reason(self, at: datetime) -> QuietReason | None:
        """Why no reminder may go out at the moment, or None when it may."""
        local = self.local(at)
        if day_off := self.day_off_reason(local.date()):
            return day_off.reason
        if not OPENING <= local.time() < CLOSING:
            return QuietReason.OUTSIDE_HOURS
        if local.weekday() == FRIDAY and FRIDAY_PRAYER_FROM <= local.time() < FRIDAY_PRAYER_UNTIL:
            return QuietReason.FRIDAY_PRAYER
        return None

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, ZoneInfo(self.zone)).astimezone(UTC)
