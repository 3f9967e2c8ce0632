"""The address that an article's page gives itself, where it was reached by another of its own."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from checks.website._markup import attribute
from checks.website.addresses import (
    ARTICLE_NAMES,
    EXTENSION,
    INDEX_PAGE,
    PAGING,
    TRACKING,
    absolute,
    base_of,
    may_be_article,
    tells_one,
)

VIEW_SEGMENT: Final = re.compile(r"amp|print|cetak|comment-page-\d+")
"""Path segments that choose how an article is shown, WordPress's pages of comments included."""

VIEW_NAMES: Final = frozenset(["print", "cetak", "m", "tmpl", "replytocom", "share"])
"""Parameters that do: print views, Blogger's mobile view (m=1), Joomla's bare component (tmpl),
WordPress's form for an answer to a comment and Jetpack's buttons for sharing."""

OWN_WORDS: Final = 3
"""A slug of so many words is one article's, whatever folder it is shown in."""


def stated_addresses(tree: LexborHTMLParser) -> list[str]:
    """The addresses that a page gives itself as they stand there: rel=canonical, then og:url."""
    canonical = tree.css_first('link[rel~="canonical" i]')
    opengraph = tree.css_first('meta[property="og:url" i], meta[name="og:url" i]')
    stated = (
        attribute(canonical, "href") if canonical is not None else "",
        attribute(opengraph, "content") if opengraph is not None else "",
    )
    return [one for one in stated if one]


def own_address(source: str, url: str) -> str:
    """The article's own address by its page, or `url`, at which the page was reached.

    Many templates give one and the same address on each page: that of the front page, of a list, of
    another article. What a page states is believed on its own site alone, and where the slug or
    number that names an article in it does so in `url` as well: in an AMP or print view, behind
    index.php, with the parameters of a comment's form.
    """
    tree = LexborHTMLParser(source)
    base = base_of(tree, url)
    targets = (absolute(stated, base) for stated in stated_addresses(tree))
    return next((one for one in targets if one and _is_same_article(one, url)), url)


def _is_same_article(stated: str, url: str) -> bool:
    theirs, ours = _marks(stated), _marks(url)
    if not may_be_article(stated, urljoin(url, "/")) or theirs[-1:] != ours[-1:] or not ours:
        return False
    is_slug = len(ours[-1].split()) >= OWN_WORDS
    return is_slug or set(theirs) <= set(ours) or set(ours) <= set(theirs)


def _marks(url: str) -> list[str]:
    """What tells an article in its address: folders, slugs and values, the most telling last."""
    parts = urlsplit(url.lower())
    segments = [one for one in map(unquote, parts.path.split("/")) if one]
    path = [
        _words(EXTENSION.sub("", one))
        for one in segments
        if not VIEW_SEGMENT.fullmatch(one) and not INDEX_PAGE.fullmatch(one)
    ]
    ignored = VIEW_NAMES | PAGING if path and tells_one(path[-1]) else VIEW_NAMES
    pairs = [
        (name, value)
        for name, value in parse_qsl(parts.query)
        if name not in ignored and not TRACKING.fullmatch(name)
    ]
    pairs.sort(key=lambda pair: (pair[0] in ARTICLE_NAMES, tells_one(pair[1])))
    return [mark for mark in [*path, *(_words(value) for _, value in pairs)] if mark]


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text))
