"""kill -9 while messages go out: none is lost, and only what was in flight comes twice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime

import pytest

from bot.delivery.sender import AT_ONCE
from bot.sandbox.telegram import Call, Fault, Stage
from checks.model import Evidence, Health, Publication, Reading
from storage import invitations, readings, roster
from storage.outbox import Message, State
from storage.people import Role
from storage.roster import Region
from tests.journeys.office import WIB, Site, furnish
from tests.journeys.segar_process import Machine


def messages(chats: dict[int, int]) -> list[Message]:
    """So many numbered notices to each chat."""
    return [
        Message(key=f"notice:{chat}:{number}", chat_id=chat, kind="notice", text=f"Kabar {number}.")
        for chat, count in chats.items()
        for number in range(count)
    ]


def with_text(text: str, at: Stage) -> Callable[[Call, Stage], bool]:
    """Says of a call at a stage whether it is the sending of this text there."""

    def fits(call: Call, stage: Stage) -> bool:
        return call.method == "sendMessage" and stage is at and call.parameters.text("text") == text

    return fits


async def chats_open(machine: Machine, ids: range) -> None:
    """Open so many private chats and confirm their /start, so that nobody answers it."""
    for number in ids:
        machine.api.person(number, "Warga").start()
    machine.api.world.updates.clear()


async def office_with_a_steward_behind(machine: Machine) -> Region:
    """An office whose steward has arrived and whose site is behind; nothing else is due today."""
    now = machine.api.world.clock()
    region = await furnish(machine.database, Site("https://dinkes.contoh.go.id/"), now)
    async with machine.database.writing() as session:
        agency = await roster.agency_called(session, region, "Dinkes")
        code = await invitations.invite(session, region, role=Role.STEWARD, agency=agency, now=now)
        await invitations.redeem(
            session, code, telegram_id=1001, name="Siti", language="id", now=now
        )
        channel = (await roster.channels(session, region.id))[0]
        evidence = Evidence("feed", channel.ref.canonical, "2026-10-21")
        old = datetime(2026, 10, 21, 9, tzinfo=WIB)
        await readings.record(
            session,
            channel.id,
            Reading(Health.OK, now, (Publication(old, channel.ref.canonical, "Lama", evidence),)),
            due_at=None,
        )
    await machine.nothing_due(region)
    return region


async def test_killed_between_decision_and_send_the_nudge_arrives_once(machine: Machine) -> None:
    await chats_open(machine, range(1001, 1002))
    await office_with_a_steward_behind(machine)
    await machine.start()
    machine.api.fail(Fault.CutBefore(), method="sendMessage")
    killed = machine.kill_when(lambda call, _: call.method == "sendMessage")
    decided = await machine.command(
        "nudge", "--region", "contoh", "--at", "2026-11-30T09:00", "--json"
    )
    assert len(decided.lines[-1]["messages"]) == 1
    await killed()
    assert machine.texts(1001) == []
    assert await machine.states() == {State.SENDING: 1}

    await machine.start()
    (nudge,) = [await machine.api.person(1001, "Siti").receives("belum tampak unggahan baru")]
    await machine.sent(1)
    assert machine.texts(1001) == [nudge.text]


async def test_killed_before_it_ever_sent_all_queued_messages_arrive_once(
    machine: Machine,
) -> None:
    await chats_open(machine, range(1, 11))
    await machine.queue(messages(dict.fromkeys(range(1, 11), 2)))
    segar = machine.launch("run")
    await segar.kill()
    assert await machine.states() == {State.QUEUED: 20}
    await machine.start()
    await machine.sent(20)
    assert all(machine.texts(chat) == ["Kabar 0.", "Kabar 1."] for chat in range(1, 11))


async def test_killed_between_send_and_note_only_what_was_in_flight_comes_twice(
    either_machine: Machine,
) -> None:
    machine = either_machine
    await chats_open(machine, range(1, 2))
    await machine.start()
    killed = machine.kill_when(with_text("Kabar 1.", Stage.PROCESSED))
    await machine.queue(messages({1: 4}))
    await killed()
    assert machine.texts(1) == ["Kabar 0.", "Kabar 1."]
    assert await machine.states() == {State.SENT: 1, State.SENDING: 1, State.QUEUED: 2}

    await machine.start()
    await machine.sent(4)
    assert machine.texts(1) == ["Kabar 0.", "Kabar 1.", "Kabar 1.", "Kabar 2.", "Kabar 3."]


@pytest.mark.parametrize("seed", [2026, 1130])
async def test_killed_at_random_instants_every_message_arrives(machine: Machine, seed: int) -> None:
    chance = random.Random(seed)
    chats = {chat: chance.randint(1, 4) for chat in range(1, 13)}
    await chats_open(machine, range(1, 13))
    await machine.queue(messages(chats))
    kills = 3
    for _ in range(kills):
        await machine.start()
        instants = chance.randint(1, 14)

        def fits(call: Call, stage: Stage) -> bool:
            nonlocal instants
            instants -= call.method == "sendMessage"
            return instants <= 0

        killed = machine.kill_when(fits)
        await killed()
    await machine.start()
    await machine.sent(sum(chats.values()))
    extra = 0
    for chat, count in chats.items():
        arrived = Counter(machine.texts(chat))
        assert set(arrived) == {f"Kabar {number}." for number in range(count)}
        extra += sum(arrived.values()) - count
    assert extra <= kills * AT_ONCE


async def test_two_processes_on_one_database_send_each_message_once(
    either_machine: Machine,
) -> None:
    machine = either_machine
    await chats_open(machine, range(1, 16))
    await machine.queue(messages(dict.fromkeys(range(1, 16), 2)))
    one, other = machine.launch("run"), machine.launch("run")
    await machine.sent(30)
    assert all(machine.texts(chat) == ["Kabar 0.", "Kabar 1."] for chat in range(1, 16))
    # Only one of them may fetch updates; the other says so, and both live on.
    await machine.stirred.until(
        lambda: one.logged("another_process_polls") or other.logged("another_process_polls"), 10
    )
    assert one.running
    assert other.running
