"""What on one page is spam: its title, its description, its links and where it sends visitors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.website._hidden import Hiding, hiding_in
from checks.website._markup import address, attribute, text_of
from checks.website._spam_title import is_spam_title

_MOST_LINKS = 3000
"""Links looked at on one page; a hijacked front page has some hundreds."""

_ENOUGH_SPAM = 60
"""Spam links after which no more are looked for: the verdict stands."""

_LONGEST_TEXT = 300
_LONGEST_TARGET = 2000
"""Characters of an address that are read: pictures may stand in it whole."""

_TELLING_TEXT = 4
"""A link text of so many words speaks for itself, whatever its address says: an address is often
cut before the word that is against it."""

_SENDING_SCRIPT = re.compile(
    r"""location(?:\.href)?\s{0,9}(?:=|\.(?:replace|assign)\()"""
    r"""\s{0,9}["']((?i:https?:)[^"'\s]{4,300})"""
)
_REFRESH = re.compile(r"url\s{0,9}=\s{0,9}[\"']?([^\"'\s]{4,300})", re.IGNORECASE)
_ABSOLUTE = re.compile(r"https?://[^/?#\\\s]")
_LINKING = "a[href], area[href], iframe[src]"


@dataclass(frozen=True, slots=True)
class SpamLink:
    """One spam link: how it is shown to people, whether it leads outside, whether it is hidden."""

    shown: str
    is_outside: bool
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class SpamOnPage:
    """What is spam on a page; empty texts and no links where nothing is.

    `sends_to` are addresses of spam hosts that visitors or search engines are sent to, by a
    refresh, a script, or as the page's canonical or AMP address.
    """

    title: str
    description: str
    links: tuple[SpamLink, ...]
    sends_to: tuple[str, ...]


def spam_on(html: str, url: str) -> SpamOnPage:
    """What is spam on the page at `url`; its links each once, in their order. Never raises."""
    tree = LexborHTMLParser(html)
    title = _title(tree)
    description = _description(tree)
    return SpamOnPage(
        title=title if is_spam_title(title) else "",
        description=description if is_spam_title(description) else "",
        links=tuple(_spam_links(tree, url)),
        sends_to=tuple(dict.fromkeys(_spam_destinations(tree, html, url))),
    )


def _spam_links(tree: LexborHTMLParser, url: str) -> Iterator[SpamLink]:
    hiding: Hiding | None = None
    seen: set[tuple[str, str]] = set()
    found = 0
    for node in tree.css(_LINKING)[:_MOST_LINKS]:
        held = node.attributes
        target = (held.get("href") or held.get("src") or "").strip()[:_LONGEST_TARGET]
        text = _link_text(node, held)
        if found >= _ENOUGH_SPAM:
            return
        if (target, text) in seen:
            continue
        seen.add((target, text))
        link = _spam_link(text, target, url)
        if link:
            found += 1
            shown, is_outside = link
            hiding = hiding or hiding_in(tree)
            yield SpamLink(shown, is_outside, hiding.hides(node))


@lru_cache(4096)
def _spam_link(text: str, target: str, url: str) -> tuple[str, bool] | None:
    """How the link is shown and whether it leads outside; None where it is no spam link.

    Remembered, since a home page keeps most of its links from one reading to the next.
    """
    try:
        # An address with a host says all by itself; joining it costs more than reading it.
        parts = urlsplit(target if _ABSOLUTE.match(target) else urljoin(url, target))
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    is_outside = _is_outside(host, url)
    if not _is_spam_text(text):
        says_nothing = len(text.split()) < _TELLING_TEXT
        by_host = is_outside and _is_spam_host(host)
        if not by_host and not (says_nothing and _is_spam_text(unquote(parts.path))):
            return None
    return f"{text[:80]} <{parts.scheme}://{parts.netloc}{parts.path[:60]}>", is_outside


def _is_outside(host: str, url: str) -> bool:
    own = _host_of(url)
    return host != own and not host.endswith(f".{own}")


@lru_cache(64)
def _host_of(url: str) -> str:
    return (address(url).hostname or "").removeprefix("www.")


def _is_spam_text(text: str) -> bool:
    """Is a link text or a path spam."""
    return is_spam_title(text[:_LONGEST_TEXT])


def _is_spam_host(host: str) -> bool:
    """Is the host's name, without its last part, a spam site's."""
    return is_spam_title(host.rpartition(".")[0])


def _spam_destinations(tree: LexborHTMLParser, html: str, url: str) -> Iterator[str]:
    for target in _destinations(tree, html):
        try:
            parts = urlsplit(urljoin(url, target))
            host = (parts.hostname or "").removeprefix("www.")
        except ValueError:
            continue
        if _is_outside(host, url) and (_is_spam_host(host) or _is_spam_text(unquote(parts.path))):
            yield f"{parts.scheme}://{parts.netloc}{parts.path[:60]}"


def _destinations(tree: LexborHTMLParser, html: str) -> Iterator[str]:
    for meta in tree.css('meta[http-equiv="refresh" i]')[:3]:
        yield from _REFRESH.findall(attribute(meta, "content"))[:1]
    for link in tree.css('link[rel="canonical" i], link[rel="amphtml" i]')[:4]:
        yield attribute(link, "href").strip()
    if "location" not in html:
        return
    for script in tree.css("script:not([src])")[:200]:
        yield from _SENDING_SCRIPT.findall(script.text())[:5]


def _link_text(node: LexborNode, held: Mapping[str, str | None]) -> str:
    texts = [text_of(node), held.get("title"), held.get("aria-label")]
    inside = node.child
    if inside is not None and (inside.tag != "-text" or inside.next is not None):
        texts += [attribute(image, "alt") for image in node.css("img[alt]")[:3]]
    return " ".join(text for text in dict.fromkeys(texts) if text)[:_LONGEST_TEXT]


def _title(tree: LexborHTMLParser) -> str:
    element = tree.css_first("title")
    return text_of(element) if element is not None else ""


def _description(tree: LexborHTMLParser) -> str:
    metas = tree.css('meta[name="description" i], meta[property="og:description" i]')
    return next((text for meta in metas if (text := attribute(meta, "content").strip())), "")
