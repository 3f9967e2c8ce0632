"""Whole websites in the manner of Indonesian offices, each with a trap, read as a person would."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from checks.client import Client, ClientSettings, Page
from checks.model import Health, Reading
from checks.website.items import day_of
from checks.website.reader import read_website
from tests.checks.site_files import AS_OF, SiteFile, served, site_files

FILES = site_files()

FEWEST_SITES = 120

MOST_REQUESTS = 8

MOST_BYTES = 3_000_000

Answer = tuple[str, date | None, str]
"""A health, the day of the newest publication, and the rung that told it, or ""."""


class CountingClient(Client):
    """The guarded client, which also counts the bytes that it hands out."""

    bytes_read = 0

    async def get(self, url: str, **limits: Any) -> Page:
        page = await super().get(url, **limits)
        self.bytes_read += len(page.body)
        return page


@dataclass(frozen=True)
class Visited:
    """What was read of one site, and what it cost the site."""

    file: SiteFile
    reading: Reading
    asked: tuple[str, ...]
    bytes_read: int

    @property
    def told(self) -> Answer:
        """What was read, as far as the label speaks of it: of a hijacked site, its health."""
        newest = self.reading.newest
        return (
            self.reading.health.value,
            day_of(newest) if newest and self.file.health is not Health.HIJACKED else None,
            newest.evidence.source if newest and self.file.source else "",
        )

    @property
    def labelled(self) -> Answer:
        return self.file.health.value, self.file.newest, self.file.source

    @property
    def story(self) -> str:
        """The trap, what was said and why, for whoever has to find the fault."""
        file, reading = self.file, self.reading
        lines = [
            f"{file.family}/{file.name}: {file.trap}",
            f"labelled {self.labelled}, read as {self.told}: {reading.detail}",
            "the ladder:",
            *(f"  {one.source}: {one.url}: {one.outcome}" for one in reading.attempts),
            "believed:",
            *(f"  {one.at} {one.evidence}" for one in reading.recent[:5]),
            "set aside:",
            *(f"  {one}" for one in reading.set_aside[:5]),
            *(f"sign: {sign}" for sign in reading.signs),
        ]
        return "\n".join(lines)


async def visit(file: SiteFile) -> Visited:
    async with served(file) as (site, elsewhere):
        places = frozenset({site.place, elsewhere.place})
        settings = ClientSettings(allow_private=places, retry_pause=0, pause=0)
        async with CountingClient(settings) as client:
            reading = await read_website(client, site.url(), AS_OF)
        return Visited(file, reading, (*site.asked, *elsewhere.asked), client.bytes_read)


@pytest.fixture(scope="module", params=FILES, ids=lambda file: f"{file.family}/{file.name}")
def visited(request: pytest.FixtureRequest) -> Visited:
    """One site of the collection, read once for all tests of it."""
    return asyncio.run(visit(request.param))


def test_a_site_is_read_as_a_careful_clerk_reads_it(visited: Visited) -> None:
    told, labelled = visited.told, visited.labelled
    assert told == labelled, visited.story


def test_a_site_is_asked_eight_times_at_most_and_for_three_megabytes(visited: Visited) -> None:
    assert 0 < len(visited.asked) <= MOST_REQUESTS, visited.asked
    assert visited.bytes_read <= MOST_BYTES


def test_there_are_sites_enough_to_tell_how_right_the_readings_are() -> None:
    assert len(FILES) >= FEWEST_SITES
    assert {file.family for file in FILES} >= {"cms", "local", "trouble"}


def test_each_site_has_a_name_of_its_own_and_says_what_is_hard_about_it() -> None:
    names = Counter(file.name for file in FILES)
    assert [name for name, times in names.items() if times > 1] == []
    assert [file.name for file in FILES if len(file.trap.split()) < 5] == []
    traps = Counter(file.trap for file in FILES)
    assert [trap for trap, times in traps.items() if times > 1] == []


def test_what_is_labelled_agrees_with_itself() -> None:
    dated = {file.name for file in FILES if file.newest}
    assert {file.name for file in FILES if file.health is Health.OK} == dated
    assert {file.name for file in FILES if file.source} <= dated
    assert [file.name for file in FILES if file.newest and file.newest > AS_OF.date()] == []
