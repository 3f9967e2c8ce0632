"""From what was seen to a health: one pure decision."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checks.errors import HEALTHS
from checks.model import Evidence, Health, Publication, Trouble
from checks.website.addresses import is_newsy
from checks.website.items import Item
from checks.website.listing import NO_SIGN_OF_ITEMS
from checks.website.site_state import SiteState

ITEM_LIST = 2
"""So many links to articles make a list of items."""

PROFILE_MENU = 2
"""So many links to profile pages make the ordinary menu of an agency's site."""

ENOUGH_TEXT = 150
"""Characters of text on a page that says something."""


NOT_ITS_OWN = frozenset(
    {
        Trouble.MOVED,
        Trouble.DEFAULT_PAGE,
        Trouble.SUSPENDED,
        Trouble.DOMAIN_FOR_SALE,
        Trouble.NOT_BUILT,
    }
)
"""Troubles in which a date on the page is a folder's, an advertisement's or another site's."""


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
    says_no_news: bool
    """Whether the home page says of itself that there is no news yet."""
    drawn_by_scripts: bool
    complete: bool
    """Whether everything that was asked for was answered."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a website is: its health, a short sentence why, and the trouble where there is one."""

    health: Health
    detail: str
    trouble: Trouble | None = None

    @classmethod
    def of(cls, trouble: Trouble, detail: str) -> Verdict:
        """The verdict on a site with this trouble."""
        return cls(HEALTHS[trouble], detail, trouble)


def _written_dates(evidence: Iterable[Evidence]) -> Iterator[str]:
    """The dates that name a year; those of clocks, changes, events and counters are no items'."""
    return (
        one.raw
        for one in evidence
        if one.note not in NO_SIGN_OF_ITEMS and re.search(r"20\d\d", one.raw)
    )


def verdict(seen: Seen) -> Verdict:
    """The health, a short sentence why, and the trouble.

    Static needs positive signs: an ordinary site with profile pages, and no item and no date from
    any rung. What can't be understood is undated.
    """
    if seen.signs:
        return Verdict.of(Trouble.INJECTED_SPAM, f"signs of injected spam: {len(seen.signs)}")
    if seen.state and seen.state.trouble in NOT_ITS_OWN:
        return Verdict.of(seen.state.trouble, seen.state.detail)
    if seen.recent:
        return Verdict(Health.OK, f"newest seen in {seen.recent[0].evidence.source}")
    if seen.state:
        return Verdict.of(seen.state.trouble, seen.state.detail)
    if seen.drawn_by_scripts:
        return Verdict.of(Trouble.EMPTY_SHELL, "page is drawn by scripts")
    if _never_had_news(seen):
        return Verdict.of(Trouble.NO_NEWS, "profile pages only, no news list and no date anywhere")
    return Verdict.of(Trouble.NO_DATES, _why_undated(seen))


def _has_items(seen: Seen) -> bool:
    return seen.items or len(set(_written_dates(seen.set_aside))) >= ITEM_LIST


def _has_articles(seen: Seen) -> bool:
    return sum(is_newsy(link.url) for link in seen.links) >= ITEM_LIST


def _never_had_news(seen: Seen) -> bool:
    is_ordinary = seen.profile_links >= PROFILE_MENU or seen.says_no_news
    has_content = is_ordinary and seen.text_length >= ENOUGH_TEXT
    return has_content and seen.complete and not _has_items(seen) and not _has_articles(seen)


def _why_undated(seen: Seen) -> str:
    if _has_items(seen):
        return "has items, but no date that can be trusted"
    if _has_articles(seen):
        return "has articles, but no date that can be read"
    if not seen.complete:
        return "not everything could be read"
    return "nothing that tells whether it publishes"
