"""How often readers of websites tell the right day, side by side, and what each rung is worth.

Run `make bench-accuracy`, or `python -m benchmarks.bench_accuracy --markdown` from the project's
folder for the tables of docs/accuracy.md. Every labelled site of tests/checks/sites is served on
loopback and read as of one fixed day. Leaves with 1 if Segar tells a day
anywhere that is not the site's.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version

from benchmarks.ladder import SOURCES, read_without
from benchmarks.site_farm import OpenSite, open_sites
from benchmarks.site_readers import READERS, Told, timed, told_by
from benchmarks.tables import Printer, share
from benchmarks.tally import DAYS, Tally, tallied
from checks.client import Client, ClientSettings
from checks.model import Health

OURS = next(iter(READERS))

MOST_SECONDS = 60
"""For one reading of one site, all of them on loopback."""

WARMING_UP = 5
"""Sites read beforehand and not counted, so that no reader pays for loading its tables."""


@dataclass(slots=True)
class Rung:
    """What one rung did on the sites that are not hijacked, and what they are without it."""

    told: int = 0
    told_right: int = 0
    saw: int = 0
    without: Tally = field(default_factory=Tally)


Answers = Mapping[str, Sequence[Told]]
"""What each reader said of each site, in the order of the sites."""


async def read_all(client: Client, sites: Sequence[OpenSite]) -> tuple[Answers, dict[str, float]]:
    """What each reader says of each site, and the processor time it took in all."""
    answers: dict[str, list[Told]] = {}
    seconds: dict[str, float] = {}
    for name, reader in READERS.items():
        for site in sites[:WARMING_UP]:
            await reader(client, site.address)
        answers[name], seconds[name] = [], 0.0
        for site in sites:
            async with asyncio.timeout(MOST_SECONDS):
                told, spent = await timed(reader, client, site.address)
            answers[name].append(told)
            seconds[name] += spent
    return answers, seconds


async def climb_all(client: Client, sites: Sequence[OpenSite]) -> dict[str, Rung]:
    """What each rung is worth; a site is read anew without a rung only where the rung has dates."""
    rungs = {source: Rung() for source in SOURCES}
    for site in sites:
        if site.file.health is Health.HIJACKED:
            continue
        async with asyncio.timeout(MOST_SECONDS * len(SOURCES)):
            reading, seen = await read_without("", client, site.address)
            for source, rung in rungs.items():
                less = reading
                if source in seen:
                    rung.saw += 1
                    less, _ = await read_without(source, client, site.address)
                rung.without.count(site, told_by(less))
        if reading.newest:
            rung = rungs[reading.newest.evidence.source]
            rung.told += 1
            rung.told_right += told_by(reading).day == site.file.newest
    return rungs


def print_readers(
    printer: Printer, sites: Sequence[OpenSite], answers: Answers, seconds: Mapping[str, float]
) -> None:
    tallies = {name: tallied(sites, told, seconds[name]) for name, told in answers.items()}
    ours = tallies[OURS]
    printer.heading("All sites")
    printer.say(
        f"{len(sites)} sites: {ours.sites} of which a day or none is to be told, and "
        f"{ours.hijacked} hijacked. Segar names the health of {ours.right_health} rightly. "
        f"Asked through one client, feedparser {version('feedparser')} and "
        f"htmldate {version('htmldate')} beside it."
    )
    printer.table(
        ["reader", *DAYS, "deceived by hijacked", "ms of CPU each"],
        (
            [name, *tally.days, tally.deceived, f"{1000 * tally.seconds / len(sites):.1f}"]
            for name, tally in tallies.items()
        ),
    )


def print_families(printer: Printer, sites: Sequence[OpenSite], answers: Answers) -> None:
    printer.heading("By family")
    rows: list[list[object]] = []
    for family in sorted({site.file.family for site in sites}):
        within = [number for number, site in enumerate(sites) if site.file.family == family]
        members = [sites[number] for number in within]
        for name, told in answers.items():
            tally = tallied(members, [told[number] for number in within])
            ours = name == OURS
            health = share(tally.right_health, len(members)) if ours else ""
            first = f"{family} ({len(members)})" if ours else ""
            rows.append([first, name, *tally.days, tally.deceived, health])
    columns = ["family", "reader", *DAYS, "deceived by hijacked", "right health"]
    printer.table(columns, rows, names=2)


def print_rungs(printer: Printer, rungs: Mapping[str, Rung], whole: Tally) -> None:
    printer.heading("By rung")
    rows = [
        [
            source,
            rung.told,
            rung.told_right,
            rung.saw,
            f"{rung.without.right - whole.right:+d}",
            f"{rung.without.untrue - whole.untrue:+d}",
            f"{rung.without.unmeasured - whole.unmeasured:+d}",
        ]
        for source, rung in rungs.items()
    ]
    printer.say(
        f"{whole.sites} sites that are not hijacked. The last three columns say what becomes of "
        "them when all dates of the rung are left out and the rest of the ladder does what it can."
    )
    printer.table(
        [
            "rung",
            "told the newest",
            "of these right",
            "saw a date",
            "without it: right",
            "wrong or invented",
            "unmeasured",
        ],
        rows,
    )


def not_as_labelled(sites: Iterable[OpenSite], told: Iterable[Told]) -> list[str]:
    """A line for each site that Segar reads otherwise than it is labelled."""
    lines = []
    for site, answer in zip(sites, told, strict=True):
        label = site.file
        other_day = label.health is not Health.HIJACKED and answer.day != label.newest
        if answer.health is not label.health or other_day:
            lines.append(
                f"{label.family}/{label.name}: labelled {label.health} {label.newest}, "
                f"read as {answer.health} {answer.day}. {label.trap}"
            )
    return lines


async def measure(printer: Printer, sites: Sequence[OpenSite]) -> int:
    """Print all tables; how many days Segar told that mislead whoever reads them."""
    places = frozenset(place for site in sites for place in site.places)
    settings = ClientSettings(allow_private=places, retry_pause=0, pause=0)
    async with Client(settings) as client:
        answers, seconds = await read_all(client, sites)
        rungs = await climb_all(client, sites)
    ours = tallied(sites, answers[OURS])
    print_readers(printer, sites, answers, seconds)
    print_families(printer, sites, answers)
    print_rungs(printer, rungs, ours)
    print(*not_as_labelled(sites, answers[OURS]), sep="\n", file=sys.stderr)
    return ours.untrue + ours.deceived


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how right readings of websites are.")
    parser.add_argument("--markdown", action="store_true", help="print as for docs/accuracy.md")
    printer = Printer(markdown=parser.parse_args().markdown)
    with open_sites() as sites:
        misled = asyncio.run(measure(printer, sites))
    sys.exit(1 if misled else 0)


if __name__ == "__main__":
    main()
