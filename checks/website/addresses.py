"""Addresses on a website: made absolute, compared, and told apart by what they lead to."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

TRACKING = re.compile(r"utm_\w+|fbclid|gclid|amp")

LIST_WORDS = """
    tag tags kategori category categories author penulis user page halaman search cari pencarian
    login masuk logout register daftar admin administrator dashboard wp-login.php wp-admin
    wp-content feed rss cart profil profile tentang about visi-misi kontak contact hubungi sejarah
    sambutan struktur-organisasi tugas-dan-fungsi tupoksi galeri gallery foto album video download
    downloads unduh unduhan agenda event events acara kalender calendar jadwal faq sitemap
    peta-situs privacy kebijakan-privasi layanan aplikasi home beranda index.php index.html
"""

NOT_AN_ARTICLE = frozenset(LIST_WORDS.split())
"""First or last path segments that lead to lists, profiles and tools, never to one article."""

ARCHIVE = re.compile(r"20\d\d(/\d\d?){0,2}")
"""Paths of a year's, a month's or a day's posts."""

FILE = re.compile(
    r"\.(pdf|docx?|xlsx?|pptx?|odt|ods|zip|rar|7z|jpe?g|png|gif|webp|svg|mp[34]|apk|css|js|ico)$",
    re.IGNORECASE,
)


WHOLE = re.compile(r"https?://[^/\s]+/[^.]*$")
"""An address that needs no joining, nor tidying of dots."""

REMEMBERED = 4096


def absolute(href: str, base: str) -> str | None:
    """The http(s) address that a link leads to, without its fragment, or None where it is none."""
    href = href.strip()
    if not href or href.startswith("#"):
        return None
    try:
        whole = href if WHOLE.match(href) else urljoin(base, href)
        parts = urlsplit(whole)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return None
    return parts._replace(fragment="").geturl()


def base_of(tree: LexborHTMLParser, url: str) -> str:
    """What relative addresses on the page at `url` start from (HTML standard, the base element)."""
    element = tree.css_first("base[href]")
    return (element and absolute(element.attributes.get("href") or "", url)) or url


@lru_cache(REMEMBERED)
def article_key(url: str) -> str:
    """What two spellings of the same article's address have in common.

    Scheme, www., a closing slash, fragments and tracking parameters make no difference.
    """
    parts = urlsplit(url)
    query = [pair for pair in parse_qsl(parts.query) if not TRACKING.fullmatch(pair[0])]
    path = parts.path.rstrip("/")
    return f"{site_name(url)}{path}?{urlencode(query)}"


def site_name(url: str) -> str:
    """Host and port of an address, lower case and without www."""
    return urlsplit(url).netloc.lower().removeprefix("www.")


def same_site(url: str, home: str) -> bool:
    """Whether an address lies on the same host and port as `home`, www. or not.

    A parent's or a sister's site is another site: agencies show each other's news.
    """
    return site_name(url) == site_name(home)


def is_file(url: str) -> bool:
    """Whether an address names a document, a picture or another file."""
    return bool(FILE.search(urlsplit(url).path))


def may_be_article(url: str, home: str) -> bool:
    """Whether an address on this site could be one article's, going by the address alone."""
    parts = urlsplit(url)
    segments = [segment.lower() for segment in parts.path.split("/") if segment]
    if not same_site(url, home) or is_file(url) or article_key(url) == article_key(home):
        return False
    if not segments or segments[-1] in {"index.php", "index.html"}:
        return bool(re.search(r"(^|&)(p|id|berita|post|artikel|slug|read|page_id)=", parts.query))
    if ARCHIVE.fullmatch("/".join(segments)):
        return False
    return segments[0] not in NOT_AN_ARTICLE and segments[-1] not in NOT_AN_ARTICLE
