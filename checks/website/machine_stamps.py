"""Stamps in the two forms that feeds and sitemaps prescribe, read at a fraction of the usual cost.

Nearly every date of a feed is written by a program in one of them. What is not exactly so, down to
the names of days, is left to the reader of all other forms, which knows these as well: here is only
a quicker way to the same answer.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Final

from checks.website.dates import Moment, moment_at, read_moment

MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}

RFC_822: Final = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )(\d\d) ([A-Z][a-z]{2}) (20\d\d) (\d\d):(\d\d):(\d\d) "
    r"(?:GMT|UTC|([+-])(\d\d)(\d\d))"
)
"""RFC 822, section 5, with the four-digit year of RFC 1123, section 5.2.14."""

RFC_3339: Final = re.compile(
    r"(20\d\d)-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:Z|([+-])(\d\d):(\d\d))"
)


def read_stamp(text: str, today: date) -> Moment | None:
    """The moment in a stamp of a feed or a sitemap, as `read_moment` tells it."""
    at = _by_rfc_822(text) or _by_rfc_3339(text)
    return moment_at(at) if at else read_moment(text, today)


def _by_rfc_822(text: str) -> datetime | None:
    found = RFC_822.fullmatch(text)
    if found is None or found[2] not in MONTHS:
        return None
    day, _, year, hour, minute, second, sign, east, part = found.groups()
    return _moment((year, str(MONTHS[found[2]]), day), (hour, minute, second), sign, east, part)


def _by_rfc_3339(text: str) -> datetime | None:
    found = RFC_3339.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, sign, east, part = found.groups()
    return _moment((year, month, day), (hour, minute, second), sign, east, part)


def _moment(
    day: tuple[str, str, str],
    clock: tuple[str, str, str],
    sign: str | None,
    east: str | None,
    part: str | None,
) -> datetime | None:
    """The moment, or None where the calendar or the clock lacks it."""
    minutes = int(east or 0) * 60 + int(part or 0)
    try:
        zone = timezone(timedelta(minutes=-minutes if sign == "-" else minutes))
        year, month, number = map(int, day)
        hour, minute, second = map(int, clock)
        return datetime(year, month, number, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
