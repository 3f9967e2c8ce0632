"""`--at`: a moment as it is typed, in the region's own time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.commands.mistakes import Mistake

YEARS: Final = range(2000, 2100)
"""A year that was mistyped has no calendar to decide by."""


class MomentUnreadable(Mistake):
    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text!r} is not a moment. Write it as 2026-11-30T09:00, in the region's local time."
        )


def moment(text: str | None, zone: str, now: datetime) -> datetime:
    """The typed moment in UTC; `now` where nothing was typed.

    Without an offset it is local time in `zone`. Raises MomentUnreadable.
    """
    if text is None:
        return now
    try:
        typed = datetime.fromisoformat(text)
    except ValueError as error:
        raise MomentUnreadable(text) from error
    if typed.year not in YEARS:
        raise MomentUnreadable(text)
    local = typed if typed.tzinfo is not None else typed.replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)
