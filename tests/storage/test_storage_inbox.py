"""The inbox: an update told twice is one, handled once, in order, and empty afterwards."""

from __future__ import annotations

import asyncio
from datetime import datetime

from sqlalchemy import select

from storage import inbox
from storage.engine import Database, Session
from storage.inbox import HELD_AT_MOST, KEPT, StoredUpdate
from storage.work_tables import InboxRow
from tests.storage.storage_examples import MINUTE, NOW, at_once

BOT = 8_123_456_789
ELSEWHERE = "elsewhere:4711:token"


def update(number: int, chat_id: int | None = 7) -> StoredUpdate:
    return StoredUpdate(number, chat_id, {"update_id": number, "message": {"text": "Halo 👋"}})


async def store(database: Database, *numbers: int, bot: int = BOT) -> int:
    async with database.writing() as session:
        return await inbox.store(session, bot, [update(number) for number in numbers], now=NOW)


async def claim(
    database: Database, me: str, *, now: datetime = NOW, limit: int = 10, bot: int = BOT
) -> list[int]:
    async with database.writing() as session:
        found = await inbox.claim(session, bot, me=me, now=now, limit=limit)
    return [one.update_id for one in found]


async def handle(database: Database, number: int, *, error: str | None = None) -> bool:
    async with database.writing() as session:
        return await inbox.mark_handled(session, BOT, number, now=NOW, error=error)


async def waiting(database: Database) -> int:
    async with database.reading() as session:
        return await inbox.waiting(session)


async def test_an_update_stored_twice_is_one(database: Database) -> None:
    assert await store(database, 1, 2) == 2
    assert await store(database, 2, 3) == 1
    assert await waiting(database) == 3


async def test_an_update_stored_twice_at_once_is_one(database: Database) -> None:
    async def put(session: Session) -> int:
        return await inbox.store(session, BOT, [update(1), update(2)], now=NOW)

    assert set(await at_once(database, put, put)) == {0, 2}


async def test_an_update_comes_back_as_telegram_wrote_it(database: Database, me: str) -> None:
    written = [update(1), update(2, chat_id=None), update(3, chat_id=-1_001_234_567_890)]
    async with database.writing() as session:
        await inbox.store(session, BOT, written, now=NOW)
        assert await inbox.claim(session, BOT, me=me, now=NOW, limit=10) == written


async def test_updates_are_taken_oldest_first_and_by_one(
    database: Database, me: str, living_holder: str
) -> None:
    await store(database, 5, 3, 4, 6)
    assert await claim(database, me, limit=2) == [3, 4]
    assert await claim(database, living_holder, limit=2) == [5, 6]
    assert await claim(database, me) == []


async def test_two_processes_at_once_never_take_the_same_update(
    database: Database, another_process: Database, me: str, living_holder: str
) -> None:
    await store(database, *range(1, 21))
    taken = []
    for _ in range(4):
        both = await asyncio.gather(
            claim(database, me, limit=4), claim(another_process, living_holder, limit=4)
        )
        taken += both[0] + both[1]
    taken += await claim(database, me, limit=20)
    assert sorted(taken) == list(range(1, 21))


async def test_an_update_is_handled_once(database: Database, me: str) -> None:
    await store(database, 1)
    await claim(database, me)
    assert [await handle(database, 1) for _ in range(2)] == [True, False]
    assert await waiting(database) == 0
    assert await claim(database, me, now=NOW + HELD_AT_MOST + MINUTE) == []


async def test_of_two_who_handle_an_update_at_once_one_may_keep_its_effects(
    database: Database,
) -> None:
    await store(database, 1)

    async def mark(session: Session) -> bool:
        return await inbox.mark_handled(session, BOT, 1, now=NOW)

    assert sorted(await at_once(database, mark, mark), key=bool) == [False, True]


async def test_a_handled_update_is_empty_and_still_known(database: Database) -> None:
    await store(database, 1)
    await handle(database, 1, error="ValueError")
    async with database.reading() as session:
        (row,) = await session.scalars(select(InboxRow))
    assert (row.payload, row.chat_id, row.holder, row.error) == (None, None, None, "ValueError")
    assert await store(database, 1) == 0


async def test_what_a_dead_process_took_is_free_at_once(
    database: Database, me: str, dead_holder: str
) -> None:
    await store(database, 1, 2)
    await claim(database, dead_holder)
    assert await claim(database, me) == [1, 2]


async def test_what_a_living_process_took_is_free_when_its_lease_is_over(
    database: Database, me: str, living_holder: str
) -> None:
    await store(database, 1, 2)
    await claim(database, living_holder, limit=1)
    await claim(database, ELSEWHERE, limit=1)
    assert await claim(database, me, now=NOW + HELD_AT_MOST - MINUTE) == []
    assert await claim(database, me, now=NOW + HELD_AT_MOST) == [1, 2]


async def test_updates_that_others_hold_keep_nobody_from_the_next(
    database: Database, me: str
) -> None:
    await store(database, 1, 2, 3)
    assert await claim(database, ELSEWHERE, limit=2) == [1, 2]
    assert await claim(database, me, limit=2) == [3]


async def test_what_a_process_gives_back_is_free_at_once(
    database: Database, me: str, living_holder: str
) -> None:
    await store(database, 1, 2, 3)
    await claim(database, living_holder, limit=2)
    await handle(database, 1)
    await claim(database, ELSEWHERE)
    async with database.writing() as session:
        await inbox.release(session, BOT, me=living_holder)
    assert await claim(database, me) == [2]


async def test_each_bot_has_updates_of_its_own(database: Database, me: str) -> None:
    assert await store(database, 1) == 1
    assert await store(database, 1, bot=BOT + 1) == 1
    assert await claim(database, me, bot=BOT + 1) == [1]
    assert await claim(database, me) == [1]


async def test_emptied_rows_are_dropped_when_telegram_can_repeat_them_no_more(
    database: Database,
) -> None:
    await store(database, 1, 2)
    await handle(database, 1)
    for late, left in ((KEPT, [1, 2]), (KEPT + MINUTE, [2])):
        async with database.writing() as session:
            await inbox.prune(session, NOW + late)
            rows = await session.scalars(select(InboxRow.update_id).order_by(InboxRow.update_id))
            assert list(rows) == left
