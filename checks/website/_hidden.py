"""Which elements of a page no visitor sees, by their style, the page's rules or its scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.website._markup import ancestors, attribute

_LONGEST_RULE = 2000
"""Characters of one rule or style that are read."""

_FAR_OFF = r"-[0-9]{3,6}(?:\.[0-9]+)?(?:px|em|rem|%|vw|vh|pt)?"
_INVISIBLE = re.compile(
    rf"display:none|visibility:(?:hidden|collapse)|content-visibility:hidden"
    rf"|font-size:(?:0?\.[0-9]+|[01])(?:px|pt|em|rem|%)?(?![0-9.])"
    rf"|opacity:(?:0?\.0[0-9]*|0)(?![0-9.])|opacity\(0%?\)"
    rf"|(?<![-\w])(?:left|top|right|bottom|text-indent|margin-left|margin-top|margin):{_FAR_OFF}"
    rf"|translate(?:x|y|3d)?\({_FAR_OFF}|scale\(0(?:\.0[0-9]*)?[,)]"
    r"|clip:rect\([01](?:px)?[, ]?[01]|clip-path:(?:inset\((?:50|100)%|circle\(0|polygon\(0)"
    r"|(?<![-\w])color:transparent|line-height:0(?![0-9.])"
)
_TINY = re.compile(
    r"(?<![-\w])(?:max-)?(?:height|width):(?:0?\.[0-9]+|[0-5])(?:px|pt|em)?(?![0-9.%])"
)
_POSITIONED = re.compile(r"position:(?:absolute|fixed)")
_BEHIND = re.compile(r"z-index:-[0-9]")
_COLOUR = re.compile(r"(?<![-\w])color:([#\w(),.%]+)")
_BACKGROUND = re.compile(r"background(?:-color)?:([#\w(),.%]+)")
_MARQUEE_PIXELS = 5
"""A marquee of fewer pixels shows nothing."""

_LAST_PART = re.compile(r"(?:[a-z][a-z0-9]*)?([.#][\w-]{1,80})", re.IGNORECASE)
_NAMED = r"""["']#?([\w-]{1,80})["']\s{0,9}\)\s{0,9}"""
_HIDING_SCRIPT = re.compile(
    rf"""(?:getElementById|querySelector)\(\s{{0,9}}{_NAMED}\.style\.(?:"""
    r"""display\s{0,9}=\s{0,9}(?:["']none|\w{1,40}\()|visibility\s{0,9}=\s{0,9}["']hidden"""
    r"""|(?:height|width)\s{0,9}=\s{0,9}["']0)"""
    rf"""|(?:\$|jQuery)\(\s{{0,9}}{_NAMED}\.(?:hide\(|css\(\s{{0,9}}["']display["'],\s{{0,9}}"""
    r"""["']none)""",
    re.IGNORECASE,
)


class Hiding:
    """What hides elements of one page: their own style, or a class or id that its rules hide."""

    def __init__(self, selectors: frozenset[str]) -> None:
        """`selectors` are the hidden classes and ids, as `.name` and `#name`."""
        self._selectors = selectors
        self._known: dict[int, bool] = {}

    def hides(self, node: LexborNode) -> bool:
        """Is the element, or one that holds it, hidden from visitors?"""
        path: list[int] = []
        hidden = False
        for one in ancestors(node):
            if one.mem_id in self._known:
                hidden = self._known[one.mem_id]
                break
            path.append(one.mem_id)
            if self._is_hidden(one):
                hidden = True
                break
        self._known.update(dict.fromkeys(path, hidden))
        return hidden

    def _is_hidden(self, node: LexborNode) -> bool:
        if node.tag == "noscript" or "hidden" in node.attributes:
            return True
        if node.tag == "marquee" and _is_tiny_marquee(node):
            return True
        if _is_hiding(attribute(node, "style")):
            return True
        if not self._selectors:
            return False
        called = {f".{name}" for name in attribute(node, "class").split()}
        return bool(self._selectors & (called | {f"#{attribute(node, 'id')}"}))


def hiding_in(tree: LexborHTMLParser) -> Hiding:
    """What the page's style elements and inline scripts hide."""
    selectors: set[str] = set()
    for style in tree.css("style"):
        for selector, declarations in _rules(style.text()):
            if _is_hiding(declarations):
                parts = (_LAST_PART.fullmatch(_last(part)) for part in selector.split(","))
                selectors.update(part[1] for part in parts if part)
    for script in tree.css("script:not([src])"):
        for found in _HIDING_SCRIPT.finditer(script.text()):
            selectors.add(f"#{found[1] or found[2]}")
    return Hiding(frozenset(selectors))


def _rules(style: str) -> Iterator[tuple[str, str]]:
    """Each rule's selector and declarations; those within a media rule as well."""
    for rule in style.split("}"):
        selector, opened, declarations = rule[-_LONGEST_RULE:].rpartition("{")
        if opened:
            yield selector.rpartition("{")[2], declarations


def _last(selector: str) -> str:
    """What a selector comes down to: its part behind the last space or sign."""
    parts = re.split(r"[\s>+~]+", selector.strip())
    return parts[-1]


def _is_hiding(style: str) -> bool:
    plain = re.sub(r"\s+", "", style[:_LONGEST_RULE].lower())
    if not plain:
        return False
    if _INVISIBLE.search(plain):
        return True
    if "overflow:hidden" in plain and _TINY.search(plain):
        return True
    if _POSITIONED.search(plain) and _BEHIND.search(plain):
        return True
    colour, background = _COLOUR.search(plain), _BACKGROUND.search(plain)
    return bool(colour and background and _same(colour[1], background[1]))


def _same(colour: str, background: str) -> bool:
    return _spelled_out(colour) == _spelled_out(background)


def _spelled_out(colour: str) -> str:
    """One spelling of a colour: the names of black and white and short numbers in six digits."""
    colour = {"white": "#ffffff", "black": "#000000"}.get(colour, colour)
    if re.fullmatch(r"#[0-9a-f]{3}", colour):
        return "#" + "".join(digit * 2 for digit in colour[1:])
    return colour


def _is_tiny_marquee(node: LexborNode) -> bool:
    if _TINY.search(re.sub(r"\s+", "", attribute(node, "style")[:_LONGEST_RULE].lower())):
        return True
    sizes = (attribute(node, name).removesuffix("px").strip() for name in ("height", "width"))
    return any(size.isdecimal() and int(size) <= _MARQUEE_PIXELS for size in sizes)
