"""Readings: one row for each run of equal ones, and one current state a channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from checks.model import Evidence, Health, Reading, Trouble
from storage import last_readings
from storage.forgotten_titles import without_forgotten_titles
from storage.publications import remember
from storage.tables import ChannelRow, ChannelStateRow, ReadingRow

PASSING: frozenset[Health] = frozenset({Health.UNREACHABLE, Health.BLOCKED, Health.FAILED})
"""Healths that may be gone tomorrow: the first is counted on the run it interrupts, and only a
second in a row begins a run of its own."""


@dataclass(frozen=True, slots=True)
class ChannelState:
    """What is known of one channel now.

    `health` is what the last sweep found, a passing failure included; `newest_at`, `newest_url`
    and `evidence` are of the newest publication any sweep has seen.
    """

    channel_id: int
    health: Health
    detail: str
    trouble: Trouble | None
    checked_at: datetime
    failures: int
    failing_since: datetime | None
    newest_at: datetime | None
    newest_url: str | None
    newest_day_only: bool
    evidence: Evidence | None
    signs: tuple[str, ...]
    due_at: datetime | None


async def record(
    session: AsyncSession, channel_id: int, reading: Reading, *, due_at: datetime | None
) -> None:
    """Remember a reading and the publications it saw.

    `due_at` is when the channel will be behind if nothing new comes. The run is extended while
    health and newest publication stay the same. A reading that saw no publication says nothing
    against the newest one known.
    """
    recent = await without_forgotten_titles(session, channel_id, reading.recent)
    reading = replace(reading, recent=recent)
    state = await session.get(ChannelStateRow, channel_id)
    run = None if state is None else await session.get_one(ReadingRow, state.reading_id)
    await remember(session, channel_id, reading.recent, seen_at=reading.checked_at)
    if reading.health not in PASSING:
        await last_readings.keep(session, channel_id, reading)
    if state is None or run is None:
        run = await _begin_run(session, channel_id, reading, before=None)
        state = ChannelStateRow(channel_id=channel_id, reading_id=run.id, failures=0)
        session.add(state)
    elif _same(run, reading):
        run.last_seen_at = reading.checked_at
        run.times_seen += 1
        run.detail, run.signs = reading.detail, list(reading.signs)
    elif reading.health in PASSING and state.failures == 0:
        run.passing_failures += 1
    else:
        run = await _begin_run(session, channel_id, reading, before=run)
        state.reading_id = run.id
    failing = reading.health in PASSING
    state.failing_since = (state.failing_since or reading.checked_at) if failing else None
    state.failures = state.failures + 1 if failing else 0
    state.health, state.detail, state.trouble = (
        reading.health.value,
        reading.detail,
        reading.trouble,
    )
    state.checked_at, state.due_at = reading.checked_at, due_at
    await session.flush()


async def states(
    session: AsyncSession, region_id: int, *, channel_ids: Sequence[int] | None = None
) -> dict[int, ChannelState]:
    """The current state of each channel in use that was ever checked, by channel id."""
    statement = (
        select(ChannelStateRow, ReadingRow)
        .join(ReadingRow, ReadingRow.id == ChannelStateRow.reading_id)
        .join(ChannelRow, ChannelRow.id == ChannelStateRow.channel_id)
        .where(ChannelRow.region_id == region_id, ChannelRow.retired_at.is_(None))
    )
    if channel_ids is not None:
        statement = statement.where(ChannelRow.id.in_(channel_ids))
    rows = await session.execute(statement)
    return {state.channel_id: _state(state, run) for state, run in rows}


def _same(run: ReadingRow, reading: Reading) -> bool:
    newest = reading.newest
    return run.health == reading.health.value and (
        newest is None or (run.newest_at, run.newest_url) == (newest.at, newest.url)
    )


async def _begin_run(
    session: AsyncSession, channel_id: int, reading: Reading, *, before: ReadingRow | None
) -> ReadingRow:
    run = ReadingRow(
        channel_id=channel_id,
        health=reading.health.value,
        newest_day_only=False,
        detail=reading.detail,
        signs=list(reading.signs),
        first_seen_at=reading.checked_at,
        last_seen_at=reading.checked_at,
        times_seen=1,
        passing_failures=0,
    )
    newest = reading.newest
    if newest is not None:
        run.newest_at, run.newest_url = newest.at, newest.url
        run.newest_day_only, run.evidence = newest.day_only, asdict(newest.evidence)
    elif before is not None:
        run.newest_at, run.newest_url = before.newest_at, before.newest_url
        run.newest_day_only, run.evidence = before.newest_day_only, before.evidence
    session.add(run)
    await session.flush()
    return run


def _state(state: ChannelStateRow, run: ReadingRow) -> ChannelState:
    evidence: dict[str, Any] | None = run.evidence
    return ChannelState(
        channel_id=state.channel_id,
        health=Health(state.health),
        detail=state.detail,
        trouble=None if state.trouble is None else Trouble(state.trouble),
        checked_at=state.checked_at,
        failures=state.failures,
        failing_since=state.failing_since,
        newest_at=run.newest_at,
        newest_url=run.newest_url,
        newest_day_only=run.newest_day_only,
        evidence=None if evidence is None else Evidence(**evidence),
        signs=tuple(run.signs),
        due_at=state.due_at,
    )
