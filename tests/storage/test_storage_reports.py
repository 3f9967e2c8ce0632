"""Reports: a message told twice makes one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage import reports
from storage.engine import Database, Session
from storage.people import Person
from storage.reports import Report
from tests.storage.storage_examples import DAY, NOW, Town, arrive, at_once, reports_of


@pytest.fixture
async def budi(database: Database, town: Town) -> Person:
    async with database.writing() as session:
        return await arrive(session, town, 7, "Budi")


def told(person: Person) -> Report:
    return Report(person.id, "99:7:12:0", "which-channel", NOW, link="https://x.com/a/status/1")


async def test_a_message_told_twice_makes_one_report(database: Database, budi: Person) -> None:
    async with database.writing() as session:
        first = await reports.add_report(session, told(budi))
    async with database.writing() as session:
        assert await reports.add_report(session, told(budi)) == first
        assert await reports_of(session, budi.id) == [told(budi)]


async def test_a_message_told_twice_at_once_makes_one_report(
    database: Database, budi: Person
) -> None:
    async def add(session: Session) -> int:
        return await reports.add_report(session, told(budi))

    first, second = await at_once(database, add, add)
    assert first == second
    async with database.reading() as session:
        assert len(await reports_of(session, budi.id)) == 1


async def test_a_report_edited_or_decided_on_later_keeps_who_sent_it_and_when(
    database: Database, town: Town, budi: Person
) -> None:
    later = replace(
        told(budi),
        outcome="accepted",
        channel_id=town.website.id,
        sent_at=NOW + DAY,
        link="https://example.org/",
    )
    async with database.writing() as session:
        report_id = await reports.add_report(session, told(budi))
        assert await reports.add_report(session, later) == report_id
        found = await reports.find(session, report_id)
        assert await reports.find(session, report_id + 1) is None
    assert found == replace(later, sent_at=NOW)


async def test_a_persons_reports_come_newest_first_and_nobody_elses(
    database: Database, town: Town, budi: Person
) -> None:
    photo = replace(told(budi), origin="99:7:13", sent_at=NOW + DAY, link=None, photo="file-id")
    async with database.writing() as session:
        siti = await arrive(session, town, 8, "Siti")
        for report in (told(budi), photo, replace(told(siti), origin="99:8:12")):
            await reports.add_report(session, report)
        assert await reports_of(session, budi.id) == [photo, told(budi)]


async def test_a_link_may_be_as_long_as_a_message(database: Database, budi: Person) -> None:
    long = replace(told(budi), link="https://dinkes.cahaya.go.id/?" + "a" * 4000)
    async with database.writing() as session:
        report_id = await reports.add_report(session, long)
        assert await reports.find(session, report_id) == long
