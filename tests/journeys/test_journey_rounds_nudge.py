"""The nudge round: one message a person, to the one who can act, at the hour it was decided for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Update, update

from bot.policy.nudge_plan import WhyNobody
from bot.sandbox.telegram import Account, Fault
from checks.model import ChannelRef, Evidence, Health, Platform, Publication, Reading
from storage import outbox, people, readings, roster
from storage.imports import import_roster
from storage.outbox import State
from storage.people import Position
from storage.roster import Channel
from storage.spreadsheet import AgencyClass, RosterAgency
from storage.tables import ChannelRow, PersonRow
from tests.journeys.office import MONDAY, Office

DAY = timedelta(days=1)


async def agency_with(office: Office, short: str, *addresses: str) -> list[Channel]:
    """Another agency of the region with these websites, nobody's care yet."""
    entry = RosterAgency(
        name=f"Dinas {short}",
        short=short,
        agency_class=AgencyClass.DINAS,
        channels=tuple(ChannelRef(Platform.WEBSITE, address) for address in addresses),
        stewards=(),
    )
    async with office.app.services.database.writing() as session:
        await import_roster(session, office.region.id, [entry], now=office.clock(), language="id")
        found = await roster.channels(session, office.region.id)
    return [channel for channel in found if channel.agency.short == short]


async def read(office: Office, channel: Channel, days: int, health: Health = Health.OK) -> None:
    """Remember that the channel's newest publication was so many days before Monday."""
    at = MONDAY - days * DAY
    seen = Publication(at, f"{channel.ref.canonical}{days}", "Berita", Evidence("feed", "", ""))
    reading = Reading(health, office.clock(), (seen,) if health is Health.OK else ())
    async with office.app.services.database.writing() as session:
        await readings.record(session, channel.id, reading, due_at=None)


async def care(office: Office, account: Account, channels: list[Channel]) -> None:
    """Put the channels in the account's care."""
    async with office.app.services.database.writing() as session:
        person = await people.person_with(session, account.id)
        assert person is not None
        for channel in channels:
            await people.assign(session, channel.id, person.id, Position.PRIMARY, office.clock())


async def set_columns(office: Office, statement: Update) -> None:
    """Change what no command of the bot changes yet."""
    async with office.app.services.database.writing() as session:
        await session.execute(statement)


async def test_all_that_is_due_to_one_person_is_one_message_worst_first(office: Office) -> None:
    siti = await office.steward()
    many = await agency_with(office, "Disdik", *(f"https://s{n}.go.id/" for n in range(9)))
    await care(office, siti, many)
    for number, channel in enumerate(many):
        await read(office, channel, 10 + number)
    office.clock.travel_to(MONDAY)
    result = await office.nudge()
    await office.settled()
    (queued,) = result.messages
    days = [told.channel.verdict.days for told in queued.nudge.channels]
    assert days == [18, 17, 16, 15, 14, 13, 12, 11, 10]
    text = siti.messages[-1].text
    assert text.count("belum tampak unggahan baru") == 7
    assert "(18 hari)" in text
    assert "(11 hari)" not in text
    assert "dan 2 kanal lain" in text


async def test_two_agencies_of_one_person_are_one_message(office: Office) -> None:
    siti = await office.steward()
    for short in ("Disdik", "Dispar"):
        channels = await agency_with(office, short, f"https://{short.lower()}.go.id/")
        await care(office, siti, channels)
        await read(office, channels[0], 20)
    office.clock.travel_to(MONDAY)
    assert len((await office.nudge()).messages) == 1
    await office.settled()
    assert len(siti.messages) == 2
    assert "(Dispar)" in siti.messages[-1].text


@pytest.mark.parametrize(
    "obstacle",
    [
        {"telegram_id": None},
        {"leave_until": date(2026, 11, 30)},
        {"unreachable_since": MONDAY - 5 * DAY},
    ],
    ids=["not arrived", "on leave", "unreachable"],
)
async def test_the_deputy_is_told_where_the_primary_cannot_be(
    office: Office, obstacle: dict[str, Any]
) -> None:
    siti, budi = await office.steward(), await office.steward(1002, "Budi")
    await set_columns(office, update(PersonRow).filter_by(telegram_id=siti.id).values(**obstacle))
    monday = await office.morning(MONDAY)
    assert [queued.nudge.person.name for queued in monday.messages] == ["Budi"]
    assert (len(siti.messages), len(budi.messages)) == (1, 2)


async def test_a_paused_or_unmeasured_channel_is_nobodys_reminder(office: Office) -> None:
    siti = await office.steward()
    paused, unread = await agency_with(office, "Disdik", "https://a.go.id/", "https://b.go.id/")
    await care(office, siti, [paused, unread])
    await read(office, paused, 60)
    await read(office, unread, 60, Health.BLOCKED)
    pause = update(ChannelRow).filter_by(id=paused.id).values(paused_until=date(2026, 11, 30))
    await set_columns(office, pause)
    office.clock.travel_to(MONDAY)
    result = await office.nudge()
    assert result.plan.why is WhyNobody.PAUSED


async def test_the_operators_hear_of_the_same_trouble_once_a_week(office: Office) -> None:
    petugas = await office.operator()
    await office.steward()
    (dead,) = await agency_with(office, "Disdik", "https://mati.go.id/")
    await read(office, dead, 0, Health.GONE)
    for day in range(5):
        office.clock.travel_to(MONDAY + day * DAY)
        await office.nudge()
        await office.settled()
    notes = [one.text for one in petugas.messages if "Catatan untuk petugas" in one.text]
    assert len(notes) == 1
    assert "Disdik" in notes[0]
    office.clock.travel_to(MONDAY + 7 * DAY)
    await office.nudge()
    await office.settled()
    assert sum("Catatan untuk petugas" in one.text for one in petugas.messages) == 2


async def test_decided_as_if_it_were_another_time_it_goes_out_at_once(office: Office) -> None:
    """Friday evening in the office, decided for Monday at nine."""
    siti = await office.steward()
    office.clock.travel_to(MONDAY - timedelta(days=2, hours=13))
    await office.sweep()
    result = await office.nudge(at=MONDAY)
    await office.settled()
    assert [queued.message.key for queued in result.messages] == [
        f"nudge:{result.messages[0].nudge.person.person_id}:2026-11-30"
    ]
    assert "Selamat pagi" in siti.messages[-1].text
    assert "(40 hari)" in siti.messages[-1].text


async def test_a_nudge_that_could_not_go_out_by_day_is_not_sent_at_night_but_the_next_morning(
    office: Office,
) -> None:
    siti = await office.steward()
    office.clock.travel_to(MONDAY)
    await office.sweep()
    office.api.fail(Fault.ServerError(), method="sendMessage", times=100)
    assert len((await office.nudge()).messages) == 1
    await office.settled()
    assert 500 in [call.status for call in office.api.calls_of("sendMessage")]
    office.clock.travel_to(MONDAY + timedelta(hours=11))
    office.api.heal()
    await office.settled()
    assert len(siti.messages) == 1
    async with office.app.services.database.reading() as session:
        assert (await outbox.counts(session))[State.EXPIRED] == 1

    tuesday = await office.morning(MONDAY + DAY)
    assert [str(queued.nudge.step) for queued in tuesday.messages] == ["gentle"]
    assert "pengingat ke-" not in siti.messages[-1].text
    assert len(siti.messages) == 2
