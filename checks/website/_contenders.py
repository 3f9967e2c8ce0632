"""Dates that a page shows for its article, and how one is chosen where several contend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checks.website._address_date import AddressDate
from checks.website.dates import Moment

PUBLISHED = 0
"""The rank of a date that is labelled or named as one of publication."""

NAMED = 1
"""The rank of a date that is named a date, or stands in a byline."""

UNMARKED = 2
"""The rank of a date that nothing but its place marks."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A date shown on the page; the lower the rank, the surer."""

    raw: str
    moment: Moment
    source: str
    rank: int
    place: int
    """Lines from the title; negative before it."""


def agreed(contenders: Sequence[Shown], told: AddressDate | None) -> Shown | None:
    """The one day that all contenders tell, or the one day that the page's address supports."""
    if told is not None and len({shown.moment.day for shown in contenders}) > 1:
        contenders = [shown for shown in contenders if told.supports(shown.moment.day)]
    days = {shown.moment.day for shown in contenders}
    return contenders[0] if len(days) == 1 else None
