"""Pictures as evidence: what they are on record for, and who still refers to them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.model import Evidence, Publication
from storage import people, pictures, publications, reports
from storage.engine import Database, Session
from storage.people import Person
from storage.pictures import is_picture_link, picture_link
from storage.reports import Report
from tests.storage.storage_examples import DAY, NOW, Town, arrive, at_once, reports_of

FIRST, SECOND = "a" * 64, "b" * 64


def sent(person: Person, digest: str, number: int = 1, channel_id: int | None = None) -> Report:
    return Report(
        person_id=person.id,
        origin=f"99:{person.id}:{number}",
        outcome="photo_recorded",
        sent_at=NOW,
        channel_id=channel_id,
        photo="file-id",
        photo_digest=digest,
        photo_type="png",
    )


@pytest.fixture
async def budi(database: Database, town: Town) -> Person:
    async with database.writing() as session:
        return await arrive(session, town, 7, "Budi")


@pytest.fixture
async def siti(database: Database, town: Town) -> Person:
    async with database.writing() as session:
        return await arrive(session, town, 8, "Siti")


def test_a_pictures_link_is_told_from_one_that_opens() -> None:
    assert picture_link(FIRST) == f"urn:sha256:{FIRST}"
    assert is_picture_link(picture_link(FIRST))
    assert not is_picture_link("https://dinkes.cahaya.go.id/urn:sha256:")


async def test_a_report_keeps_its_pictures_digest_and_type(
    database: Database, budi: Person
) -> None:
    async with database.writing() as session:
        report_id = await reports.add_report(session, sent(budi, FIRST))
    async with database.reading() as session:
        assert await reports.find(session, report_id) == sent(budi, FIRST)
        assert await pictures.known_digests(session) == {FIRST}


async def test_a_picture_is_on_record_for_the_channels_it_was_reported_for(
    database: Database, town: Town, budi: Person, siti: Person
) -> None:
    async with database.writing() as session:
        await reports.add_report(session, sent(budi, FIRST, channel_id=town.website.id))
        await reports.add_report(session, sent(siti, FIRST))
        region = town.region.id
        assert await pictures.channels_shown(session, region, FIRST) == {town.website.id}
        assert await pictures.channels_shown(session, region, SECOND) == set()
        assert await pictures.channels_shown(session, region + 1, FIRST) == set()


async def test_a_publication_stays_on_record_when_its_reporter_is_forgotten(
    database: Database, town: Town, budi: Person
) -> None:
    async with database.writing() as session:
        await reports.add_report(session, sent(budi, FIRST, channel_id=town.website.id))
        shown = Publication(NOW, picture_link(FIRST), "", Evidence("photo", "", ""))
        await publications.remember(session, town.website.id, [shown], seen_at=NOW, reported=True)
        await people.forget(session, budi, NOW + DAY)
        region = town.region.id
        assert await pictures.known_digests(session) == set()
        assert await pictures.channels_shown(session, region, FIRST) == {town.website.id}


async def test_only_the_pictures_that_nobody_else_sent_are_let_go(
    database: Database, budi: Person, siti: Person
) -> None:
    async with database.writing() as session:
        await reports.add_report(session, sent(budi, FIRST))
        await reports.add_report(session, sent(budi, SECOND, 2))
        await reports.add_report(session, sent(budi, SECOND, 3))
        await reports.add_report(session, sent(siti, FIRST))
        assert await people.forget(session, budi, NOW + DAY) == [SECOND]
        for report in await reports_of(session, budi.id):
            assert (report.photo, report.photo_digest, report.photo_type) == (None, None, None)
        assert await pictures.known_digests(session) == {FIRST}
        assert await people.forget(session, siti, NOW + DAY) == [FIRST]


@pytest.mark.parametrize("album", ["99:7:a12", "99:7:a1_"])
async def test_the_parts_of_an_album_are_found_and_none_of_another(
    database: Database, album: str, budi: Person
) -> None:
    async with database.writing() as session:
        parts = [
            replace(sent(budi, FIRST), origin=origin)
            for origin in (album, f"{album}:4", f"{album}:5:0")
        ]
        for other in ("99:7:a123:4", "99:7:4", "99:7:a13:6"):
            await reports.add_report(session, replace(sent(budi, FIRST), origin=other))
        for part in parts:
            await reports.add_report(session, part)
        assert await reports.reports_in(session, album) == parts


async def test_what_was_let_go_is_to_be_erased_until_that_is_noted(
    database: Database, budi: Person, siti: Person
) -> None:
    async with database.writing() as session:
        await reports.add_report(session, sent(budi, FIRST))
        await reports.add_report(session, sent(budi, SECOND, 2))
        await reports.add_report(session, sent(siti, SECOND))
        assert await pictures.to_erase(session) == []
        await people.forget(session, budi, NOW + DAY)
        assert await pictures.to_erase(session) == [FIRST]
        await people.forget(session, siti, NOW + DAY)
    async with database.writing() as session:
        assert await pictures.to_erase(session) == [FIRST, SECOND]
        await pictures.note_erased(session, [FIRST])
        assert await pictures.to_erase(session) == [SECOND]


async def test_what_was_let_go_and_sent_again_is_kept_until_it_is_let_go_again(
    database: Database, budi: Person, siti: Person
) -> None:
    async with database.writing() as session:
        await reports.add_report(session, sent(budi, FIRST))
        await people.forget(session, budi, NOW + DAY)
        await reports.add_report(session, sent(siti, FIRST))
        assert await pictures.to_erase(session) == []
        assert await people.forget(session, siti, NOW + DAY) == [FIRST]
        assert await pictures.to_erase(session) == [FIRST]


async def test_one_picture_sent_for_two_channels_at_once_is_on_record_for_one(
    database: Database, town: Town, budi: Person, siti: Person
) -> None:
    async def send(session: Session, person: Person, channel: int) -> bool:
        if await pictures.channels_shown(session, town.region.id, FIRST):
            return False
        await reports.add_report(session, sent(person, FIRST, channel_id=channel))
        return True

    async def by_budi(session: Session) -> bool:
        return await send(session, budi, town.website.id)

    async def by_siti(session: Session) -> bool:
        return await send(session, siti, town.instagram.id)

    assert sorted(map(bool, await at_once(database, by_budi, by_siti))) == [False, True]
