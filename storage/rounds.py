"""Rounds: each duty at most once per region, kind and local date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.columns import insert_new
from storage.holders import surely_dead
from storage.work_tables import RoundRow

ABANDONED_AFTER = timedelta(minutes=5)
"""A round whose holder gave no sign for so long is taken over: its process is dead, or stuck."""


@dataclass(frozen=True, slots=True)
class Round:
    id: int
    region_id: int
    kind: str
    local_date: date
    started_at: datetime
    alive_at: datetime
    finished_at: datetime | None
    outcome: dict[str, Any] | None


async def claim(
    session: AsyncSession,
    *,
    region_id: int,
    kind: str,
    local_date: date,
    holder: str,
    now: datetime,
    again: bool = False,
) -> Round | None:
    """Begin this round, or take it over where its holder died; None where it is not ours to do.

    `holder` is a name unique to the running process. With `again` a finished round may be gone
    over once more, by one process at a time: it keeps its row, and stays finished meanwhile.
    """
    key = {"region_id": region_id, "kind": kind, "local_date": local_date}
    begun = await insert_new(
        session,
        RoundRow.__table__,
        [{**key, "holder": holder, "started_at": now, "alive_at": now}],
        unique=tuple(key),
    )
    if not begun and not await _take_over(session, key, holder, now, again=again):
        return None
    return await find(session, region_id=region_id, kind=kind, local_date=local_date)


async def _take_over(
    session: AsyncSession, key: Mapping[str, Any], holder: str, now: datetime, *, again: bool
) -> bool:
    row = await session.scalar(select(RoundRow).filter_by(**key))
    if row is None or (row.finished_at is not None and not again):
        return False
    at_work = row.finished_at is None or row.alive_at > row.finished_at
    silent = row.alive_at < now - ABANDONED_AFTER or surely_dead(row.holder, holder)
    if at_work and not silent:
        return False
    taken = await session.execute(
        update(RoundRow)
        .where(
            RoundRow.id == row.id,
            RoundRow.holder == row.holder,
            RoundRow.alive_at == row.alive_at,
            RoundRow.finished_at.is_not_distinct_from(row.finished_at),
        )
        .values(holder=holder, alive_at=now)
        .returning(RoundRow.id)
    )
    return bool(taken.all())


async def still_alive(session: AsyncSession, round_id: int, holder: str, now: datetime) -> bool:
    """Say that the holder is at work; False where another process took the round over."""
    held = await session.execute(
        update(RoundRow)
        .where(RoundRow.id == round_id, RoundRow.holder == holder)
        .values(alive_at=now)
        .returning(RoundRow.id)
    )
    return bool(held.all())


async def finish(
    session: AsyncSession, round_id: int, *, now: datetime, outcome: Mapping[str, Any]
) -> None:
    await session.execute(
        update(RoundRow)
        .where(RoundRow.id == round_id)
        .values(finished_at=now, alive_at=now, outcome=dict(outcome))
    )


async def drop(session: AsyncSession, round_id: int) -> None:
    """Unmake a round that was begun and came to nothing; one finished before stays as it was."""
    await session.execute(
        delete(RoundRow).where(RoundRow.id == round_id, RoundRow.finished_at.is_(None))
    )
    await session.execute(
        update(RoundRow).where(RoundRow.id == round_id).values(alive_at=RoundRow.finished_at)
    )


async def find(
    session: AsyncSession, *, region_id: int, kind: str, local_date: date
) -> Round | None:
    """The round of that date, begun or finished, or None."""
    row = await session.scalar(
        select(RoundRow).filter_by(region_id=region_id, kind=kind, local_date=local_date)
    )
    return None if row is None else _round(row)


async def last_finished(session: AsyncSession, *, region_id: int, kind: str) -> Round | None:
    """The newest finished round of this kind by local date, or None."""
    row = await session.scalar(
        select(RoundRow)
        .filter_by(region_id=region_id, kind=kind)
        .where(RoundRow.finished_at.is_not(None))
        .order_by(RoundRow.local_date.desc())
        .limit(1)
    )
    return None if row is None else _round(row)


def _round(row: RoundRow) -> Round:
    return Round(
        id=row.id,
        region_id=row.region_id,
        kind=row.kind,
        local_date=row.local_date,
        started_at=row.started_at,
        alive_at=row.alive_at,
        finished_at=row.finished_at,
        outcome=row.outcome,
    )
