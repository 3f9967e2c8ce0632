"""robots.txt: what a site asks programs to leave alone, and where it keeps its sitemaps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

from protego import Protego

from checks.client import Page
from checks.website.addresses import absolute

PRODUCT: Final = "Segar"
"""The name a site's owner writes into robots.txt to speak of us (RFC 9309, section 2.2.1)."""

ROBOTS: Final = 512_000
"""Bytes of a robots.txt that are read (RFC 9309, section 2.5: at least 500 kibibytes)."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site. `outcome` says in a few words what the file came to."""

    outcome: str
    sitemaps: tuple[str, ...] = ()
    rules: Protego | None = field(default=None, repr=False)
    open_to_all: bool = True
    """What holds where there are no rules."""

    def allows(self, url: str) -> bool:
        """Whether the site lets us read an address."""
        if self.rules is None:
            return self.open_to_all
        return bool(self.rules.can_fetch(url, PRODUCT))


def read_robots(page: Page | None) -> Robots:
    """The rules in an answer; None stands for no answer at all.

    RFC 9309, section 2.3.1: without a file everything is allowed; while a server fails or can't be
    reached nothing is.
    """
    if page is None:
        return Robots("no answer", open_to_all=False)
    if page.status >= 500:
        return Robots(f"answers {page.status}", open_to_all=False)
    if page.status != 200 or page.content_type == "text/html":
        return Robots("none")
    rules = Protego.parse(page.text())
    named = (absolute(one, page.url) for one in rules.sitemaps)
    sitemaps = tuple(dict.fromkeys(filter(None, named)))
    return Robots(f"rules, {len(sitemaps)} sitemaps named", sitemaps, rules)


def robots_address(url: str) -> str:
    """Where the rules for an address lie (RFC 9309, section 2.3)."""
    return urljoin(url, "/robots.txt")
