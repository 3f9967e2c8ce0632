"""Which parts of a page that lists are no lists of publications: menus, footers, counters, forms.

Names in classes and ids are chosen freely, so a name alone decides little: most count only at the
beginning or the end of a class, and what holds the page itself or a list of dated links is no
furniture whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from functools import cached_property, lru_cache
from itertools import chain, islice

from selectolax.lexbor import LexborNode

from checks.website.boxes import Box

NEVER_SHOWN = frozenset(["script", "style", "noscript", "template", "svg", "select", "iframe"])

NEVER_FURNITURE = frozenset(["html", "body", "main", "article", "i", "em", "b", "span", "time"])

ROLES = frozenset(["navigation", "contentinfo", "search", "menu", "menubar"])

FRAME = r"navbar|nav|menu|breadcrumbs?"
FOOT = r"footer|copyright"
SUBJECTS = (
    r"clock|jam-digital|visitors?|pengunjung|statistik|statistic|counter|weather|cuaca|sholat|shalat"
    r"|comments?|komentar|recentcomments|agendas?|events?|jdih|regulasi|peraturan|produk-hukum"
    r"|unduhan|downloads?"
)
AROUND = r"(?:[-_]+(?:wrap(?:per)?|container|area|inner|section|widgets?|list|main|\d+))*"

FRAME_NAME = re.compile(rf"(?:.*[^a-z])?(?:{FRAME}){AROUND}|(?:{FRAME})(?![a-z]).*")
FOOT_NAME = re.compile(rf"(?:.*[^a-z])?(?:{FOOT})(?![a-z]).*")
SUBJECT_NAME = re.compile(rf"(?:.*[^a-z])?(?:{SUBJECTS})(?![a-z]).*")

SPARED_NAME = re.compile(
    r"(?:nav-(?:tab|pill)"
    # What WordPress and its like say an item is filed under, and pictures drawn by a font.
    r"|(?:category|categories|cat|tag|filter|format|type|fa[brsl]?|icon|icofont|bi|ti|la|lni|mdi"
    r"|uil|bx|ri|glyphicon|feather|ion|flaticon|zmdi)-).*"
)
"""Classes that only begin or end like the name of a part."""

ITEM = r"card|entry|post|article|artikel|item|media|news|berita|blog|panel|box|timeline|modal|meta"
ITEM_FOOT = re.compile(rf"(?:.*[^a-z])?(?:{ITEM})[-_]+(?:[a-z]+[-_]+)*(?:footer|header)")
ITEM_NAME = re.compile(
    r"(?:^|\s)(?:[a-z]+[-_]+)?(?:card|entry|post|article|artikel|item|news|berita)(?:[-_]\S*)?(?:\s|$)"
)
TABS = re.compile(r"(?:^|\s)nav-(?:tabs?|pills?)(?:\s|$|-)")
TAB = (
    "[data-toggle=tab], [data-bs-toggle=tab], [role=tab], [data-toggle=pill], [data-bs-toggle=pill]"
)

NEAR = 6
"""Boxes looked at above a footer for the item that it belongs to."""

HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

TURNED_TO = re.compile(
    r"(?<![a-z])(?:tabs?|tabpanel|pane|panel|slides?|slick|swiper|carousel|accordion|collapse|item)"
    r"(?![a-z])"
)
"""Names of boxes of which a visitor sees one at a time."""

A_FORM = 3
"""A form with fewer links asks for something; one with more is ASP.NET's, around the whole page."""

NEWS_LINKS = 2
NEWS_WORDS = 3
NEWS_DATE = re.compile(
    r"\d{1,2}[ ./-]{1,2}(?:\d{1,2}|[a-z]{3,9}\.?)[ ./,-]{1,2}20\d\d|20\d\d-\d\d-\d\d"
    r"|\d+ (?:menit|jam|hari|minggu|bulan) (?:yang )?lalu",
    re.IGNORECASE,
)

MOST_READ = 1_000_000
"""Characters that are read in all to see whether parts of a page are what they are called."""

Attributes = Mapping[str, str | None]


