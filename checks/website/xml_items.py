"""The repeated elements of an XML file, one at a time, without building the whole of it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

CHUNK = 65_536

HEAD = 5_000
"""Bytes in which a file must say what it is; warnings of PHP may stand before that."""

__all__ = ["ParseError", "items_of", "local_name"]


def items_of(body: bytes, root: str, names: Container[str]) -> Iterator[Element] | None:
    """The elements with these local names, or None where the file's root is another.

    `root` is a pattern for the root's local name. The iterator raises ParseError where the file is
    broken, after what could be read. A file with a document type is not read: feeds and sitemaps
    need none, and entities are a way to exhaust a reader.
    """
    head = body[:HEAD]
    start = re.search(rb"<\?xml|<(?:[\w.-]+:)?(?:%s)\b" % root.encode(), head)
    if not start or not re.search(rb"<(?:[\w.-]+:)?(?:%s)\b" % root.encode(), head):
        return None
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        return None
    return _elements(body[start.start() :], names)


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def _elements(body: bytes, names: Container[str]) -> Iterator[Element]:
    parser: XMLPullParser[Any] = XMLPullParser(["end"])
    for begin in range(0, len(body), CHUNK):
        parser.feed(body[begin : begin + CHUNK])
        for event in parser.read_events():
            element: object = event[-1]
            if isinstance(element, Element) and local_name(element) in names:
                yield element
                element.clear()
    parser.close()
