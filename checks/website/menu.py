"""The menu of a page: its short links, and which of them lead to news, to profiles, to archives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.client import Page
from checks.website._calendar import MONTH, MONTHS
from checks.website.addresses import absolute, article_key, base_of, is_file, same_site
from checks.website.source import source_of

NEWS_WORDS: Final = (
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
    "aktualita",
    "liputan",
    "seputar",
    "sorot",
    "press release",
    "aktivitas",
    "terkini",
    "terbaru",
    "info",
    "buletin",
    "jurnal",
    "cerita",
    "peristiwa",
    "reportase",
    "headline",
    "kiprah",
    "menyapa",
    "update",
    "highlight",
    "dokumentasi",
    "lensa",
    "jejak",
    "catatan",
    "sosialisasi",
    "stories",
    "latest",
    "press",
    "activities",
    "articles",
    "serba",
    "pojok",
    "tulisan",
    "opini",
    "kolom",
    "posting",
    "inspirasi",
    "ragam",
    "indeks",
    "arsip",
    "lihat semua",
)
"""Menu words under which agencies keep what they publish, the likeliest first."""

NEWS: Final = re.compile(rf"\b(?:{'|'.join(NEWS_WORDS)})")

NEWS_ANYWHERE: Final = re.compile("|".join(NEWS_WORDS))

NEWS_PATH: Final = re.compile(rf"/(?:{'|'.join(NEWS_WORDS).replace(' ', '-')})/?$")

PROFILE_WORDS: Final = re.compile(
    r"\b(?:profil|visi|misi|struktur|tugas|tupoksi|sejarah|sambutan|tentang|kontak|hubungi|about"
    r"|pejabat|pimpinan|pegawai|personil|perangkat|gambaran umum|kedudukan|maklumat|layanan)\b",
    re.IGNORECASE,
)

MONTH_ARCHIVE: Final = re.compile(
    rf"(?P<month>{MONTH}) (?P<year>20\d\d)(?: ?\(\d+\))?", re.IGNORECASE
)
"""The wording of a link to one month's posts."""

PLAIN_LINK: Final = re.compile(r"[?&](?:p|page_id|cat)=\d+")
"""WordPress's addresses without rewriting (WordPress documentation, "Customize permalinks")."""

PRETTY_LINK: Final = re.compile(r"^(?:https?://[^/?#]+)?/[^/?#.]+/")

LONGEST_WORDING: Final = 40

MOST_WORDS: Final = 4
"""Words of a menu item that names a page of news; more are a title."""

MOST_NEWS_PAGES: Final = 3


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A short link as it stands on the page, or the address of a page that is framed in it."""

    wording: str
    href: str
    is_frame: bool = False


def read_menu(tree: LexborHTMLParser) -> list[MenuLink]:
    """The short links of a page in its order, then the pages framed in it."""
    worded = ((wording_of(link), link) for link in tree.css("a"))
    menu = [
        MenuLink(wording, link.attributes.get("href") or "")
        for wording, link in worded
        if 0 < len(wording) <= LONGEST_WORDING
    ]
    frames = tree.css("iframe[src]")
    menu += [MenuLink("", one.attributes.get("src") or "", is_frame=True) for one in frames]
    return menu


def wording_of(link: LexborNode) -> str:
    """What a link says, or where it is a picture, what stands for that."""
    text = " ".join(link.text(deep=True, separator=" ").split())
    if text:
        return text
    picture = link.css_first("img[alt]")
    said = link.attributes.get("aria-label") or link.attributes.get("title")
    return (said or (picture and picture.attributes.get("alt")) or "").strip()


def news_pages(menu: Sequence[MenuLink], base: str) -> list[str]:
    """The pages of this site that should list news, the likeliest first, an archive last.

    `base` is what relative addresses start from.
    """
    ranked = sorted(_named(menu, base))
    archives = sorted(_archives(menu, base), reverse=True)
    newest = [target for _, _, target in archives[:1]]
    named = [target for _, _, target in ranked if target not in newest]
    return list(dict.fromkeys(named))[: MOST_NEWS_PAGES - len(newest)] + newest


def news_pages_of(page: Page) -> list[str]:
    """The pages that another page names as news and the like, the likeliest first."""
    tree = LexborHTMLParser(source_of(page))
    return news_pages(read_menu(tree), base_of(tree, page.url))


def profile_links(menu: Iterable[MenuLink]) -> int:
    """How many links, or labels over links, name profiles, duties, contacts."""
    return sum(bool(PROFILE_WORDS.search(link.wording)) for link in menu)


def plain_links(menu: Iterable[MenuLink]) -> bool | None:
    """Whether WordPress's articles are linked by number ("?p=12"), or None where nothing tells."""
    hrefs = [link.href for link in menu]
    if any(map(PLAIN_LINK.search, hrefs)):
        return True
    return False if any(map(PRETTY_LINK.match, hrefs)) else None


def _named(menu: Sequence[MenuLink], base: str) -> Iterator[tuple[int, int, str]]:
    """Rank, place and address of each page whose wording or address is a word for news."""
    for place, link in enumerate(menu):
        wording, path = link.wording.lower(), link.href.lower().partition("?")[0]
        named = NEWS.search(wording) if len(wording.split()) <= MOST_WORDS else None
        word = named or NEWS_PATH.search(f"/{path}")
        if link.is_frame:
            word = NEWS_ANYWHERE.search(path)
        if not word or MONTH_ARCHIVE.fullmatch(link.wording):
            continue
        target = _own_page(link, base)
        if target:
            name = word[0].strip("/").replace("-", " ")
            yield NEWS_WORDS.index(name), place, target


def _archives(menu: Sequence[MenuLink], base: str) -> Iterator[tuple[int, int, str]]:
    for link in menu:
        archive = MONTH_ARCHIVE.fullmatch(link.wording)
        target = _own_page(link, base) if archive else None
        if archive and target:
            month = MONTHS[archive["month"].lower().rstrip(".")]
            yield int(archive["year"]), month, target


def _own_page(link: MenuLink, base: str) -> str | None:
    """The address of another page of this site that a link leads to, or None."""
    target = absolute(link.href, base)
    if not target or not same_site(target, base) or is_file(target):
        return None
    return target if article_key(target) != article_key(base) and urlsplit(target).path else None
