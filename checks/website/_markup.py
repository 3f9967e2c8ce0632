"""An HTML document from text or bytes, and the small questions asked of its elements."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from urllib.parse import SplitResult, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD_BYTES = 4096
"""Where a charset is looked for; HTML asks for it within the first 1024 bytes."""

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)

_NAMING = ("class", "id", "itemprop")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def decoded(html: str | bytes) -> str:
    """The text; bytes by their byte order mark, as UTF-8, by their meta tag, as Windows-1252."""
    if isinstance(html, str):
        return html
    for mark, encoding in _BYTE_ORDER_MARKS:
        if html.startswith(mark):
            return html.decode(encoding, "replace")
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        pass
    named = _CHARSET.search(html[:_HEAD_BYTES])
    for encoding in (named[1].decode("ascii", "replace") if named else "", "windows-1252"):
        try:
            return html.decode(encoding, "replace")
        except LookupError:
            continue
    return html.decode("utf-8", "replace")


def parsed(html: str | bytes) -> LexborHTMLParser:
    """The document's tree."""
    return LexborHTMLParser(decoded(html))


def address(url: str) -> SplitResult:
    """The parts of an address; all empty where it is malformed."""
    try:
        return urlsplit(url.strip())
    except ValueError:
        return SplitResult("", "", "", "", "")


def attribute(node: LexborNode, name: str) -> str:
    """An attribute's value, or an empty string."""
    return node.attributes.get(name) or ""


def names_of(node: LexborNode) -> str:
    """Its classes, id and itemprop, in lower case, with postDate and post_date as post-date."""
    return names_in(node.attributes)


def names_in(held: Mapping[str, str | None]) -> str:
    """The same of an element's attributes."""
    if not held:
        return ""
    names = " ".join(filter(None, map(held.get, _NAMING))).replace("_", "-")
    return names if names.islower() else _HUMP.sub("-", names).lower()


def text_of(node: LexborNode) -> str:
    """An element's text with its white space made plain."""
    return " ".join(node.text(separator=" ").split())


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The element itself, then its parents up to the root."""
    current: LexborNode | None = node
    while current is not None and current.tag != "-undef":
        yield current
        current = current.parent
