"""The outbox: nothing decided is lost, and the same decision never makes two rows."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

import pytest

from storage import outbox, roster
from storage.engine import Database, Session
from storage.outbox import IN_FLIGHT_AT_MOST, Claimed, Message, State
from tests.storage.storage_examples import MINUTE, NOW, Town, at_once

ELSEWHERE = "elsewhere:4711:token"


def message(key: str, chat_id: int = 7) -> Message:
    return Message(key, chat_id, "notice", f"Pesan {key}")


async def queue(
    database: Database, *messages: Message, due_at: datetime | None = None
) -> list[bool]:
    async with database.writing() as session:
        return [await outbox.enqueue(session, one, now=NOW, due_at=due_at) for one in messages]


async def claim(
    database: Database,
    holder: str = "me",
    *,
    now: datetime = NOW,
    limit: int = 10,
    busy_chats: tuple[int, ...] = (),
) -> list[Claimed]:
    async with database.writing() as session:
        return await outbox.claim_due(
            session, holder=holder, now=now, limit=limit, busy_chats=busy_chats
        )


def keys(claimed: list[Claimed]) -> list[str]:
    return [one.key for one in claimed]


async def counts(database: Database) -> dict[State, int]:
    async with database.reading() as session:
        return await outbox.counts(session)


async def send(database: Database, claimed: Claimed) -> None:
    async with database.writing() as session:
        await outbox.mark_sent(session, claimed.id, message_id=1, now=NOW)


async def test_the_same_key_never_makes_two_rows(database: Database) -> None:
    decided = replace(message("nudge:1:2026-07-01"), buttons={"inline_keyboard": [[]]})
    assert await queue(database, decided, decided) == [True, False]
    assert await queue(database, replace(decided, text="Lain")) == [False]
    (claimed,) = await claim(database)
    assert (claimed.text, claimed.buttons, claimed.attempts) == (
        decided.text,
        {"inline_keyboard": [[]]},
        1,
    )
    await send(database, claimed)
    assert await queue(database, decided) == [False]
    async with database.reading() as session:
        assert await outbox.known_keys(session, [decided.key, "other"]) == {decided.key}


async def test_two_decisions_at_once_make_one_row(database: Database) -> None:
    async def decide(session: Session) -> bool:
        return await outbox.enqueue(session, message("a"), now=NOW)

    assert sorted(await at_once(database, decide, decide), key=bool) == [False, True]
    assert await counts(database) == {State.QUEUED: 1}


async def test_a_decision_undone_leaves_no_message(database: Database) -> None:
    async with database.rehearsing() as session:
        assert await outbox.enqueue(session, message("a"), now=NOW)
    assert await counts(database) == {}


async def test_one_message_a_chat_is_taken_and_the_oldest_first(database: Database) -> None:
    await queue(database, message("a1", 1), message("b1", 2), message("a2", 1), message("c1", 3))
    assert keys(await claim(database, limit=2)) == ["a1", "b1"]
    assert keys(await claim(database)) == ["c1"]
    assert await counts(database) == {State.SENDING: 3, State.QUEUED: 1}


async def test_a_chats_next_message_waits_for_the_one_before_also_in_another_process(
    database: Database, another_process: Database
) -> None:
    await queue(database, message("first"), message("second"))
    (first,) = await claim(database)
    assert await claim(another_process, "other") == []
    await send(database, first)
    assert keys(await claim(another_process, "other")) == ["second"]


async def test_busy_chats_are_passed_over(database: Database) -> None:
    await queue(database, message("a", 1), message("b", 2))
    assert keys(await claim(database, busy_chats=(1,))) == ["b"]


async def test_a_message_is_not_taken_before_it_is_due(database: Database) -> None:
    await queue(database, message("later"), due_at=NOW + MINUTE)
    await queue(database, message("now"))
    async with database.reading() as session:
        assert await outbox.next_due(session) == NOW
    (claimed,) = await claim(database)
    assert claimed.key == "now"
    await send(database, claimed)
    async with database.reading() as session:
        assert await outbox.next_due(session) == NOW + MINUTE
    assert keys(await claim(database, now=NOW + MINUTE)) == ["later"]


async def test_two_processes_never_take_the_same_message(
    database: Database, another_process: Database
) -> None:
    await queue(database, *(message(f"{chat}", chat) for chat in range(1, 31)))
    taken: list[str] = []
    for _ in range(5):
        both = await asyncio.gather(
            claim(database, "one", limit=5), claim(another_process, "two", limit=5)
        )
        taken += [key for claimed in both for key in keys(claimed)]
    assert len(taken) == len(set(taken))
    taken += keys(await claim(database, "one", limit=30))
    assert sorted(taken, key=int) == [str(chat) for chat in range(1, 31)]


async def test_what_has_expired_is_never_taken(database: Database) -> None:
    await queue(
        database,
        replace(message("stale", 1), expires_at=NOW),
        replace(message("fresh", 2), expires_at=NOW + MINUTE),
    )
    assert keys(await claim(database)) == ["fresh"]
    assert await counts(database) == {State.EXPIRED: 1, State.SENDING: 1}


async def test_a_message_put_off_comes_again_when_it_is_due_and_counts_its_attempts(
    database: Database,
) -> None:
    await queue(database, message("a"))
    (claimed,) = await claim(database)
    async with database.writing() as session:
        await outbox.put_off(session, claimed.id, until=NOW + MINUTE, error="Bad Gateway")
    assert await claim(database) == []
    (again,) = await claim(database, now=NOW + MINUTE)
    assert (again.id, again.attempts) == (claimed.id, 2)


async def test_a_message_put_off_is_not_overtaken_in_its_chat_and_holds_up_no_other(
    database: Database,
) -> None:
    await queue(database, message("first"), message("second"), message("elsewhere", 8))
    first = (await claim(database, limit=1))[0]
    async with database.writing() as session:
        await outbox.put_off(session, first.id, until=NOW + MINUTE, error="Bad Gateway")
    assert keys(await claim(database)) == ["elsewhere"]
    (again,) = await claim(database, now=NOW + MINUTE)
    assert again.key == "first"


@pytest.mark.parametrize("state", [State.FAILED, State.UNKNOWN])
async def test_a_message_given_up_is_not_taken_again(database: Database, state: State) -> None:
    await queue(database, message("a"))
    (claimed,) = await claim(database)
    async with database.writing() as session:
        await outbox.give_up(session, claimed.id, state=state, error="chat not found")
        await outbox.put_off(session, claimed.id, until=NOW, error="too late")
    assert await counts(database) == {state: 1}
    assert await claim(database, now=NOW + MINUTE) == []


async def recovered(database: Database, me: str, now: datetime) -> int:
    async with database.writing() as session:
        return await outbox.recover_orphans(session, me=me, now=now)


async def test_what_a_dead_process_had_in_flight_is_queued_again_at_once(
    database: Database, me: str, dead_holder: str
) -> None:
    await queue(database, message("a"))
    await claim(database, dead_holder)
    assert await recovered(database, me, NOW) == 1
    (again,) = await claim(database, me)
    assert (again.key, again.attempts) == ("a", 2)


async def test_what_a_living_process_has_in_flight_is_left_until_its_lease_is_over(
    database: Database, me: str, living_holder: str
) -> None:
    for number, holder in enumerate((living_holder, ELSEWHERE, me), start=1):
        await queue(database, message(holder, number))
        await claim(database, holder)
    assert await recovered(database, me, NOW + IN_FLIGHT_AT_MOST) == 0
    assert await recovered(database, me, NOW + IN_FLIGHT_AT_MOST + MINUTE) == 3


async def test_two_processes_recover_a_message_once(
    database: Database, another_process: Database, me: str, dead_holder: str, living_holder: str
) -> None:
    await queue(database, message("a"))
    await claim(database, dead_holder)
    both = await asyncio.gather(
        recovered(database, me, NOW), recovered(another_process, living_holder, NOW)
    )
    assert sorted(both) == [0, 1]


async def test_a_group_that_moves_takes_its_messages_and_its_region_along(
    database: Database, town: Town
) -> None:
    old, new = -4_567, -1_001_234_567
    async with database.writing() as session:
        await roster.set_group_chat(session, town.region.id, old)
    await queue(database, message("in flight", old), message("queued", old), message("other", 7))
    (in_flight, _) = await claim(database)
    for _ in range(2):
        async with database.writing() as session:
            await outbox.migrate_chat(session, old, new)
    async with database.writing() as session:
        await outbox.put_off(session, in_flight.id, until=NOW, error="migrated")
        assert (await roster.region_of(session, town.region.id)).group_chat_id == new
    (first,) = await claim(database)
    await send(database, first)
    (second,) = await claim(database)
    assert [(one.key, one.chat_id) for one in (first, second)] == [
        ("in flight", new),
        ("queued", new),
    ]
