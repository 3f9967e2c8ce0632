"""Where dates stand on a page: in a time element, in a text, or in a tile of several boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checks.website.dates import Moment, read_moment
from checks.website.items import Asking
from checks.website.outline import Box

LONGEST_STAMP = 90
"""Characters of a text that is a date with its labels; what is longer is prose."""

LONGEST_LINKED_STAMP = 40
"""The same for a text that is itself a link or a heading: titles hold dates of events and laws."""

LONGEST_TILE = 40
"""Characters of a date whose parts stand in boxes of their own."""

DATE_LIKE = re.compile(
    r"\d|lalu|kemarin|hari ini|baru saja|tadi|\bago\b|yesterday|today|just now", re.IGNORECASE
)

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])

TEXT_TAGS = frozenset(["span", "b", "strong", "em", "i", "font", "small"])


@dataclass(slots=True, eq=False)
class Stamp:
    """A date on the page: its box, its text as it stands there, what it says, how it is marked."""

    box: Box
    raw: str
    moment: Moment
    source: str


def find_stamps(order: Sequence[Box], asking: Asking) -> list[Stamp]:
    """Every date among the boxes of a page, in order; of boxes within each other, the innermost."""
    found: dict[Box, Stamp] = {}
    dated: set[Box] = set()
    for box in reversed(order):
        stamp = None if box in dated else _stamp(box, asking)
        if stamp:
            found[box] = stamp
            dated.update(box.ancestors())
    return [found[box] for box in order if box in found]


def _stamp(box: Box, asking: Asking) -> Stamp | None:
    if re.search(r"updated|modified", box.name) and "published" not in box.name:
        return None
    if box.moment:
        moment = read_moment(box.moment, asking.today)
        if moment:
            return Stamp(box, box.moment, moment, "time")
    longest = LONGEST_LINKED_STAMP if _is_title_text(box) else LONGEST_STAMP
    for text in box.parts:
        if isinstance(text, str):
            moment = _moment(text, longest, asking)
            if moment:
                return Stamp(box, text, moment, "card")
    tile = _tile(box) if len(box.parts) > 1 else ""
    moment = _moment(tile, LONGEST_TILE, asking)
    return Stamp(box, tile, moment, "card") if moment else None


def _moment(text: str, longest: int, asking: Asking) -> Moment | None:
    if len(text) > longest or not DATE_LIKE.search(text) or re.fullmatch(r"[\d.,\s]+", text):
        return None
    return read_moment(text, asking.today)


def _tile(box: Box) -> str:
    """The text of a box if it is short enough for a date in tiles, else ""."""
    pieces: list[str] = []
    length = 0
    for piece in box.texts():
        length += len(piece) + 1
        if length > LONGEST_TILE:
            return ""
        pieces.append(piece)
    return " ".join(pieces)


def _is_title_text(box: Box) -> bool:
    """Whether the box is a link, a heading, or nothing but the wording of one."""
    if box.tag == "a" or box.tag in HEADINGS:
        return True
    parent = box.parent
    if parent is None or box.tag not in TEXT_TAGS:
        return False
    return parent.tag in HEADINGS or (parent.tag == "a" and len(parent.parts) == 1)
