"""The marks of placeholders: which wording, found where, tells what stands in a site's place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from checks.model import Trouble

THE_SITE: Final = r"(?:situs|web|web ?site|laman|halaman|portal|sistem|server|site|page)\b"
"""Words by which a placeholder speaks of itself; an office says more exactly what it means."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A wording, and what it tells: the trouble, and for operators the sentence that explains."""

    trouble: Trouble
    detail: str
    wording: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Trace:
    """Pieces of source, any of which tells what stands there."""

    trouble: Trouble
    detail: str
    pieces: tuple[str, ...]
    """In lower case, as they stand in the source in lower case."""


def _marks(rows: Iterable[dict[str, Any]]) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            Trouble(row["trouble"]),
            row["detail"],
            re.compile("|".join(row["wordings"]).replace("<site>", THE_SITE), re.IGNORECASE),
        )
        for row in rows
    )


_TABLES: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

SIGNATURES: Final = _marks(_TABLES["signatures"])
"""Whole titles, parts of a title between bars and dashes, and whole headings, as the software
writes them: for pages that lead hardly anywhere."""

HEADLINES: Final = _marks(_TABLES["headlines"])
"""Wordings in the title and at the head of a page that says little and leads hardly anywhere, or
anywhere on one that says next to nothing."""

SOURCES: Final = tuple(
    Trace(Trouble(row["trouble"]), row["detail"], tuple(row["pieces"]))
    for row in _TABLES["sources"]
)
"""Scripts, addresses and sentences in the address or the source of a page that says little."""

LOGIN_WORDS: Final = re.compile(
    r"\b(?:log ?in|sign ?in|sso|kata sandi|password|administration)\b|^(?:silakan )?masuk\b",
    re.IGNORECASE,
)
"""What the title or heading of a page for members says."""

DOORS: Final = re.compile(
    r"/(?:wp-login\.php|wp-admin|administrator|sso|cas/login|signup|register|registrasi|daftar"
    r"|(?:\w+/)?(?:log-?in|sign-?in|masuk)(?:\.\w+)?|forgot\S*|lupa\S*|password/\S+|reset\S*)/?$",
    re.IGNORECASE,
)
"""Paths of login pages and of what lies around them."""

PHP_MESSAGE: Final = re.compile(
    r"(?:php )?(?:fatal error|parse error|warning|notice|deprecated|strict standards) ?: "
    r".{1,1500}? on line \d+",
    re.IGNORECASE,
)
"""A message of PHP as it stands in a page (its manual: display_errors)."""
