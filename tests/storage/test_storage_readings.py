"""Readings: a run is extended while nothing changes, and one failure is no change."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from checks.model import Health, Reading
from storage import readings
from storage.engine import Database
from storage.readings import PASSING, ChannelState
from storage.tables import ReadingRow
from tests.storage.storage_examples import DAY, NOW, Town, article, reading

OLD, NEW = article(1, NOW - 9 * DAY), article(2, NOW - DAY)


async def sweep(database: Database, town: Town, *found: Reading) -> ChannelState:
    """Record the readings of the website, each in a transaction; the state afterwards."""
    for one in found:
        async with database.writing() as session:
            await readings.record(session, town.website.id, one, due_at=one.checked_at + 14 * DAY)
    async with database.reading() as session:
        return (await readings.states(session, town.region.id))[town.website.id]


async def runs(database: Database) -> list[tuple[str, int, int]]:
    """Each run's health, how often it was seen, and the passing failures counted on it."""
    async with database.reading() as session:
        rows = await session.scalars(select(ReadingRow).order_by(ReadingRow.id))
        return [(row.health, row.times_seen, row.passing_failures) for row in rows]


async def test_equal_readings_are_one_run_that_says_when_it_was_last_seen(
    database: Database, town: Town
) -> None:
    days = [reading(Health.OK, NOW + day * DAY, OLD, detail=f"day {day}") for day in range(3)]
    state = await sweep(database, town, *days)
    assert await runs(database) == [("ok", 3, 0)]
    async with database.reading() as session:
        (run,) = await session.scalars(select(ReadingRow))
    assert (run.first_seen_at, run.last_seen_at) == (NOW, NOW + 2 * DAY)
    assert (state.checked_at, state.detail) == (NOW + 2 * DAY, "day 2")
    assert state.due_at == NOW + 16 * DAY


async def test_the_state_says_where_the_newest_date_was_read(
    database: Database, town: Town
) -> None:
    state = await sweep(database, town, reading(Health.OK, NOW, NEW, OLD))
    assert (state.health, state.newest_at, state.newest_url) == (Health.OK, NEW.at, NEW.url)
    assert state.evidence == NEW.evidence
    assert (state.failures, state.failing_since, state.newest_day_only) == (0, None, False)


async def test_a_newer_publication_begins_a_run(database: Database, town: Town) -> None:
    state = await sweep(
        database, town, reading(Health.OK, NOW, OLD), reading(Health.OK, NOW + DAY, NEW, OLD)
    )
    assert await runs(database) == [("ok", 1, 0), ("ok", 1, 0)]
    assert state.newest_at == NEW.at


async def test_another_health_begins_a_run(database: Database, town: Town) -> None:
    hijacked = reading(Health.HIJACKED, NOW + DAY, signs=("slot gacor",))
    more = reading(Health.HIJACKED, NOW + 2 * DAY, signs=("slot gacor", "maxwin"))
    state = await sweep(database, town, reading(Health.OK, NOW, OLD), hijacked, more)
    assert await runs(database) == [("ok", 1, 0), ("hijacked", 2, 0)]
    assert (state.health, state.signs) == (Health.HIJACKED, ("slot gacor", "maxwin"))


@pytest.mark.parametrize("health", sorted(PASSING))
async def test_a_passing_failure_is_counted_and_begins_nothing(
    database: Database, town: Town, health: Health
) -> None:
    failed = await sweep(
        database, town, reading(Health.OK, NOW, OLD), reading(health, NOW + DAY, detail="timeout")
    )
    assert await runs(database) == [("ok", 1, 1)]
    assert (failed.health, failed.detail) == (health, "timeout")
    assert (failed.failures, failed.failing_since) == (1, NOW + DAY)
    assert (failed.newest_at, failed.evidence) == (OLD.at, OLD.evidence)
    recovered = await sweep(database, town, reading(Health.OK, NOW + 2 * DAY, OLD))
    assert await runs(database) == [("ok", 2, 1)]
    assert (recovered.health, recovered.failures, recovered.failing_since) == (Health.OK, 0, None)


async def test_a_second_failure_in_a_row_begins_a_run_which_ends_with_the_recovery(
    database: Database, town: Town
) -> None:
    down = [reading(Health.UNREACHABLE, NOW + day * DAY) for day in (1, 2, 3)]
    state = await sweep(database, town, reading(Health.OK, NOW, OLD), *down)
    assert await runs(database) == [("ok", 1, 1), ("unreachable", 2, 0)]
    assert (state.failures, state.failing_since) == (3, NOW + DAY)
    state = await sweep(database, town, reading(Health.OK, NOW + 4 * DAY, OLD))
    assert await runs(database) == [("ok", 1, 1), ("unreachable", 2, 0), ("ok", 1, 0)]
    assert (state.failures, state.failing_since) == (0, None)


async def test_a_channel_that_cannot_be_read_keeps_the_newest_publication_known(
    database: Database, town: Town
) -> None:
    down = [reading(Health.UNREACHABLE, NOW + day * DAY) for day in (1, 2)]
    state = await sweep(database, town, reading(Health.OK, NOW, OLD), *down)
    assert (state.health, state.newest_at, state.newest_url) == (
        Health.UNREACHABLE,
        OLD.at,
        OLD.url,
    )
    assert state.evidence == OLD.evidence


async def test_two_failures_apart_are_both_passing(database: Database, town: Town) -> None:
    ok, failed = Health.OK, Health.UNREACHABLE
    days = [(ok, OLD), (failed, None), (ok, OLD), (failed, None), (ok, OLD)]
    found = [
        reading(health, NOW + day * DAY, *([seen] if seen else []))
        for day, (health, seen) in enumerate(days)
    ]
    await sweep(database, town, *found)
    assert await runs(database) == [("ok", 3, 2)]


async def test_a_channel_that_failed_from_the_first_has_a_state_without_a_publication(
    database: Database, town: Town
) -> None:
    state = await sweep(database, town, reading(Health.BLOCKED, NOW), reading(Health.BLOCKED, NOW))
    assert await runs(database) == [("blocked", 2, 0)]
    assert (state.newest_at, state.evidence, state.failures) == (None, None, 2)


async def test_the_states_of_some_channels_are_told_without_the_others(
    database: Database, town: Town
) -> None:
    async with database.writing() as session:
        for channel in (town.website, town.instagram):
            found = reading(Health.OK, NOW, OLD)
            await readings.record(session, channel.id, found, due_at=None)
    async with database.reading() as session:
        region_id = town.region.id
        every = await readings.states(session, region_id)
        only = await readings.states(session, region_id, channel_ids=[town.website.id])
    assert every.keys() == {town.website.id, town.instagram.id}
    assert list(only) == [town.website.id]
