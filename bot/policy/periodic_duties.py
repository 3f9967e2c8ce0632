"""Periodic duties: what an agency must publish by a date, once or every year, and what is open.

Public bodies must publish some information regularly (Article 9 of UU 14/2008); the dates are the
region's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

OPEN_DAYS = 180
"""A duty is open from so many days before its due date until so many after: our own choice. Less
than half a year, so that no yearly duty is ever open for two due dates at once."""

SOON_DAYS = 30
"""From so many days before its due date a steward is shown a duty: our own choice."""


class PeriodicDuty(Protocol):
    """A duty as it is remembered; `due_on` is its first due date, `every_year` repeats it.

    It is every agency's where `agency_class` is None.
    """

    @property
    def id(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def due_on(self) -> date: ...
    @property
    def every_year(self) -> bool: ...
    @property
    def agency_class(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """A duty that an agency has yet to do; `days` until it is due, negative once it is overdue."""

    duty_id: int
    title: str
    due: date
    days: int

    @property
    def pressing(self) -> bool:
        """Whether it is due soon or overdue."""
        return self.days <= SOON_DAYS


def current_due_date(duty: PeriodicDuty, today: date) -> date:
    """The due date that counts today: the next one, or the last while a late post still counts.

    The day a yearly duty falls on is 28 February wherever the year has no 29.
    """
    since = today - timedelta(days=OPEN_DAYS)
    if not duty.every_year or duty.due_on >= since:
        return duty.due_on
    due = _in_year(duty.due_on, since.year)
    return due if due >= since else _in_year(duty.due_on, since.year + 1)


def open_duties(
    duties: Iterable[PeriodicDuty],
    agency_class: str,
    ticked: Collection[tuple[int, date]],
    today: date,
) -> list[OpenDuty]:
    """What an agency of this class has yet to do, the one due nearest to today first.

    `ticked` are the duties it has done, each with the due date it was done for.
    """
    found = []
    for duty in duties:
        due = current_due_date(duty, today)
        days = (due - today).days
        theirs = is_of_class(duty, agency_class)
        if theirs and abs(days) <= OPEN_DAYS and (duty.id, due) not in ticked:
            found.append(OpenDuty(duty.id, duty.title, due, days))
    return sorted(found, key=lambda one: (abs(one.days), one.due, one.duty_id))


def fulfilled_by(duties: Iterable[OpenDuty], published: date) -> list[OpenDuty]:
    """Those of the duties that a post of this local day can fulfil, in the same order.

    One from before a duty was open is no post for it: last year's report is not this year's.
    """
    open_for = timedelta(days=OPEN_DAYS)
    return [one for one in duties if one.due - open_for <= published]


def is_of_class(duty: PeriodicDuty, agency_class: str) -> bool:
    """Whether the duty is one of agencies of this class."""
    return duty.agency_class in (None, agency_class)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
