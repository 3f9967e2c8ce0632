"""Where dates stand on a page: in a time element, in a text, or in a tile of several boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checks.website._calendar import HOUR_WORD, LETTER, MONTH, PUBLISHED, WEEKDAY, ZONE
from checks.website.dates import Moment, read_moment
from checks.website.items import Asking
from checks.website.outline import Box

LONGEST_STAMP = 90
"""Characters of a text that is a date with its labels; what is longer is prose."""

STRAY_LETTERS = 2
"""Letters beside a date in a link or a heading; beside more it is a title, whose dates are those of
events and laws."""

DATE_WORDS = re.compile(
    rf"{MONTH}|{WEEKDAY}|{HOUR_WORD}|{ZONE}|{PUBLISHED.pattern}"
    r"|\b(?:pada|on|tanggal|tgl|lalu|yang|yg|ago|kemarin|yesterday|hari|ini|today|baru|saja|tadi|detik"
    r"|menit|jam|pekan|minggu|bulan|tahun|se(?:jam|menit|hari|minggu|bulan|tahun)|seconds?|minutes?"
    r"|hours?|days?|weeks?|months?|years?|[ap]m)\b"
)
"""The words a date is made of, with those that label it."""

LONGEST_TILE = 40
"""Characters of a date whose parts stand in boxes of their own."""

MOST_STAMPS = 300
"""Dates kept of one page, the first in its order."""

DATE_LIKE = re.compile(
    r"\d|lalu|kemarin|hari ini|baru saja|tadi|\bago\b|yesterday|today|just now", re.IGNORECASE
)

CHANGED = re.compile(r"updated|modified|diperbarui|last-?update")

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
    return [found[box] for box in order if box in found][:MOST_STAMPS]


def _stamp(box: Box, asking: Asking) -> Stamp | None:
    if _is_of_change(box):
        return None
    if box.moment:
        moment = read_moment(box.moment, asking.today)
        if moment:
            return Stamp(box, box.moment, moment, "time")
    is_title = _is_title_text(box)
    for text in box.parts:
        if isinstance(text, str) and (not is_title or _is_bare_date(text)):
            moment = _moment(text, LONGEST_STAMP, asking)
            if moment:
                return Stamp(box, text, moment, "card")
    tile = _tile(box) if len(box.parts) > 1 else ""
    moment = _moment(tile, LONGEST_TILE, asking)
    return Stamp(box, tile, moment, "card") if moment else None


def _is_of_change(box: Box) -> bool:
    """Whether a date is named as that of the last change, by its box or the one around it."""
    names = f"{box.name} {box.parent.name if box.parent else ''}"
    return bool(CHANGED.search(names)) and "publish" not in box.name


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


def _is_bare_date(text: str) -> bool:
    """Whether a text is nothing but a date, so that it is no title even in a title's place."""
    rest = DATE_WORDS.sub(" ", text.lower()) if len(text) <= LONGEST_STAMP else text
    return len(re.findall(LETTER, rest)) <= STRAY_LETTERS


def _is_title_text(box: Box) -> bool:
    """Whether the box is a link, a heading, or nothing but the wording of one."""
    if box.tag == "a" or box.tag in HEADINGS:
        return True
    parent = box.parent
    if parent is None or box.tag not in TEXT_TAGS:
        return False
    return parent.tag in HEADINGS or (parent.tag == "a" and len(parent.parts) == 1)
