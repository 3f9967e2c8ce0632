"""The one day of publication that a tidy short text tells, and what it is called there."""

from __future__ import annotations

from datetime import date

from checks.website._context import publishable
from checks.website._labels import Label, label_in, most_published
from checks.website._relative import relative_day
from checks.website._written import written_dates

EARLIEST = date(2000, 1, 1)
"""No agency's site is older; zero dates and the Unix epoch fall below."""


def dated(text: str, today: date) -> tuple[date, Label] | None:
    """The day, from 2000 to tomorrow, and its label; a written day goes before a relative one."""
    written = written_dates(text)
    choices = [
        one for one in publishable(text, written) if one.day is not None and in_span(one.day, today)
    ]
    if choices:
        chosen, label = most_published(text, written, choices)
        return (chosen.day, label) if chosen.day is not None else None
    day = relative_day(text, today, exact_only=bool(written))
    return (day, label_in(text)) if day is not None and in_span(day, today) else None


def in_span(day: date, today: date) -> bool:
    """Can a publication be of this day: from 2000 to tomorrow?"""
    return day >= EARLIEST and (day - today).days <= 1
