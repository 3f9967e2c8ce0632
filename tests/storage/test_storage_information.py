"""What a post was, asked once and answered once; and the periodic duties it may fulfil."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from storage import information_classes, periodic_duties, publications, reports, roster
from storage.engine import Database, Session
from storage.information_classes import AskedPublication, InformationClass
from storage.periodic_duties import (
    NotTicked,
    PeriodicDuty,
    PeriodicDutyExists,
    Tick,
    UnknownPeriodicDuty,
)
from storage.publications import KnownPublication
from storage.reports import Report
from tests.storage.storage_examples import DAY, NOW, Town, arrive, article, at_once

DUE = date(2027, 3, 31)


async def published(database: Database, town: Town, number: int = 1) -> KnownPublication:
    """An article of the website, as it is remembered."""
    seen = article(number, NOW - DAY)
    async with database.writing() as session:
        await publications.remember(session, town.website.id, [seen], seen_at=NOW)
        found = await publications.publication_at(session, town.website.id, seen.url)
    assert found is not None
    return found


async def reporter(database: Database, town: Town, number: int = 1001) -> int:
    """The id of a person who has reported a post of the website."""
    async with database.writing() as session:
        person = await arrive(session, town, number, "Siti")
        await reports.add_report(
            session, Report(person.id, f"{number}:1", "recorded", NOW, town.website.id)
        )
    return person.id


async def asked(database: Database, one: KnownPublication, person: int) -> AskedPublication | None:
    async with database.reading() as session:
        return await information_classes.asked_about(session, one.id, person)


async def add_duty(
    database: Database,
    town: Town,
    title: str = "LKjIP",
    due_on: date = DUE,
    *,
    every_year: bool = False,
    agency_class: str | None = None,
) -> PeriodicDuty:
    async with database.writing() as session:
        return await periodic_duties.add_duty(
            session,
            town.region.id,
            title=title,
            due_on=due_on,
            every_year=every_year,
            agency_class=agency_class,
            now=NOW,
        )


async def tick(
    session: Session, town: Town, duty: PeriodicDuty, publication: int, due_on: date = DUE
) -> bool:
    return await periodic_duties.tick(
        session,
        duty_id=duty.id,
        agency_id=town.agency.id,
        due_on=due_on,
        publication_id=publication,
        now=NOW,
    )


async def duties(database: Database, town: Town) -> list[PeriodicDuty]:
    async with database.reading() as session:
        return await periodic_duties.duties_of(session, town.region.id)


async def ticks(database: Database, town: Town, *agencies: int) -> list[Tick]:
    async with database.reading() as session:
        return await periodic_duties.ticks_of(session, town.region.id, agency_ids=agencies or None)


async def test_a_post_is_asked_about_once_however_many_ask(database: Database, town: Town) -> None:
    one = await published(database, town)

    async def ask(session: Session) -> bool:
        return await information_classes.mark_asked(session, one.id, NOW)

    assert sorted(map(bool, await at_once(database, ask, ask))) == [False, True]
    async with database.writing() as session:
        assert not await information_classes.mark_asked(session, one.id, NOW + DAY)
        known = await publications.publication_at(session, town.website.id, one.link)
    assert known is not None
    assert (known.class_asked_at, known.information_class) == (NOW, None)


async def test_only_who_reported_on_the_channel_was_asked(database: Database, town: Town) -> None:
    one = await published(database, town)
    siti = await reporter(database, town)
    async with database.writing() as session:
        budi = await arrive(session, town, 1002, "Budi")
        elsewhere = Report(budi.id, "1002:1", "recorded", NOW, town.instagram.id)
        await reports.add_report(session, elsewhere)
    assert await asked(database, one, siti) is None
    async with database.writing() as session:
        await information_classes.mark_asked(session, one.id, NOW)
    found = await asked(database, one, siti)
    assert found == AskedPublication(one.id, town.website.id, one.link, one.at, one.title, None)
    assert await asked(database, one, budi.id) is None
    assert await asked(database, replace(one, id=one.id + 1), siti) is None


async def test_the_first_class_stays(database: Database, town: Town) -> None:
    one = await published(database, town)
    siti = await reporter(database, town)
    async with database.writing() as session:
        news = InformationClass.NEWS
        assert not await information_classes.classify(session, one.id, news)
        await information_classes.mark_asked(session, one.id, NOW)
        assert await information_classes.classify(session, one.id, InformationClass.PERIODIC)
        assert not await information_classes.classify(session, one.id, news)
    found = await asked(database, one, siti)
    assert found is not None
    assert found.information_class is InformationClass.PERIODIC


async def test_what_a_later_sweep_reads_leaves_the_class_alone(
    database: Database, town: Town
) -> None:
    one = await published(database, town)
    async with database.writing() as session:
        await information_classes.mark_asked(session, one.id, NOW)
        await information_classes.classify(session, one.id, InformationClass.NEWS)
    again = await published(database, town)
    assert (again.information_class, again.class_asked_at) == ("news", NOW)


def test_that_a_post_is_restricted_can_not_even_be_said_to_the_database() -> None:
    assert set(InformationClass) == {"periodic", "immediate", "any_time", "news"}


async def test_duties_come_in_the_order_of_their_dates(database: Database, town: Town) -> None:
    later = await add_duty(database, town, "Laporan PPID", date(2027, 4, 30), every_year=True)
    first = await add_duty(database, town, "DPA", date(2027, 1, 31), agency_class="dinas")
    assert await duties(database, town) == [first, later]
    assert first == PeriodicDuty(first.id, "DPA", date(2027, 1, 31), False, "dinas")
    assert later.every_year


async def test_the_same_duty_twice_is_refused_and_changes_nothing(
    database: Database, town: Town
) -> None:
    first = await add_duty(database, town)
    with pytest.raises(PeriodicDutyExists, match="'LKjIP' due on 2027-03-31"):
        await add_duty(database, town, every_year=True)
    assert await duties(database, town) == [first]
    await add_duty(database, town, due_on=date(2028, 3, 31))
    assert len(await duties(database, town)) == 2


async def test_a_duty_that_ended_begins_anew_with_its_ticks(database: Database, town: Town) -> None:
    one = await published(database, town)
    duty = await add_duty(database, town)
    async with database.writing() as session:
        await tick(session, town, duty, one.id)
        await periodic_duties.end_duty(session, town.region, duty.id, NOW)
    assert await duties(database, town) == []
    again = await add_duty(database, town, every_year=True, agency_class="dinas")
    assert again == PeriodicDuty(duty.id, "LKjIP", DUE, True, "dinas")
    assert [done.duty_id for done in await ticks(database, town)] == [duty.id]


async def test_only_a_duty_of_the_region_that_goes_on_can_be_ended(
    database: Database, town: Town
) -> None:
    duty = await add_duty(database, town)
    async with database.writing() as session:
        other = await roster.add_region(
            session, slug="lain", name="Kota Lain", zone="Asia/Jakarta", now=NOW
        )
        with pytest.raises(UnknownPeriodicDuty, match="Kota Lain has no periodic duty"):
            await periodic_duties.end_duty(session, other, duty.id, NOW)
        assert await periodic_duties.end_duty(session, town.region, duty.id, NOW) == duty
        with pytest.raises(UnknownPeriodicDuty, match="--region cahaya"):
            await periodic_duties.end_duty(session, town.region, duty.id, NOW)
        assert await periodic_duties.duties_of(session, other.id) == []


async def test_a_duty_is_ticked_once_for_each_due_date(database: Database, town: Town) -> None:
    first, second = await published(database, town, 1), await published(database, town, 2)
    duty = await add_duty(database, town, every_year=True)

    async def by_first(session: Session) -> bool:
        return await tick(session, town, duty, first.id)

    async def by_second(session: Session) -> bool:
        return await tick(session, town, duty, second.id, date(2028, 3, 31))

    assert sorted(map(bool, await at_once(database, by_first, by_first))) == [False, True]
    async with database.writing() as session:
        assert not await tick(session, town, duty, second.id)
        assert await by_second(session)
    kept = Tick(duty.id, "LKjIP", town.agency.id, DUE, first.id, first.link, first.title, NOW)
    found = await ticks(database, town)
    assert sorted((one.due_on.year, one.publication_id) for one in found) == [
        (2027, first.id),
        (2028, second.id),
    ]
    assert kept in found
    assert await ticks(database, town, town.agency.id) == found
    assert await ticks(database, town, town.agency.id + 1) == []


async def test_a_tick_is_taken_back_for_its_due_date_alone(database: Database, town: Town) -> None:
    one = await published(database, town)
    duty = await add_duty(database, town, every_year=True)
    later = date(2028, 3, 31)
    async with database.writing() as session:
        for due_on in (DUE, later):
            await tick(session, town, duty, one.id, due_on)
        taken_back = await periodic_duties.untick(session, duty, town.agency, DUE)
        assert (taken_back.due_on, taken_back.link) == (DUE, one.link)
        with pytest.raises(
            NotTicked, match=r"Dinkes is not on record .* 'LKjIP' due on 2027-03-31"
        ):
            await periodic_duties.untick(session, duty, town.agency, DUE)
    assert [done.due_on for done in await ticks(database, town)] == [later]
    async with database.writing() as session:
        assert await tick(session, town, duty, one.id)


async def test_a_duty_is_found_by_its_number_in_its_region_until_it_ended(
    database: Database, town: Town
) -> None:
    duty = await add_duty(database, town)
    async with database.writing() as session:
        assert await periodic_duties.duty_numbered(session, town.region, duty.id) == duty
        with pytest.raises(UnknownPeriodicDuty):
            await periodic_duties.duty_numbered(session, town.region, duty.id + 1)
        await periodic_duties.end_duty(session, town.region, duty.id, NOW)
        with pytest.raises(UnknownPeriodicDuty):
            await periodic_duties.duty_numbered(session, town.region, duty.id)
