"""How the demo looks on a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Column, Table

from bot.channel_names import MARKS
from bot.policy.workdays import Calendar
from bot.sandbox.telegram import Message
from bot.standings import ChannelStanding
from checks.model import Evidence

WIDTH_WITHOUT_TERMINAL = 110
BUBBLE = 64
SECONDS_AND_ZONE = re.compile(r"(?<=\d\d:\d\d):\d\d.*")
"""What is left out of a date as it was written, to keep a row on one line."""


def new_console() -> Console:
    """A console of a readable width also where there is no terminal."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH_WITHOUT_TERMINAL)
    return console


class Screen:
    """Prints the day as it happens."""

    def __init__(self, console: Console) -> None:
        self.console = console

    @property
    def _bubble(self) -> int:
        return min(BUBBLE, self.console.width)

    def title(self, text: str) -> None:
        self.console.print(f"\n[bold]{escape(text)}[/bold]")

    def line(self, text: str) -> None:
        self.console.print(Padding(escape(text), (0, 2), expand=False))

    def to_copy(self, label: str, text: str) -> None:
        """An address or a command, never broken over two lines."""
        self.console.print(f"  {escape(label):<12}{escape(text)}", soft_wrap=True)

    def scene(self, local: datetime, what: str, introduction: str) -> None:
        """Begin a scene: the hour, its title, and a line on what is about to happen."""
        self.console.print()
        self.console.rule(f"[bold]{local:%H.%M}  {escape(what)}[/bold]", align="left")
        self.console.print(Padding(f"[dim]{escape(introduction)}[/dim]", (0, 2), expand=False))

    def progress(self) -> Progress:
        return Progress(
            TextColumn("  {task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=self.console,
            transient=True,
        )

    def websites(self, rows: Sequence[ChannelStanding], calendar: Calendar) -> None:
        """Websites with their standing, the newest date and where it was read, or why none was."""
        table = Table(
            "agency", "website", "standing", "newest", "read in", "as written, or why not"
        )
        for row in rows:
            newest, source, written = "–", "–", _detail(row)
            if (found := _found(row, calendar)) is not None:
                newest, evidence = found
                source, written = evidence.source, SECONDS_AND_ZONE.sub("…", evidence.raw)
            table.add_row(
                escape(row.channel.agency.short),
                escape(row.channel.ref.name.removeprefix("http://")),
                _standing(row),
                newest,
                escape(source),
                escape(written),
            )
        self.console.print(table)

    def accounts(self, rows: Sequence[ChannelStanding], calendar: Calendar) -> None:
        """The same of accounts, but for the dates as written: platforms all write them alike."""
        table = Table(
            "agency",
            Column("account", no_wrap=True),
            Column("standing", no_wrap=True),
            Column("newest", no_wrap=True),
            "read in, or why not",
        )
        for row in rows:
            newest, where = "–", _detail(row)
            if (found := _found(row, calendar)) is not None:
                newest, where = found[0], found[1].source
            table.add_row(
                escape(row.channel.agency.short),
                escape(f"{row.channel.ref.platform} {row.channel.ref.name}"),
                _standing(row),
                newest,
                escape(where),
            )
        self.console.print(table)

    def said_by(self, name: str, text: str) -> None:
        """What a person writes to the bot."""
        bubble = Panel(escape(text), title=escape(name), title_align="left", width=self._bubble)
        self.console.print(Padding(bubble, (0, 0, 0, 20), expand=False))

    def said_by_bot(self, message: Message, *, to: str = "") -> None:
        """What the bot writes, with its buttons numbered as the terminal chat presses them."""
        labels = [button.text for row in message.inline_keyboard for button in row]
        buttons = "".join(f"\n[{number}] {label}" for number, label in enumerate(labels, 1))
        self.console.print(
            Panel(
                escape(message.text + ("\n" + buttons if buttons else "")),
                title=escape(f"Segar, to {to}" if to else "Segar"),
                title_align="left",
                width=self._bubble,
                border_style="green",
            )
        )


def _standing(row: ChannelStanding) -> str:
    standing = row.verdict.standing
    return f"{MARKS[standing]} {standing}"


def _found(row: ChannelStanding, calendar: Calendar) -> tuple[str, Evidence] | None:
    """The day of the newest publication, and where it was read; None where no date counts."""
    newest_at, state = row.verdict.newest_at, row.state
    if newest_at is None or state is None or state.evidence is None:
        return None
    return calendar.today(newest_at).isoformat(), state.evidence


def _detail(row: ChannelStanding) -> str:
    return "" if row.state is None else row.state.detail
