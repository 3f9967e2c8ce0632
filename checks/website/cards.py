"""Cards on a page: which link and which title each date belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from checks.website.addresses import absolute, may_be_article
from checks.website.items import Asking, Item, clean_title
from checks.website.outline import Box
from checks.website.stamps import HEADINGS, Stamp, find_stamps

HIGHEST_CLIMB = 8
"""Boxes around a date that are searched for the link it belongs to."""

MOST_LINKS = 3
"""Different articles linked within one card; beside more, a date belongs to none of them."""

SHORTEST_TITLE = 8

LONGEST_SECTION_TITLE = 60

WORDLESS = re.compile(
    r"\W*(?:baca|read|lihat|view|selengkapnya|lengkap|more|detail|lanjut\w*|semua|all|klik|disini"
    r"|di sini|here|continue|reading|\W)*\W*",
    re.IGNORECASE,
)
"""Texts of links that are no titles."""

SECTION_NAME = re.compile(r"(?<![a-z])(?:title|judul|heading)(?![a-z])")


@dataclass(slots=True, eq=False)
class Card:
    """A date with the link and the title it belongs to, and the heading over its list."""

    root: Box
    stamp: Stamp
    url: str
    title: str
    section: str = ""

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


def find_cards(page: Box, url: str, asking: Asking) -> list[Card]:
    """Every date on the page that has an article of this site beside it, in the page's order."""
    order = list(page.boxes())
    stamps = find_stamps(order, asking)
    if not stamps:
        return []
    contents = _contents(order, stamps, article_links(order, url))
    cards: list[Card] = []
    taken: set[Stamp] = set()
    for stamp in stamps:
        if stamp in taken:
            continue
        for root, own, target in _matches(stamp, contents):
            taken.add(own)
            title = _title(root, own, contents[root].links[target])
            cards.append(Card(root, own, target, title))
    _name_sections(cards, order)
    return cards


def article_links(order: Iterable[Box], url: str) -> dict[Box, str]:
    """The boxes that link to what may be an article of this site, with the addresses."""
    links: dict[Box, str] = {}
    for box in order:
        if box.href and "#comment" not in box.href:
            target = absolute(box.href, url)
            if target and may_be_article(target, url):
                links[box] = target
    return links


def link_title(box: Box) -> str:
    """The wording of a link, or its hint where it has none of its own, or ""."""
    text = clean_title(box.text())
    if not WORDLESS.fullmatch(text):
        return text
    hints = [inner.hint for inner in box.boxes() if inner.hint]
    return clean_title(hints[0]) if hints else ""


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
            yield from ((around, own, target) for own, target in _alternating(around, content))
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


def _title(root: Box, stamp: Stamp, links: Sequence[Box]) -> str:
    """The title of a card: its link's wording, its heading, or its longest text beside the date."""
    enclosing = any(stamp.box is link or link in stamp.box.ancestors() for link in links)
    if not enclosing:
        wording = max((link_title(link) for link in links), key=len)
        if len(wording) >= SHORTEST_TITLE:
            return wording
    inside = next((link for link in links if link in stamp.box.ancestors()), root)
    headings = [box.text() for box in inside.boxes() if box.tag in HEADINGS]
    if headings:
        return clean_title(headings[0])
    hints = [box.hint for box in inside.boxes() if box.hint]
    own = set(stamp.box.texts())
    texts = [text for text in inside.texts() if text not in own and not WORDLESS.fullmatch(text)]
    return clean_title(max([*hints[:1], *texts], key=len, default=""))


def _name_sections(cards: Sequence[Card], order: Sequence[Box]) -> None:
    """Give each card the heading that stands over its list."""
    inside = {box for card in cards for box in card.root.boxes()}
    by_root: defaultdict[Box, list[Card]] = defaultdict(list)
    for card in cards:
        by_root[card.root].append(card)
    headings: list[tuple[Box, str]] = []
    for box in order:
        if box not in inside and (box.tag in HEADINGS or SECTION_NAME.search(box.name)):
            text = box.text()
            if 0 < len(text) <= LONGEST_SECTION_TITLE:
                headings.append((_section_of(box), text))
        if box in by_root:
            around = {box, *box.ancestors()}
            above = [text for section, text in headings if section in around]
            for card in by_root[box]:
                card.section = above[-1] if above else ""


def _section_of(heading: Box) -> Box:
    """The first box around a heading that holds more than the heading."""
    box = heading
    for box in heading.ancestors():
        if len(_beginning(box)) > LONGEST_SECTION_TITLE:
            break
    return box


def _beginning(box: Box) -> str:
    text = ""
    for piece in box.texts():
        text += piece
        if len(text) > LONGEST_SECTION_TITLE:
            break
    return text
