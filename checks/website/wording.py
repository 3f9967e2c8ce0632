"""Wording on a page: the titles of links and cards, and the headings over lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from checks.website.boxes import Box
from checks.website.items import clean_title
from checks.website.stamps import HEADINGS, Stamp

SHORTEST_TITLE = 8

LONGEST_TITLE = 300

MOST_BOXES = 200
"""Boxes of a card, and texts in it, among which its title is looked for."""

MARKED_UP = re.compile(r"[<&]")
"""What is left of tags and entities in a text that was escaped twice."""

LONGEST_SECTION_TITLE = 60

SET_OFF = " ()[]-–—|/:"
"""What sets a date off from the title in whose wording it stands."""

WORDLESS = re.compile(
    r"(?:baca|read|lihat|view|selengkapnya|lengkap|more|detail|lanjut|lanjutkan|semua|all|klik"
    r"|disini|di sini|here|continue|reading|\W)*",
    re.IGNORECASE,
)
"""Texts of links that are no titles."""

LONGEST_TAB = 30

BOLD = frozenset(["b", "strong"])

PLAIN = frozenset(["div", "p", "td", "th", "span", "caption", "legend", "strong", "b", "font"])

LIST_NAME = re.compile(
    r"\W*(?:agenda|jadwal|kalender|event|komentar|unduhan|download|dokumen|peraturan|produk hukum"
    r"|jdih|regulasi|statistik|buku tamu|pengaduan|berita|kabar|artikel|pengumuman|informasi|warta"
    r"|kegiatan|siaran pers|publikasi|galeri|video|tautan|link|prakiraan|cuaca|info gempa|harga"
    r"|diskusi|forum|testimoni|tanya jawab|konsultasi)\b",
    re.IGNORECASE,
)
"""How the names of lists begin, where no heading's tag tells them from other texts."""

NAME_WORDS = 4

LISTS = frozenset(["ul", "ol", "dl", "table"])

SHORTEST_SHOUT = 3

NEAR = 3
"""Boxes around a heading that may be a card's link or date."""

SECTION_NAME = re.compile(r"(?<![a-z])(?:title|judul|heading)(?![a-z])")


def link_title(box: Box) -> str:
    """The wording of a link, or its hint where it has none of its own, or ""."""
    text = box.text()
    if not WORDLESS.fullmatch(text):
        return clean_title(text) if MARKED_UP.search(text) else text[:LONGEST_TITLE]
    hints = [inner.hint for inner in box.boxes() if inner.hint]
    return clean_title(hints[0]) if hints else ""


def card_title(root: Box, stamp: Stamp, links: Sequence[Box]) -> str:
    """The title of a card: the wording of a link to it, its heading, or its longest text.

    `links` are all links on the page that lead where the card does. A link around the date is the
    card itself, or the date made a link; its wording is no title.
    """
    is_time = stamp.source == "time"
    others = [
        link
        for link in links
        if not link.holds(stamp.box) and not (is_time and stamp.box.holds(link))
    ]
    wording = max((link_title(link) for link in others), key=len, default="")
    if len(wording) >= SHORTEST_TITLE:
        return wording
    if stamp.box.tag == "a" and stamp.raw not in stamp.box.parts:
        rest = clean_title(stamp.box.text().replace(stamp.raw, " ", 1))
        if len(rest.strip(SET_OFF)) >= SHORTEST_TITLE:
            return rest.strip(SET_OFF)
    card = next((link for link in links if link.holds(stamp.box)), root)
    boxes = card.boxes()[:MOST_BOXES]
    headings = [box.text() for box in boxes if box.tag in HEADINGS]
    if headings:
        return clean_title(headings[0])
    hints = [box.hint for box in boxes if box.hint]
    stamped = set(stamp.box.texts())
    own = {stamp.raw} if stamp.raw in stamped else stamped
    texts = islice((text for text in card.texts() if text not in own), MOST_BOXES)
    worded = (text for text in texts if not WORDLESS.fullmatch(text))
    return clean_title(max([*hints[:1], *worded], key=len, default=""))


def sections_of(
    places: Mapping[Box, Box], busy: Collection[Box], order: Sequence[Box]
) -> dict[Box, str]:
    """The heading over the list in which each date stands, or "".

    `places` has the dates' boxes, each with its card, or with itself where the list has no boxes
    for cards. Headings with something `busy` in them or around them (dates, links to articles) are
    those of cards. A tab is headed by the link that shows it. `order` is all boxes of the page.
    """
    inside = bytearray(len(order))
    for card in places.values():
        inside[card.place : card.end] = b"\1" * (card.end - card.place)
    tabs = _tabs(order)
    headings: list[tuple[Box, str]] = []
    sections: dict[Box, str] = {}
    for box in order:
        label = next((tabs[one] for one in box.name.split() if one in tabs), "") if tabs else ""
        if label and box.length > len(label):
            headings.append((box, label))
        elif not inside[box.place] and _is_heading(box, busy):
            headings.append((_section_of(box), box.text()))
        if box in places:
            own = _inner_heading(places[box], busy)
            above = (text for section, text in reversed(headings) if section.holds(box))
            sections[box] = own or next(above, "")
    return sections


def _inner_heading(card: Box, busy: Collection[Box]) -> str:
    """The name of a list of one item, where it stands in the box of the item itself, or ""."""
    inner = card.boxes()[1 : NEAR + 1]
    return next((box.text() for box in inner if _names_a_list(box) and box not in busy), "")


def _is_heading(box: Box, busy: Collection[Box]) -> bool:
    if not 0 < box.length <= LONGEST_SECTION_TITLE:
        return False
    named = box.tag in HEADINGS or SECTION_NAME.search(box.name) is not None
    if not named and not _is_shouted(box) and not _names_a_list(box):
        return False
    near = (*box.boxes(), *islice(box.ancestors(), NEAR))
    return not any(one in busy for one in near)


def _is_shouted(box: Box) -> bool:
    """Whether a box is bold capitals, as pages without style sheets write their headings."""
    return box.tag in BOLD and box.length > SHORTEST_SHOUT and box.text().isupper()


def _names_a_list(box: Box) -> bool:
    """Whether a box without links says no more than what lists are called."""
    if box.length > LONGEST_TAB or (box.tag not in PLAIN and box.tag not in HEADINGS):
        return False
    if not LIST_NAME.match(box.text()):
        return False
    return len(box.text().split()) <= NAME_WORDS and not any(one.href for one in box.boxes())


def _tabs(order: Sequence[Box]) -> dict[str, str]:
    """The wording of the short links to places on the page, by the name of the place."""
    links = (box for box in order if box.href.startswith("#") and 0 < box.length < LONGEST_TAB)
    return {link.href[1:].lower(): link.text() for link in links if len(link.href) > 1}


def _section_of(heading: Box) -> Box:
    """The list right behind a heading, else the first box around it that holds more than it."""
    inner = heading
    for box in heading.ancestors():
        if box.length > LONGEST_SECTION_TITLE:
            behind = box.order[inner.end] if inner.end < box.end else box
            return behind if behind.tag in LISTS else box
        inner = box
    return heading
