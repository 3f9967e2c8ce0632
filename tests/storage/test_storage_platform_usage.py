"""What reading the platforms used: added up by day, whoever noted it."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from checks.model import Platform
from storage import platform_usage
from storage.engine import Database
from storage.platform_usage import StoredUsage

TODAY = date(2026, 7, 1)
YESTERDAY = date(2026, 6, 30)
MUCH = 3_000_000_000
"""More than 32 bits hold: three thousand dollars in millionths."""


async def note(
    database: Database,
    usage: StoredUsage,
    day: date = TODAY,
    platform: Platform = Platform.X,
) -> None:
    async with database.writing() as session:
        await platform_usage.note(session, platform, day, usage)


async def used(
    database: Database, since: date = TODAY, platform: Platform = Platform.X
) -> StoredUsage:
    async with database.reading() as session:
        return await platform_usage.used(session, platform, since)


async def test_nothing_was_used_before_anything_was_noted(database: Database) -> None:
    assert await used(database) == StoredUsage()


async def test_what_was_used_adds_up(database: Database) -> None:
    await note(database, StoredUsage(1, 2, MUCH))
    await note(database, StoredUsage(1, 0, MUCH))
    total = await used(database)
    assert total == StoredUsage(2, 2, 2 * MUCH)
    assert {type(total.calls), type(total.micro_usd)} == {int}


@pytest.mark.parametrize(("since", "calls"), [(YESTERDAY, 3), (TODAY, 1), (date(2026, 7, 2), 0)])
async def test_a_day_counts_from_itself_on(database: Database, since: date, calls: int) -> None:
    await note(database, StoredUsage(calls=2), YESTERDAY)
    await note(database, StoredUsage(calls=1), TODAY)
    assert (await used(database, since)).calls == calls


async def test_each_platform_is_counted_by_itself(database: Database) -> None:
    await note(database, StoredUsage(calls=1))
    await note(database, StoredUsage(units=312), platform=Platform.YOUTUBE)
    assert await used(database) == StoredUsage(calls=1)
    assert await used(database, platform=Platform.YOUTUBE) == StoredUsage(units=312)


async def test_of_what_many_note_at_once_nothing_is_lost(
    database: Database, another_process: Database
) -> None:
    both = (database, another_process)
    await asyncio.gather(*(note(both[turn % 2], StoredUsage(1, 1, 1)) for turn in range(12)))
    assert await used(database) == StoredUsage(12, 12, 12)
