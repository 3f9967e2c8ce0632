"""Which parts of an article's page are not the article: menus, sidebars, comments, clocks."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from selectolax.lexbor import LexborNode

from checks.website._markup import ancestors, names_in

_INLINE_NAMES = """
    a abbr b bdi cite em font i img ins label mark small span strong sub sup time u td th
"""
INLINE_TAGS = frozenset(_INLINE_NAMES.split())
"""Tags within one line of text; the cells of a row are read as one line."""

_LEFT_OUT_NAMES = """
    script style noscript template svg iframe select button marquee nav aside form figcaption
"""
_LEFT_OUT = frozenset(_LEFT_OUT_NAMES.split())
_NEVER = frozenset(["html", "head", "body", "main", "article", "time", "meta"])
_NAMES = re.compile(
    r"(?<![a-z])(?:sidebar|side-bar|(?<!elementor-)widgets?"
    r"|related|terkait|popular|populer|trending|recent|terbaru|terkini|lainnya|latest|more-posts?"
    r"|comments?|komentar|respond|disqus|agendas?|tanggalan|datetime-now|date-now|today|hari-ini"
    r"|topbar|top-bar|ticker|running-text|breaking|copyright|visitors?|pengunjung|statistik|counter"
    r"|navbar|menu|breadcrumbs?|prev|next|navigation|nav-links|pagination|archives?|arsip)(?![a-z])"
)
_FOOTER = re.compile(r"(?<![a-z])(?<!entry-)(?<!post-)(?<!article-)footer(?![a-z])")
_NAMES_OF_BLOCKS = re.compile(r"(?<![a-z])(?:events?|kalender|calendar|clock|jam)(?![a-z])")
"""On an inline element these name an icon, with the article's own date often inside of it."""

_OF_AN_ARTICLE = re.compile(r"(?<![a-z])(?:entry|post|article|node)(?![a-z])")
_OF_A_BYLINE = re.compile(r"(?<![a-z])(?:meta|metadata|byline|author|date|info|details)(?![a-z])")
_NEAR = 6
"""Elements looked at above a header or footer for the article that it belongs to."""

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def in_furniture(node: LexborNode, title_path: frozenset[int]) -> bool:
    """Does the element lie in a part of the page that is not the article?

    `title_path` holds the ids of the elements around the title: none of them is furniture.
    """
    return any(is_furniture(one) for one in ancestors(node) if one.mem_id not in title_path)


def is_furniture(node: LexborNode) -> bool:
    """Is the element itself such a part, or hidden?"""
    tag = node.tag
    if tag in _NEVER or tag == "-text":
        return False
    held = node.attributes
    names = names_in(held)
    if tag in _LEFT_OUT and not (tag == "aside" and _OF_A_BYLINE.search(names)):
        return True
    if "hidden" in held or _HIDDEN.search(held.get("style") or ""):
        return True
    if tag in {"header", "footer"}:
        return not _OF_AN_ARTICLE.search(names) and not _is_in_article(node)
    if not names:
        return False
    return _is_named_so(names, tag in INLINE_TAGS) or (
        _names_a_footer(names) and not _is_in_article(node)
    )


@lru_cache(maxsize=2048)
def _is_named_so(names: str, is_inline: bool) -> bool:
    if _NAMES.search(names):
        return True
    return not is_inline and bool(_NAMES_OF_BLOCKS.search(names))


@lru_cache(maxsize=2048)
def _names_a_footer(names: str) -> bool:
    return bool(_FOOTER.search(names))


def _is_in_article(node: LexborNode) -> bool:
    """Does an article, or a block named as one, hold the element?"""
    above = islice(ancestors(node), 1, _NEAR)
    return any(
        one.tag == "article"
        or (one.tag not in _NEVER and bool(_OF_AN_ARTICLE.search(names_in(one.attributes))))
        for one in above
    )
