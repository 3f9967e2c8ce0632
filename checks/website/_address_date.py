"""The date in an article's address, as a support for dates told elsewhere or for want of one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from checks.website._markup import address
from checks.website._written import day_of

_YEAR = r"(?P<y>20[0-9]{2})"
_FULL = tuple(
    re.compile(pattern)
    for pattern in (
        rf"/{_YEAR}[-/](?P<m>[0-9]{{1,2}})[-/](?P<d>[0-9]{{1,2}})(?=[-/_.]|$)",
        rf"(?<![0-9]){_YEAR}-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}})(?![0-9])",
        rf"(?<![0-9]){_YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9])",
    )
)
_DAY_FIRST = re.compile(
    rf"(?<![0-9])(?P<d>0[1-9]|[12][0-9]|3[01])-(?P<m>0[1-9]|1[0-2])-{_YEAR}(?![0-9])"
)
"""As in "tempete-ciaran-02-11-2023"; it may as well be an event's day, and so only supports."""

_MONTH = re.compile(rf"/{_YEAR}[-/]?(?P<m>[0-9]{{1,2}})(?=[/_-]|$)")
_OTHER_DATES = re.compile(
    r"(?:^|[/_-])(?:agenda|acara|events?|jadwal|schedule|kalender|calendar|undangan|peraturan|perda"
    r"|perbup|perwal|pergub|perpres|jdih|produk-hukum|putusan|keputusan|arsip|archives?|tanggal|uploads?)(?=[/_-]|$)",
    re.IGNORECASE,
)
"""Words of addresses whose date is that of an event, a law, or a list of a day's articles."""

_LETTERS = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True, slots=True)
class AddressDate:
    """What an article's address tells: a year and a month, often the day as well."""

    year: int
    month: int
    day: date | None
    is_article: bool
    """Is the day likely to be an article's, rather than an event's, a law's or a day's list?"""

    def supports(self, day: date) -> bool:
        """Does the address speak for this day: by the day it tells, else by its month?"""
        if self.day is not None:
            return self.day == day
        return (self.year, self.month) == (day.year, day.month)


def address_date(urls: Iterable[str]) -> AddressDate | None:
    """The date in the first of a page's addresses that has one."""
    paths = [unquote(address(url).path) for url in urls]
    for pattern in (*_FULL, _DAY_FIRST, _MONTH):
        for path in paths:
            for found in pattern.finditer(path):
                told = _told(path, found)
                if told is not None:
                    return told
    return None


def _told(path: str, found: re.Match[str]) -> AddressDate | None:
    year, month = int(found["y"]), int(found["m"])
    if "d" not in found.groupdict():
        return AddressDate(year, month, None, is_article=False) if 1 <= month <= 12 else None
    day = day_of(year, month, int(found["d"]))
    if day is None:
        return None
    rest = path[: found.start()].rpartition("/")[2] + path[found.end() :]
    is_article = (
        found.re is not _DAY_FIRST and bool(_LETTERS.search(rest)) and not _OTHER_DATES.search(path)
    )
    return AddressDate(year, month, day, is_article)
