"""Find the calendar dates written out in a tidy text, whatever they stand for there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from checks.website._calendar import (
    CLOCK,
    ENGLISH_WEEKDAY_BEFORE,
    ENGLISH_WEEKDAY_NAME,
    ENGLISH_WEEKDAYS,
    LETTER,
    MONTH,
    MONTHS,
    WEEKDAY,
    ZONE,
)

MOST_DATES = 30


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it stands in a text: from `start` to `end`.

    `day` is None where the calendar has no such day; it is never mended. `in_digits` tells that the
    month is a number too; `loose` that a two-digit year between dots, or without padding, makes it
    easy to mistake for a version or a score.
    """

    start: int
    end: int
    day: date | None
    in_digits: bool
    loose: bool = False


_GAP = r"[ \n]?[-/.,]?[ \n]?"
_PAUSE = r"(?:[ \n]?[-/.,][ \n]?|[ \n])"
_DAY = r"(?P<d>[0-9]{1,2})"
_ORDINAL = rf"(?: ?(?:st|nd|rd|th)(?!{LETTER}))?"
_MONTH = rf"(?P<m>{MONTH})\.?"
_YEAR = rf"(?P<y>[0-9]{{4}})(?![0-9](?![0-9]?[ -]?{MONTH}[ -]?20))"
"""No digit follows but those of another date: two time elements may stand without a gap."""
_NO_MORE_DIGITS = r"(?![0-9]|[:.][0-9])"
_SHORT_YEAR_ENDS = (
    rf"{_NO_MORE_DIGITS}(?=[ \n]?(?:$|\n|[^\w\s](?! ?[0-9]{{4}})|[0-9]{{1,2}}[:.][0-9]{{2}}"
    r"|[0-9][0-9.]{0,9} ?(?:(?:kali|x) di\w+|komentar|comments?|views?|hits?)\b"
    r"|(?:pukul|pkl|jam|oleh|by|at|di|pada|dibaca|dilihat|admin|unduh|download)\b))"
)
"""Behind a bare two-digit year: "17 agustus 25 peserta" counts heads. An apostrophe before it,
or hyphens around the month, leave no such doubt."""

_DAY_MONTH_YEAR = (
    rf"(?<![0-9]){_DAY}{_ORDINAL}(?: ?(?P<bar>[|·•]) ?|{_GAP})"
    rf"(?:of |bulan |bln\.? |\(?{WEEKDAY}\)?,?\n)?{_MONTH}"
    rf"(?(bar) ?(?P=bar) ?|{_GAP})(?:tahun |thn?\.? )?{_YEAR}"
)
_YEAR_MONTH_DAY = (
    rf"(?<![0-9]){_YEAR}{_GAP}{_MONTH}{_GAP}{_DAY}{_ORDINAL}"
    r"(?![0-9]|:[0-9]|(?:st|nd|rd|th)?,? ?[0-9]{4})"
)
_MONTH_DAY_YEAR = rf"{_MONTH}{_GAP}{_DAY}{_ORDINAL}{_PAUSE}(?:{CLOCK} (?:{ZONE} )?)?{_YEAR}"
_DAY_MONTH_SHORT_YEAR = (
    rf"(?<![0-9]){_DAY}(?P<s>[ \n]| ?[-/] ?|\.|){_MONTH}(?P<sure>(?P=s)'|,? ?')?"
    rf"(?(sure)|(?P=s))(?P<y>[0-9]{{2}})(?(sure){_NO_MORE_DIGITS}|{_SHORT_YEAR_ENDS})"
)
_DAY_MONTH_SHORT_YEAR_TIGHT = (
    rf"(?<![0-9]){_DAY}(?P<s>[-/.]){_MONTH}(?P=s)(?P<y>[0-9]{{2}}){_NO_MORE_DIGITS}"
)
_MONTH_DAY_SHORT_YEAR = rf"{_MONTH} {_DAY}{_ORDINAL},? '(?P<y>[0-9]{{2}}){_NO_MORE_DIGITS}"
_DAY_MONTH_SHORT_YEAR_LAST = rf"(?<![0-9]){_DAY} {_MONTH}, (?P<y>[0-9]{{2}})$"
_MONTH_DAY_SHORT_YEAR_LAST = rf"{_MONTH} {_DAY}{_ORDINAL}, (?P<y>[0-9]{{2}})$"

