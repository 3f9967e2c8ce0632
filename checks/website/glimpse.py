"""Whether a page can show a date newer than one already known, without reading the page.

Most sites with a feed are up to date, and to read all of their home page as well would cost several
times what the feed does. A page without any sign of a later day need not be read for cards. What
looks like a sign may be none; what is one is never missed among the forms that cards are read in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from checks.website._calendar import MONTHS

RELATIVE: Final = (
    "lalu", "silam", " ago", "kemarin", "hari ini", "yesterday", "today", "baru saja", "barusan",
    "just now", "tadi",
)  # fmt: skip
"""The words of dates that are told from the day of reading."""

NEAR: Final = 160
"""Characters around a month's name in which its day stands, tags between them included."""

TAG: Final = re.compile(r"<[^>]*>?|&#?\w+;")

NUMBER: Final = re.compile(r"\d+")

SPACED_MARK: Final = re.compile(r"\s+([-/.])\s+(?=\d)")

SHORTEST_MONTH: Final = 3

MOST_DAYS: Final = 10
"""Beyond so many days between, a page is read in any case."""


def may_show_newer(source: str, known: date, today: date) -> bool:
    """Whether the HTML of a page may show a day after `known`, up to tomorrow."""
    newer = list(_days_after(known, today + timedelta(days=1)))
    if len(newer) > MOST_DAYS:
        return True
    text = SPACED_MARK.sub(r"\1", source.lower())
    if any(word in text for word in RELATIVE):
        return True
    return any(form in text for day in newer for form in _forms(day)) or _names_day(text, newer)


def _days_after(first: date, last: date) -> Iterator[date]:
    for after in range(1, (last - first).days + 1):
        yield first + timedelta(days=after)


def _forms(day: date) -> Iterator[str]:
    """The day in figures, in the order and with the marks that dates are written with."""
    for mark in "-/.":
        yield f"{day.day}{mark}{day.month:02}"
        yield f"{day.day}{mark}{day.month}{mark}"
        yield f"{day.month:02}{mark}{day.day:02}"
        yield f"{day.month}{mark}{day.day}{mark}"
    yield f"{day.month:02}{day.day:02}"


def _names_day(text: str, days: list[date]) -> bool:
    """Whether the number of a day stands near the name of its month."""
    for number in {day.month for day in days}:
        wanted = {day.day for day in days if day.month == number}
        beginnings = {name[:SHORTEST_MONTH] for name, month in MONTHS.items() if month == number}
        for beginning in beginnings:
            at = text.find(beginning)
            while at >= 0:
                around = TAG.sub(" ", text[max(at - NEAR, 0) : at + NEAR])
                if wanted & {int(one) for one in NUMBER.findall(around) if len(one) <= 2}:
                    return True
                at = text.find(beginning, at + SHORTEST_MONTH)
    return False
