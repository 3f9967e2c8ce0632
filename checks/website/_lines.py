"""A page's body as the lines a reader sees, each with the names and stamps of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.website._markup import address, ancestors, attribute, names_of, text_of

MOST_NODES = 60_000
"""Nodes read of one page; an article's page has a few thousand."""

_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "select",
        "button",
        "marquee",
    ]
)
_FURNITURE_TAGS = frozenset(["nav", "footer", "aside", "form"])
_INLINE_TAGS = "a abbr b bdi cite em font i img ins label mark small span strong sub sup time u"
_INLINE = frozenset(_INLINE_TAGS.split())
_FURNITURE = re.compile(
    r"(?<![a-z])(?:footer|sidebar|side-bar|widgets?|related|terkait|popular|populer|trending|recent"
    r"|terbaru|terkini|lainnya|latest|more-posts?|comments?|komentar|respond|disqus|agendas?|events?"
    r"|kalender|calendar|clock|jam|tanggalan|datetime-now|date-now|today|hari-ini|topbar|top-bar|ticker"
    r"|running-text|breaking|copyright|visitors?|pengunjung|statistik|counter|navbar|menu|breadcrumbs?"
    r"|prev|next|navigation|nav-links|pagination|pengumuman-list|archives?|arsip)(?![a-z])"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADINGS = "h1, h2, h3, .entry-title, .post-title, [itemprop~=headline]"
_SITE_NAME = re.compile(r"(?<![a-z])(?:site-title|site-name|logo|brand|navbar-brand)(?![a-z])")
_LIKE_TITLE = 8
_NAMED_AROUND = 4
"""Elements around a text whose names tell what it is."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time element: its datetime attribute, its text, and the names around it."""

    machine: str
    text: str
    names: str


@dataclass(slots=True)
class Line:
    """One line of text; `names` are those of the elements around it."""

    text: str = ""
    names: str = ""
    stamps: list[Stamp] = field(default_factory=list)
    """The time elements in it."""
    is_title: bool = False
    in_link: bool = True
    """All of its text lies in links."""


def title_node(tree: LexborHTMLParser, titles: tuple[str, ...]) -> LexborNode | None:
    """The element that shows the article's title: the heading that says it, else the only h1."""
    wanted = [title for title in map(_words, titles) if len(title) >= _LIKE_TITLE]
    matching: list[tuple[int, LexborNode]] = []
    for node in tree.css(_HEADINGS):
        shown = _words(text_of(node))
        if len(shown) < _LIKE_TITLE or _names_the_site(node):
            continue
        for rank, title in enumerate(wanted):
            if shown in title or title in shown:
                matching.append((len(wanted) * 1000 - 1000 * rank + len(shown), node))
    if matching:
        return max(matching, key=lambda pair: pair[0])[1]
    headings = [node for node in tree.css("h1") if text_of(node) and not _names_the_site(node)]
    return headings[0] if len(headings) == 1 else None


def in_furniture(node: LexborNode, title_path: frozenset[int]) -> bool:
    """Does the element lie in a part of the page that is not the article?"""
    return any(_is_furniture(one) for one in ancestors(node) if one.mem_id not in title_path)


def lines_of(tree: LexborHTMLParser, title: LexborNode | None) -> list[Line]:
    """The lines of the body without furniture, hidden parts and comments, in order."""
    title_id = title.mem_id if title is not None else None
    lines = [Line()]
    for node, entering in _walk(tree.body, path_to(title)):
        if node.tag == "-text":
            _add_text(lines[-1], node)
        elif node.mem_id == title_id:
            lines.append(Line(is_title=entering))
        elif node.tag not in _INLINE and (lines[-1].text or lines[-1].stamps):
            lines.append(Line())
        elif node.tag == "time" and entering:
            machine = attribute(node, "datetime").strip()
            lines[-1].stamps.append(Stamp(machine, text_of(node), _names_around(node)))
    return [line for line in lines if line.text or line.stamps]


def path_to(title: LexborNode | None) -> frozenset[int]:
    """The ids of the title's element and all that hold it: none of them is furniture."""
    return frozenset(one.mem_id for one in ancestors(title)) if title is not None else frozenset()


def _walk(body: LexborNode | None, path: frozenset[int]) -> Iterator[tuple[LexborNode, bool]]:
    stack = [(body, True)] if body is not None else []
    for _ in range(MOST_NODES):
        if not stack:
            return
        node, entering = stack.pop()
        if entering and node.mem_id not in path and _is_furniture(node):
            continue
        yield node, entering
        if entering and node.tag != "-text":
            stack.append((node, False))
            children = list(node.iter(include_text=True))
            stack.extend((child, True) for child in reversed(children))


def _is_furniture(node: LexborNode) -> bool:
    if node.tag == "-text":
        return False
    if node.tag in _UNSEEN or node.tag in _FURNITURE_TAGS:
        return True
    if node.tag in {"html", "body", "main", "article", "time"}:
        return False
    hidden = "hidden" in node.attributes or _HIDDEN.search(attribute(node, "style"))
    return bool(hidden) or bool(_FURNITURE.search(names_of(node)))


def _add_text(line: Line, node: LexborNode) -> None:
    text = " ".join((node.text() or "").split())
    if text:
        line.text = f"{line.text} {text}" if line.text else text
        line.names = f"{line.names} {_names_around(node)}".strip()
        line.in_link = line.in_link and any(one.tag == "a" for one in ancestors(node))


def _names_around(node: LexborNode) -> str:
    around = (one for one in ancestors(node) if one.tag not in {"-text", "html", "body", "main"})
    return " ".join(names_of(one) for one in islice(around, _NAMED_AROUND)).strip()


def _names_the_site(node: LexborNode) -> bool:
    if any(_SITE_NAME.search(names_of(one)) for one in islice(ancestors(node), _NAMED_AROUND)):
        return True
    link = node.css_first("a[href]") or (
        node.parent if node.parent and node.parent.tag == "a" else None
    )
    return link is not None and address(attribute(link, "href")).path in {"", "/"}


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
