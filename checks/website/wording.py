"""Wording on a page: the titles of links and cards, and the headings over lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from checks.website.items import clean_title
from checks.website.boxes import Box
from checks.website.stamps import HEADINGS, Stamp

SHORTEST_TITLE = 8

LONGEST_SECTION_TITLE = 60

WORDLESS = re.compile(
    r"(?:baca|read|lihat|view|selengkapnya|lengkap|more|detail|lanjut|lanjutkan|semua|all|klik"
    r"|disini|di sini|here|continue|reading|\W)*",
    re.IGNORECASE,
)
"""Texts of links that are no titles."""

SECTION_NAME = re.compile(r"(?<![a-z])(?:title|judul|heading)(?![a-z])")


def link_title(box: Box) -> str:
    """The wording of a link, or its hint where it has none of its own, or ""."""
    text = clean_title(box.text())
    if not WORDLESS.fullmatch(text):
        return text
    hints = [inner.hint for inner in box.boxes() if inner.hint]
    return clean_title(hints[0]) if hints else ""


def card_title(root: Box, stamp: Stamp, links: Sequence[Box]) -> str:
    """The title of a card: the wording of a link to it, its heading, or its longest text.

    `links` are all links on the page that lead where the card does. A link around the date is the
    card itself, or the date made a link; its wording is no title.
    """
    around_date = {stamp.box, *stamp.box.ancestors()}
    inside_date = set(stamp.box.boxes()) if stamp.source == "time" else set()
    others = [link for link in links if link not in around_date and link not in inside_date]
    wording = max((link_title(link) for link in others), key=len, default="")
    if len(wording) >= SHORTEST_TITLE:
        return wording
    card = next((link for link in links if link in around_date), root)
    headings = [box.text() for box in card.boxes() if box.tag in HEADINGS]
    if headings:
        return clean_title(headings[0])
    hints = [box.hint for box in card.boxes() if box.hint]
    stamped = set(stamp.box.texts())
    own = {stamp.raw} if stamp.raw in stamped else stamped
    texts = [text for text in card.texts() if text not in own and not WORDLESS.fullmatch(text)]
    return clean_title(max([*hints[:1], *texts], key=len, default=""))


def sections_of(roots: Collection[Box], order: Sequence[Box]) -> dict[Box, str]:
    """For each card's box the heading over its list, or ""; `order` is all boxes of the page."""
    inside = {box for root in roots for box in root.boxes()}
    headings: list[tuple[Box, str]] = []
    sections: dict[Box, str] = {}
    for box in order:
        if box not in inside and (box.tag in HEADINGS or SECTION_NAME.search(box.name)):
            text = box.text()
            if 0 < len(text) <= LONGEST_SECTION_TITLE:
                headings.append((_section_of(box), text))
        if box in roots:
            around = {box, *box.ancestors()}
            above = (text for section, text in reversed(headings) if section in around)
            sections[box] = next(above, "")
    return sections


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
