"""A page as a tree of boxes with texts, without what is furniture on every page.

Left out are scripts, menus, footers, forms, comments, counters and what is hidden: dates there are
never those of a publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

MOST_BOXES = 10_000
"""Boxes kept of one page, from its top; real home pages have a few thousand."""

DEEPEST = 256
"""Boxes within each other that are kept; browsers themselves stop at 512."""

FURNITURE_TAGS = frozenset(
    ["script", "style", "noscript", "template", "svg", "nav", "footer", "form", "select", "iframe"]
)

FURNITURE_ROLES = frozenset(["navigation", "contentinfo", "search", "menu", "menubar"])

FURNITURE_NAMES = re.compile(
    r"(?<![a-z])(?:footer|navbar|nav|menu|breadcrumbs?|copyright|clock|jam-digital|visitors?"
    r"|pengunjung|statistik|statistic|counter|weather|cuaca|sholat|shalat|comments?|komentar"
    r"|recentcomments|agendas?|events?|jdih|regulasi|peraturan|produk-hukum|unduhan|downloads?)"
    r"(?![a-z])"
)
"""Words in a class or id that name a part of the page without publications."""

HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

NEVER_FURNITURE = frozenset(["html", "body", "main", "article", "i", "em", "b", "span", "time"])


@dataclass(slots=True, eq=False)
class Box:
    """One element: its tag, its class, id and item property, what else matters, what it holds."""

    tag: str
    name: str = ""
    href: str = ""
    moment: str = ""
    """The datetime attribute of a time element."""
    hint: str = ""
    """The title or alternative text, where the element has one."""
    parent: Box | None = None
    parts: list[Box | str] = field(default_factory=list)

    def boxes(self) -> Iterator[Box]:
        """The box itself and all within it, in the order of the document."""
        stack = [self]
        while stack:
            box = stack.pop()
            yield box
            stack.extend(part for part in reversed(box.parts) if isinstance(part, Box))

    def texts(self) -> Iterator[str]:
        """All texts within, in the order of the document."""
        stack: list[Box | str] = [self]
        while stack:
            part = stack.pop()
            if isinstance(part, str):
                yield part
            else:
                stack.extend(reversed(part.parts))

    def text(self) -> str:
        """All texts within as one, odd spaces made plain."""
        return " ".join(" ".join(self.texts()).split())

    def ancestors(self) -> Iterator[Box]:
        """The boxes around this one, the nearest first."""
        box = self.parent
        while box:
            yield box
            box = box.parent


def outline(root: LexborNode) -> Box:
    """The tree of boxes under a node of a parsed page. Depth and size of the page do no harm."""
    top = Box(root.tag or "")
    stack: list[tuple[LexborNode, Box, int]] = [(root, top, 0)]
    count = 0
    while stack and count < MOST_BOXES:
        node, box, depth = stack.pop()
        inner: list[tuple[LexborNode, Box, int]] = []
        child = node.first_child
        while child is not None:
            if child.is_text_node:
                text = (child.text_content or "").strip()
                if text:
                    box.parts.append(text)
            elif child.is_element_node and depth < DEEPEST:
                held = _box(child, box)
                if held:
                    box.parts.append(held)
                    inner.append((child, held, depth + 1))
            child = child.next
        count += 1
        stack.extend(reversed(inner))
    return top


def _box(node: LexborNode, parent: Box) -> Box | None:
    tag = node.tag or ""
    if tag in FURNITURE_TAGS:
        return None
    attributes = node.attributes
    named = (attributes.get(key) or "" for key in ("class", "id", "itemprop"))
    name = " ".join(filter(None, named)).lower()
    if tag not in NEVER_FURNITURE and FURNITURE_NAMES.search(name):
        return None
    if attributes.get("role") in FURNITURE_ROLES or "hidden" in attributes:
        return None
    if HIDDEN_STYLE.search(attributes.get("style") or ""):
        return None
    return Box(
        tag=tag,
        name=name,
        href=(attributes.get("href") or "") if tag == "a" else "",
        moment=(attributes.get("datetime") or "") if tag == "time" else "",
        hint=attributes.get("title") or attributes.get("alt") or "",
        parent=parent,
    )
