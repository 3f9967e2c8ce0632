"""Read dates as Indonesian sites write them: short texts on pages, stamps in feeds and markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from checks.website._calendar import WESTERN_TIME
from checks.website._clock import extended, moment_on
from checks.website._context import publishable
from checks.website._short_text import EARLIEST, dated, in_span
from checks.website._tidy import tidy
from checks.website._written import Written, written_dates

_LONGEST = 8000
"""Characters of a text that are read: a stamp stands in a short text."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a stamp tells."""

    day: date
    """The day as written, in the stamp's own zone. A stamp in universal time (Z, GMT, +0000, Unix)
    was written by a machine; its day is the one in Indonesia's western time (+7)."""
    at: datetime | None
    """Aware, in UTC; None where the hour or the zone is not told."""


def find_date(text: str, today: date) -> date | None:
    """The day a short text as seen on a page says it was published, as it stands there.

    None where it tells no day: no date, a range (an event), the date of a law, a budget or a
    deadline, a number with another job, an impossible day, one before 2000 or after tomorrow.
    Numbers are read day first. A published date goes before an updated one, a written date before
    a relative one. Never raises; the time taken grows in line with the text.
    """
    told = dated(tidy(text[:_LONGEST]), today)
    return told[0] if told else None


def read_moment(text: str, today: date) -> Moment | None:
    """The moment in a stamp from a feed, a sitemap, JSON-LD, a meta tag or a datetime attribute.

    Reads ISO 8601, RFC 822 with English or Indonesian names, MySQL stamps, Unix seconds and
    milliseconds (only those that fall in 2000..tomorrow) and whatever `find_date` reads. None where
    there is no day or it falls before 2000. A day after tomorrow is returned: the caller tells the
    future from no date.
    """
    plain = tidy(text[:_LONGEST])
    if re.fullmatch(r"[0-9]{9,10}(?:\.[0-9]{1,9})?|[0-9]{12,13}", plain):
        return _unix_moment(plain, today)
    plain = extended(plain)
    written = written_dates(plain)
    for one in publishable(plain, written):
        if one.day is not None and one.day >= EARLIEST and not _in_last_century(plain, one):
            at = moment_on(one.day, plain[: one.start], plain[one.end :])
            return Moment(one.day, None) if at is None else moment_at(at)
    if written:
        return None
    day = find_date(text, today)
    return None if day is None else Moment(day, None)


def moment_at(at: datetime) -> Moment:
    """What a stamp with an hour and a zone tells."""
    by_machine = at.utcoffset() == timedelta(0)
    return Moment((at.astimezone(WESTERN_TIME) if by_machine else at).date(), at.astimezone(UTC))


def _in_last_century(text: str, one: Written) -> bool:
    """RFC 2822, section 4.3: a two-digit year of 50 or more is 19yy."""
    short_year = re.search(r"(?<![0-9])[0-9]{2}$", text[one.start : one.end])
    return short_year is not None and int(short_year[0]) >= 50


def _unix_moment(digits: str, today: date) -> Moment | None:
    seconds = float(digits) if len(digits.partition(".")[0]) < 12 else int(digits) / 1000
    at = datetime.fromtimestamp(seconds, UTC)
    moment = moment_at(at)
    return moment if in_span(moment.day, today) else None