class Kind(Enum):
    """What the names of an element say it is."""

    CONTENT = auto()
    FRAME = auto()
    FOOT = auto()
    SUBJECT = auto()


@lru_cache(4096)
def kind_of(names: str) -> Kind:
    """What the classes and ids of an element, lower case, say it is."""
    found = Kind.CONTENT
    if TABS.search(names):
        return found
    for token in names.split():
        if SPARED_NAME.fullmatch(token) or ITEM_FOOT.fullmatch(token):
            continue
        if SUBJECT_NAME.fullmatch(token):
            return Kind.SUBJECT
        if FOOT_NAME.fullmatch(token):
            found = Kind.FOOT
        elif FRAME_NAME.fullmatch(token) and found is Kind.CONTENT:
            found = Kind.FRAME
    return found


class Furniture:
    """Tells the furniture of one page, whose outermost element is `root`."""

    def __init__(self, root: LexborNode) -> None:
        self._root = root
        self._left = MOST_READ

    def is_one(self, node: LexborNode, names: str, attributes: Attributes, parent: Box) -> bool:
        """Whether an element with these names (lower case), within `parent`, is left out."""
        tag = node.tag or ""
        if tag == "form":
            return len(node.css("a")) < A_FORM
        if tag == "nav":
            return node.css_first(TAB) is None
        if tag == "footer":
            return not _is_of_an_item(names, parent)
        if not attributes:
            return False
        style = attributes.get("style")
        if "hidden" in attributes or (style and HIDDEN_STYLE.search(style)):
            return not self._is_turned_to(node, names)
        if attributes.get("role") in ROLES:
            return True
        if not names or tag in NEVER_FURNITURE:
            return False
        kind = kind_of(names)
        return kind is not Kind.CONTENT and not self._is_spared(node, kind)

    def _is_spared(self, node: LexborNode, kind: Kind) -> bool:
        """Whether an element is more than its name says: the page itself, or a list of news."""
        if self._left <= 0:
            return False
        text = self._text(node)
        if kind is Kind.FRAME and _is_list_of_news(node, text):
            return True
        if len(text) * 2 < self._length:
            return False
        return kind is Kind.FRAME or node.css_first("nav, footer, header, main") is not None

    def _is_turned_to(self, node: LexborNode, names: str) -> bool:
        """Whether a hidden element is a tab or a slide, shown once a visitor turns to it."""
        if self._left <= 0 or not _is_list_of_news(node, self._text(node)):
            return False
        attributes = node.attributes
        if TURNED_TO.search(names) or attributes.get("role") == "tabpanel":
            return True
        same = (attributes.get("class"), node.tag)
        beside = (node.next, node.prev, node.next and node.next.next, node.prev and node.prev.prev)
        return any(
            one is not None
            and one.is_element_node
            and (one.attributes.get("class"), one.tag) == same
            and _is_list_of_news(one, self._text(one))
            for one in beside
        )

    def _text(self, node: LexborNode) -> str:
        """The text of an element; reading it is paid for, lest a page nest such elements."""
        text = node.text(separator=" ")
        self._left -= len(text)
        return text

    @cached_property
    def _length(self) -> int:
        """Characters of the page's text."""
        return len(self._root.text(separator=" "))


def _is_of_an_item(names: str, parent: Box) -> bool:
    if any(ITEM_FOOT.fullmatch(token) for token in names.split()):
        return True
    for box in islice(chain([parent], parent.ancestors()), NEAR):
        if box.tag in {"body", "main", "html"}:
            return False
        if box.tag in {"article", "li"}:
            return True
        if ITEM_NAME.search(box.name) and "footer" not in box.name:
            return True
    return False


def _is_list_of_news(node: LexborNode, text: str) -> bool:
    """Whether an element holds two or more dates, and as many links worded like titles."""
    if len(set(islice(map(_text_of, NEWS_DATE.finditer(text)), 20))) < NEWS_LINKS:
        return False
    titles = (link.text(separator=" ") for link in node.css("a[href]"))
    return sum(len(title.split()) >= NEWS_WORDS for title in titles) >= NEWS_LINKS


def _text_of(found: re.Match[str]) -> str:
    return found[0]
