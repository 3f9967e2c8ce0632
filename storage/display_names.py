"""What people call themselves on Telegram, made fit to be kept and repeated."""

from __future__ import annotations

import unicodedata

LONGEST_NAME = 200
"""Characters in the column of a person's name."""

UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode's categories of control characters, half characters and line ends: no name needs them,
and neither a database nor a line of text is safe with them."""

REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Unicode's embeddings, overrides and isolates: they would turn round the sentence about a name."""


def tidy_name(name: str) -> str:
    """The name on one line, as long as it may be, and without what is only there to harm.

    Letters of every script and emoji stay. Empty where nothing is left.
    """
    kept = "".join(
        " " if unicodedata.category(letter) in UNPRINTABLE else letter
        for letter in name
        if letter not in REORDERING
    )
    return " ".join(kept.split())[:LONGEST_NAME].rstrip()
