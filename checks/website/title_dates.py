"""Dates that a list writes into the wording of its links: "Judul berita (12 Maret 2026)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from checks.website.boxes import Box

ALIKE = 3
"""So many links of one list must carry a date in the same place and form."""

DATE = (
    r"(?:[a-z']{3,6},? )?\d{1,2}(?P<s>[ ./-])(?:\d{1,2}|[a-z]{3,9}\.?)(?P=s)20\d\d"
    r"(?:,? ?(?:pukul |pkl |jam )?\d\d[.:]\d\d(?: ?wi[bt]a?)?)?|20\d\d-\d\d-\d\d"
)

AT_END = re.compile(rf".*[^\W\d_].*?(?P<by>[(\[]| [-–—|/] )\s*(?P<date>{DATE})\s*[)\]]?", re.IGNORECASE)  # noqa: RUF001
AT_START = re.compile(
    rf"[(\[]?(?P<date>{DATE})\s*(?P<by>[)\]]|:| [-–—|/] |\s(?=\D))\s*.*[^\W\d_].*", re.IGNORECASE  # noqa: RUF001
)
ANY_YEAR = re.compile(r"20\d\d")


def dates_set_off(boxes: Iterable[Box]) -> dict[Box, str]:
    """The dates set off by a bracket, a dash or a bar in most links of a list, by link.

    A date in the wording of one link alone, or within its sentence, is that of an event or a law.
    """
    lists: defaultdict[tuple[Box | None, bool, str], dict[Box, str]] = defaultdict(dict)
    for box in boxes:
        if box.tag == "a" and 10 < box.length < 250 and box.href:
            text = box.text()
            if not ANY_YEAR.search(text):
                continue
            at_end = AT_END.fullmatch(text)
            found = at_end or AT_START.fullmatch(text)
            if found:
                lists[_list_of(box), bool(at_end), found["by"].strip()][box] = found["date"]
    return {
        box: raw
        for (around, *_), dated in lists.items()
        if len(dated) >= ALIKE and _are_most(dated, around)
        for box, raw in dated.items()
    }


def _list_of(link: Box) -> Box | None:
    """The box around all items: beyond those that hold nothing else than the link."""
    box = link.parent
    while box and sum(part.tag == "a" for part in box.boxes()) == 1 and box.parent:
        box = box.parent
    return box


def _are_most(dated: dict[Box, str], around: Box | None) -> bool:
    links = sum(box.tag == "a" and len(box.text().split()) > 3 for box in around.boxes()) if around else 0
    return len(dated) * 3 >= links * 2
