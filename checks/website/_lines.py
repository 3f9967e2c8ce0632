"""A page's body as the lines a reader sees, each with the names and stamps of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
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
_STAMPED_BY = re.compile(
    r"(?:data-)?(?:time|date-?time|publish(?:ed)?(?:-?(?:at|date|on|time))?|pub-?date|post-?date"
    r"|iso-?date|epoch)|data-(?:date|time-?stamp|utc|original-?date)"
)
"""Attributes that hold a stamp; so does the title of an element with a short text."""

_STAMP = re.compile(r"(?<![0-9])(?:(?:19|20)[0-9]{2}(?![0-9])|1[0-9]{9}(?:[0-9]{3})?(?![0-9]))")
_LONGEST_STAMP = 60
_TITLED = frozenset(["a", "abbr", "b", "div", "em", "i", "p", "small", "span", "time"])

_TILE_PART = re.compile(rf"[0-9]{{1,2}}|(?:{MONTH}\.?(?:,? [0-9]{{4}})?)|[0-9]{{4}}", re.IGNORECASE)
_MOST_PARTS = 4
"""Parts of a tile: weekday or hour, day, month, year."""

_MOST_STAMPS = 300
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
    """One line of text."""

    text: str = ""
    nodes: list[LexborNode] = field(default_factory=list)
    """Where its text stands; of a long line the beginning."""
    stamps: list[Stamp] = field(default_factory=list)
    """The time elements in it."""
    is_title: bool = False
    lead: str = ""
    """The short line right before it, which may be its label."""

    @property
    def names(self) -> str:
        """The names of the elements around its text."""
        return " ".join(filter(None, map(_names_around, self.nodes)))

    @property
    def is_one_link(self) -> bool:
        """All of its text lies in one link."""
        links = {_link_around(node) for node in self.nodes}
        return len(links) == 1 and None not in links

    @property
    def longest_link(self) -> str:
        """The text of the link in it that holds most text; empty without a link."""
        links: dict[int, str] = {}
        for node in self.nodes:
            link = _link_around(node)
            if link is not None:
                links[link] = links.get(link, "") + (node.text() or "")
        return max((" ".join(text.split()) for text in links.values()), key=len, default="")


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
    marked = "[itemprop~=headline], .entry-title, .post-title"
    for selector in ("h1", "article h1, main h1", marked):
        headings = [one for one in tree.css(selector) if text_of(one) and not _names_the_site(one)]
        if len(headings) == 1:
            return headings[0]
    return None


def lines_of(tree: LexborHTMLParser, title: LexborNode | None) -> list[Line]:
    """The lines of the body without furniture, hidden parts and comments, in order."""
    title_id = title.mem_id if title is not None else None
    lines = [Line()]
    stamps = 0
    for node, entering in _walk(tree.body, path_to(title)):
        if node.tag == "-text":
            _add_text(lines[-1], node)
        elif node.mem_id == title_id:
            lines.append(Line(is_title=entering))
        elif node.tag not in INLINE_TAGS and (lines[-1].text or lines[-1].stamps):
            lines.append(Line())
        if entering and node.tag != "-text" and stamps < _MOST_STAMPS:
            stamps += _add_stamp(lines[-1], node)
    lines = _with_tiles([line for line in lines if line.text or line.stamps])
    for label, line in pairwise(lines):
        if len(label.text) <= _LONGEST_LEAD and not any(map(str.isdigit, label.text)):
            line.lead = label.text
    return lines


def place_of_title(lines: list[Line], titles: tuple[str, ...]) -> int | None:
    """Where the title stands: as marked, else the first line that says what the page is called."""
    marked = next((number for number, line in enumerate(lines) if line.is_title), None)
    if marked is not None:
        return marked
    wanted = [_words(title) for title in titles]
    for number, line in enumerate(lines):
        if not _SURELY_TITLE <= len(line.text) <= _LONGEST_NAMED:
            continue
        opening = _words(line.text[:_SURELY_TITLE])
        if alike := [one for one in wanted if one.startswith(opening)]:
            shown = _words(line.text)
            if len(shown) >= _SURELY_TITLE and any(one.startswith(shown) for one in alike):
                return number
    return None


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
            if node.tag not in INLINE_TAGS or node.mem_id in path:
                stack.append((node, False))
            children = list(node.iter(include_text=True))
            stack.extend((child, True) for child in reversed(children))


def _with_tiles(lines: list[Line]) -> list[Line]:
    """The lines with the parts of a calendar tile (day, month, year) put together."""
    joined: list[Line] = []
    parts = 0
    for line in lines:
        is_part = _is_tile_part(line)
        if is_part and 0 < parts < _MOST_PARTS:
            joined[-1].text += f"\n{line.text}"
            parts += 1
        else:
            joined.append(line)
            parts = int(is_part)
    return joined


def _is_tile_part(line: Line) -> bool:
    return bool(_TILE_PART.fullmatch(line.text)) and not (line.stamps or line.is_title)


def _add_text(line: Line, node: LexborNode) -> None:
    text = " ".join((node.text() or "").split())
    if not text:
        return
    if len(line.text) <= _LONGEST_NAMED:
        line.nodes.append(node)
    line.text = f"{line.text} {text}" if line.text else text


def _add_stamp(line: Line, node: LexborNode) -> bool:
    machine = _machine_stamp(node)
    if not machine and node.tag != "time":
        return False
    line.stamps.append(Stamp(machine, text_of(node), _names_around(node)))
    return True


def _machine_stamp(node: LexborNode) -> str:
    """What an attribute of the element tells in the form of a stamp, or an empty string."""
    held = node.attributes
    if not held:
        return ""
    for name, value in held.items():
        if value and _holds_stamps(name) and _is_stamp(value):
            return value.strip()
    titled = (held.get("title") or "") if node.tag in _TITLED else ""
    is_short = _is_stamp(titled) and len(text_of(node)) <= _LONGEST_STAMP
    return titled.strip() if is_short else ""


@lru_cache(maxsize=512)
def _holds_stamps(name: str) -> bool:
    return bool(_STAMPED_BY.fullmatch(name.lower()))


def _is_stamp(value: str) -> bool:
    return len(value) <= _LONGEST_STAMP and bool(_STAMP.search(value))


def _link_around(node: LexborNode) -> int | None:
    above = islice(ancestors(node), _LINK_DEPTH)
    return next((one.mem_id for one in above if one.tag == "a"), None)


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
