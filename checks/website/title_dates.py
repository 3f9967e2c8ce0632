"""Dates that a list writes into the wording of its links: "Judul berita (12 Maret 2026)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from checks.website.boxes import Box

ALIKE = 3
"""So many links of one list must carry a date in the same place and form."""

SHORTEST, LONGEST = 10, 250
"""Characters of a link's wording with a date in it."""

TITLE_WORDS = 4

DATE = (
    r"(?:[a-z']{3,6},? )?\d{1,2}(?P<s>[ ./-])(?:\d{1,2}|[a-z]{3,9}\.?)(?P=s)20\d\d"
    r"(?:,? ?(?:pukul |pkl |jam )?\d\d[.:]\d\d(?: ?wi[bt]a?)?)?|20\d\d-\d\d-\d\d"
)

AT_END = re.compile(
    rf".*[^\W\d_].*?(?P<by>[(\[]| [-–—|/] )\s*(?P<date>{DATE})\s*[)\]]?", re.IGNORECASE
)
AT_START = re.compile(
    rf"[(\[]?(?P<date>{DATE})\s*(?P<by>[)\]]|:| [-–—|/] |\s(?=\D))\s*.*[^\W\d_].*",
    re.IGNORECASE,
)
ANY_YEAR = re.compile(r"20\d\d")


def dates_set_off(boxes: Iterable[Box]) -> dict[Box, str]:
    """The dates set off by a bracket, a dash or a bar in most links of a list, by link.

    A date in the wording of one link alone, or within its sentence, is that of an event or a law.
    """
    found: list[tuple[Box, str, tuple[bool, str]]] = []
    for box in boxes:
        if box.tag == "a" and SHORTEST < box.length < LONGEST and box.href:
            text = box.text()
            if not ANY_YEAR.search(text):
                continue
            at_end = AT_END.fullmatch(text)
            match = at_end or AT_START.fullmatch(text)
            if match:
                found.append((box, match["date"], (bool(at_end), match["by"].strip())))
    lists: defaultdict[tuple[Box | None, bool, str], dict[Box, str]] = defaultdict(dict)
    for place, (box, date, form) in enumerate(found):
        beside = [one for one, _, _ in found[max(0, place - 1) : place + 2] if one is not box]
        lists[_around(box, beside), *form][box] = date
    return {
        box: date
        for (around, *_), dated in lists.items()
        if len(dated) >= ALIKE and _are_most(dated, around)
        for box, date in dated.items()
    }


def _around(link: Box, beside: Sequence[Box]) -> Box | None:
    """The nearest box that holds a link and one of those beside it."""
    around = (box for box in link.ancestors() if any(box.holds(other) for other in beside))
    return next(around, None)


def _are_most(dated: Collection[Box], around: Box | None) -> bool:
    """Whether most links worded like titles within a box are among those that are dated."""
    boxes = around.boxes() if around else []
    titles = sum(box.tag == "a" and len(box.text().split()) >= TITLE_WORDS for box in boxes)
    return len(dated) * 3 >= titles * 2
