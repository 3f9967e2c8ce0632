"""Signposts on a home page: which system made it, where its feed and its news lie."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from checks.website.addresses import absolute, same_site
from checks.website.menu import news_pages, plain_links, profile_links, read_menu

FEED_TYPES = frozenset(
    [
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "text/xml",
        "application/xml",
    ]
)

MOST_LINKED_FEEDS = 2


class Cms(StrEnum):
    """The system a site is made with, as far as it shows."""

    WORDPRESS = "wordpress"
    JOOMLA = "joomla"
    DRUPAL = "drupal"
    BLOGGER = "blogger"
    WIX = "wix"
    UNKNOWN = "unknown"


FINGERPRINTS: tuple[tuple[Cms, re.Pattern[str]], ...] = (
    (Cms.WORDPRESS, re.compile(r"wp-content/|wp-includes/|api\.w\.org")),
    (Cms.JOOMLA, re.compile(r"/media/jui/|/media/vendor/joomla|option=com_content")),
    (Cms.DRUPAL, re.compile(r"/sites/default/files")),
    (Cms.BLOGGER, re.compile(r"/feeds/posts/|\.blogspot\.com|blogger\.com/static")),
    (Cms.WIX, re.compile(r"static\.wixstatic\.com")),
)
"""What each system leaves in a page's source, searched in lower case."""

KNOWN_FEEDS: Mapping[Cms, tuple[str, ...]] = {
    Cms.WORDPRESS: ("feed/", "?feed=rss2"),
    Cms.JOOMLA: ("?format=feed&type=rss",),
    Cms.DRUPAL: ("rss.xml",),
    Cms.BLOGGER: ("feeds/posts/default?max-results=5&orderby=published",),
    Cms.WIX: ("blog-feed.xml",),
    Cms.UNKNOWN: ("feed/",),
}
"""Where each system keeps its feed, by its own documentation, from the home page's address."""

OF_COMMENTS = re.compile(r"comment|komentar", re.IGNORECASE)

OF_EVENTS = re.compile(
    r"[/=](?:agenda|events?|kalender|calendar|jadwal|tribe_events)(?:[/&?.]|$)", re.IGNORECASE
)
"""Addresses of feeds whose dates are those of events (The Events Calendar for WordPress, Joomla's
JEvents); their items are no publications."""

PRESCAN = 400_000


@dataclass(frozen=True, slots=True)
class Signposts:
    """What a home page says about where to look further. All addresses are absolute."""

    cms: Cms
    feeds: tuple[str, ...] = ()
    """Feeds of posts that the page links to."""
    api: str | None = None
    """The root of WordPress's REST interface."""
    plain_links: bool | None = None
    """Whether articles are linked by number in a query ("?p=12"), or None where nothing tells."""
    news_pages: tuple[str, ...] = ()
    """Pages that the menu names as news and the like, the likeliest first."""
    profile_links: int = 0
    """How many links lead to profiles, duties, contact: what every agency's site has."""


def read_signposts(
    tree: LexborHTMLParser, source: str, url: str, headers: Mapping[str, str]
) -> Signposts:
    """The signposts of a page: its tree, its source, its address and its answer's headers."""
    menu = read_menu(tree)
    return Signposts(
        cms=_generator(tree) or _fingerprint(source, url, headers),
        feeds=tuple(_linked_feeds(tree, url)),
        api=_rest_root(tree, url, headers),
        plain_links=plain_links(menu),
        news_pages=tuple(news_pages(menu, url)),
        profile_links=profile_links(menu),
    )


def feed_addresses(signposts: Signposts, home: str) -> list[str]:
    """Where to ask for the feed: as linked, on this site first, then where the system keeps it."""
    linked = sorted(signposts.feeds, key=lambda feed: not same_site(feed, home))[:MOST_LINKED_FEEDS]
    root = urljoin(home, "./")
    paths = KNOWN_FEEDS[signposts.cms]
    if signposts.cms is Cms.WORDPRESS and signposts.plain_links:
        paths = paths[::-1]
    known = [urljoin(root, path) for path in paths]
    if signposts.cms is Cms.JOOMLA and signposts.news_pages:
        # Joomla's documentation: every category view has a feed of its own.
        page = signposts.news_pages[0]
        known.insert(0, f"{page}{'&' if '?' in page else '?'}format=feed&type=rss")
    return list(dict.fromkeys([*linked, *known]))


def _generator(tree: LexborHTMLParser) -> Cms | None:
    for element in tree.css("meta[name][content]"):
        if (element.attributes.get("name") or "").lower() == "generator":
            named = (element.attributes.get("content") or "").lower()
            for cms in Cms:
                if cms.value in named:
                    return cms
    return None


def _fingerprint(source: str, url: str, headers: Mapping[str, str]) -> Cms:
    seen = f"{source[:PRESCAN]} {headers.get('link', '')} {urlsplit(url).netloc}".lower()
    if "x-wix-request-id" in headers:
        return Cms.WIX
    if "x-drupal-cache" in headers or "drupal" in headers.get("x-generator", "").lower():
        return Cms.DRUPAL
    return next((cms for cms, mark in FINGERPRINTS if mark.search(seen)), Cms.UNKNOWN)


def _linked_feeds(tree: LexborHTMLParser, url: str) -> list[str]:
    found: list[str] = []
    for link in tree.css("link[rel][href]"):
        kind = (link.attributes.get("type") or "").partition(";")[0].strip().lower()
        relation = (link.attributes.get("rel") or "").lower().split()
        if "alternate" in relation and kind in FEED_TYPES:
            title, href = link.attributes.get("title") or "", link.attributes.get("href") or ""
            if not OF_COMMENTS.search(f"{title} {href}") and not OF_EVENTS.search(href):
                found.append(href)
    if not found:
        for link in tree.css("a[href]"):
            href = link.attributes.get("href") or ""
            if re.search(r"(?:/feed/?|/rss/?|rss\.xml|atom\.xml|[?&]feed=rss2?)$", href):
                found.append(href)
    targets = (absolute(href, url) for href in found)
    return list(dict.fromkeys(target for target in targets if target and "comment" not in target))


def _rest_root(tree: LexborHTMLParser, url: str, headers: Mapping[str, str]) -> str | None:
    link = tree.css_first('link[rel="https://api.w.org/"]')
    if link and link.attributes.get("href"):
        return absolute(link.attributes["href"] or "", url)
    named = re.search(r'<([^>]{1,500})>;\s*rel="?https://api\.w\.org/', headers.get("link", ""))
    return absolute(named[1], url) if named else None
