"""The words with which Indonesian offices say that a cell holds nothing."""

from __future__ import annotations

import re

_NOTHING = re.compile(
    r"[-–—._\s0/\\]*"
    r"|(?:tidak|tdk|tak|belum|blm|blum)"
    r"(?:\s*(?:ada|punya|memiliki|tersedia|dibuat|buat|mempunyai)\b.*)?"
    r"|nihil|kosong|n\s*/\s*a|#\s*n\s*/\s*a|#(?:ref|value|name)[!?]|none|null|nil|nan|tba",
    re.IGNORECASE | re.DOTALL,
)
_NAMES_AN_ADDRESS = re.compile(r"@\w|://|www\.|\w\.\w+/")


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing: `-`, `(kosong)`, `belum ada`, `#N/A` ..."""
    bare = text.strip().strip("()[]").strip()
    return _NOTHING.fullmatch(bare) is not None and _NAMES_AN_ADDRESS.search(bare) is None
