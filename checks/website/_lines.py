"""A page's body as the lines a reader sees, each with the names and stamps of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.website._calendar import MONTH
from checks.website._furniture import INLINE_TAGS, is_furniture
from checks.website._markup import address, ancestors, attribute, names_of, text_of

MOST_NODES = 60_000
"""Nodes read of one page; an article's page has a few thousand."""

_HEADINGS = "h1, h2, h3, .entry-title, .post-title, [itemprop~=headline]"
_SITE_NAME = re.compile(r"(?<![a-z])(?:site-title|site-name|logo|brand|navbar-brand)(?![a-z])")
_LIKE_TITLE = 8
_SURELY_TITLE = 15
_STAMPED_BY = {"time": "datetime", "abbr": "title"}
"""Elements that hold a stamp in an attribute; abbr is that of the hAtom microformat."""

_TILE_PART = re.compile(rf"[0-9]{{1,2}}|(?:{MONTH}\.?(?:,? [0-9]{{4}})?)|[0-9]{{4}}", re.IGNORECASE)
_LONGEST_LEAD = 40
_LONGEST_NAMED = 300
_LINK_DEPTH = 8
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
    links: set[int | None] = field(default_factory=set)
    """The links that hold its text; None for text outside of any."""
    lead: str = ""
    """The short line right before it, which may be its label."""

    @property
    def is_one_link(self) -> bool:
        """All of its text lies in one link, as another article's title does."""
        return len(self.links) == 1 and None not in self.links


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


def lines_of(tree: LexborHTMLParser, title: LexborNode | None) -> list[Line]:
    """The lines of the body without furniture, hidden parts and comments, in order."""
    title_id = title.mem_id if title is not None else None
    lines = [Line()]
    for node, entering in _walk(tree.body, path_to(title)):
        if node.tag == "-text":
            _add_text(lines[-1], node)
        elif node.mem_id == title_id:
            lines.append(Line(is_title=entering))
        elif node.tag not in INLINE_TAGS and (lines[-1].text or lines[-1].stamps):
            lines.append(Line())
        elif node.tag in _STAMPED_BY and entering:
            machine = attribute(node, _STAMPED_BY[node.tag]).strip()
            if machine or node.tag == "time":
                lines[-1].stamps.append(Stamp(machine, text_of(node), _names_around(node)))
    lines = _with_tiles([line for line in lines if line.text or line.stamps])
    for label, line in pairwise(lines):
        if len(label.text) <= _LONGEST_LEAD and not any(map(str.isdigit, label.text)):
            line.lead = label.text
    return lines


def says_title(line: Line, titles: tuple[str, ...]) -> bool:
    """Does a line outside of any heading say what the page is called?"""
    shown = _words(line.text)
    return len(shown) >= _SURELY_TITLE and any(_words(title).startswith(shown) for title in titles)


def path_to(title: LexborNode | None) -> frozenset[int]:
    """The ids of the title's element and all that hold it: none of them is furniture."""
    return frozenset(one.mem_id for one in ancestors(title)) if title is not None else frozenset()


def _walk(body: LexborNode | None, path: frozenset[int]) -> Iterator[tuple[LexborNode, bool]]:
    stack = [(body, True)] if body is not None else []
    for _ in range(MOST_NODES):
        if not stack:
            return
        node, entering = stack.pop()
        if entering and node.mem_id not in path and is_furniture(node):
            continue
        yield node, entering
        if entering and node.tag != "-text":
            stack.append((node, False))
            children = list(node.iter(include_text=True))
            stack.extend((child, True) for child in reversed(children))


def _with_tiles(lines: list[Line]) -> list[Line]:
    """The lines with the parts of a calendar tile (day, month, year) put together."""
    joined: list[Line] = []
    for line in lines:
        if (
            _is_tile_part(line)
            and joined
            and all(map(_TILE_PART.fullmatch, joined[-1].text.split("\n")))
        ):
            joined[-1].text += f"\n{line.text}"
        else:
            joined.append(line)
    return joined


def _is_tile_part(line: Line) -> bool:
    return bool(_TILE_PART.fullmatch(line.text)) and not (line.stamps or line.is_title)


def _add_text(line: Line, node: LexborNode) -> None:
    text = " ".join((node.text() or "").split())
    if not text:
        return
    if len(line.text) <= _LONGEST_NAMED:
        line.names = f"{line.names} {_names_around(node)}".strip()
        above = islice(ancestors(node), _LINK_DEPTH)
        link = next((one.mem_id for one in above if one.tag == "a"), None)
        line.links.add(link)
    line.text = f"{line.text} {text}" if line.text else text


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
