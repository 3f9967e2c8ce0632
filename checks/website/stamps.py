"""Where dates stand on a page: in a time element, in a text, or in a tile of several boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from checks.website._calendar import HOUR_WORD, LETTER, MONTH, PUBLISHED, WEEKDAY, ZONE
from checks.website.boxes import TEXT, Box
from checks.website.dates import Moment, read_moment
from checks.website.items import Asking
from checks.website.stamp_labels import Kind, kind_of
from checks.website.title_dates import dates_set_off

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

BARE_NUMBER = re.compile(r"[\d.,\s]+")
NUMBER_OF_A_DAY = re.compile(
    r"\s*(?:\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?20\d\d|20\d\d\.\d{1,2}\.\d{1,2})\.?\s*"
)
"""The only numbers without any other sign that are a date: all of day, month and year."""

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
    kind: Kind = Kind.PLAIN


def find_stamps(order: Sequence[Box], asking: Asking) -> list[Stamp]:
    """Every date among the boxes of a page, in order; of boxes within each other, the innermost."""
    found: list[Stamp] = []
    set_off = dates_set_off(order)
    first_dated = len(order)
    for box in reversed(order):
        if box.end > first_dated:
            continue
        raw = set_off.get(box)
        stamp = _set_off(box, raw, asking) if raw else _stamp(box, asking)
        if stamp:
            found.append(stamp)
            first_dated = box.place
    found.reverse()
    kept = found[:MOST_STAMPS]
    for stamp in kept:
        stamp.kind = kind_of(stamp.box, stamp.raw)
    return kept


def _set_off(box: Box, raw: str, asking: Asking) -> Stamp | None:
    moment = _read(raw, asking.today)
    return Stamp(box, raw, moment, "card") if moment else None


def _stamp(box: Box, asking: Asking) -> Stamp | None:
    if box.moment:
        moment = None if _is_of_change(box) else _read(box.moment, asking.today)
        if moment:
            return Stamp(box, box.moment, moment, "time")
    texts = [part for part in box.parts if isinstance(part, str) and _is_date_like(part)]
    tiled = len(box.parts) > 1 and box.length <= LONGEST_TILE
    if not (texts or tiled) or _is_of_change(box):
        return None
    is_title = bool(texts) and _is_title_text(box)
    for text in texts:
        if not is_title or _is_bare_date(text):
            moment = _read(text, asking.today)
            if moment:
                return Stamp(box, text, moment, "card")
    if not tiled:
        return None
    tile = " ".join(box.texts())
    moment = _read(tile, asking.today) if _is_date_like(tile) else None
    return Stamp(box, tile, moment, "card") if moment else None


@lru_cache(4096)
def _read(text: str, today: date) -> Moment | None:
    """What a text tells; remembered, since a site shows the same dates on several pages."""
    return read_moment(text, today)


def _is_of_change(box: Box) -> bool:
    """Whether a date is named as that of the last change, by its box or the one around it."""
    element = box.parent if box.tag == TEXT and box.parent else box
    names = f"{element.name} {element.parent.name if element.parent else ''}"
    return bool(CHANGED.search(names)) and "publish" not in element.name


def _is_date_like(text: str) -> bool:
    if len(text) > LONGEST_STAMP or not DATE_LIKE.search(text):
        return False
    return not BARE_NUMBER.fullmatch(text) or bool(NUMBER_OF_A_DAY.fullmatch(text))


def _is_bare_date(text: str) -> bool:
    """Whether a text is nothing but a date, so that it is no title even in a title's place."""
    rest = DATE_WORDS.sub(" ", text.lower())
    return len(re.findall(LETTER, rest)) <= STRAY_LETTERS


def _is_title_text(box: Box) -> bool:
    """Whether the box is a link, a heading, or nothing but the wording of one."""
    if box.tag == "a" or box.tag in HEADINGS:
        return True
    parent = box.parent
    if parent is None or box.tag not in TEXT_TAGS:
        return False
    return parent.tag in HEADINGS or (parent.tag == "a" and len(parent.parts) == 1)
