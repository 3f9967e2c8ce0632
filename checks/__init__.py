"""How fresh is a channel? Knows nothing of people, databases or Telegram.

`check` is loaded when it is first asked for, so that whoever needs only the words of
`checks.model` does not load an HTTP client and the parsers with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.sweep import check

__all__ = ["check"]


def __getattr__(name: str) -> object:
    if name == "check":
        from checks.sweep import check

        return check
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
