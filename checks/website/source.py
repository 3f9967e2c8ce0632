"""The HTML of a page, made safe to hand to a parser.

The parser behind selectolax (lexbor 2) takes time that grows with the square of a tag's attributes
and of the depth of unclosed blocks: measured, a megabyte of unclosed blocks took minutes. A page
can be made so on purpose, and nothing else runs meanwhile. What is cut is nothing a visitor sees:
blocks that lie too deep lose their tags, as in browsers, and keep their texts and links.
"""

from __future__ import annotations

import re
from collections import Counter

from checks.client import Page

LONGEST_SOURCE = 3_000_000
"""Characters of a page that are read."""

LONG_TAG = 20_000
"""Characters without a closing bracket from which a tag's attributes are counted."""

MOST_ATTRIBUTES = 1_000

DEEPEST = 1_000
"""Unclosed blocks within each other; browsers themselves stop at 512."""

QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")

NEVER_NESTED = frozenset(
    """area base br col embed hr img input link meta param source track wbr p li dt dd td th tr
    option optgroup thead tbody tfoot colgroup rt rp a b i em strong u s small font script style
    path use circle rect g""".split()  # noqa: SIM905 -- a list of words, read as one
)
"""Tags without content, that close themselves, or that cost the parser nothing when nested."""

OPENING = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")


def source_of(page: Page) -> str:
    """The HTML of a page as text, cut where it would hold up its reader."""
    source = page.text()[:LONGEST_SOURCE]
    pieces = source.split(">")
    if max(map(len, pieces)) > LONG_TAG:
        source = ">".join(map(_without_many_attributes, pieces))
    opened = Counter(OPENING.findall(source))
    if sum(opened[tag] for tag in opened if tag.lower() not in NEVER_NESTED) > DEEPEST:
        source = _not_too_deep(source)
    return source


def _without_many_attributes(piece: str) -> str:
    """A piece of source up to a closing bracket, without the tag in it if that is monstrous."""
    while len(piece) > LONG_TAG:
        begin = re.search(r"<[a-zA-Z]", piece)
        if begin is None or _attributes(piece[begin.start() :]) <= MOST_ATTRIBUTES:
            return piece
        further = piece.rfind("<", begin.start() + 1)
        piece = piece[: begin.start()] + (piece[further:] if further > 0 else "")
    return piece


def _attributes(tag: str) -> int:
    return len(re.findall(r"[\s/]+[^\s/]", QUOTED.sub("", tag)))


def _not_too_deep(source: str) -> str:
    """The source without the tags of blocks that lie too deep; what stands in those is kept."""
    depth = end = 0
    kept: list[str] = []
    for tag in TAG.finditer(source):
        if tag[2].lower() in NEVER_NESTED:
            continue
        is_too_deep = depth > DEEPEST if tag[1] else depth >= DEEPEST
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if is_too_deep and tag.start() >= end:
            kept.append(source[end : tag.start()])
            end = source.find(">", tag.end()) + 1 or len(source)
    return "".join([*kept, source[end:]])
