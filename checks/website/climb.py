"""The ladder: where a website's dates are looked for, one rung after the other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urljoin

from checks.client import Page
from checks.model import Evidence, Publication
from checks.website.addresses import article_key
from checks.website.discovery import Cms, feed_addresses
from checks.website.feeds import read_feed
from checks.website.items import SPAM, Asking, Findings, Item, is_spam_title, sift
from checks.website.pages import publication_of
from checks.website.settle import Settled, Strength, day_of, settle, strength
from checks.website.sitemaps import (
    Sitemap,
    addresses_in_robots,
    changed_items,
    is_blanket,
    likeliest_child,
    news_items,
    read_sitemap,
)
from checks.website.source import source_of
from checks.website.study import Study, study
from checks.website.verdict import is_newsy
from checks.website.visit import Visit, off_loop
from checks.website.wordpress import posts_addresses, read_posts

MOST_ARTICLES = 2
"""Articles whose own pages are looked at."""

MOST_CHANGED = 20
"""Pages of a sitemap whose change is taken as weak evidence."""

ENOUGH_DOCUMENTS = 2
"""So many documents that tell of dated items make further ones idle, however old the dates."""

LARGEST_SITEMAP = 12_000_000


class Climb:
    """One climb of the ladder for one site, beginning with what its home page showed.

    `root` is the address that the site's own paths start from, `found` what each rung has found.
    """

    def __init__(self, visit: Visit, home: Study, root: str, asking: Asking) -> None:
        self._visit = visit
        self._home = home
        self._root = root
        self._asking = asking
        self._changed: list[Item] = []
        self._settled: tuple[int, Settled] | None = None
        self.found: list[Findings] = [home.cards]
        self.links: list[Item] = list(home.links)

    @property
    def settled(self) -> Settled:
        """What all rungs climbed so far say together."""
        if self._settled is None or self._settled[0] != len(self.found):
            self._settled = len(self.found), settle(self.found)
        return self._settled[1]

    async def feeds_and_posts(self) -> None:
        """The rungs that need no page to be readable: feed and REST interface."""
        await self._feeds()
        if not self._enough():
            await self._posts()

    async def all_rungs(self) -> None:
        """Climb until the newest date is certain, or nothing is left to ask."""
        signposts = self._home.signposts
        if signposts.feeds or signposts.cms is not Cms.UNKNOWN or not self._dated():
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
            page = await self._visit.get(address)
            items = (
                await off_loop(len(page.body), read_feed, page, self._asking.today)
                if page
                else None
            )
            if page and items is not None:
                self._add(items, "feed", page)
                return

    async def _posts(self) -> None:
        for address in posts_addresses(self._root, self._home.signposts.api):
            page = await self._visit.get(address)
            items = read_posts(page, self._asking.today) if page else None
            if page and items is not None:
                self._add(items, "wordpress", page)
                return

    async def _news_pages(self) -> None:
        for address in self._home.signposts.news_pages[:MOST_ARTICLES]:
            page = await self._visit.get(address)
            if page is None or page.status != 200:
                continue
            shown = await off_loop(len(page.body), study, page, self._visit.asking(page))
            self.found.append(shown.cards)
            self.links += shown.links
            if shown.cards.publications:
                return

    async def _sitemaps(self) -> None:
        robots = await self._visit.get(urljoin(self._root, "/robots.txt"))
        named = addresses_in_robots(robots) if robots else []
        named.sort(key=lambda address: "news" not in address)
        for address in (named or [urljoin(self._root, "sitemap.xml")])[:2]:
            page, sitemap = await self._sitemap(address)
            child = likeliest_child(sitemap.children, self._asking.today) if sitemap else None
            if child:
                page, sitemap = await self._sitemap(child.url)
            if page and sitemap and sitemap.pages:
                self._add_sitemap(sitemap, page)
                return

    async def _sitemap(self, address: str) -> tuple[Page | None, Sitemap | None]:
        page = await self._visit.get(address, LARGEST_SITEMAP)
        if page is None:
            return None, None
        return page, await off_loop(len(page.body), read_sitemap, page)

    def _add_sitemap(self, sitemap: Sitemap, page: Page) -> None:
        news = news_items(sitemap, self._asking.today)
        if news:
            self._add(news, "news-sitemap", page)
            return
        changed = changed_items(sitemap, self._home.url, self._asking.today)
        self._changed = changed[:MOST_CHANGED]
        self.links += self._changed
        if is_blanket(changed):
            note = "one date of change on most pages"
            evidence = Evidence("sitemap", page.url, changed[0].raw, "", note)
            self.found.append(Findings(set_aside=(evidence,)))
        else:
            self._add([item for item in self._changed if item.moment], "sitemap", page)

    async def _articles(self) -> None:
        """Look at the likeliest newest articles themselves."""
        looked_at = 0
        for address in self._likeliest_articles():
            if looked_at >= MOST_ARTICLES or self._enough():
                return
            page = await self._visit.get(address)
            if page is None:
                continue
            looked_at += 1
            if page.status == 200:
                publication = await off_loop(
                    len(page.body), publication_of, source_of(page), page.url, self._asking.today
                )
                if publication:
                    self.found.append(self._judged(publication, self._visit.asking(page)))

    def _likeliest_articles(self) -> list[str]:
        newest = self.settled.recent[:MOST_ARTICLES]
        if newest and strength(newest[0]) is Strength.HIGH:
            return []
        undated = [item.url for finding in self.found for item in finding.undated]
        linked = [link.url for link in self.links if is_newsy(link.url)]
        changed = [item.url for item in self._changed]
        return _unique([*(one.url for one in newest), *undated, *changed, *linked])

    def _judged(self, publication: Publication, asking: Asking) -> Findings:
        evidence, title = publication.evidence, publication.title
        note = ""
        if is_spam_title(title):
            note = SPAM
        elif day_of(publication) > asking.today + timedelta(days=1):
            note = "in the future"
        elif not publication.day_only and asking.is_now(publication.at):
            note = "stamped with the time of asking"
        if note:
            aside = Evidence(evidence.source, evidence.url, evidence.raw, title, note)
            return Findings(set_aside=(aside,), titles=(title,), spam=int(note == SPAM))
        return Findings(publications=(publication,), titles=(title,))

    def _add(self, items: list[Item], source: str, page: Page) -> None:
        self.found.append(sift(items, source, page.url, self._visit.asking(page)))


def _unique(addresses: Iterable[str]) -> list[str]:
    return list({article_key(address): address for address in reversed([*addresses])}.values())[
        ::-1
    ]
