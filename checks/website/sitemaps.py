"""Sitemaps: the pages a site names, with the dates of news and of changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from checks.body import BodyDamagedError, gunzip
from checks.client import Page
from checks.website.addresses import (
    absolute,
    is_newsy,
    kind_of_address,
    may_be_article,
    slug_words,
)
from checks.website.beside_news import A_LIST, NEWS_NAME
from checks.website.items import Item, clean_title
from checks.website.machine_stamps import read_stamp
from checks.website.menu import NEWS_WORDS
from checks.website.xml_items import ParseError, items_of, local_name

MOST_ENTRIES = 50_000
"""Entries in one file (sitemaps.org, protocol)."""

FEW_PAGES = 4

MOST_SAMPLED = 20
"""Pages of a sitemap that are searched for signs of a hijack; keyword pages come in thousands."""

MOST_SITEMAPS = 2

USUAL_NAMES = ("sitemap.xml", "sitemap_index.xml")
"""The name that sitemaps.org uses in its examples, and that of the SEO plugins of WordPress."""

UNPACKED_BYTES = 20_000_000

NEWS_NAMESPACE = "http://www.google.com/schemas/sitemap-news/0.9"
"""Google Search Central, "Create a news sitemap"."""

NEWSY = re.compile(
    "post|" + "|".join(word.replace(" ", ".?") for word in NEWS_WORDS), re.IGNORECASE
)

DULL = re.compile(
    r"page|halaman|laman|statis|categor|kategori|tag|author|user|image|foto|video|galeri|product"
    r"|attachment|agenda|event|menu|profil",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One page, or one sitemap of an index, that a sitemap names."""

    url: str
    changed: str = ""
    published: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file holds: further sitemaps, or pages."""

    children: tuple[Entry, ...] = ()
    pages: tuple[Entry, ...] = ()

    @property
    def outcome(self) -> str:
        """What the file came to, in a few words."""
        return f"names {len(self.pages)} pages and {len(self.children)} sitemaps"


def sitemap_addresses(named: Sequence[str], root: str) -> list[str]:
    """Where to ask for the sitemap: as robots.txt names it, the news first, or where it usually is.

    `root` is the address that the site's own paths start from.
    """
    if named:
        return sorted(named, key=lambda address: "news" not in address)[:MOST_SITEMAPS]
    return [urljoin(root, name) for name in USUAL_NAMES]


def read_sitemap(page: Page) -> Sitemap | None:
    """What a sitemap names, or None where the answer is none. Gzip files are unpacked.

    A file that breaks off is read as far as it goes.
    """
    if page.status != 200:
        return None
    try:
        body = gunzip(page.body, UNPACKED_BYTES)
    except BodyDamagedError:
        return None
    elements = items_of(body, "urlset|sitemapindex", {"url", "sitemap"})
    if elements is None:
        return None
    entries = [
        (local_name(element), _entry(element, page.url))
        for element in islice(_as_far_as_it_goes(elements), MOST_ENTRIES)
    ]
    return Sitemap(
        children=tuple(entry for kind, entry in entries if kind == "sitemap" and entry.url),
        pages=tuple(entry for kind, entry in entries if kind == "url" and entry.url),
    )


def _as_far_as_it_goes(elements: Iterator[Element]) -> Iterator[Element]:
    with suppress(ParseError):
        yield from elements


def news_items(sitemap: Sitemap, today: date) -> list[Item]:
    """The news of a news sitemap, newest first."""
    items = [
        Item(entry.title, entry.url, entry.published, read_stamp(entry.published, today))
        for entry in sitemap.pages
        if entry.published
    ]
    return sorted(items, key=_when, reverse=True)


def changed_items(sitemap: Sitemap, home: str, today: date) -> list[Item]:
    """The pages that may be articles, with the day of their last change, newest first.

    A change is no publication: these are weak evidence, and good for choosing a page to look at.
    One without a title is called by the words of its address.
    """
    items = [
        Item(
            title=entry.title or slug_words(entry.url),
            url=entry.url,
            raw=entry.changed,
            moment=read_stamp(entry.changed, today),
        )
        for entry in sitemap.pages
        if may_be_article(entry.url, home)
    ]
    return sorted(_of_news(items), key=_when, reverse=True)


def _of_news(items: Sequence[Item]) -> Sequence[Item]:
    """The items in folders of news, with those whose address is an article's, where there are any.

    Events, staff and goods have pages as well, and these change.
    """
    kinds = [kind_of_address(item.url) for item in items]
    news = {kind for kind in kinds if NEWS_NAME.search(kind)}
    if sum(kind in news for kind in kinds) < A_LIST:
        return items
    pairs = list(zip(items, kinds, strict=True))
    news |= {kind for item, kind in pairs if is_newsy(item.url)}
    return [item for item, kind in pairs if kind in news]


def sampled_titles(sitemap: Sitemap) -> list[str]:
    """The titles, or the words of the addresses, of pages taken evenly from all over the file."""
    step = max(len(sitemap.pages) // MOST_SAMPLED, 1)
    return [entry.title or slug_words(entry.url) for entry in sitemap.pages[::step]][:MOST_SAMPLED]


def is_blanket(items: Sequence[Item]) -> bool:
    """Whether one day of change covers most pages: made by a program, it says nothing of any."""
    days = Counter(item.moment.day for item in items if item.moment)
    return len(items) >= FEW_PAGES and bool(days) and max(days.values()) > len(items) / 2


def likely_children(children: Sequence[Entry], today: date) -> list[Entry]:
    """The sitemaps of an index that may hold articles, the likeliest to hold the newest first."""
    candidates = [child for child in children if not DULL.search(_file_name(child.url))]
    return sorted(candidates, key=lambda child: _likelihood(child, today), reverse=True)


def _likelihood(child: Entry, today: date) -> tuple[bool, bool, date, int]:
    name = _file_name(child.url)
    moment = read_stamp(child.changed, today) if child.changed else None
    numbers = re.findall(r"\d+", name)
    return (
        "news" in name,
        bool(NEWSY.search(name)),
        moment.day if moment else date.min,
        int(numbers[-1]) if numbers and len(numbers[-1]) < 9 else 0,
    )


def _file_name(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2].lower()


def _when(item: Item) -> date:
    return item.moment.day if item.moment else date.min


def _entry(element: Element, base: str) -> Entry:
    own = {local_name(child): (child.text or "").strip() for child in element}
    news = {
        local_name(child): (child.text or "").strip()
        for child in element.iter()
        if NEWS_NAMESPACE in str(child.tag)
    }
    return Entry(
        url=absolute(own.get("loc", ""), base) or "",
        changed=own.get("lastmod", ""),
        published=news.get("publication_date", ""),
        title=clean_title(news.get("title", "")),
    )
