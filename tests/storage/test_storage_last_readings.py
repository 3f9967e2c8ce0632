"""The last reading of a channel comes back as it went, for the next check to begin with."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import update

from checks.model import Attempt, Document, Evidence, Health, Reading, Trouble
from storage import readings
from storage.engine import Database
from storage.last_readings import last_readings
from storage.tables import ChannelRow, LastReadingRow
from tests.storage.storage_examples import DAY, NOW, Town, article, reading

WHOLE = replace(
    reading(Health.OK, NOW, article(1, NOW - DAY), signs=("hxxp://slot[.]example",)),
    set_aside=(Evidence("card", "https://x.example/", "2027", "Agenda \ud83d", "in the future"),),
    documents=(
        Document("https://x.example/", "https://x.example/id", "a1", '"etag"', "yesterday"),
    ),
    trouble=Trouble.NO_DATES,
    rules="0123",
)


async def after(database: Database, town: Town, *found: Reading) -> Reading | None:
    """What is kept of the website once these readings were recorded."""
    for one in found:
        async with database.writing() as session:
            await readings.record(session, town.website.id, one, due_at=None)
    async with database.reading() as session:
        return (await last_readings(session, town.region.id)).get(town.website.id)


async def test_a_reading_comes_back_whole_but_for_what_was_tried(
    database: Database, town: Town
) -> None:
    tried = replace(
        WHOLE, attempts=(Attempt("home", "https://x.example/", "a site"),), elapsed_ms=9
    )
    kept = await after(database, town, tried)
    mended = replace(WHOLE.set_aside[0], title="Agenda ?")
    assert kept == replace(WHOLE, set_aside=(mended,))


async def test_the_newer_reading_takes_the_place_of_the_older(
    database: Database, town: Town
) -> None:
    newer = replace(WHOLE, checked_at=NOW + DAY, rules="4567")
    kept = await after(database, town, WHOLE, newer)
    assert kept is not None
    assert (kept.checked_at, kept.rules) == (NOW + DAY, "4567")


async def test_a_day_on_which_nothing_could_be_read_leaves_the_last_reading(
    database: Database, town: Town
) -> None:
    down = Reading(Health.UNREACHABLE, NOW + DAY, trouble=Trouble.TIMED_OUT)
    kept = await after(database, town, WHOLE, down)
    assert kept is not None
    assert kept.checked_at == NOW


async def test_what_can_not_be_understood_is_left_out(database: Database, town: Town) -> None:
    await after(database, town, WHOLE)
    async with database.writing() as session:
        await session.execute(update(LastReadingRow).values(reading='{"health": "sunny"}'))
    async with database.reading() as session:
        assert await last_readings(session, town.region.id) == {}


async def test_a_channel_that_is_retired_has_none(database: Database, town: Town) -> None:
    await after(database, town, WHOLE)
    async with database.writing() as session:
        await session.execute(update(ChannelRow).values(retired_at=NOW))
    async with database.reading() as session:
        assert await last_readings(session, town.region.id) == {}


async def test_the_trouble_of_a_channel_is_part_of_its_state(
    database: Database, town: Town
) -> None:
    down = Reading(Health.UNREACHABLE, NOW, trouble=Trouble.CERTIFICATE_EXPIRED)
    await after(database, town, down)
    async with database.reading() as session:
        state = (await readings.states(session, town.region.id))[town.website.id]
    assert state.trouble is Trouble.CERTIFICATE_EXPIRED
