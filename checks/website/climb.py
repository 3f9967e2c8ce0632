"""The ladder: where a website's dates are looked for, one rung after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from checks.client import Page
from checks.model import Evidence
from checks.website.addresses import article_key
from checks.website.articles import judged
from checks.website.browse import browse
from checks.website.discovery import Cms, feed_addresses
from checks.website.feeds import LARGEST_FEED, read_feed
from checks.website.items import Asking, Findings, Item, sift
from checks.website.memory import Memory
from checks.website.outcomes import outcome_of, refusal
from checks.website.pages import publication_of
from checks.website.robots import robots_address
from checks.website.settle import Settled, Strength, day_of, settle, strength
from checks.website.sitemaps import (
    Sitemap,
    changed_items,
    is_blanket,
    likeliest_child,
    news_items,
    read_sitemap,
    sitemap_addresses,
)
from checks.website.source import source_of
from checks.website.study import Study
from checks.website.verdict import is_newsy
from checks.website.visit import Visit, off_loop
from checks.website.wordpress import posts_addresses, read_posts

Read = Callable[[Page, date], list[Item] | None]

MOST_ARTICLES = 2
"""Articles whose own pages are looked at."""

MOST_NEWS_PAGES = 2

MOST_CHANGED = 20
"""Pages of a sitemap whose change is taken as weak evidence."""

ENOUGH_DOCUMENTS = 2
"""So many documents that tell of dated items make further ones idle, however old the dates."""


class Climb:
    """One climb of the ladder for one site, beginning with its home page.

    `home` is what the home page said at a first look, `page` the page itself, `root` the address
    that the site's own paths start from. `found` is what each rung has found, `links` what the
    pages link to with words like those of titles.
    """

    def __init__(
        self, visit: Visit, home: Study, page: Page, root: str, asking: Asking, memory: Memory
    ) -> None:
        self._visit = visit
        self._home = home
        self._page = page
        self._root = root
        self._asking = asking
        self._memory = memory
        self._changed: list[Item] = []
        self._settled: tuple[int, Settled] | None = None
        self.found: list[Findings] = []
        self.links: list[Item] = []

    @property
    def settled(self) -> Settled:
        """What all rungs climbed so far say together."""
        if self._settled is None or self._settled[0] != len(self.found):
            settled = settle(self.found, self._memory.publications)
            self._settled = len(self.found), settled
        return self._settled[1]

    async def feeds_and_posts(self) -> None:
        """The rungs that need no page to be readable: feed and REST interface."""
        await self._feeds()
        if not self._enough():
            await self._posts()

    async def all_rungs(self) -> None:
        """Climb until the newest date is certain, or nothing is left to ask."""
        signposts = self._home.signposts
        has_feed = bool(signposts.feeds) or signposts.cms is not Cms.UNKNOWN
        if has_feed:
            await self._feeds()
        await self._cards("home", self._home.url, self._page)
        if not has_feed and not self._dated():
            await self._feeds()
        if not self._enough() and (signposts.cms is Cms.WORDPRESS or signposts.api):
            await self._posts()
        if not self._enough() and not self._recent():
            await self._news_pages()
        if not self._enough() and not self._dated():
            await self._sitemaps()
        if not self._enough():
            await self._articles()

    def _dated(self) -> bool:
        return any(finding.publications for finding in self.found)

    def _recent(self) -> bool:
        newest = self.settled.recent[:1]
        return bool(newest) and self._asking.today - day_of(newest[0]) <= timedelta(days=7)

    def _enough(self) -> bool:
        documents = {
            publication.evidence.url
            for finding in self.found
            for publication in finding.publications
            if strength(publication) >= Strength.GOOD
        }
        return len(documents) >= ENOUGH_DOCUMENTS or self.settled.needs_no_more(self._asking.today)

    async def _feeds(self) -> None:
        for address in feed_addresses(self._home.signposts, self._root):
            if await self._items("feed", address, read_feed, LARGEST_FEED):
                return

    async def _posts(self) -> None:
        for address in posts_addresses(self._root, self._home.signposts.api):
            if await self._items("wordpress", address, read_posts, LARGEST_FEED):
                return

    async def _items(self, source: str, address: str, read: Read, max_bytes: int) -> bool:
        """Whether a document has items; what they say is found."""
        known = self._memory.findings(address)
        page = await self._visit.get(address, source, max_bytes, conditional=known is not None)
        if page is None:
            return False
        if known and self._visit.is_unchanged(page, address):
            self._add(known, source, address, "unchanged, ")
            return True
        items = await off_loop(len(page.body), read, page, self._asking.today)
        if items is None:
            self._visit.note(source, address, refusal(page, f"no {source}"))
            return False
        self._add(sift(items, source, page.url, self._visit.asking(page)), source, address)
        return bool(items)

    def _add(self, findings: Findings, source: str, address: str, preface: str = "") -> None:
        self.found.append(findings)
        self._visit.note(source, address, f"{preface}{outcome_of(findings)}")

    async def _cards(self, source: str, address: str, page: Page) -> Findings:
        """What the dated cards of a page say; its links are kept as well."""
        asking = self._visit.asking(page)
        cards, links = await off_loop(len(page.body), browse, page, asking)
        self.links += links
        self._add(cards, source, address)
        return cards

    async def _news_pages(self) -> None:
        for address in self._home.signposts.news_pages[:MOST_NEWS_PAGES]:
            page = await self._visit.get(address, "news-page")
            if page is None:
                continue
            if page.status != 200:
                self._visit.note("news-page", address, refusal(page))
                continue
            cards = await self._cards("news-page", address, page)
            if cards.publications:
                return

    async def _sitemaps(self) -> None:
        robots = await self._visit.robots(robots_address(self._root))
        for address in sitemap_addresses(robots.sitemaps, self._root):
            page, sitemap = await self._sitemap(address)
            child = likeliest_child(sitemap.children, self._asking.today) if sitemap else None
            if child:
                page, sitemap = await self._sitemap(child.url)
            if page and sitemap and sitemap.pages:
                self._add_sitemap(sitemap, page)
                return

    async def _sitemap(self, address: str) -> tuple[Page | None, Sitemap | None]:
        page = await self._visit.get(address, "sitemap")
        if page is None:
            return None, None
        sitemap = await off_loop(len(page.body), read_sitemap, page)
        outcome = refusal(page, "no sitemap") if sitemap is None else sitemap.outcome
        self._visit.note("sitemap", address, outcome)
        return page, sitemap

    def _add_sitemap(self, sitemap: Sitemap, page: Page) -> None:
        asking = self._visit.asking(page)
        news = news_items(sitemap, self._asking.today)
        if news:
            self.found.append(sift(news, "news-sitemap", page.url, asking))
            return
        changed = changed_items(sitemap, self._home.url, self._asking.today)
        self._changed = changed[:MOST_CHANGED]
        self.links += self._changed
        if is_blanket(changed):
            note = "one date of change on most pages"
            evidence = Evidence("sitemap", page.url, changed[0].raw, "", note)
            self.found.append(Findings(set_aside=(evidence,)))
            return
        dated = [item for item in self._changed if item.moment]
        self.found.append(sift(dated, "sitemap", page.url, asking))

    async def _articles(self) -> None:
        """Look at the likeliest newest articles themselves, as far as the site allows it."""
        looked_at = 0
        for address in self._likeliest_articles():
            if looked_at >= MOST_ARTICLES or self._enough():
                return
            robots = await self._visit.robots(robots_address(self._root))
            if not robots.allows(address):
                self._visit.note("article", address, "not asked: robots.txt asks us not to")
                looked_at += 1
                continue
            page = await self._visit.get(address, "article")
            if page is None:
                continue
            looked_at += 1
            if page.status != 200:
                self._visit.note("article", address, refusal(page))
                continue
            publication = await off_loop(
                len(page.body), publication_of, source_of(page), page.url, self._asking.today
            )
            found = judged(publication, self._visit.asking(page)) if publication else Findings()
            self._add(found, "article", address)

    def _likeliest_articles(self) -> list[str]:
        newest = self.settled.recent[:MOST_ARTICLES]
        if newest and strength(newest[0]) is Strength.HIGH:
            return []
        undated = [item.url for finding in self.found for item in finding.undated]
        linked = [link.url for link in self.links if is_newsy(link.url)]
        changed = [item.url for item in self._changed]
        return _unique([*(one.url for one in newest), *undated, *changed, *linked])


def _unique(addresses: Iterable[str]) -> list[str]:
    return list({article_key(address): address for address in reversed([*addresses])}.values())[
        ::-1
    ]
