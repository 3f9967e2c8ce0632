"""What `segar check` shows of one address: a short card, with `--why` the whole ladder below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from rich import box
from rich.table import Column, Table
from rich.text import Text

from bot.commands.check_ladder import ladder
from bot.commands.check_words import Words, line, style_of
from checks.model import Attempt, Evidence, Reading

MOST_PUBLICATIONS: Final = 5
"""What fits on a screen together with the rest; `--why` shows all that were read."""

Row = tuple[str, Sequence[Text]]
"""A heading and the lines beside it."""


def card(address: str, reading: Reading, *, language: str, why: bool) -> Table:
    """The reading of an address, for a terminal.

    Verdict, what is wrong and what to do, the newest publications, the evidence of the first, what
    else was looked for. With `why`, instead of the last, every document in order with its dates.
    """
    words = Words(reading, language)
    style = style_of(reading.health)
    heading = line(words.verdict, f"bold {style}").append("  ")
    heading.append_text(line(address, "default"))
    table = Table(Column(heading, overflow="fold"), box=box.ROUNDED, border_style=style)
    table.add_row(_grid(_rows(words, why=why)), end_section=True)
    if why:
        table.add_row(ladder(words))
    return table


def _grid(rows: Iterable[Row]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    for heading, lines in rows:
        grid.add_row(heading, Text("\n").join(lines))
    return grid


def _rows(words: Words, *, why: bool) -> Iterable[Row]:
    reading = words.reading
    if words.sentence:
        yield "Trouble", [line(words.sentence), *_detail(reading, words.sentence)]
    if words.advice:
        yield "To do", [line(words.advice)]
    if reading.newest is not None:
        yield "Newest", list(_publications(words))
        yield "Evidence", list(_evidence(reading.newest.evidence, words))
    if reading.signs:
        yield "Signs", [line(sign) for sign in reading.signs]
    others = [] if why else _others(reading)
    if others:
        told = [_attempt(one, words) for one in others]
        yield ("Tried" if reading.newest is None else "Also tried"), told
    yield "Took", [line(f"{reading.elapsed_ms / 1000:.1f} s")]


def _detail(reading: Reading, sentence: str) -> Iterable[Text]:
    if reading.detail and reading.detail != sentence:
        yield line(reading.detail, "dim")


def _publications(words: Words) -> Iterable[Text]:
    for number, one in enumerate(words.reading.recent[:MOST_PUBLICATIONS]):
        age = words.ago(one)
        yield line(f"{words.moment(one)} ({age})" if age else words.moment(one), "bold")
        if one.title:
            yield line(words.theirs(one.title))
        if engagement := words.engagement(one):
            yield line(engagement, "dim")
        if number == 0 or not one.title:
            yield line(words.theirs(one.url), "dim")


def _evidence(evidence: Evidence, words: Words) -> Iterable[Text]:
    yield line(words.source(evidence.source))
    yield line(words.theirs(evidence.url))
    yield line(words.theirs(f"as written: {evidence.raw}"))


def _others(reading: Reading) -> list[Attempt]:
    """What was looked for beside the document that the newest date stands in, each once."""
    told = None if reading.newest is None else reading.newest.evidence.url
    outcomes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for attempt in reading.attempts:
        if attempt.url != told:
            outcomes[attempt.source, attempt.url].append(attempt.outcome)
    return [Attempt(source, url, "; ".join(each)) for (source, url), each in outcomes.items()]


def _attempt(attempt: Attempt, words: Words) -> Text:
    told = line(words.theirs(f"{attempt.source}: {attempt.outcome}"))
    return told.append("  ").append_text(line(words.place(attempt.url), "dim"))
