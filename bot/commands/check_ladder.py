"""`segar check --why`: every document that was looked for, and the dates that were read in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.table import Table
from rich.text import Text

from bot.commands.check_words import Words, line
from checks.model import Attempt, Evidence, Publication, Reading
from checks.website.hijack import defanged

LEGEND: Final = "Every document looked for, in order, and the dates that were read in it:"


@dataclass(frozen=True, slots=True)
class Step:
    """One document: what came of asking for it, and the dates in it, believed and not."""

    attempt: Attempt
    believed: Sequence[Publication]
    set_aside: Sequence[Evidence]


def steps_of(reading: Reading) -> list[Step]:
    """All that was looked for, in order; after it the documents that only their dates tell of.

    Every date stands under one step: under the first where a document was looked for twice.
    """
    believed: defaultdict[str, list[Publication]] = defaultdict(list)
    set_aside: defaultdict[str, list[Evidence]] = defaultdict(list)
    for publication in reading.recent:
        believed[_key(publication.evidence.url)].append(publication)
    for evidence in reading.set_aside:
        set_aside[_key(evidence.url)].append(evidence)
    looked_for = {_key(attempt.url) for attempt in reading.attempts}
    untold: dict[str, Attempt] = {}
    for one in (*(publication.evidence for publication in reading.recent), *reading.set_aside):
        if _key(one.url) not in looked_for:
            untold.setdefault(_key(one.url), Attempt(one.source, one.url, ""))
    return [
        Step(attempt, believed.pop(_key(attempt.url), ()), set_aside.pop(_key(attempt.url), ()))
        for attempt in (*reading.attempts, *untold.values())
    ]


def _key(url: str) -> str:
    """What tells one document from another: a host asked with and without a slash is one."""
    return url.rstrip("/")


def ladder(words: Words) -> Table:
    """The steps of a reading, numbered, for a terminal."""
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", style="dim")
    table.add_column(overflow="fold")
    steps = steps_of(words.reading)
    table.add_row("", Text(LEGEND if steps else "Nothing was asked for.", "dim"))
    for number, step in enumerate(steps, 1):
        heading = line(step.attempt.source, "bold").append(" ")
        table.add_row(f"{number}", heading.append_text(line(words.theirs(step.attempt.url))))
        if step.attempt.outcome:
            table.add_row("", line(words.theirs(step.attempt.outcome)))
        if step.believed or step.set_aside:
            table.add_row("", _dates(step, words))
    return table


def _dates(step: Step, words: Words) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, min_width=len("set aside"))
    table.add_column(overflow="fold")
    for publication in step.believed:
        table.add_row(Text("believed", "green"), Text("\n").join(_believed(publication, words)))
    for evidence in step.set_aside:
        table.add_row(Text("set aside", "yellow"), Text("\n").join(_set_aside(evidence)))
    return table


def _believed(publication: Publication, words: Words) -> Iterable[Text]:
    evidence = publication.evidence
    yield line(words.moment(publication)).append("  ").append(line(words.theirs(publication.title)))
    if engagement := words.engagement(publication):
        yield line(engagement, "dim")
    yield line(words.theirs(f"{evidence.source}: {evidence.raw}"), "dim")
    if publication.url != evidence.url:
        yield line(words.theirs(publication.url), "dim")


def _set_aside(evidence: Evidence) -> Iterable[Text]:
    """What is disbelieved may be an intruder's: no address in it stays one to click on."""
    yield line(defanged(": ".join(filter(None, (evidence.note, evidence.title)))))
    yield line(defanged(f"{evidence.source}: {evidence.raw}"), "dim")
