"""The bot among many: what it says in a group, who may bring it in, and where a group moves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.sandbox.telegram import Account, Group
from storage import people, roster
from storage.people import Role
from tests.journeys.conversing import data_of, person_of
from tests.journeys.office import Office

pytestmark = pytest.mark.usefixtures("unpaced")

OLD, NEW = -500, -1_001_234_567_890


async def head_of(office: Office) -> Account:
    head = office.api.person(2001, "Kepala")
    head.start(await office.invitation(Role.HEAD, None))
    await head.receives("Pendaftaran berhasil")
    return head


async def told_in(office: Office, group: Group) -> list[str]:
    await office.settled()
    return [message.text for message in group.messages]


async def test_personal_commands_are_answered_in_private_only(office: Office) -> None:
    siti = await office.steward(1001, "Siti Rahasia")
    head = await head_of(office)
    siti.say("/lupakan")
    question = await siti.receives("Lanjutkan?")
    group = office.api.group(OLD, "Admin OPD", [head, siti])
    group.add_bot(head)
    await head.receives("Salam", chat=group)
    commands = ("status", "posted", "privasi", "lupakan", "bahasa", "start", "daftar", "help")
    for command in commands:
        siti.say(f"/{command}@{office.api.username} {office.site.base}/berita/1/", to=group)
        await siti.receives("silakan buka obrolan pribadi dengan saya", chat=group)
    siti.forge_press(group.messages[0], data_of(question)[0])
    await siti.receives("silakan buka obrolan pribadi dengan saya", chat=group)
    assert len(group.messages) == 1 + len(commands) + 1
    said = "\n".join(await told_in(office, group))
    for secret in ("Siti", "1001", "Dinas Kesehatan", "Dinkes", office.site.base):
        assert secret not in said
    assert (await person_of(office, siti)).name == "Siti Rahasia"
    assert office.site.asked == []


async def test_plain_talk_and_other_bots_commands_are_left_alone(office: Office) -> None:
    siti, head = await office.steward(), await head_of(office)
    group = office.api.group(OLD, "Admin OPD", [head, siti])
    group.add_bot(head, administrator=True)
    await head.receives("Salam", chat=group)
    siti.say("Selamat pagi semua", to=group)
    siti.say(office.site.publish("Vaksinasi", office.clock()), to=group)
    siti.say("/status@other_bot", to=group)
    siti.say("/unknown", to=group)
    siti.say("baik, terima kasih", to=group, reply_to=group.messages[0])
    assert len(await told_in(office, group)) == 1
    assert office.site.asked == []


async def test_it_greets_once_whom_a_head_brought_it_to_and_else_keeps_silent(
    office: Office,
) -> None:
    head, siti = await head_of(office), await office.steward()
    stranger = office.api.person(1009, "Tamu")
    group = office.api.group(OLD, "Admin OPD", [head])
    group.add_bot(head)
    group.promote_bot(head)
    assert len(await told_in(office, group)) == 1
    for number, outsider in enumerate((stranger, siti), 1):
        other = office.api.group(OLD - number, "Lain", [outsider])
        other.add_bot(outsider)
        assert await told_in(office, other) == []
    group.kick_bot(head)
    await office.settled()
    assert (await person_of(office, head)).unreachable_since is None


async def group_of(office: Office) -> int | None:
    async with office.app.services.database.reading() as session:
        return (await roster.region_of(session, office.region.id)).group_chat_id


async def test_the_first_group_a_head_adds_the_bot_to_is_the_regions_until_it_leaves(
    office: Office,
) -> None:
    head, siti = await head_of(office), await office.steward()
    first = office.api.group(OLD, "Admin OPD", [head, siti])
    second = office.api.group(OLD - 1, "Grup kedua", [head])
    for group in (first, second):
        group.add_bot(head)
        await head.receives("Salam", chat=group)
    assert await group_of(office) == first.id
    first.kick_bot(siti)
    await office.settled()
    assert await group_of(office) is None


@pytest.mark.parametrize("new_first", [False, True], ids=["old chat first", "new chat first"])
async def test_a_group_that_moves_takes_everything_with_it(office: Office, new_first: bool) -> None:
    head = await head_of(office)
    group = office.api.group(OLD, "Admin OPD", [head])
    group.add_bot(head)
    await head.receives("Salam", chat=group)
    group.migrate(NEW, new_first=new_first)
    head.say("/status", to=group)
    assert "obrolan pribadi" in (await head.receives(chat=group)).text
    async with office.app.services.database.reading() as session:
        region = await roster.region_of(session, office.region.id)
    assert region.group_chat_id == NEW


async def test_a_block_counts_as_a_refusal_and_unblocking_forgives(office: Office) -> None:
    siti = await office.steward()
    person = await person_of(office, siti)
    siti.block()
    await office.settled()
    assert (await person_of(office, siti)).unreachable_since is None
    async with office.app.services.database.writing() as session:
        for days in (1, 3):
            later = office.clock() + timedelta(days=days)
            lost = await people.strike(session, person.id, later, final=False)
            assert lost is (days == 3)
    siti.unblock()
    await office.settled()
    assert (await person_of(office, siti)).unreachable_since is None
    assert len(siti.messages) == 1
