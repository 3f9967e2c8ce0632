"""Regions, agencies, channels and the corrections of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from storage import roster
from storage.engine import Database, Session
from storage.errors import RegionExists, UnknownAgency, UnknownRegion
from storage.roster import CalendarDay, Region
from tests.storage.storage_examples import NOW, WEBSITE, Town, at_once


async def test_a_region_is_found_by_its_slug(database: Database, town: Town) -> None:
    async with database.reading() as session:
        assert await roster.region_called(session, "cahaya") == town.region
        assert await roster.region_of(session, town.region.id) == town.region
    assert town.region.zone == "Asia/Jakarta"


async def test_an_unknown_region_is_refused_with_those_there_are(
    database: Database, town: Town
) -> None:
    async with database.reading() as session:
        with pytest.raises(UnknownRegion, match=r"no region called 'chaya'\. Known: cahaya\."):
            await roster.region_called(session, "chaya")


async def test_without_a_region_the_refusal_says_how_to_add_one(database: Database) -> None:
    async with database.reading() as session:
        with pytest.raises(UnknownRegion, match="segar region add"):
            await roster.region_called(session, "cahaya")


async def test_a_slug_is_given_once_also_to_two_at_once(database: Database) -> None:
    async def add(session: Session) -> Region:
        return await roster.add_region(
            session, slug="cahaya", name="Cahaya", zone="Asia/Makassar", now=NOW
        )

    results = await at_once(database, add, add)
    assert sorted(type(result).__name__ for result in results) == ["Region", "RegionExists"]
    with pytest.raises(RegionExists, match="already a region called 'cahaya'"):
        async with database.writing() as session:
            await add(session)


async def test_an_agency_is_found_by_short_or_full_name_in_any_case(
    database: Database, town: Town
) -> None:
    async with database.reading() as session:
        for text in (" dinkes ", "DINAS KESEHATAN"):
            assert await roster.agency_called(session, town.region, text) == town.agency
        with pytest.raises(UnknownAgency, match="No agency of Kabupaten Cahaya is called 'Dishub'"):
            await roster.agency_called(session, town.region, "Dishub")
        assert await roster.agency_of(session, None) is None


async def test_a_channel_comes_with_its_address_and_its_agency(
    database: Database, town: Town
) -> None:
    async with database.reading() as session:
        (found,) = await roster.channels(session, town.region.id, ids=[town.website.id])
        assert await roster.channels(session, town.region.id, ids=[]) == []
    assert (found.ref, found.agency, found.paused_until) == (WEBSITE, town.agency, None)


async def test_the_group_is_remembered_and_forgotten(database: Database, town: Town) -> None:
    for chat_id in (-1001234567890, None):
        async with database.writing() as session:
            await roster.set_group_chat(session, town.region.id, chat_id)
        async with database.reading() as session:
            assert (await roster.region_of(session, town.region.id)).group_chat_id == chat_id


async def test_a_day_of_the_calendar_has_its_last_correction(
    database: Database, town: Town
) -> None:
    feast, market = date(2026, 8, 18), date(2026, 7, 20)
    for entry in (
        CalendarDay(feast, "Hari jadi", is_workday=False),
        CalendarDay(market, "Pekan daerah", is_workday=False),
        CalendarDay(feast, "Pengganti hari jadi", is_workday=True),
    ):
        async with database.writing() as session:
            await roster.set_calendar_day(session, town.region.id, entry)
    async with database.reading() as session:
        assert await roster.calendar_days(session, town.region.id) == [
            CalendarDay(market, "Pekan daerah", is_workday=False),
            CalendarDay(feast, "Pengganti hari jadi", is_workday=True),
        ]
