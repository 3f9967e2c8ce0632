"""Cards without a link of their own: on sites of one page, where a click opens a window in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from checks.website.boxes import Box
from checks.website.cards import Card
from checks.website.items import clean_title
from checks.website.stamp_labels import Kind
from checks.website.stamps import HEADINGS, Stamp
from checks.website.wording import sections_of

ALIKE = 2
"""So many cards must look alike before they are taken for cards."""

TITLE_WORDS = 3

HIGHEST = 4
"""Boxes around a date that are searched for the heading it belongs to."""

OPENS = re.compile(r"#[\w-]+|#|javascript:.*", re.IGNORECASE)
"""What the links of such cards lead to."""

ITEM_NAME = re.compile(r"(?<![a-z])(?:post|berita|news|blog|entry|artikel|kabar|warta)(?![a-z])")


def linkless_cards(order: Sequence[Box], stamps: Sequence[Stamp], url: str) -> list[Card]:
    """Two or more dated cards that open no page of their own, at the page's address.

    Each has a heading for title and something to click, or is called an item of news. The fragment
    of its address is the window it opens, or else made of its title.
    """
    found: dict[Box, tuple[Stamp, Box]] = {}
    for stamp in stamps:
        root, heading = _headed(stamp)
        if root and heading and stamp.kind in {Kind.PLAIN, Kind.PUBLISHED}:
            found.setdefault(root, (stamp, heading))
    places = {stamp.box: root for root, (stamp, _) in found.items()}
    sections = sections_of(places, set(places), order)
    cards = [
        Card(
            root,
            stamp,
            f"{url}#{_fragment(root, heading)}",
            clean_title(heading.text()),
            sections[stamp.box],
        )
        for root, (stamp, heading) in found.items()
    ]
    forms = Counter(form for form, _ in {(card.form, card.title) for card in cards})
    return [card for card in cards if forms[card.form] >= ALIKE]


def _headed(stamp: Stamp) -> tuple[Box | None, Box | None]:
    """The smallest box around a date with one heading, if it is a card, and that heading."""
    box: Box | None = stamp.box
    for _ in range(HIGHEST):
        box = box.parent if box else None
        if box is None or box.tag in {"body", "html"}:
            break
        headings = [one for one in box.boxes() if one.tag in HEADINGS and not one.holds(stamp.box)]
        if headings:
            heading = headings[0]
            is_title = len(heading.text().split()) >= TITLE_WORDS
            return (
                (box, heading)
                if len(headings) == 1 and is_title and _is_card(box)
                else (None, None)
            )
    return None, None


def _is_card(box: Box) -> bool:
    opens = any(one.tag == "button" or OPENS.fullmatch(one.href) for one in box.boxes())
    return opens or box.tag == "article" or bool(ITEM_NAME.search(box.name))


def _fragment(root: Box, heading: Box) -> str:
    hrefs = (one.href for one in root.boxes() if len(one.href) > 1 and one.href.startswith("#"))
    words = re.findall(r"\w+", heading.text().lower())
    return next(hrefs, "")[1:] or "-".join(words)
