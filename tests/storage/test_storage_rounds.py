"""Rounds: each duty at most once per region, kind and local date."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime

import pytest

from storage import roster, rounds
from storage.engine import Database
from storage.rounds import ABANDONED_AFTER, Round
from tests.storage.storage_examples import DAY, MINUTE, NOW, Town

TODAY = date(2026, 7, 1)
ELSEWHERE = "elsewhere:4711:token"
"""A holder of whom only its lease can tell whether it lives."""


async def claim(
    database: Database,
    town: Town,
    holder: str,
    *,
    kind: str = "sweep",
    day: date = TODAY,
    now: datetime = NOW,
    again: bool = False,
) -> Round | None:
    async with database.writing() as session:
        return await rounds.claim(
            session,
            region_id=town.region.id,
            kind=kind,
            local_date=day,
            holder=holder,
            now=now,
            again=again,
        )


async def begun(database: Database, town: Town, holder: str, *, now: datetime = NOW) -> Round:
    claimed = await claim(database, town, holder, now=now)
    assert claimed is not None
    return claimed


async def finish(database: Database, round_id: int, now: datetime = NOW) -> None:
    async with database.writing() as session:
        await rounds.finish(session, round_id, now=now, outcome={"channels": 2, "why": None})


async def test_a_round_is_begun_once_per_region_kind_and_date(
    database: Database, town: Town, me: str, living_holder: str
) -> None:
    assert await claim(database, town, me) is not None
    for holder in (me, living_holder):
        assert await claim(database, town, holder) is None
    assert await claim(database, town, me, kind="nudge") is not None
    assert await claim(database, town, me, day=date(2026, 7, 2)) is not None
    async with database.writing() as session:
        terang = await roster.add_region(
            session, slug="terang", name="Kota Terang", zone="Asia/Jayapura", now=NOW
        )
    assert await claim(database, replace(town, region=terang), me) is not None


async def test_of_two_processes_at_once_exactly_one_gets_the_round(
    database: Database, another_process: Database, town: Town
) -> None:
    for day in range(1, 6):
        claimed = await asyncio.gather(
            claim(database, town, "one:1:a", day=date(2026, 7, day)),
            claim(another_process, town, "two:2:b", day=date(2026, 7, day)),
        )
        assert [found is None for found in claimed].count(True) == 1


async def test_the_round_of_a_dead_process_is_taken_over_at_once(
    database: Database, town: Town, me: str, dead_holder: str
) -> None:
    abandoned = await begun(database, town, dead_holder)
    taken = await claim(database, town, me, now=NOW + MINUTE)
    assert taken is not None
    assert (taken.id, taken.started_at) == (abandoned.id, NOW)
    async with database.writing() as session:
        assert not await rounds.still_alive(session, taken.id, dead_holder, NOW + MINUTE)
        assert await rounds.still_alive(session, taken.id, me, NOW + MINUTE)


async def test_the_round_of_a_dead_process_is_taken_over_by_one_of_two(
    database: Database, another_process: Database, town: Town, me: str, living_holder: str
) -> None:
    await begun(database, town, ELSEWHERE)
    later = NOW + ABANDONED_AFTER + MINUTE
    taken = await asyncio.gather(
        claim(database, town, me, now=later),
        claim(another_process, town, living_holder, now=later),
    )
    assert [found is None for found in taken].count(True) == 1


async def test_a_silent_process_keeps_its_round_until_its_lease_is_over(
    database: Database, town: Town, me: str
) -> None:
    silent = await begun(database, town, ELSEWHERE)
    assert await claim(database, town, me, now=NOW + ABANDONED_AFTER) is None
    async with database.writing() as session:
        assert await rounds.still_alive(session, silent.id, ELSEWHERE, NOW + ABANDONED_AFTER)
    over = NOW + 2 * ABANDONED_AFTER
    assert await claim(database, town, me, now=over) is None
    assert await claim(database, town, me, now=over + MINUTE) is not None


async def test_a_finished_round_is_done_also_for_whoever_finds_its_holder_dead(
    database: Database, town: Town, me: str, dead_holder: str
) -> None:
    done = await begun(database, town, dead_holder)
    await finish(database, done.id, NOW + MINUTE)
    assert await claim(database, town, me, now=NOW + DAY) is None
    async with database.reading() as session:
        found = await rounds.find(session, region_id=town.region.id, kind="sweep", local_date=TODAY)
    assert found is not None
    assert (found.finished_at, found.outcome) == (NOW + MINUTE, {"channels": 2, "why": None})


async def test_a_finished_round_may_be_gone_over_again_and_keeps_its_row(
    database: Database, town: Town, me: str, living_holder: str
) -> None:
    done = await begun(database, town, living_holder)
    assert await claim(database, town, me, again=True) is None
    await finish(database, done.id)
    again = await claim(database, town, me, again=True)
    assert again is not None
    assert again.id == done.id
    async with database.writing() as session:
        assert await rounds.still_alive(session, done.id, me, NOW)
        await rounds.drop(session, done.id)
        assert await rounds.last_finished(session, region_id=town.region.id, kind="sweep")


async def test_a_finished_round_is_gone_over_by_one_of_two(
    database: Database, another_process: Database, town: Town, me: str, living_holder: str
) -> None:
    done = await begun(database, town, ELSEWHERE)
    await finish(database, done.id)
    taken = await asyncio.gather(
        claim(database, town, me, now=NOW + MINUTE, again=True),
        claim(another_process, town, living_holder, now=NOW + MINUTE, again=True),
    )
    assert [found is None for found in taken].count(True) == 1
    assert await claim(database, town, ELSEWHERE, now=NOW + 2 * MINUTE, again=True) is None
    async with database.reading() as session:
        found = await rounds.last_finished(session, region_id=town.region.id, kind="sweep")
    assert found is not None
    assert (found.finished_at, found.alive_at) == (NOW, NOW + MINUTE)
    await finish(database, done.id, NOW + 2 * MINUTE)
    assert await claim(database, town, ELSEWHERE, now=NOW + 3 * MINUTE, again=True) is not None


async def test_a_finished_round_whose_second_holder_fell_silent_is_taken_over(
    database: Database, town: Town, me: str
) -> None:
    done = await begun(database, town, me)
    await finish(database, done.id)
    assert await claim(database, town, ELSEWHERE, now=NOW + MINUTE, again=True) is not None
    late = NOW + MINUTE + ABANDONED_AFTER
    assert await claim(database, town, me, now=late, again=True) is None
    assert await claim(database, town, me, now=late + MINUTE, again=True) is not None


async def test_a_finished_round_gone_over_for_nothing_is_free_at_once(
    database: Database, town: Town, me: str
) -> None:
    done = await begun(database, town, me)
    await finish(database, done.id)
    assert await claim(database, town, me, now=NOW + MINUTE, again=True) is not None
    async with database.writing() as session:
        await rounds.drop(session, done.id)
    assert await claim(database, town, ELSEWHERE, now=NOW + 2 * MINUTE, again=True) is not None


async def test_a_round_that_came_to_nothing_can_be_begun_anew(
    database: Database, town: Town, me: str, living_holder: str
) -> None:
    dropped = await begun(database, town, me)
    async with database.writing() as session:
        await rounds.drop(session, dropped.id)
    assert await claim(database, town, living_holder) is not None


@pytest.mark.parametrize("finished_first", [1, 2])
async def test_the_last_finished_round_is_that_of_the_newest_date(
    database: Database, town: Town, me: str, finished_first: int
) -> None:
    found = {day: await claim(database, town, me, day=date(2026, 7, day)) for day in (1, 2, 3)}
    for day in (finished_first, 3 - finished_first):
        claimed = found[day]
        assert claimed is not None
        await finish(database, claimed.id)
    async with database.reading() as session:
        last = await rounds.last_finished(session, region_id=town.region.id, kind="sweep")
        never = await rounds.last_finished(session, region_id=town.region.id, kind="board")
    assert last is not None
    assert (last.local_date, never) == (date(2026, 7, 2), None)
