"""People who block the bot or are gone, groups that move or throw it out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.sandbox.telegram import Account, Group
from storage import outbox, people, roster
from storage.outbox import Message
from tests.journeys.office import MONDAY, Office

DAY = timedelta(days=1)
OLD_GROUP, NEW_GROUP = -4001, -1_002_000_004_001


def nudges_of(account: Account) -> list[str]:
    return [message.text for message in account.messages if "belum tampak" in message.text]


async def unreachable(office: Office, account: Account) -> bool:
    async with office.app.services.database.reading() as session:
        person = await people.person_with(session, account.id)
    assert person is not None
    return person.unreachable_since is not None


async def test_who_blocks_the_bot_for_two_days_is_given_up_and_the_deputy_is_nudged(
    office: Office,
) -> None:
    petugas, siti, budi = (
        await office.operator(),
        await office.steward(),
        await office.steward(1002, "Budi"),
    )
    office.clock.travel_to(MONDAY - DAY)
    siti.block()
    await office.settled()
    await office.morning(MONDAY)
    assert not await unreachable(office, siti)
    await office.morning(MONDAY + DAY)
    assert await unreachable(office, siti)
    told = await petugas.receives("tidak dapat lagi dihubungi")
    assert "Siti (Dinkes)" in told.text

    wednesday = await office.morning(MONDAY + 2 * DAY)
    assert [queued.nudge.person.name for queued in wednesday.messages] == ["Budi"]
    assert len(nudges_of(budi)) == 1
    assert "pengingat ke-" not in nudges_of(budi)[0]  # the first one that anybody receives
    await office.morning(MONDAY + 3 * DAY)
    assert sum("tidak dapat lagi dihubungi" in one.text for one in petugas.messages) == 1


async def test_who_comes_back_before_is_nudged_again(office: Office) -> None:
    siti = await office.steward()
    siti.block()
    await office.settled()
    await office.morning(MONDAY)
    assert nudges_of(siti) == []
    siti.unblock()
    await office.settled()
    await office.morning(MONDAY + DAY)
    assert len(nudges_of(siti)) == 1


async def test_a_deleted_account_is_given_up_at_once(office: Office) -> None:
    petugas, siti = await office.operator(), await office.steward()
    budi = await office.steward(1002, "Budi")
    siti.deactivate()
    await office.morning(MONDAY)
    assert await unreachable(office, siti)
    await petugas.receives("tidak dapat lagi dihubungi")
    await office.morning(MONDAY + DAY)
    assert len(nudges_of(budi)) == 1


async def region_group(office: Office) -> Group:
    """The region's group, which the bot is in."""
    petugas = await office.operator()
    group = office.api.group(OLD_GROUP, "Admin OPD", [petugas])
    group.add_bot(petugas)
    await office.settled()
    async with office.app.services.database.writing() as session:
        await roster.set_group_chat(session, office.region.id, OLD_GROUP)
    return group


async def announce(office: Office, text: str, chat_id: int = OLD_GROUP) -> None:
    async with office.app.services.database.writing() as session:
        message = Message(text, chat_id, "notice", text, region_id=office.region.id)
        await outbox.enqueue(session, message, now=office.clock())
    await office.settled()


async def group_chat(office: Office) -> int | None:
    async with office.app.services.database.reading() as session:
        return (await roster.region_of(session, office.region.id)).group_chat_id


async def test_a_message_to_a_migrated_group_follows_it(office: Office) -> None:
    group = await region_group(office)
    group.migrate(NEW_GROUP)
    office.api.world.updates.clear()  # only the refusal tells of it
    await announce(office, "papan pekan ini")
    assert [message.text for message in group.messages] == ["papan pekan ini"]
    assert await group_chat(office) == NEW_GROUP


@pytest.mark.parametrize("new_first", [False, True], ids=["old first", "new first"])
async def test_the_service_messages_of_a_migration_are_followed(
    office: Office, new_first: bool
) -> None:
    group = await region_group(office)
    group.migrate(NEW_GROUP, new_first=new_first)
    await office.settled()
    assert await group_chat(office) == NEW_GROUP
    await announce(office, "papan pekan ini", NEW_GROUP)
    assert "papan pekan ini" in [message.text for message in group.messages]


async def test_thrown_out_of_its_group_the_region_has_none(office: Office) -> None:
    group = await region_group(office)
    group.kick_bot(office.api.person(2001, "Petugas"))
    await office.settled()
    await announce(office, "papan pekan ini")
    assert await group_chat(office) is None


async def test_thrown_out_of_another_group_the_region_keeps_its_own(office: Office) -> None:
    await region_group(office)
    petugas = office.api.person(2001, "Petugas")
    other = office.api.group(-4002, "Grup lain", [petugas])
    other.add_bot(petugas)
    other.kick_bot(petugas)
    await office.settled()
    await announce(office, "kabar", other.id)
    assert await group_chat(office) == OLD_GROUP
