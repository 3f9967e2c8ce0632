"""The rung of sitemaps: when a site's pages changed, and an intruder's pages among them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urljoin

from checks.client import Page
from checks.model import Evidence
from checks.website.addresses import same_site
from checks.website.items import Asking, Findings, Item, is_spam_title, sift, site_of
from checks.website.outcomes import refusal
from checks.website.robots import Robots
from checks.website.sitemaps import (
    Sitemap,
    changed_items,
    is_blanket,
    likely_children,
    news_items,
    read_sitemap,
    sampled_titles,
    sitemap_addresses,
)
from checks.website.visit import Visit, off_loop

MOST_CHANGED: Final = 20
"""Pages of a sitemap whose change is taken as weak evidence."""


@dataclass(slots=True)
class SitemapRung:
    """The sitemaps of one site, and what those read have told.

    `home` is the home page's address, `root` where the site's own paths start. `changed` are the
    pages that a sitemap says changed, newest first.
    """

    visit: Visit
    home: str
    root: str
    asking: Asking
    found: list[Findings] = field(default_factory=list)
    changed: list[Item] = field(default_factory=list)

    async def climb(self, robots: Robots) -> None:
        """Read the first sitemap that tells of news or changes, as named or where it usually is."""
        for address in sitemap_addresses(robots.sitemaps, self.root):
            if await self._tells_changes(address):
                return

    async def _tells_changes(self, address: str) -> bool:
        """Whether a sitemap, or the likeliest of those it names, tells when pages changed."""
        page, sitemap = await self._sitemap(address)
        if sitemap is None or page is None:
            return False
        if not sitemap.children:
            return self._add_changes(sitemap, page)
        for child in likely_children(sitemap.children, self.asking.today):
            page, sitemap = await self._sitemap(child.url)
            if page and sitemap and self._add_changes(sitemap, page):
                return True
            if not self.visit.left:
                return False
        return False

    async def _sitemap(self, address: str) -> tuple[Page | None, Sitemap | None]:
        page = await self.visit.get(address, "sitemap")
        if page is None:
            return None, None
        sitemap = await off_loop(len(page.body), read_sitemap, page)
        outcome = refusal(page, "no sitemap") if sitemap is None else sitemap.outcome
        self.visit.note("sitemap", address, outcome)
        return page, sitemap

    def _add_changes(self, sitemap: Sitemap, page: Page) -> bool:
        if not sitemap.pages:
            return False
        asking = self.visit.asking(page)
        titles = tuple(sampled_titles(sitemap))
        spam = sum(map(is_spam_title, titles))
        if spam:
            self.found.append(Findings(titles=titles, spam=spam))
        news = news_items(sitemap, asking.today)
        if news:
            home = site_of(news, page.url, self.root)
            self.found.append(sift(news, "news-sitemap", page.url, asking, home))
            return True
        leads_here = any(same_site(entry.url, self.root) for entry in sitemap.pages)
        home = self.home if leads_here else urljoin(sitemap.pages[0].url, "/")
        changed = changed_items(sitemap, home, asking.today)
        self.changed += changed[:MOST_CHANGED]
        blanket = is_blanket(changed)
        if blanket:
            note = "one date of change on most pages"
            evidence = Evidence("sitemap", page.url, changed[0].raw, "", note)
            changed = [replace(item, raw="", moment=None) for item in changed]
            self.found.append(Findings(set_aside=(evidence,)))
        findings = sift(changed[:MOST_CHANGED], "sitemap", page.url, asking)
        # A sitemap without dates of change has no order that would tell the newest page.
        self.found.append(replace(findings, undated=()))
        return bool(changed) and not blanket
