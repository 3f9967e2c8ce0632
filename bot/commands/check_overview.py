"""What `segar check` shows of many addresses: a table, and the count of each verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rich import box
from rich.table import Column, Table
from rich.text import Text

from bot.commands.check_words import Words, line, style_of
from checks.model import Reading


def overview(readings: Mapping[str, Reading], *, language: str) -> Table:
    """A row for each address, in their order, for a terminal however narrow.

    Under the address stands the title of its newest publication and where the date was read, or
    what is wrong.
    """
    table = Table(
        Column("verdict", no_wrap=True),
        Column("newest", no_wrap=True),
        Column("channel", overflow="fold"),
        box=box.HORIZONTALS,
        show_lines=True,
        show_edge=False,
        pad_edge=False,
        caption=_counts(readings),
        caption_justify="left",
    )
    for address, reading in readings.items():
        words = Words(reading, language)
        verdict = line(reading.health.value, style_of(reading.health))
        table.add_row(verdict, _newest(words), _channel(address, words))
    return table


def _newest(words: Words) -> Text:
    newest = words.reading.newest
    if newest is None:
        return Text("-")
    return Text("\n").join([line(words.day(newest)), line(words.ago(newest), "dim")])


def _channel(address: str, words: Words) -> Text:
    lines = [line(address, "bold")]
    newest = words.reading.newest
    if words.sentence:
        lines.append(line(words.sentence))
    elif newest is not None:
        lines.append(line(words.theirs(newest.title)))
        lines.append(line(f"{newest.evidence.source}: {newest.evidence.raw}", "dim"))
    return Text("\n").join(each for each in lines if each)


def _counts(readings: Mapping[str, Reading]) -> str:
    counts = Counter(reading.health.value for reading in readings.values())
    return ", ".join(f"{count} {health}" for health, count in counts.most_common())
