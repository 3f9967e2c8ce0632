"""The hour and the zone of a machine's stamp, and its day spelled so that every reader knows it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone

from checks.website._calendar import MONTH, ZONES

_AMERICAN_ZONES = {
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
}
"""The named zones of RFC 822, section 5.1."""

_HOURS_EAST = {**ZONES, **_AMERICAN_ZONES}
_ZONE_NAME = rf"(?<![^\W\d_])(?P<zone>{'|'.join(_HOURS_EAST)})(?![^\W\d_])"
_CLOCK = re.compile(
    r"(?<![0-9+])(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    rf"(?![0-9]) ?(?:(?P<half>[ap])\.?m\b\.?)? ?(?:{_ZONE_NAME})? ?"
    r"(?:(?P<sign>[+-])(?P<east>[0-9]{1,2}):?(?P<part>[0-9]{2})?(?![0-9]))?"
)
_ZONE = re.compile(_ZONE_NAME)
_BASIC = re.compile(
    r"^(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"
    r"(?:[t ]?(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<second>[0-9]{2})?)?(?=$|[^0-9])"
)
_BASIC_CLOCK = re.compile(
    r"^(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}t)(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<second>[0-9]{2})?(?![0-9:])"
)
_WEEK = re.compile(r"^(?P<y>[0-9]{4})-?w(?P<week>[0-9]{2})-?(?P<weekday>[1-7])(?![0-9])")
_ORDINAL = re.compile(r"^(?P<y>[0-9]{4})-(?P<day>[0-9]{3})(?![0-9-])")
_CLOCK_BEFORE_YEAR = re.compile(
    rf"(?P<day>{MONTH} [0-9]{{1,2}}) (?P<clock>[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)"
    r"(?P<zone> [a-z]{3,4})? (?P<year>[0-9]{4})$"
)


def extended(stamp: str) -> str:
    """Spell a tidy stamp's basic, week or ordinal form of ISO 8601, or C's asctime, the usual way.

    Other texts, and days that the calendar lacks, come back as they are.
    """
    stamp = re.sub(r"\[[a-z_/]{1,40}\]$", "", stamp)
    stamp = _with_calendar_day(stamp)
    if clock := _BASIC_CLOCK.match(stamp):
        return f"{clock['day'][:-1]}{_spelled(clock)}{stamp[clock.end() :]}"
    return _CLOCK_BEFORE_YEAR.sub(r"\g<day> \g<year> \g<clock>\g<zone>", stamp)


def moment_on(day: date, before: str, after: str) -> datetime | None:
    """The moment on a day, in the stamp's own zone, by the hour and zone in the text around it.

    `before` and `after` are what stands on either side of the day, tidy. None where the hour or the
    zone is missing or impossible.
    """
    clock = _CLOCK.search(after) or _CLOCK.search(before)
    if clock is None:
        return None
    zone = clock["zone"] or _zone_beside(before, after)
    if clock["sign"]:
        minutes = int(clock["east"]) * 60 + int(clock["part"] or 0)
        east = timedelta(minutes=minutes if clock["sign"] == "+" else -minutes)
    elif zone:
        east = timedelta(hours=_HOURS_EAST[zone])
    else:
        return None
    try:
        local = datetime.combine(day, _time(clock), timezone(east))
        return local + timedelta(days=_is_next_midnight(clock))
    except (ValueError, OverflowError):
        return None


def _with_calendar_day(stamp: str) -> str:
    if basic := _BASIC.match(stamp):
        day = "{y}-{m}-{d}".format(**basic.groupdict())
        return f"{day}{_spelled(basic)}{stamp[basic.end() :]}"
    try:
        if week := _WEEK.match(stamp):
            day_of_week = date.fromisocalendar(
                int(week["y"]), int(week["week"]), int(week["weekday"])
            )
            return f"{day_of_week.isoformat()}{stamp[week.end() :]}"
        if ordinal := _ORDINAL.match(stamp):
            first = date(int(ordinal["y"]), 1, 1)
            day_of_year = first + timedelta(days=int(ordinal["day"]) - 1)
            if day_of_year.year == first.year:
                return f"{day_of_year.isoformat()}{stamp[ordinal.end() :]}"
    except (ValueError, OverflowError):
        return stamp
    return stamp


def _spelled(match: re.Match[str]) -> str:
    if not match["hour"]:
        return ""
    return f" {match['hour']}:{match['minute']}:{match['second'] or '00'}"


def _zone_beside(before: str, after: str) -> str | None:
    """A zone apart from the clock: PHP's format letter T puts it between the day and the hour."""
    found = _ZONE.search(after) or _ZONE.search(before)
    return found["zone"] if found else None


def _is_next_midnight(clock: re.Match[str]) -> bool:
    return clock["hour"] == "24" and int(clock["minute"]) == 0


def _time(clock: re.Match[str]) -> time:
    hour = int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("no hour of a twelve-hour clock")
        hour = hour % 12 + (12 if clock["half"] == "p" else 0)
    if _is_next_midnight(clock):
        hour = 0
    # A leap second is written as 60.
    return time(hour, int(clock["minute"]), min(int(clock["second"] or 0), 59))
