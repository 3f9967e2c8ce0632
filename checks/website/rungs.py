"""The rungs of the ladder: the documents of one site that may tell dates, and what each told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from checks.client import Page
from checks.website.addresses import article_key, is_of_event
from checks.website.articles import judged
from checks.website.browse import browse
from checks.website.discovery import feed_addresses
from checks.website.feeds import LARGEST_FEED, read_feed
from checks.website.items import Asking, Findings, Item, sift, site_of
from checks.website.listed_data import read_listed
from checks.website.memory import Memory
from checks.website.outcomes import outcome_of, refusal
from checks.website.pages import publication_of
from checks.website.robots import Robots, robots_address
from checks.website.sitemap_rung import SitemapRung
from checks.website.source import source_of
from checks.website.study import Study
from checks.website.visit import Visit, off_loop
from checks.website.wordpress import posts_addresses, read_posts

Read = Callable[[Page, date], list[Item] | None]

ANNOUNCES: Final = re.compile(r"pengumuman|siaran.?pers|press|rilis|berita|kabar|warta|news")
"""Addresses of pages whose documents are announcements, and not what is put on record."""

FORGOTTEN: Final = timedelta(days=60)
"""A feed whose newest item is older may have been forgotten while the site goes on."""

NOTHING_THERE: Final = frozenset([404, 410])
"""Answers where a menu leads to nothing; any other leaves open what would have been there."""

CLOSED: Final = frozenset([401, 403])
"""Answers of a REST interface that its owner has closed: its other forms are closed as well."""


@dataclass(slots=True)
class Rungs:
    """The rungs of one site, and what those climbed so far have found.

    `home` is what the home page said at a first look, `page` the page itself, `root` the address
    that the site's own paths start from. `links` is what the pages link to with words like those of
    titles, `changed` the pages that a sitemap says changed, newest first.
    """

    visit: Visit
    home: Study
    page: Page
    root: str
    asking: Asking
    memory: Memory
    found: list[Findings] = field(default_factory=list)
    links: list[Item] = field(default_factory=list)
    changed: list[Item] = field(default_factory=list)

    async def feeds(self, most: int | None = None) -> None:
        """The first feed that has items, of the `most` likeliest addresses or of all."""
        for address in feed_addresses(self.home.signposts, self.root)[:most]:
            if await self._has_items("feed", address, read_feed):
                return

    async def posts(self, most: int | None = None) -> None:
        """WordPress's REST interface, in the likelier of its two forms or in both."""
        for address in posts_addresses(self.root, self.home.signposts)[:most]:
            if await self._has_items("wordpress", address, read_posts):
                return

    async def cards_of_home(self, *, last_resort: bool = False) -> None:
        """The dated cards of the home page.

        Where the site has news elsewhere, lists count that say that they are news; others only as a
        last resort.
        """
        news_elsewhere = not last_resort and (bool(self.home.signposts.news_pages) or self._alive)
        await self._cards("cards", self.home.url, self.page, news_elsewhere=news_elsewhere)

    @property
    def _alive(self) -> bool:
        """Whether a feed or posts were found that are not forgotten."""
        oldest = self.asking.now - FORGOTTEN
        return any(one.at > oldest for found in self.found for one in found.publications)

    async def news_page(self, address: str) -> Page | None:
        """The cards and links of a page that should list news; the page, if it is one."""
        page = await self.visit.get(address, "news-page")
        if page is None:
            return None
        if page.status != 200:
            self.visit.note("news-page", address, refusal(page))
            self.visit.complete &= page.status in NOTHING_THERE
            return None
        await self._cards("news-page", address, page, documents=bool(ANNOUNCES.search(address)))
        return page

    async def robots(self) -> Robots:
        """What the site asks programs to leave alone, and where it keeps its sitemaps."""
        return await self.visit.robots(robots_address(self.root))

    async def keyword_pages(self) -> None:
        """The sitemap that the site names, for an intruder's pages that show nowhere else.

        What it says of dates is found as well, and nothing of it is asked for every day.
        """
        before = set(self.visit.documents)
        robots = await self.robots()
        if robots.sitemaps:
            await self.sitemaps()
        for url in self.visit.documents.keys() - before:
            self.visit.forget(url)

    async def sitemaps(self) -> None:
        """The first sitemap that names pages with news or changes."""
        rung = SitemapRung(self.visit, self.home.url, self.root, self.asking)
        await rung.climb(await self.robots())
        self.found += rung.found
        self.changed += rung.changed
        self.links += rung.changed

    async def article(self, address: str) -> Findings | None:
        """What an article's own page says, or None where it can't or may not be read."""
        robots = await self.robots()
        if not robots.allows(address):
            self.visit.note("article", address, "not asked: robots.txt asks us not to")
            return None
        page = await self.visit.get(address, "article")
        if page is None:
            return None
        if page.status != 200:
            self.visit.note("article", address, refusal(page))
            return None
        publication = await off_loop(
            len(page.body), publication_of, source_of(page), page.url, self.asking.today
        )
        elsewhere = frozenset(one.raw for finding in self.found for one in finding.set_aside)
        findings = (
            judged(publication, self.visit.asking(page), elsewhere) if publication else Findings()
        )
        self.visit.note("article", address, outcome_of(findings))
        return findings

    async def _has_items(self, source: str, address: str, read: Read) -> bool:
        """Whether a document ends the search for its kind; what its items say is found."""
        known = self.memory.findings(address)
        page = await self.visit.get(address, source, LARGEST_FEED, conditional=known is not None)
        if page is None:
            return False
        if known and self.visit.is_unchanged(page, address):
            self._add(known, source, address, "unchanged, ")
            return True
        items = await off_loop(len(page.body), read, page, self.asking.today)
        if items is None:
            self.visit.note(source, address, refusal(page, f"no {source}"))
            return source == "wordpress" and page.status in CLOSED
        if items and all(is_of_event(item.url) for item in items):
            self.visit.note(source, address, "a calendar of events")
            return False
        home = site_of(items, page.url, self.root)
        found = sift(items, source, page.url, self.visit.asking(page), home)
        self._add(found, source, address)
        return bool(self.found[-1].publications or self.found[-1].undated)

    def _add(self, findings: Findings, source: str, address: str, preface: str = "") -> None:
        self.found.append(findings)
        self.visit.note(source, address, f"{preface}{outcome_of(findings)}")

    async def _cards(
        self,
        source: str,
        address: str,
        page: Page,
        *,
        documents: bool = False,
        news_elsewhere: bool = False,
    ) -> None:
        asking = self.visit.asking(page)
        cards, links = await off_loop(
            len(page.body),
            browse,
            page,
            asking,
            documents=documents,
            news_elsewhere=news_elsewhere,
        )
        self.links += links
        self._add(cards, source, address)
        listed = await off_loop(len(page.body), read_listed, page, asking.today)
        if listed:
            home = site_of(listed, page.url, self.root)
            self._add(sift(listed, "json-ld", page.url, asking, home), "json-ld", address)


def unique(addresses: Iterable[str]) -> list[str]:
    """The addresses in their order, each article's once."""
    return list({article_key(address): address for address in reversed([*addresses])}.values())[
        ::-1
    ]
