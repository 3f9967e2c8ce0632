"""The ladder: where a website's dates are looked for, one rung after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from checks.model import Publication
from checks.website.addresses import article_key, is_newsy, kind_of_address
from checks.website.articles import in_order
from checks.website.discovery import Cms
from checks.website.glimpse import may_show_newer
from checks.website.items import ALL_TODAY, TELLING_NUMBER, Findings, Item, day_of, disbelieved
from checks.website.listing import BESIDE_NEWS
from checks.website.menu import news_pages_of
from checks.website.rungs import Rungs, unique
from checks.website.settle import RECENT_ENOUGH, Settled, Strength, settle, strength
from checks.website.source import source_of
from checks.website.visit import off_loop

MOST_ARTICLES: Final = 3
"""Articles whose own pages are looked at."""

SIBLINGS: Final = 2
"""Links of so much of one kind of address are a list, whatever its address says."""

MOST_FAILURES: Final = 2
"""Articles that can't be read, after which others are no longer tried."""

MOST_NEWS_PAGES: Final = 3
"""Pages that should list news which are looked at."""

FOR_ARTICLES: Final = 3
"""Requests kept for robots.txt and articles while there are undated ones to look at."""

ENOUGH_DOCUMENTS: Final = 2
"""So many documents that tell of dated items make further ones idle, however old the dates."""

UNORDERED: Final = "newest of the articles looked at, but the list is in no order"


