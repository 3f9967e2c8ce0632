"""Which article a date belongs to: found by climbing from the date to the first links around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from checks.website.boxes import Box
from checks.website.contents import Contents
from checks.website.runs import paired
from checks.website.stamp_labels import Kind
from checks.website.stamps import HEADINGS, Stamp
from checks.website.wording import link_title

HIGHEST_CLIMB = 8
"""Boxes around a date that are searched for the link it belongs to."""

HIGHEST_HEADING = 4
"""Boxes around a link among which the heading that it stands in is looked for."""

MOST_LINKS = 3
"""Different articles linked within one card; beside more, a date belongs to none of them."""

FEWEST = 2
"""So many dates without a card of their own make a list; one alone is a clock."""

TITLE_WORDS = 3
"""Words of a link that is a title rather than a label or a button."""


@dataclass(frozen=True, slots=True)
class Match:
    """A date, the address of its article, and the box that holds both."""

    root: Box
    stamp: Stamp
    url: str
    by_turns: bool = False
    """Whether the box is a whole list, in which dates and links take turns."""


def matches_of(stamps: Sequence[Stamp], contents: Contents) -> list[Match]:
    """The articles that the dates of a page belong to.

    A date beside no more than a label (its category, say) is looked for among those of a list too.
    """
    singles: list[Match] = []
    labelled: dict[Stamp, Match] = {}
    lists: defaultdict[Box, list[Stamp]] = defaultdict(list)
    for stamp in stamps:
        around = _first_with_links(stamp, contents)
        if around is None:
            continue
        if _is_list(around, contents):
            if stamp.kind is not Kind.CHANGED:
                lists[around].append(stamp)
        elif len(contents.links(around)) <= MOST_LINKS and around.tag not in {"body", "html"}:
            match = _widened(around, stamp, contents)
            outer = _list_around(match, contents)
            if outer:
                labelled[stamp] = match
                lists[outer].append(stamp)
            else:
                singles.append(match)
    taken = [match.root for match in singles]
    listed = [
        Match(around, stamp, url, by_turns=True)
        for around, own in lists.items()
        if len(own) >= FEWEST
        for stamp, url in paired(own, _outside(contents.links(around), taken))
    ]
    found = {match.stamp for match in listed}
    return singles + [labelled[stamp] for stamp in labelled if stamp not in found] + listed


def _is_list(box: Box, contents: Contents) -> bool:
    dates = [one for one in contents.stamps(box) if one.kind is not Kind.CHANGED]
    return len(contents.links(box)) > 1 and len(dates or contents.stamps(box)) > 1


def _list_around(match: Match, contents: Contents) -> Box | None:
    """The list around a match whose link is worded like a label, or None."""
    boxes = contents.links(match.root)[match.url]
    if not 0 < max(len(link_title(box).split()) for box in boxes) < TITLE_WORDS:
        return None
    if any(map(in_heading, boxes)) or contents.headings_beside(match.root, match.stamp):
        return None
    around = islice(match.root.ancestors(), HIGHEST_CLIMB)
    return next((box for box in around if _is_list(box, contents)), None)


def _outside(links: dict[str, list[Box]], taken: Sequence[Box]) -> dict[str, list[Box]]:
    """The links of a list that do not lie in a card of their own."""
    if not taken:
        return links
    left = {
        url: [link for link in boxes if not any(root.holds(link) for root in taken)]
        for url, boxes in links.items()
    }
    return {url: boxes for url, boxes in left.items() if boxes}


def in_heading(box: Box) -> bool:
    """Whether a link lies in a heading, or a heading in it."""
    return any(
        around.tag in HEADINGS for around in islice(box.ancestors(), HIGHEST_HEADING)
    ) or any(inner.tag in HEADINGS for inner in box.boxes())


def _first_with_links(stamp: Stamp, contents: Contents) -> Box | None:
    """The first box around a date that links to an article, on the near side of any barrier.

    Barriers are a link to somebody's comment, and the end of a widget with a heading of its own.
    """
    headings = 0
    for around in _climb(stamp.box):
        links = contents.links(around)
        if links:
            beyond = headings and len(links) > 1
            return None if beyond and contents.headings_beside(around, stamp) > headings else around
        if contents.has_barrier(around):
            return None
        headings = contents.headings_beside(around, stamp)
    return None


def _climb(box: Box) -> Iterator[Box]:
    yield box
    yield from islice(box.ancestors(), HIGHEST_CLIMB)


def _widened(root: Box, stamp: Stamp, contents: Contents) -> Match:
    """The match in a box, or in one further out where its links are no titles but that one's are.

    Beside a date often stand the category and the author, the title above all of them.
    """
    found = _main_link(contents.links(root))
    if _is_title(found, contents.links(root)) or contents.headings_beside(root, stamp):
        return Match(root, stamp, found)
    for around in islice(root.ancestors(), HIGHEST_CLIMB):
        links = contents.links(around)
        if around.tag == "body" or len(links) > MOST_LINKS or len(contents.stamps(around)) > 1:
            break
        main = _main_link(links)
        if _is_title(main, links) or contents.headings_beside(around, stamp):
            return Match(around, stamp, main)
    return Match(root, stamp, found)


def _is_title(target: str, links: dict[str, list[Box]]) -> bool:
    boxes = links[target]
    return max(len(link_title(box).split()) for box in boxes) >= TITLE_WORDS or any(
        map(in_heading, boxes)
    )


def _main_link(links: dict[str, list[Box]]) -> str:
    """The link of a card that is its title's: in a heading, else the one with most words."""

    def rank(target: str) -> tuple[bool, int]:
        boxes = links[target]
        return any(map(in_heading, boxes)), max(len(link_title(box)) for box in boxes)

    return max(links, key=rank)
