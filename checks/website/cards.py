"""Cards on a page: which link and which title each date belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

from checks.website.addresses import absolute, is_document, may_be_article
from checks.website.boxes import Box
from checks.website.contents import Contents
from checks.website.items import Item
from checks.website.matches import Match, in_heading, matches_of
from checks.website.stamp_labels import Kind
from checks.website.stamps import Stamp
from checks.website.wording import card_title, sections_of

COMMENT_COUNT = re.compile(
    r"\W*(?:\d*|(?:no|belum ada|tinggalkan|leave|tulis|beri|add) .*"
    r"|.*\b(?:komentar|comments?|balas\w*|repl\w+|respon\w*)\W*\d*)\W*",
    re.IGNORECASE,
)
"""The wording of a link from a card to its own comments; elsewhere it's a list of comments."""

FILED_UNDER = re.compile(
    r"(?:^|[\s_-])(?:categor(?:y|ies)|kategori|cat|tags?|authors?|penulis|createdby|byline|genre)"
    r"(?:[_-]?(?:name|links?))?(?:\s|$)"
)
"""Names of links to what an item is filed under, and of the boxes around those."""

NEAR = 2
"""Boxes around a link whose names are looked at, as long as they hold little else."""

LONGEST_CATEGORY = 40
"""Characters of what names a category, with its label."""

IMPRINT = re.compile(
    r"(?:©|\(c\)|copyright|hak cipta)[^\w©]{0,5}(?:©|\(c\))?\W{0,3}20\d\d", re.IGNORECASE
)
LONGEST_IMPRINT = 200

RANKS = (Kind.PUBLISHED, Kind.PLAIN, Kind.LETTER, Kind.CHANGED)
"""Which of a card's dates counts; others are none of a publication."""


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


def find_cards(
    order: Sequence[Box], stamps: Sequence[Stamp], url: str, *, documents: bool = False
) -> list[Card]:
    """The dates that have an article of this site beside them, in the page's order.

    `order` is all boxes of the page at `url`. Where a card has several dates, the one that is named
    as its publication's counts, else the earliest: changes come later. With `documents` a text in a
    file of its own is taken for an article as well.
    """
    links = article_links(order, url, documents=documents)
    matches = _all_matches(order, stamps, links)
    chosen: dict[tuple[Box, str], Match] = {}
    for match in matches:
        known = chosen.setdefault((match.root, match.url), match)
        if _rank(match.stamp) < _rank(known.stamp):
            chosen[match.root, match.url] = match
    wordings: defaultdict[str, list[Box]] = defaultdict(list)
    for box, target in links.items():
        wordings[target].append(box)
    places = {
        match.stamp.box: match.stamp.box if match.by_turns else match.root
        for match in chosen.values()
    }
    busy = {*links, *(stamp.box for stamp in stamps)}
    sections = sections_of(places, busy, order)
    return [
        Card(
            match.root,
            match.stamp,
            match.url,
            card_title(match.root, match.stamp, wordings[match.url]),
            sections[match.stamp.box],
        )
        for match in sorted(chosen.values(), key=lambda one: one.stamp.box.place)
    ]


def article_links(order: Iterable[Box], url: str, *, documents: bool = False) -> dict[Box, str]:
    """The boxes that link to what may be an article of this site, with the addresses."""
    links: dict[Box, str] = {}
    for box in order:
        if box.href:
            target = _article(box.href, url, documents=documents)
            if target:
                links[box] = target
    return links


@lru_cache(8192)
def _article(href: str, url: str, *, documents: bool) -> str | None:
    """Where a link on the page at `url` leads, if that may be an article; its comments are none."""
    if "#comment" in href or "#respond" in href:
        return None
    target = absolute(href, url)
    if not target:
        return None
    found = may_be_article(target, url) or (documents and is_document(target, url))
    return target if found else None


def _rank(stamp: Stamp) -> tuple[int, date]:
    return RANKS.index(stamp.kind), stamp.moment.day


def _all_matches(
    order: Sequence[Box], stamps: Sequence[Stamp], links: Mapping[Box, str]
) -> list[Match]:
    """The matches of all dates; once more without the links that several different dates share."""
    usable = [stamp for stamp in stamps if stamp.kind in RANKS]
    barriers = [box for box in order if "#comment" in box.href and not _is_of_a_card(box)]
    articles = {box: target for box, target in links.items() if not _is_filed_under(box)}
    matches = matches_of(usable, Contents(order, usable, articles, barriers))
    shared = _shared(matches)
    if shared:
        articles = {box: target for box, target in articles.items() if target not in shared}
        matches = matches_of(usable, Contents(order, usable, articles, barriers))
    return [match for match in matches if not _is_imprint(match.root)]


def _shared(matches: Sequence[Match]) -> set[str]:
    """The addresses beside different dates in cards of one kind: those of categories and lists.

    An article may stand in two lists, dated to the day in one and in words in the other.
    """
    days: defaultdict[tuple[str, str, str], set[date]] = defaultdict(set)
    roots: defaultdict[tuple[str, str, str], set[Box]] = defaultdict(set)
    for match in matches:
        key = match.url, match.root.tag, match.root.name
        days[key].add(match.stamp.moment.day)
        roots[key].add(match.root)
    return {key[0] for key in days if len(days[key]) > 1 and len(roots[key]) > 1}


def _is_imprint(root: Box) -> bool:
    """Whether a card is no card, but the line of the page's copyright."""
    return root.length <= LONGEST_IMPRINT and bool(IMPRINT.search(root.text()))


def _is_of_a_card(box: Box) -> bool:
    """Whether a link to comments is worded like a card's: with their number, or to write one."""
    return bool(COMMENT_COUNT.fullmatch(box.text()))


def _is_filed_under(box: Box) -> bool:
    """Whether a link leads to a category, a tag or an author, by its names and those around it."""
    if box.length > LONGEST_CATEGORY:
        return False
    around = islice((one for one in box.ancestors() if one.length <= LONGEST_CATEGORY), NEAR)
    return any(FILED_UNDER.search(one.name) for one in (box, *around)) and not in_heading(box)
