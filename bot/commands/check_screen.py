"""What a person sees of `segar check`: progress while it reads, then a card or a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.commands.output import print_table
from checks.model import ChannelRef, Reading

WIDEST_CARD = 100
"""Characters; sentences in longer lines are hard to follow."""

if TYPE_CHECKING:
    from rich.progress import Progress


class Screen:
    """Keeps the readings of addresses until they are shown, in the order they were typed in."""

    def __init__(self, addresses: Sequence[str], language: str, *, cards: bool, why: bool) -> None:
        """Take the addresses; show a card of each or one table, cards with the ladder if `why`."""
        self._readings: dict[str, Reading | None] = dict.fromkeys(addresses)
        self._language = language
        self._cards = cards
        self._why = why

    def take(self, address: str, _: ChannelRef, reading: Reading) -> None:
        """Keep the reading of one of the addresses."""
        self._readings[address] = reading

    def show(self) -> None:
        """Print what was read to standard output."""
        from bot.commands.check_card import card
        from bot.commands.check_overview import overview

        read = {address: one for address, one in self._readings.items() if one is not None}
        if self._cards:
            for address, reading in read.items():
                shown = card(address, reading, language=self._language, why=self._why)
                print_table(shown, most=WIDEST_CARD)
        elif read:
            print_table(overview(read, language=self._language))


def progress_of(channels: int, *, shown: bool) -> Progress:
    """What a waiting person sees on standard error, for so many channels; gone at the end."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    several = (BarColumn(), MofNCompleteColumn()) if channels > 1 else ()
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        *several,
        TimeElapsedColumn(),
        console=Console(stderr=True),
        disable=not shown,
        transient=True,
    )