_IN_WORDS = tuple(
    re.compile(pattern)
    for pattern in (
        _DAY_MONTH_YEAR,
        _YEAR_MONTH_DAY,
        _MONTH_DAY_YEAR,
        _DAY_MONTH_SHORT_YEAR,
        _DAY_MONTH_SHORT_YEAR_TIGHT,
        _DAY_MONTH_SHORT_YEAR_LAST,
        _MONTH_DAY_SHORT_YEAR,
        _MONTH_DAY_SHORT_YEAR_LAST,
    )
)
_WHOLE_TILES = tuple(
    re.compile(rf"^(?:{WEEKDAY},?[ \n])?{pattern}$")
    for pattern in (
        rf"{_MONTH}[ \n]{_YEAR}[ \n]{_DAY}",
        rf"{_YEAR},?[ \n]{_DAY}[ \n]{_MONTH}",
        rf"{_DAY}\n{_MONTH} (?P<y>[0-9]{{2}})",
        r"(?P<d>[0-9]{2})[ \n](?P<m>[0-9]{2})[ \n](?P<y>20[0-9]{2})",
        r"(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})\n(?P<y>20[0-9]{2})",
        r"(?P<d>[0-9]{1,2})\n(?P<m>[0-9]{1,2})/(?P<y>20[0-9]{2})",
    )
)
_IN_DIGITS = re.compile(
    r"(?<![0-9])(?:"
    r"(?P<year>[0-9]{4})[ \n]?(?P<s>[-/.])[ \n]?(?P<m>[0-9]{1,2})[ \n]?(?P=s)[ \n]?"
    r"(?P<d>[0-9]{1,2})(?![0-9]| ?(?P=s) ?[0-9]{4}|(?P=s)[0-9]{2}(?![0-9:.]))"
    r"|(?P<a>[0-9]{1,2})[ \n]?(?P<t>[-/.])[ \n]?(?P<b>[0-9]{1,2})[ \n]?(?P=t)[ \n]?"
    r"'?(?P<y>[0-9]{4}(?=[0-9]{1,2}[-/.][0-9]{1,2}[-/.]20[0-9]{2}(?![0-9]))|[0-9]{4}(?![0-9])"
    r"|[0-9]{2}(?![0-9])))"
)
_DATELINE = re.compile(
    rf"(?:{WEEKDAY},? ?\(?|\()(?P<d>[0-9]{{1,2}})/(?P<m>[0-9]{{1,2}})"
    r"[- ](?P<y>20[0-9]{2})(?![-/0-9])"
)
"""A reporter's day/month-year, told from the number of a letter by the weekday or the bracket."""
_BLOGGER_CLOCK = re.compile(r"[ \n]?,?[ \n]?[0-9]{1,2}:[0-9]{2}(?P<seconds>:[0-9]{2})? ?[ap]\.?m\b")


def written_dates(text: str) -> list[Written]:
    """The calendar dates in a tidy text, in the order of their places, none overlapping.

    At most `MOST_DATES` of each way of writing: a text with more is no stamp.
    """
    found: list[Written] = []
    for candidate in (*_in_words(text), *_in_digits(text)):
        if all(candidate.end <= other.start or other.end <= candidate.start for other in found):
            found.append(candidate)
    return sorted(found, key=lambda written: written.start)


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_words(text: str) -> Iterator[Written]:
    for tile in filter(None, (pattern.match(text) for pattern in _WHOLE_TILES)):
        month = MONTHS.get(tile["m"]) or int(tile["m"])
        day = day_of(_full_year(tile["y"]), month, int(tile["d"]))
        yield Written(tile.start(), tile.end(), day, in_digits=False)
    for pattern in _IN_WORDS:
        for match in islice(pattern.finditer(text), MOST_DATES):
            day = day_of(_full_year(match["y"]), MONTHS[match["m"]], int(match["d"]))
            yield Written(match.start(), match.end(), day, in_digits=False)


def _in_digits(text: str) -> Iterator[Written]:
    names = ENGLISH_WEEKDAY_NAME.findall(text)
    for match in islice(_IN_DIGITS.finditer(text), MOST_DATES):
        if match["year"]:
            day = day_of(int(match["year"]), int(match["m"]), int(match["d"]))
            yield Written(match.start(), match.end(), day, in_digits=True)
            continue
        short = len(match["y"]) == 2
        unpadded = len(match["a"]) == 1 or len(match["b"]) == 1
        loose = short and (match["t"] == "." or (match["t"] == "-" and unpadded))
        before = ENGLISH_WEEKDAY_BEFORE.findall(text[max(0, match.start() - 20) : match.start()])
        weekdays = frozenset(ENGLISH_WEEKDAYS[word] for word in names + before)
        day = _day_first(text, match, weekdays, unpadded=unpadded)
        yield Written(match.start(), match.end(), day, in_digits=True, loose=loose)
    for match in islice(_DATELINE.finditer(text), MOST_DATES):
        day = day_of(int(match["y"]), int(match["m"]), int(match["d"]))
        yield Written(match.start("d"), match.end(), day, in_digits=True)


def _day_first(
    text: str, match: re.Match[str], weekdays: frozenset[int], *, unpadded: bool
) -> date | None:
    """Read a/b/year day first, and month first only where that is sole or proven."""
    year, first, second = _full_year(match["y"]), int(match["a"]), int(match["b"])
    day_first, month_first = day_of(year, second, first), day_of(year, first, second)
    if day_first is None or month_first is None:
        return day_first or month_first
    if weekdays:
        # Drupal's default shows weekday, mm/dd/yyyy, hour; a weekday that fits only the other
        # reading proves that one.
        fits_day_first_only = (
            day_first.weekday() in weekdays and month_first.weekday() not in weekdays
        )
        return day_first if fits_day_first_only else month_first
    # Blogger's own stamp: m/d/yyyy, the month never padded, then a twelve-hour clock with seconds.
    clock = _BLOGGER_CLOCK.match(text, match.end()) if match["t"] == "/" else None
    month_is_bare = match["a"][0] != "0"
    stamp = clock is not None and (unpadded or (month_is_bare and clock["seconds"] is not None))
    return month_first if stamp else day_first


def _full_year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)
