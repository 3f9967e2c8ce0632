"""Episodes: at most one open per channel, with its steps, closed once."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from storage import episodes
from storage.engine import Database, Session
from storage.episodes import Episode, Nudged
from storage.people import Person
from storage.tables import EpisodeRow
from tests.storage.storage_examples import NOW, Town, arrive, article, at_once

WEDNESDAY, THURSDAY, FRIDAY = date(2026, 7, 1), date(2026, 7, 2), date(2026, 7, 3)


@pytest.fixture
async def budi(database: Database, town: Town) -> Person:
    async with database.writing() as session:
        return await arrive(session, town, 7, "Budi")


async def close(session: Session, town: Town) -> bool:
    return await episodes.close_episode(
        session, town.website.id, closed_at=NOW, closed_by=article(1, NOW).url
    )


async def test_an_episode_stays_the_one_that_was_opened(database: Database, town: Town) -> None:
    async with database.writing() as session:
        opened = await episodes.open_episode(session, town.website.id, WEDNESDAY)
    async with database.writing() as session:
        assert await episodes.open_episode(session, town.website.id, FRIDAY) == opened
        assert await episodes.open_episodes(session, town.region.id) == {
            town.website.id: Episode(opened, town.website.id, WEDNESDAY)
        }


async def test_two_who_open_an_episode_at_once_get_the_same(database: Database, town: Town) -> None:
    async def open_one(session: Session) -> int:
        return await episodes.open_episode(session, town.website.id, WEDNESDAY)

    first, second, third = await at_once(database, open_one, open_one, open_one)
    assert first == second == third
    async with database.reading() as session:
        assert len((await session.scalars(select(EpisodeRow))).all()) == 1


async def test_each_channel_has_its_own(database: Database, town: Town) -> None:
    async with database.writing() as session:
        for channel in (town.website, town.instagram):
            await episodes.open_episode(session, channel.id, WEDNESDAY)
        assert await close(session, town)
        assert list(await episodes.open_episodes(session, town.region.id)) == [town.instagram.id]


async def test_an_episode_is_closed_once_and_the_next_is_another(
    database: Database, town: Town
) -> None:
    async with database.writing() as session:
        first = await episodes.open_episode(session, town.website.id, WEDNESDAY)
        assert [await close(session, town) for _ in range(2)] == [True, False]
        assert await episodes.open_episodes(session, town.region.id) == {}
        assert await episodes.open_episode(session, town.website.id, FRIDAY) != first
        closed = await session.get_one(EpisodeRow, first)
    assert (closed.closed_at, closed.closed_by) == (NOW, article(1, NOW).url)


async def test_a_day_has_one_step_and_the_steps_are_in_order(
    database: Database, town: Town, budi: Person
) -> None:
    async with database.writing() as session:
        episode = await episodes.open_episode(session, town.website.id, WEDNESDAY)
        for day, step in ((THURSDAY, "firm"), (WEDNESDAY, "gentle"), (THURSDAY, "notice")):
            await episodes.add_nudges(session, {episode: step}, person_id=budi.id, day=day)
        await episodes.add_nudges(session, {}, person_id=budi.id, day=FRIDAY)
        found = (await episodes.open_episodes(session, town.region.id))[town.website.id]
    assert found.nudges == (
        Nudged(WEDNESDAY, "gentle", budi.id),
        Nudged(THURSDAY, "firm", budi.id),
    )
