"""A roster that is imported: what it adds, changes, moves and leaves alone."""

from __future__ import annotations

import pytest

from checks.model import ChannelRef, Platform
from storage import people, roster
from storage.engine import Database, Session
from storage.errors import ShortNameTaken
from storage.imports import export_roster, import_roster
from storage.people import Position, Stewardship
from storage.roster import RosterChanges
from tests.storage.storage_examples import (
    DAY,
    INSTAGRAM,
    NOW,
    WEBSITE,
    Entry,
    Town,
    arrive,
    at_once,
)

OFFICE_SITE = ChannelRef(Platform.WEBSITE, "https://dishub.cahaya.go.id/")
VIDEOS = ChannelRef(Platform.YOUTUBE, "UCcahaya", platform_id="UCcahaya")


async def put(database: Database, town: Town, *entries: Entry) -> RosterChanges:
    async with database.writing() as session:
        return await import_roster(session, town.region.id, entries, now=NOW + DAY, language="id")


async def names_in_care(session: Session, town: Town) -> dict[str, list[tuple[str, str]]]:
    """Channel address to the names and positions of those who look after it."""
    names = {person.id: person.name for person in await people.people(session, town.region.id)}
    channels = {c.id: c.ref.canonical for c in await roster.channels(session, town.region.id)}
    care: dict[str, list[tuple[str, str]]] = {}
    for one in await people.stewardships(session, town.region.id):
        care.setdefault(channels[one.channel_id], []).append(
            (names[one.person_id], one.position.value)
        )
    return care


async def test_the_same_roster_twice_changes_nothing(database: Database, town: Town) -> None:
    entries = (
        Entry(stewards=("Budi Santoso", "Siti Aminah")),
        Entry("Dinas Perhubungan", "Dishub", channels=(OFFICE_SITE,), stewards=("Budi Santoso",)),
    )
    first = await put(database, town, *entries)
    assert first.new_agencies == ["Dinas Perhubungan"]
    assert first.new_channels == [OFFICE_SITE.canonical]
    assert (first.new_people, first.unchanged_channels) == (3, 2)
    second = await put(database, town, *entries)
    assert second.nothing
    assert second.unchanged_channels == 3
    assert second.not_in_file == []


async def test_what_is_exported_is_imported_without_a_change(
    database: Database, town: Town
) -> None:
    await put(database, town, Entry(stewards=("Budi Santoso",)))
    async with database.writing() as session:
        await arrive(session, town, 7, "Budi")
        exported = await export_roster(session, town.region.id)
        again = await import_roster(session, town.region.id, exported, now=NOW, language="id")
    assert again.nothing
    assert [(agency.name, agency.stewards) for agency in exported] == [
        ("Dinas Kesehatan", ("Budi",))
    ]


async def test_an_agency_is_recognised_by_either_name_and_takes_the_new_spelling(
    database: Database, town: Town
) -> None:
    changes = await put(database, town, Entry(short="Dinkes Kab", agency_class="badan"))
    assert changes.changed_agencies == ["Dinas Kesehatan"]
    changes = await put(database, town, Entry(name="Dinas Kesehatan Daerah", short="Dinkes Kab"))
    assert changes.changed_agencies == ["Dinas Kesehatan Daerah"]
    async with database.reading() as session:
        (agency,) = await roster.agencies(session, town.region.id)
    assert agency.id == town.agency.id
    assert (agency.short, agency.agency_class) == ("Dinkes Kab", "dinas")


async def test_two_agencies_that_swap_short_names_are_refused_in_words(
    database: Database, town: Town
) -> None:
    await put(database, town, Entry("Dinas Sosial", "Dinsos"), Entry("Dinas Pertanian", "Distan"))
    with pytest.raises(ShortNameTaken, match="Distan"):
        await put(
            database, town, Entry("Dinas Sosial", "Distan"), Entry("Dinas Pertanian", "Dinsos")
        )
    async with database.reading() as session:
        shorts = [agency.short for agency in await roster.agencies(session, town.region.id)]
    assert {"Dinsos", "Distan"} <= set(shorts)


async def test_a_stewards_name_is_kept_on_one_line_and_as_long_as_it_may_be(
    database: Database, town: Town
) -> None:
    await put(
        database, town, Entry("Dinas Sosial", "Dinsos", stewards=("Ayu\nLestari" + "x" * 300,))
    )
    async with database.reading() as session:
        names = [person.name for person in await people.people(session, town.region.id)]
    assert next(name for name in names if name.startswith("Ayu Lestari")).endswith("x")
    assert max(map(len, names)) <= 200


