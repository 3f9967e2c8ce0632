"""From what was seen to a health: one pure decision."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from checks.model import Evidence, Health, Publication
from checks.website.items import Item
from checks.website.site_state import SiteState

NEWSY_ADDRESS = re.compile(
    r"/(?:berita|news|artikel|posts?|kabar|pengumuman|read|detail|blog|info|informasi|kegiatan"
    r"|warta|rilis|siaran-pers)\b|\d{3}|(?:[^/-]+-){4}",
    re.IGNORECASE,
)
"""Addresses of single articles: a news word, a number, or a slug of five words and more."""

ITEM_LIST = 2
"""So many links to articles make a list of items."""

PROFILE_MENU = 2
"""So many links to profile pages make the ordinary menu of an agency's site."""

ENOUGH_TEXT = 150
"""Characters of text on a page that says something."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check of a website saw, as far as it matters for its health."""

    state: SiteState | None
    signs: tuple[str, ...]
    recent: tuple[Publication, ...]
    items: bool
    """Whether any rung had an item, dated or not."""
    set_aside: tuple[Evidence, ...]
    links: Sequence[Item]
    """The links on the home and news pages that are worded like titles."""
    profile_links: int
    text_length: int
    drawn_by_scripts: bool
    complete: bool
    """Whether everything that was asked for was answered."""


def is_newsy(url: str) -> bool:
    """Whether an address looks like that of one article."""
    parts = urlsplit(url)
    return bool(NEWSY_ADDRESS.search(f"{parts.path}?{parts.query}"))


def _written_dates(evidence: Iterable[Evidence]) -> Iterator[str]:
    """The dates that name a year: one alone is a clock's, words like "today" a counter's."""
    return (one.raw for one in evidence if re.search(r"20\d\d", one.raw))


def verdict(seen: Seen) -> tuple[Health, str]:
    """The health, and a short sentence why.

    Static needs positive signs: an ordinary site with profile pages, and no item and no date from
    any rung. What can't be understood is undated.
    """
    if seen.signs:
        return Health.HIJACKED, f"signs of injected spam: {len(seen.signs)}"
    if seen.recent:
        return Health.OK, f"newest seen in {seen.recent[0].evidence.source}"
    if seen.state:
        return seen.state.health, seen.state.detail
    if seen.drawn_by_scripts:
        return Health.UNDATED, "page is drawn by scripts"
    if seen.items or len(set(_written_dates(seen.set_aside))) >= ITEM_LIST:
        return Health.UNDATED, "has items, but no date that can be trusted"
    if sum(is_newsy(link.url) for link in seen.links) >= ITEM_LIST:
        return Health.UNDATED, "has articles, but no date that can be read"
    if not seen.complete:
        return Health.UNDATED, "not everything could be read"
    if seen.profile_links >= PROFILE_MENU and seen.text_length >= ENOUGH_TEXT:
        return Health.STATIC, "profile pages only, no news list and no date anywhere"
    return Health.UNDATED, "nothing that tells whether it publishes"