class Climb:
    """One climb of the ladder for one site: the order in which its rungs are taken."""

    def __init__(self, rungs: Rungs) -> None:
        self._rungs = rungs
        self._settled: tuple[int, Settled] | None = None

    @property
    def found(self) -> Sequence[Findings]:
        """What each rung climbed so far has found."""
        return self._rungs.found

    @property
    def links(self) -> Sequence[Item]:
        """The links of the pages looked at that are worded like titles."""
        return self._rungs.links

    @property
    def settled(self) -> Settled:
        """What all rungs climbed so far say together."""
        found = self._rungs.found
        if self._settled is None or self._settled[0] != len(found):
            self._settled = len(found), settle(found, self._rungs.memory.publications)
        return self._settled[1]

    async def feeds_and_posts(self) -> None:
        """The rungs that need no page to be readable: feed and REST interface."""
        await self._rungs.feeds()
        if not self._enough():
            await self._rungs.posts()

    async def all_rungs(self) -> None:
        """Climb until the newest date is certain, or nothing is left to ask."""
        signposts = self._rungs.home.signposts
        likely_feeds = max(len(signposts.feeds), 1)
        has_feed = bool(signposts.feeds) or signposts.cms is not Cms.UNKNOWN
        if has_feed:
            await self._rungs.feeds(likely_feeds)
        if not self._settled_without_cards():
            await self._rungs.cards_of_home()
        if not has_feed and not self._dated():
            await self._rungs.feeds(likely_feeds)
        if not self._enough() and self._has_posts():
            await self._rungs.posts(1)
        if not self._dated() and len(self._articles()) < MOST_ARTICLES:
            await self._less_likely_doors()
        if not self._enough() and not self._recent():
            await self._news_pages()
        if not self._enough() and not self._dated() and await self._sitemaps_first():
            await self._rungs.sitemaps()
        if not self._enough():
            await self._look_at_articles()
        if not self._dated():
            await self._less_likely_doors()
        if not self._dated():
            await self._rungs.sitemaps()
            if not self._dated() and self._passed_over():
                await self._rungs.cards_of_home(last_resort=True)
        elif not self._has_feed_items() or self._rungs.memory.is_thorough:
            await self._rungs.keyword_pages()

    def _settled_without_cards(self) -> bool:
        """Whether the newest is known so well that the home page can't show a newer one."""
        recent, today = self.settled.recent, self._rungs.asking.today
        if not self.settled.needs_no_more(today) or _on_one_day(recent):
            return False
        return not may_show_newer(source_of(self._rungs.page), day_of(recent[0]), today)

    def _has_posts(self) -> bool:
        signposts = self._rungs.home.signposts
        return signposts.cms is Cms.WORDPRESS or signposts.api is not None

    async def _less_likely_doors(self) -> None:
        """The addresses of feed and posts that are asked for only where the likelier ones fail."""
        await self._rungs.feeds()
        if not self._dated() and self._has_posts():
            await self._rungs.posts()

    async def _sitemaps_first(self) -> bool:
        """Whether sitemaps tell more than articles: one of news, or no articles to look at."""
        robots = await self._rungs.robots()
        return len(self._articles()) < MOST_ARTICLES or any(
            "news" in one for one in robots.sitemaps
        )

    def _dated(self) -> bool:
        return any(finding.publications for finding in self.found)

    def _passed_over(self) -> bool:
        """Whether dated lists were set aside because the news were thought to be elsewhere."""
        return any(one.note == BESIDE_NEWS for found in self.found for one in found.set_aside)

    def _has_feed_items(self) -> bool:
        machine_made = {"feed", "wordpress"}
        sources = (one.evidence.source for found in self.found for one in found.publications)
        return any(source in machine_made for source in sources)

    def _recent(self) -> bool:
        newest = self.settled.recent[:1]
        today = self._rungs.asking.today
        return bool(newest) and today - day_of(newest[0]) <= RECENT_ENOUGH

    def _enough(self) -> bool:
        documents = {
            publication.evidence.url
            for finding in self.found
            for publication in finding.publications
            if strength(publication) >= Strength.GOOD
        }
        today = self._rungs.asking.today
        return len(documents) >= ENOUGH_DOCUMENTS or self.settled.needs_no_more(today)

    async def _news_pages(self) -> None:
        """The pages that should list news, and those that they name, until one has dates."""
        waiting = list(self._rungs.home.signposts.news_pages)
        looked_at: set[str] = set()
        while waiting and len(looked_at) < MOST_NEWS_PAGES:
            address = waiting.pop(0)
            if address in looked_at or (
                self._articles() and self._rungs.visit.left <= FOR_ARTICLES
            ):
                continue
            looked_at.add(address)
            before = len(self._articles())
            page = await self._rungs.news_page(address)
            if page is None:
                continue
            listed = len(self._articles()) - before
            if self.found[-1].publications or listed >= MOST_ARTICLES:
                return
            if not listed:
                further = await off_loop(len(page.body), news_pages_of, page)
                waiting = [*further, *waiting]

    async def _look_at_articles(self) -> None:
        """Look at the likeliest newest articles themselves, as far as the site allows it.

        Where they are all there is, the newest of them is the site's newest only if the list they
        stand in is in order, or if they are the whole of it.
        """
        newest = max(map(day_of, self.settled.recent), default=None)
        addresses = self._articles()
        looks: list[Findings] = []
        failures = 0
        for address in addresses:
            if (
                len(looks) + failures >= MOST_ARTICLES
                or failures >= MOST_FAILURES
                or self._enough()
            ):
                break
            look = await self._rungs.article(address)
            if look is None:
                failures += 1
            else:
                looks.append(look)
                if newest:
                    self._rungs.found.append(look)
        if not newest:
            doubt = await self._doubt(looks, addresses)
            self._rungs.found += [disbelieved(look, doubt) for look in looks] if doubt else looks

    async def _doubt(self, looks: Sequence[Findings], addresses: Sequence[str]) -> str:
        """Why the newest of the articles looked at is not the site's newest, or ""."""
        told = [one for look in looks for one in look.publications]
        days, today = [*map(day_of, told)], self._rungs.asking.today
        whole = len(looks) == len(addresses)
        if not whole and not in_order(days, today):
            return UNORDERED
        if len(days) < TELLING_NUMBER or {*days} != {today} or not all(map(_day_only, told)):
            return ""
        # A page that shows the day of asking for its own shows it on the oldest article as well.
        last = None if whole else await self._rungs.article(addresses[-1])
        return ALL_TODAY if whole or (last and {*map(day_of, last.publications)} == {today}) else ""

    def _articles(self) -> list[str]:
        """The articles whose own pages are worth a look, the likeliest newest first.

        Beside a strong source that is recent none is, and beside an old one those that it lacks: a
        feed may have been forgotten, and the pages tell no dates.
        """
        newest = self.settled.recent[:MOST_ARTICLES]
        sure = bool(newest) and strength(newest[0]) is Strength.HIGH
        if sure and self._recent():
            return []
        undated = [item.url for finding in self.found for item in finding.undated]
        kinds = Counter(kind_of_address(link.url) for link in self.links)
        linked = [link.url for link in self.links if is_newsy(link.url)]
        linked += [link.url for link in self.links if kinds[kind_of_address(link.url)] >= SIBLINGS]
        changed = [item.url for item in self._rungs.changed]
        likely = unique([*(one.url for one in newest), *undated, *changed, *linked])
        if not sure:
            return likely
        known = {article_key(one.url) for found in self.found for one in found.publications}
        return [address for address in likely if article_key(address) not in known]


def _on_one_day(publications: Sequence[Publication]) -> bool:
    """Whether a document may stamp all its items anew: so many of one day are seldom that new."""
    return len(publications) >= TELLING_NUMBER and len({*map(day_of, publications)}) == 1


def _day_only(publication: Publication) -> bool:
    return publication.day_only
