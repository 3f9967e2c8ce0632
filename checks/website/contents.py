"""What lies within each box of a page: dates, links to articles, links to comments, headings."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, islice

from checks.website.boxes import Box
from checks.website.stamps import HEADINGS, Stamp

DEEPEST_HEADING = 8
"""Boxes around a date among which the heading that it stands in is looked for."""


class Contents:
    """An index of one page. `links` are the boxes that link to articles, with the addresses."""

    def __init__(
        self,
        order: Sequence[Box],
        stamps: Sequence[Stamp],
        links: Mapping[Box, str],
        barriers: Collection[Box],
    ) -> None:
        self._stamps = list(stamps)
        self._stamp_places = [stamp.box.place for stamp in stamps]
        self._links = list(links.items())
        self._link_places = [box.place for box in links]
        self._barriers = sorted(box.place for box in barriers)
        self._headings = [box.place for box in order if box.tag in HEADINGS]
        self._known: dict[Box, dict[str, list[Box]]] = {}

    def stamps(self, box: Box) -> list[Stamp]:
        """The dates in a box, in order."""
        return self._stamps[
            bisect_left(self._stamp_places, box.place) : bisect_left(self._stamp_places, box.end)
        ]

    def links(self, box: Box) -> dict[str, list[Box]]:
        """The boxes in a box that link to articles, by address, in order."""
        found = self._known.get(box)
        if found is None:
            grouped: defaultdict[str, list[Box]] = defaultdict(list)
            begin = bisect_left(self._link_places, box.place)
            end = bisect_left(self._link_places, box.end)
            for link, target in self._links[begin:end]:
                grouped[target].append(link)
            found = self._known[box] = dict(grouped)
        return found

    def has_barrier(self, box: Box) -> bool:
        """Whether a box holds a link to somebody's comment."""
        return _count(self._barriers, box) > 0

    def headings_beside(self, box: Box, stamp: Stamp) -> int:
        """How many headings a box holds beside those around a date."""
        held = _count(self._headings, box)
        if not held:
            return 0
        around = islice(chain([stamp.box], stamp.box.ancestors()), DEEPEST_HEADING)
        return held - sum(one.tag in HEADINGS for one in around if box.holds(one))


def _count(places: Sequence[int], box: Box) -> int:
    return bisect_left(places, box.end) - bisect_left(places, box.place)
