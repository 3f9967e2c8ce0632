"""Readings for what `segar check` shows, and what a screen makes of them."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

from rich.console import Console, RenderableType

from checks.model import Attempt, Evidence, Health, Publication, Reading

ADDRESS = "https://dinkes.lebakkab.go.id"
FEED = f"{ADDRESS}/feed/"
NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
"""Wednesday, nine in the morning in western Indonesia."""
NEWEST = datetime(2026, 11, 23, 3, 15, tzinfo=UTC)


def publication(number: int = 0, title: str = "Posyandu") -> Publication:
    """One that the feed told of, so many days before the newest."""
    evidence = Evidence("feed", FEED, f"raw date {number}", title)
    at = NEWEST - timedelta(days=number)
    return Publication(at, f"{ADDRESS}/berita/{number}", title, evidence)


def attempts(*parts: tuple[str, str, str]) -> tuple[Attempt, ...]:
    """What was looked for: source, path, outcome."""
    return tuple(Attempt(source, f"{ADDRESS}{path}", outcome) for source, path, outcome in parts)


def read(*recent: Publication, health: Health = Health.OK, detail: str = "") -> Reading:
    return Reading(health, NOW, recent, detail=detail, elapsed_ms=1234)


def shown(table: RenderableType, width: int = 200) -> str:
    """A table as it comes out of a pipe of that width."""
    screen = io.StringIO()
    Console(file=screen, width=width, force_terminal=False).print(table)
    return screen.getvalue()


def words_of(text: str) -> str:
    """The words of what is shown, without frames and line breaks."""
    return " ".join("".join(" " if each in "│╭╮╰╯─├┤" else each for each in text).split())
