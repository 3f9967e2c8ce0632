"""Which elements of a page no visitor sees, by their style, the page's rules or its scripts."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.website._markup import ancestors, attribute

_FAR_OFF = r"-[0-9]{3,6}(?:px|em|rem|%|vw|vh|pt)?"
_INVISIBLE = re.compile(
    rf"display:none|visibility:(?:hidden|collapse)|font-size:[01](?:px|pt|em|rem|%)?(?![0-9.])"
    rf"|opacity:0(?:\.0\d*)?(?![0-9.])|(?:left|top|right|bottom|text-indent|margin-left|margin-top):{_FAR_OFF}"
    r"|clip:rect\(0|clip-path:inset\((?:50|100)%|transform:scale\(0|color:transparent"
)
_TINY = re.compile(r"(?<![-\w])(?:max-)?(?:height|width):[01](?:px|pt|em)?(?![0-9.%])")
_MARQUEE_PIXELS = 5
"""A marquee of fewer pixels shows nothing."""

_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{1,1000})\}")
_SIMPLE_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?([.#][\w-]{1,80})", re.IGNORECASE)
_HIDING_SCRIPT = re.compile(
    r"""getElementById\(\s*["']([\w-]{1,80})["']\s*\)\s*\.style\.(?:display\s*=\s*["']none"""
    r"""|visibility\s*=\s*["']hidden|(?:height|width)\s*=\s*["']0)""",
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
        for selector, declarations in _RULE.findall(style.text()):
            if _is_hiding(declarations):
                parts = (_SIMPLE_SELECTOR.fullmatch(part.strip()) for part in selector.split(","))
                selectors.update(part[1] for part in parts if part)
    for script in tree.css("script:not([src])"):
        selectors.update(f"#{name}" for name in _HIDING_SCRIPT.findall(script.text()))
    return Hiding(frozenset(selectors))


def _is_hiding(style: str) -> bool:
    plain = re.sub(r"\s+", "", style.lower())
    if _INVISIBLE.search(plain):
        return True
    return "overflow:hidden" in plain and bool(_TINY.search(plain))


def _is_tiny_marquee(node: LexborNode) -> bool:
    if _TINY.search(re.sub(r"\s+", "", attribute(node, "style").lower())):
        return True
    sizes = (attribute(node, name).removesuffix("px").strip() for name in ("height", "width"))
    return any(size.isdecimal() and int(size) <= _MARQUEE_PIXELS for size in sizes)
