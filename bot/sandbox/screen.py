"""How the demo looks on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from bot.channel_names import MARKS
from bot.policy.workdays import Calendar
from bot.sandbox.telegram import Message
from bot.standings import ChannelStanding

WIDTH_WITHOUT_TERMINAL = 110
BUBBLE = 64


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

    def title(self, text: str) -> None:
        self.console.print(f"\n[bold]{escape(text)}[/bold]")

    def line(self, text: str) -> None:
        self.console.print(f"  {escape(text)}")

    def scene(self, local: datetime, what: str) -> None:
        self.console.rule(f"{local:%H.%M}  {escape(what)}", align="left")

    def progress(self) -> Progress:
        return Progress(
            TextColumn("  {task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[last]}"),
            console=self.console,
        )

    def standings(self, rows: Sequence[ChannelStanding], calendar: Calendar) -> None:
        """The channels with standing, newest date and where it was read."""
        table = Table("agency", "channel", "standing", "newest", "read in", "as written")
        for row in rows:
            verdict, state = row.verdict, row.state
            evidence = None if state is None else state.evidence
            newest = "–"
            if verdict.newest_at is not None:
                newest = calendar.today(verdict.newest_at).isoformat()
            unread = "" if state is None else state.detail
            table.add_row(
                escape(row.channel.agency.short),
                escape(row.channel.ref.name.removeprefix("http://")),
                f"{MARKS[verdict.standing]} {verdict.standing}",
                newest,
                escape(evidence.source if evidence and verdict.newest_at else unread),
                escape(evidence.raw if evidence and verdict.newest_at else ""),
            )
        self.console.print(table)

    def said_by(self, name: str, text: str) -> None:
        """What a person writes to the bot."""
        bubble = Panel(escape(text), title=escape(name), title_align="left", width=BUBBLE)
        self.console.print(Padding(bubble, (0, 0, 0, 20)))

    def said_by_bot(self, message: Message) -> None:
        """What the bot writes, with its buttons."""
        rows = message.inline_keyboard
        buttons = "".join(f"\n[{button.text}]" for row in rows for button in row)
        self.console.print(
            Panel(
                escape(message.text + ("\n" + buttons if buttons else "")),
                title="Segar",
                title_align="left",
                width=BUBBLE,
                border_style="green",
            )
        )
