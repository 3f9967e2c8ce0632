"""Stewardship has a beginning and an end, so that history keeps its owner."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from storage import people
from storage.engine import Database, Session
from storage.people import Position, Stewardship
from storage.tables import StewardshipRow
from tests.storage.storage_examples import DAY, NOW, Town, arrive, at_once


async def history(database: Database, channel_id: int) -> list[tuple[int, datetime, object]]:
    """Who looked after the channel, from when to when."""
    async with database.reading() as session:
        rows = await session.scalars(
            select(StewardshipRow)
            .where(StewardshipRow.channel_id == channel_id)
            .order_by(StewardshipRow.id)
        )
        return [(row.person_id, row.since, row.until) for row in rows]


async def test_what_is_in_someones_care_already_stays_as_it_is(
    database: Database, town: Town
) -> None:
    async with database.writing() as session:
        budi = await arrive(session, town, 7, "Budi")
        await people.assign(session, town.website.id, budi.id, Position.DEPUTY, NOW + DAY)
    assert await history(database, town.website.id) == [(budi.id, NOW, None)]


async def test_a_channel_is_put_in_someones_care_once_by_two_at_once(
    database: Database, town: Town
) -> None:
    async with database.writing() as session:
        budi = await arrive(session, town, 7, "Budi")
        await people.release(session, town.website.id, NOW + DAY)

    async def assign(session: Session) -> None:
        await people.assign(session, town.website.id, budi.id, Position.PRIMARY, NOW + DAY)

    assert await at_once(database, assign, assign) == [None, None]
    assert await history(database, town.website.id) == [
        (budi.id, NOW, NOW + DAY),
        (budi.id, NOW + DAY, None),
    ]


async def test_a_stewardship_that_ended_is_history_and_no_care(
    database: Database, town: Town
) -> None:
    async with database.writing() as session:
        budi = await arrive(session, town, 7, "Budi")
        siti = await arrive(session, town, 8, "Siti")
        await people.forget(session, budi, NOW + DAY)
    assert await history(database, town.website.id) == [
        (budi.id, NOW, NOW + DAY),
        (siti.id, NOW, None),
    ]
    async with database.reading() as session:
        assert await people.channels_of(session, budi) == []
        assert [c.id for c in await people.channels_of(session, siti)] == [
            town.website.id,
            town.instagram.id,
        ]


async def test_primaries_come_before_deputies(database: Database, town: Town) -> None:
    async with database.writing() as session:
        await arrive(session, town, 7, "Budi")
        siti = await arrive(session, town, 8, "Siti")
        budi = await people.person_with(session, 7)
        assert budi is not None
        await people.forget(session, budi, NOW)
        ani = await arrive(session, town, 9, "Ani")
        found = await people.stewardships(session, town.region.id)
    assert found == [
        Stewardship(town.website.id, ani.id, Position.PRIMARY),
        Stewardship(town.instagram.id, ani.id, Position.PRIMARY),
        Stewardship(town.website.id, siti.id, Position.DEPUTY),
        Stewardship(town.instagram.id, siti.id, Position.DEPUTY),
    ]
