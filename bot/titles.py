"""How much of a post's title a message shows."""

from __future__ import annotations

from typing import Final

LONGEST_TITLE: Final = 80
"""Characters: two lines on a phone, and enough to know a post by. On some platforms its title is
all that was written."""


def shown_title(title: str) -> str:
    """The title on one line; where it is too long cut after a word, or in one that fills it."""
    line = " ".join(title.split())
    if len(line) <= LONGEST_TITLE:
        return line
    words, _, _ = line[:LONGEST_TITLE].rpartition(" ")
    shown = words if len(words) > LONGEST_TITLE // 2 else line[: LONGEST_TITLE - 1].rstrip()
    return f"{shown}…"
