"""What looking at one thing found, in words for whoever runs the bot."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `missing` where Segar can't do its work without a mend."""

    topic: str
    sentence: str
    missing: bool = False
