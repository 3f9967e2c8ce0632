"""Bring a short text as seen on a page into one plain spelling before it is read."""

from __future__ import annotations

import html
import re
import unicodedata

_APOSTROPHES = "’‘‛`´ʼʹ′＇"
_SLASHES = "⁄∕⧸"
_DASHES = "‐‑‒–—―−﹘﹣－"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0"
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069"
)
_MARKS = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_SLASHES, "/"),
        **dict.fromkeys(_INVISIBLE),
    }
)
_SPACES = re.compile(r"\s+")
_LINE_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")


def drop_invisible(text: str) -> str:
    """Return the text without zero-width marks, with one kind of dash, slash and apostrophe."""
    return text.translate(_MARKS)


def tidy(text: str) -> str:
    """Return the text in lower case and NFKC, entities resolved, zero-width marks gone.

    A run of white space becomes one space, or one line break where the run holds one: the parts of
    a calendar tile stay tellable from words of one line.
    """
    if "&" in text:
        text = html.unescape(text)
    # The acute accent decomposes under NFKC into a space and a mark: apostrophes go first.
    text = unicodedata.normalize("NFKC", drop_invisible(text)).replace("\\'", "'")
    return _SPACES.sub(_one_space, text).strip().lower()


def _one_space(run: re.Match[str]) -> str:
    return "\n" if _LINE_BREAK.search(run[0]) else " "
