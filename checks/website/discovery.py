"""Signposts on a home page: which system made it, where its feed and its news lie."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from checks.client import Page
from checks.website._calendar import MONTH, MONTHS
from checks.website.addresses import absolute, article_key, base_of, is_file, same_site
from checks.website.source import source_of

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

NEWS_WORDS = (
    "berita",
    "kabar",
    "news",
    "siaran pers",
    "rilis",
    "artikel",
    "pengumuman",
    "publikasi",
    "informasi",
    "kegiatan",
    "warta",
    "blog",
)
"""Menu words under which agencies keep what they publish, the likeliest first."""

PROFILE_WORDS = re.compile(
    r"\b(?:profil|visi|misi|struktur organisasi|tugas|tupoksi|sejarah|sambutan|tentang|kontak"
    r"|hubungi|about|pejabat|layanan)\b",
    re.IGNORECASE,
)

LONGEST_MENU_TEXT = 40

FRAMED = ""
"""The wording of a page that is shown in a frame, and not by a link."""

MOST_NEWS_PAGES = 3

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

PLAIN_LINK = re.compile(r"(?:^|&)(?:p|page_id|cat)=\d+")
"""WordPress's addresses without rewriting (WordPress documentation, "Customize permalinks")."""

MONTH_ARCHIVE = re.compile(rf"(?P<month>{MONTH}) (?P<year>20\d\d)(?: ?\(\d+\))?", re.IGNORECASE)
"""The wording of a link to one month's posts."""

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
    menu = _menu(tree, url)
    return Signposts(
        cms=_generator(tree) or _fingerprint(source, url, headers),
        feeds=tuple(_linked_feeds(tree, url)),
        api=_rest_root(tree, url, headers),
        plain_links=_plain_links(target for _, target in menu),
        news_pages=tuple(_news_pages(menu, url)),
        profile_links=sum(bool(PROFILE_WORDS.search(text)) for text, _ in menu),
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


def news_pages_of(page: Page) -> list[str]:
    """The pages that a page names as news and the like, the likeliest first."""
    tree = LexborHTMLParser(source_of(page))
    base = base_of(tree, page.url)
    return _news_pages(_menu(tree, base), base)


def _plain_links(targets: Iterable[str]) -> bool | None:
    """Whether a WordPress site writes plain addresses: some of its links then are numbers.

    Without any link to a page of its own nothing tells.
    """
    paths = [urlsplit(target) for target in targets]
    if any(PLAIN_LINK.search(parts.query) for parts in paths):
        return True
    return False if any(parts.path.strip("/") for parts in paths) else None


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
            if not re.search(r"comment|komentar", f"{title} {href}", re.IGNORECASE):
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


def _menu(tree: LexborHTMLParser, url: str) -> list[tuple[str, str]]:
    """The short links of a page, and the pages of this site framed in it: wording and address."""
    menu: list[tuple[str, str]] = []
    for link in tree.css("a[href]"):
        text = " ".join(link.text(deep=True, separator=" ").split())
        target = absolute(link.attributes.get("href") or "", url)
        if text and target and len(text) <= LONGEST_MENU_TEXT and same_site(target, url):
            menu.append((text, target))
    for frame in tree.css("iframe[src]"):
        target = absolute(frame.attributes.get("src") or "", url)
        if target and same_site(target, url):
            menu.append((FRAMED, target))
    return menu


def _news_pages(menu: Sequence[tuple[str, str]], url: str) -> list[str]:
    ranked: list[tuple[int, int, str]] = []
    archives: list[tuple[int, int, str]] = []
    for place, (text, target) in enumerate(menu):
        if archive := MONTH_ARCHIVE.fullmatch(text.strip()):
            month = MONTHS[archive["month"].lower().rstrip(".")]
            archives.append((int(archive["year"]), month, target))
            continue
        words = re.findall(r"[^\W\d_]+", text.lower())
        path = urlsplit(target).path.lower()
        if len(words) > 4 or is_file(target) or article_key(target) == article_key(url):
            continue
        for rank, word in enumerate(NEWS_WORDS):
            if word in " ".join(words) or re.search(rf"/{word.replace(' ', '-')}/?$", path):
                ranked.append((rank, place, target))
                break
    newest = [target for _, _, target in sorted(archives, reverse=True)[:1]]
    named = [target for _, _, target in sorted(ranked)]
    return list(dict.fromkeys([*named[: MOST_NEWS_PAGES - len(newest)], *newest]))
