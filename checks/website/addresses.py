"""Addresses on a website: made absolute, compared, and told apart by what they lead to."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

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

EVENT_WORDS = frozenset(["agenda", "event", "events", "acara", "kalender", "calendar", "jadwal"])
"""First segments of the addresses of events."""

ARCHIVE = re.compile(r"20\d\d(/\d\d?){0,2}")
"""Paths of a year's, a month's or a day's posts."""

WRAPPERS = frozenset(
    """index.php index.html index.htm home beranda web public site main page halaman portal
    id en""".split()  # noqa: SIM905
)
"""First segments that say nothing of what follows them."""

INDEX_PAGE = re.compile(r"(?:index|default|home|main|media)\.(?:php|html?|aspx?|jsp)")
"""Scripts that show whatever their query names."""

ARTICLE_NAMES = frozenset(["p", "id", "berita", "post", "artikel", "slug", "read", "page_id"])

PAGING = frozenset(
    """page paged hal halaman start offset limit limitstart per_page lang bahasa tahun bulan cat
    kategori category tag cal m s q cari search tab sort order""".split()  # noqa: SIM905
)
"""Parameters that choose a list or its look, never one article."""

NEWSY_ADDRESS = re.compile(
    r"/(?:berita|news|artikel|posts?|kabar|pengumuman|read|detail|blog|info|informasi|kegiatan"
    r"|warta|rilis|siaran-pers)\b|\d{3}|(?:[^/-]+-){4}",
    re.IGNORECASE,
)
"""Addresses of single articles: a news word, a number, or a slug of five words and more."""

SLUG_WORDS = 4

WORD = re.compile(r"[A-Za-z_]{2,20}")

EXTENSION = re.compile(r"\.\w{2,5}$")

FILE = re.compile(
    r"\.(pdf|docx?|xlsx?|pptx?|odt|ods|zip|rar|7z|jpe?g|png|gif|webp|svg|mp[34]|apk|css|js|ico)$",
    re.IGNORECASE,
)


DOCUMENT = re.compile(r"\.(pdf|docx?|odt)$", re.IGNORECASE)

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


def is_document(url: str, home: str) -> bool:
    """Whether an address names a text of this site in a file of its own: a PDF, a letter."""
    return same_site(url, home) and bool(DOCUMENT.search(urlsplit(url).path))


def may_be_article(url: str, home: str) -> bool:
    """Whether an address on this site could be one article's, going by the address alone."""
    parts = urlsplit(url)
    if not same_site(url, home) or is_file(url) or article_key(url) == article_key(home):
        return False
    if _leads_away(parts.query, home):
        return False
    segments = _own_segments([one.lower() for one in parts.path.split("/") if one])
    if not segments or INDEX_PAGE.fullmatch(segments[-1]):
        return any(
            name.lower() not in PAGING and (name.lower() in ARTICLE_NAMES or tells_one(value))
            for name, value in parse_qsl(parts.query)
        )
    if ARCHIVE.fullmatch("/".join(segments)):
        return False
    return segments[0] not in NOT_AN_ARTICLE and segments[-1] not in NOT_AN_ARTICLE


def is_newsy(url: str) -> bool:
    """Whether an address looks like that of one article."""
    parts = urlsplit(url)
    return bool(NEWSY_ADDRESS.search(f"{parts.path}?{parts.query}"))


def kind_of_address(url: str) -> str:
    """What the addresses of one list's items have in common: folder, names and words of the query.

    "/index.php?page=berita&id=12" is of another kind than "/index.php?page=agenda&id=12".
    """
    parts = urlsplit(url)
    pairs = (
        f"{name}={value}" if WORD.fullmatch(value) else name
        for name, value in parse_qsl(parts.query)
    )
    return f"{parts.path.rpartition('/')[0]} {' '.join(pairs)}".lower()


def is_of_event(url: str) -> bool:
    """Whether an address is that of an entry in a calendar of events."""
    segments = _own_segments([one for one in urlsplit(url).path.lower().split("/") if one])
    return len(segments) > 1 and segments[0] in EVENT_WORDS


def slug_words(url: str) -> str:
    """The words of an address's last part, often those of an article's title; "" without any."""
    parts = urlsplit(url)
    pieces = [one for one in re.split(r"[/=&?]", unquote(f"{parts.path}?{parts.query}")) if one]
    return " ".join(re.findall(r"[^\W_]+", EXTENSION.sub("", pieces[-1]))) if pieces else ""


def _own_segments(segments: list[str]) -> list[str]:
    """The segments behind those that belong to the software: script, controller, language.

    "/index.php/berita/detail/12" is what CodeIgniter and Joomla write without address rewriting.
    """
    while len(segments) > 1 and segments[0] in WRAPPERS:
        if segments[0] in PAGING and segments[1].isdigit():
            break
        segments = segments[1:]
    return segments


def _leads_away(query: str, home: str) -> bool:
    """Whether a query names an address of another site, as links do that count their clicks."""
    return "://" in unquote(query) and any(
        value.startswith(("http://", "https://")) and not same_site(value, home)
        for _, value in parse_qsl(query)
    )


def tells_one(value: str) -> bool:
    """Whether a parameter's value names one thing: by a number, or by a slug of four words."""
    return value.isdigit() or len(re.findall(r"[^\W_]+", value)) >= SLUG_WORDS
