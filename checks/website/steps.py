"""Pages that are a step to the site and not the site: where they send or invite their visitors."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from checks.website.addresses import absolute, article_key, is_file, same_site
from checks.website.menu import wording_of

LONGEST_WAIT: Final = 5
"""Seconds before a page sends the visitor on, for it to be a step and not a page that reloads."""

FEW_WORDS: Final = 200
"""Characters of text on a page that is only a step to another."""

MOST_DOORS: Final = 2
"""Pages of its own that a cover page leads to."""

DOOR_WORDS: Final = re.compile(
    r"\b(?:masuk|enter|beranda|home|lanjut\w*|website|situs|web|kunjungi|menuju|buka|klik)\b",
    re.IGNORECASE,
)
"""The wording of the link on a cover page."""

MAIN_FRAME: Final = re.compile(r"main|utama|isi|content|konten|body|kanan|tengah", re.IGNORECASE)
"""Names that pages made of frames give to the one with the content."""

REFRESH: Final = re.compile(r"\s*(\d{1,3})[^;,]*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)

SCRIPTED: Final = re.compile(
    r"\blocation(?:\.href)?\s*(?:=|\.replace\(|\.assign\()\s*['\"]([^'\"]{1,300})['\"]"
)


def step_of(tree: LexborHTMLParser, source: str, text: str, base: str) -> str | None:
    """The address of the page that a visitor is led to at once, or None where the page is the site.

    A page leads on by a meta refresh, and one with next to no text also by a script, by being made
    of frames, or as a cover with one or two doors. `tree` may be without scripts, `source` is the
    page's HTML, `text` what can be read on it, `base` what its relative addresses start from.
    """
    target = _refresh(tree) or _main_frame(tree)
    if target is None and len(text) < FEW_WORDS:
        scripted = SCRIPTED.search(source)
        target = scripted[1] if scripted else _door(tree, base)
    further = absolute(target, base) if target else None
    return further if further and further != base else None


def _refresh(tree: LexborHTMLParser) -> str | None:
    for element in tree.css("meta[http-equiv][content]"):
        if (element.attributes.get("http-equiv") or "").lower() == "refresh":
            found = REFRESH.match(element.attributes.get("content") or "")
            if found and int(found[1]) <= LONGEST_WAIT:
                return found[2]
    return None


def _main_frame(tree: LexborHTMLParser) -> str | None:
    frames = tree.css("frameset frame[src]")
    for frame in frames:
        if MAIN_FRAME.search(frame.attributes.get("name") or ""):
            return frame.attributes.get("src")
    return frames[-1].attributes.get("src") if frames else None


def _door(tree: LexborHTMLParser, base: str) -> str | None:
    """The one link of a cover page, or the one of two that is worded like a door."""
    doors: dict[str, tuple[str, str]] = {}
    for link in tree.css("a[href]"):
        href = link.attributes.get("href") or ""
        target = absolute(href, base)
        if target and same_site(target, base) and not is_file(target):
            wording = wording_of(link)
            doors.setdefault(article_key(target), (href, wording))
            if len(doors) > MOST_DOORS:
                return None
    doors.pop(article_key(base), None)
    worded = [href for href, wording in doors.values() if DOOR_WORDS.search(wording)]
    return worded[0] if worded else None
