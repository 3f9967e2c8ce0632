"""The publication date in the state that a page's scripts carry for trackers, Next.js or Nuxt."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from checks.website._markup import attribute

_KEY = re.compile(
    r"(?:article|content|page|post|story|news|dc|original|first|meta)?[._-]?"
    r"(?:date[._-]?published|published(?:[._-]?(?:at|date|time|on|timestamp))?"
    r"|publish[._-]?(?:at|date|time|on)|publication[._-]?(?:date|time)|pub[._-]?date"
    r"|first[._-]?published(?:[._-]?(?:at|date|time))?|post[._-]?date)",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"""(?P<word>[Pp](?:ub|UB|ost|OST)[A-Za-z_.-]{0,24})\\?["']?\s{0,8}[:=,]\s{0,8}"""
    r"""(?:\\?["'](?P<text>[^"'\\<>]{8,40})\\?["']|(?P<stamp>1[0-9]{9}(?:[0-9]{3})?)(?![0-9]))"""
)
_WORD_BEFORE = re.compile(r"[A-Za-z_.-]{0,24}$")
_REACH = 24
_MOST = 60
"""Dates looked at; a page with more is full of other articles."""

_LONGEST = 400_000
"""Characters read of one script."""


def script_dates(tree: LexborHTMLParser) -> list[str]:
    """What the page's scripts, JSON-LD aside, name a publication's date, in order, as it stands."""
    found: list[str] = []
    for script in tree.css("script:not([src])"):
        if "ld+json" in attribute(script, "type").lower():
            continue
        text = script.text()[:_LONGEST]
        for stated in _STATED.finditer(text):
            before = _WORD_BEFORE.search(text[max(0, stated.start() - _REACH) : stated.start()])
            if _KEY.fullmatch(f"{before[0] if before else ''}{stated['word']}"):
                found.append(stated["text"] or stated["stamp"])
            if len(found) > _MOST:
                return []
    return found
