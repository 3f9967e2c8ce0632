"""Cards on a page: which link and which title each date belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from checks.website.addresses import absolute, may_be_article
from checks.website.items import Item
from checks.website.boxes import Box
from checks.website.stamps import HEADINGS, Stamp
from checks.website.wording import card_title, link_title, sections_of

HIGHEST_CLIMB = 8
"""Boxes around a date that are searched for the link it belongs to."""

MOST_LINKS = 3
"""Different articles linked within one card; beside more, a date belongs to none of them."""


@dataclass(slots=True, eq=False)
class Card:
    """A date with the link and the title it belongs to, and the heading over its list."""

    root: Box
    stamp: Stamp
    url: str
    title: str
    section: str

    @property
    def form(self) -> tuple[str, ...]:
        """The tags from the card down to its date."""
        tags = [self.stamp.box.tag]
        for box in self.stamp.box.ancestors():
            if self.stamp.box is self.root:
                break
            tags.append(box.tag)
            if box is self.root:
                break
        return self.stamp.source, *reversed(tags)

    @property
    def shape(self) -> str:
        """The look of the date's text: digits and words as placeholders."""
        return re.sub(r"\d+", "9", re.sub(r"[^\W\d_]+", "w", self.stamp.raw))

    def item(self) -> Item:
        """The card as an item of a list."""
        return Item(self.title, self.url, self.stamp.raw, self.stamp.moment)


@dataclass(slots=True)
class _Contents:
    """What lies within a box: dates, and the boxes that link to each article."""

    stamps: list[Stamp] = field(default_factory=list)
    links: dict[str, list[Box]] = field(default_factory=dict)
    pairs: list[tuple[Stamp, str]] | None = None
    """Dates and links that take turns, once that was looked for."""


def find_cards(order: Sequence[Box], stamps: Sequence[Stamp], url: str) -> list[Card]:
    """The dates that have an article of this site beside them, in the page's order.

    `order` is all boxes of the page at `url`. Where a card has several dates, the earliest is that
    of its publication: changes come later.
    """
    links = article_links(order, url)
    contents = _contents(order, stamps, links)
    wordings: defaultdict[str, list[Box]] = defaultdict(list)
    for box, target in links.items():
        wordings[target].append(box)
    earliest: dict[tuple[Box, str], Stamp] = {}
    for stamp in stamps:
        for root, own, target in _matches(stamp, contents):
            known = earliest.setdefault((root, target), own)
            if own.moment.day < known.moment.day:
                earliest[root, target] = own
    sections = sections_of({root for root, _ in earliest}, order)
    return [
        Card(root, stamp, target, card_title(root, stamp, wordings[target]), sections[root])
        for (root, target), stamp in earliest.items()
    ]


def article_links(order: Iterable[Box], url: str) -> dict[Box, str]:
    """The boxes that link to what may be an article of this site, with the addresses."""
    links: dict[Box, str] = {}
    for box in order:
        if box.href and "#comment" not in box.href:
            target = absolute(box.href, url)
            if target and may_be_article(target, url):
                links[box] = target
    return links


def _contents(
    order: Sequence[Box], stamps: Sequence[Stamp], links: dict[Box, str]
) -> dict[Box, _Contents]:
    """What the boxes around each date hold, as far up as is climbed."""
    by_box = {stamp.box: stamp for stamp in stamps}
    wanted: dict[Box, _Contents] = {}
    for stamp in stamps:
        for around in _climb(stamp.box):
            wanted.setdefault(around, _Contents())
    for box in order:
        stamp_here, link = by_box.get(box), links.get(box)
        if stamp_here is None and link is None:
            continue
        for around in (box, *box.ancestors()):
            content = wanted.get(around)
            if content is None:
                continue
            if stamp_here:
                content.stamps.append(stamp_here)
            if link:
                content.links.setdefault(link, []).append(box)
    return wanted


def _climb(box: Box) -> Iterator[Box]:
    yield box
    for height, around in enumerate(box.ancestors()):
        if height >= HIGHEST_CLIMB or around.tag in {"body", "html"}:
            return
        yield around


def _matches(stamp: Stamp, contents: dict[Box, _Contents]) -> Iterator[tuple[Box, Stamp, str]]:
    """The card, or the run of cards, found by climbing from a date to the first box with a link."""
    for around in _climb(stamp.box):
        content = contents[around]
        if not content.links:
            continue
        if len(content.stamps) > 1 and len(content.links) > 1:
            if content.pairs is None:
                content.pairs = _alternating(around, content)
            yield from ((around, own, target) for own, target in content.pairs)
        elif len(content.links) <= MOST_LINKS:
            yield around, stamp, _main_link(content)
        return


def _alternating(around: Box, content: _Contents) -> list[tuple[Stamp, str]]:
    """Dates and links of a list without boxes for its items, where they strictly take turns."""
    stamps = {stamp.box: stamp for stamp in content.stamps}
    targets = {box: target for target, boxes in content.links.items() for box in boxes}
    run: list[Stamp | str] = []
    for box in around.boxes():
        if box in targets and (not run or run[-1] != targets[box]):
            run.append(targets[box])
        if box in stamps:
            run.append(stamps[box])
    pairs = list(zip(run[::2], run[1::2], strict=False))
    if len(run) % 2 or len({(type(one), type(other)) for one, other in pairs}) != 1:
        return []
    found: list[tuple[Stamp, str]] = []
    for one, other in pairs:
        if isinstance(one, Stamp) and isinstance(other, str):
            found.append((one, other))
        elif isinstance(one, str) and isinstance(other, Stamp):
            found.append((other, one))
    return found


def _main_link(content: _Contents) -> str:
    """The link of a card that is its title's: in a heading, else the one with most words."""

    def rank(target: str) -> tuple[bool, int]:
        boxes = content.links[target]
        headed = any(_in_heading(box) for box in boxes)
        return headed, max(len(link_title(box)) for box in boxes)

    return max(content.links, key=rank)


def _in_heading(box: Box) -> bool:
    return any(around.tag in HEADINGS for around in box.ancestors()) or any(
        inner.tag in HEADINGS for inner in box.boxes()
    )
