"""A page as a tree of boxes with texts, without what is furniture on every page.

Left out are scripts, menus, footers, forms, comments, counters and what is hidden: dates there are
never those of a publication.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from checks.website.boxes import TEXT, Box, measure
from checks.website.page_furniture import NEVER_SHOWN, Furniture

MOST_BOXES = 10_000
"""Boxes kept of one page, from its top; real home pages have a few thousand."""

DEEPEST = 256
"""Boxes within each other that are kept; browsers themselves stop at 512."""

KEPT_BELOW = frozenset(["a", "time", "article", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"])
"""Elements that lie deeper and are kept all the same, side by side."""

TITLES = frozenset(["a", "h1", "h2", "h3", "h4", "h5", "h6"])

LONGEST_DATE = 90

LINKING = frozenset(["a", "button"])

TIMED = frozenset(["time", "abbr", "span", "small"])
TIMES = ("title", "data-time", "data-datetime", "data-timestamp", "data-livestamp", "data-date")
STAMPED = re.compile(r"20\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d|$)|1\d{9}(?:\d{3})?$")
"""What timeago, moment.js and livestamp.js read: ISO 8601, or the seconds of Unix."""

DATED = re.compile(r"\b20\d\d\b|/\d\d\b|\blalu\b|\bago\b", re.IGNORECASE)

SCRIPTED_LINK = re.compile(
    r"(?:location(?:\.href)?\s*=|location\.assign\(|window\.open\()\s*['\"]([^'\"]{1,300})"
)
"""A click handler that makes a link of any element."""


def outline(root: LexborNode) -> Box:
    """The tree of boxes under a node of a parsed page. Depth and size of the page do no harm.

    What lies deeper than `DEEPEST` keeps its texts and links, attached at that depth.
    """
    furniture = Furniture(root)
    order: list[Box] = []
    top = Box(root.tag or "", order, 0)
    order.append(top)
    stack: list[tuple[LexborNode | None, Box, int]] = [(root.first_child, top, 0)]
    while stack and len(order) < MOST_BOXES:
        node, box, depth = stack.pop()
        if node is None:
            continue
        stack.append((node.next, box, depth))
        if node.is_text_node:
            text = (node.text_content or "").strip()
            if text:
                _put(text, box, node)
        elif node.is_element_node:
            held = _box(node, box, furniture, depth)
            if held:
                stack.append((node.first_child, held, depth + 1))
    measure(order)
    return top


def _put(text: str, box: Box, node: LexborNode) -> None:
    """Put a text into a box; a date among other content into one of its own, to have a place."""
    is_mixed = node.next is not None or bool(box.parts)
    if is_mixed and len(text) <= LONGEST_DATE and box.tag not in TITLES and DATED.search(text):
        held = Box(TEXT, box.order, len(box.order), parent=box, parts=[text], length=len(text))
        box.order.append(held)
        box.parts.append(held)
    else:
        box.parts.append(text)
        box.length += len(text)


def _box(node: LexborNode, parent: Box, furniture: Furniture, depth: int) -> Box | None:
    """The box for an element, put in its place; its parent where it is too deep for one."""
    tag = node.tag or ""
    if tag in NEVER_SHOWN:
        return None
    attributes = node.attributes
    name = _name(tag, attributes) if attributes else ""
    if furniture.is_one(node, name, attributes, parent):
        return None
    if depth >= DEEPEST:
        if tag not in KEPT_BELOW:
            return parent
        while parent.tag in KEPT_BELOW and parent.parent and tag not in {"a", "time"}:
            parent = parent.parent
    order = parent.order
    box = Box(tag, order, len(order), name, parent=parent)
    if attributes:
        if tag in LINKING or "onclick" in attributes or "data-href" in attributes:
            box.href = _href(tag, attributes)
        if tag in TIMED or "content" in attributes:
            box.moment = _moment(tag, attributes, name)
        box.hint = attributes.get("title") or attributes.get("alt") or ""
    order.append(box)
    parent.parts.append(box)
    return box


def _name(tag: str, attributes: Mapping[str, str | None]) -> str:
    keys = ("class", "id", "itemprop", "rel") if tag == "a" else ("class", "id", "itemprop")
    return " ".join(filter(None, map(attributes.get, keys))).lower()


def _moment(tag: str, attributes: Mapping[str, str | None], name: str) -> str:
    """The moment that an element names for machines: those that scripts turn into "2 jam lalu"."""
    if tag == "time" and attributes.get("datetime"):
        return attributes["datetime"] or ""
    if "datepublished" in name and attributes.get("content"):
        return attributes["content"] or ""
    if tag in TIMED:
        for key in TIMES:
            value = attributes.get(key)
            if value and STAMPED.match(value):
                return value
    return ""


def _href(tag: str, attributes: Mapping[str, str | None]) -> str:
    """Where a click on an element leads: to an address, or to a fragment of the page."""
    href = (attributes.get("href") or "") if tag == "a" else ""
    if href and href != "#":
        return href
    window = attributes.get("data-bs-target") or attributes.get("data-target")
    if window and tag in {"a", "button"}:
        return window
    handler = attributes.get("onclick")
    found = SCRIPTED_LINK.search(handler) if handler else None
    return found[1] if found else attributes.get("data-href") or href