async def test_a_channel_that_moves_keeps_its_id_and_leaves_its_stewards_behind(
    database: Database, town: Town
) -> None:
    async with database.writing() as session:
        await arrive(session, town, 7, "Budi")
    moved = await put(
        database,
        town,
        Entry(channels=(INSTAGRAM,)),
        Entry("Dinas Perhubungan", "Dishub", channels=(WEBSITE,), stewards=("Siti Aminah",)),
    )
    assert moved.moved_channels == [WEBSITE.canonical]
    async with database.reading() as session:
        channels = {c.ref: c for c in await roster.channels(session, town.region.id)}
        assert channels[WEBSITE].id == town.website.id
        assert channels[WEBSITE].agency.short == "Dishub"
        assert await names_in_care(session, town) == {
            INSTAGRAM.canonical: [("Budi", "primary")],
            WEBSITE.canonical: [("Siti Aminah", "primary")],
        }


async def test_a_channel_named_twice_belongs_to_the_first_however_often_it_is_imported(
    database: Database, town: Town
) -> None:
    entries = (Entry(), Entry("Dinas Perhubungan", "Dishub", channels=(WEBSITE, OFFICE_SITE)))
    changes = await put(database, town, *entries)
    assert (changes.moved_channels, changes.new_channels) == ([], [OFFICE_SITE.canonical])
    assert (await put(database, town, *entries)).nothing


async def test_a_channel_the_file_does_not_name_is_listed_and_kept(
    database: Database, town: Town
) -> None:
    changes = await put(database, town, Entry(channels=(WEBSITE,)))
    assert changes.nothing
    assert changes.not_in_file == [INSTAGRAM.canonical]
    async with database.reading() as session:
        assert len(await roster.channels(session, town.region.id)) == 2


async def test_stewards_are_expected_until_the_agency_has_some_who_arrived(
    database: Database, town: Town
) -> None:
    await put(database, town, Entry(stewards=("Budi Santoso", "Siti Aminah")))
    async with database.reading() as session:
        assert await names_in_care(session, town) == {
            WEBSITE.canonical: [("Budi Santoso", "primary"), ("Siti Aminah", "deputy")],
            INSTAGRAM.canonical: [("Budi Santoso", "primary"), ("Siti Aminah", "deputy")],
        }
    async with database.writing() as session:
        await arrive(session, town, 7, "Budi")
    changes = await put(database, town, Entry(stewards=("Budi S., S.Kom", "Siti Aminah")))
    assert changes.nothing


async def test_a_viewer_of_the_agency_is_no_steward_of_it(database: Database, town: Town) -> None:
    async with database.writing() as session:
        await arrive(session, town, 7, "Ibu Kepala", role=people.Role.VIEWER)
    changes = await put(database, town, Entry(stewards=("Budi Santoso",)))
    assert changes.new_people == 1


async def test_a_new_channel_is_looked_after_by_those_of_the_agency_who_are_there(
    database: Database, town: Town
) -> None:
    async with database.writing() as session:
        budi = await arrive(session, town, 7, "Budi")
        siti = await arrive(session, town, 8, "Siti")
    await put(database, town, Entry(channels=(WEBSITE, INSTAGRAM, VIDEOS)))
    async with database.reading() as session:
        added = (await roster.channels(session, town.region.id))[-1]
        stewardships = await people.stewardships(session, town.region.id)
    assert [one for one in stewardships if one.channel_id == added.id] == [
        Stewardship(added.id, budi.id, Position.PRIMARY),
        Stewardship(added.id, siti.id, Position.DEPUTY),
    ]


async def test_two_imports_at_once_make_one_roster(database: Database, town: Town) -> None:
    office = Entry("Dinas Perhubungan", "Dishub", channels=(OFFICE_SITE,), stewards=("Siti",))

    async def put_office(session: Session) -> RosterChanges:
        return await import_roster(session, town.region.id, [office], now=NOW, language="id")

    results = await at_once(database, put_office, put_office)
    assert sorted(changes.nothing for changes in results if isinstance(changes, RosterChanges)) == [
        False,
        True,
    ]
