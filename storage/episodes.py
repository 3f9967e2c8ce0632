"""Episodes: each stretch of a channel being behind, and who was nudged about it when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.columns import insert_new
from storage.tables import STILL_OPEN, ChannelRow, EpisodeRow, NudgeRow


@dataclass(frozen=True, slots=True)
class Nudged:
    """One step of an episode."""

    day: date
    step: str
    person_id: int


@dataclass(frozen=True, slots=True)
class Episode:
    """An open episode; `opened_on` is the region's local date, nudges oldest first."""

    id: int
    channel_id: int
    opened_on: date
    nudges: tuple[Nudged, ...] = ()


async def open_episodes(session: AsyncSession, region_id: int) -> dict[int, Episode]:
    """The region's open episodes by channel."""
    rows = await session.scalars(
        select(EpisodeRow)
        .join(ChannelRow, ChannelRow.id == EpisodeRow.channel_id)
        .where(ChannelRow.region_id == region_id, EpisodeRow.closed_at.is_(None))
    )
    episodes = rows.all()
    nudges = await session.scalars(
        select(NudgeRow)
        .where(NudgeRow.episode_id.in_([row.id for row in episodes]))
        .order_by(NudgeRow.day)
    )
    steps: dict[int, list[Nudged]] = {}
    for nudge in nudges:
        steps.setdefault(nudge.episode_id, []).append(
            Nudged(nudge.day, nudge.step, nudge.person_id)
        )
    return {
        row.channel_id: Episode(row.id, row.channel_id, row.opened_on, tuple(steps.get(row.id, ())))
        for row in episodes
    }


async def open_episode(session: AsyncSession, channel_id: int, opened_on: date) -> int:
    """Open an episode of this channel, or find the one that is open; its id."""
    await insert_new(
        session,
        EpisodeRow.__table__,
        [{"channel_id": channel_id, "opened_on": opened_on}],
        unique=("channel_id",),
        where=STILL_OPEN,
    )
    rows = await session.scalars(
        select(EpisodeRow.id).where(
            EpisodeRow.channel_id == channel_id, EpisodeRow.closed_at.is_(None)
        )
    )
    return rows.one()


async def close_episode(
    session: AsyncSession, channel_id: int, *, closed_at: datetime, closed_by: str
) -> bool:
    """Close the channel's open episode; False where none was open. `closed_by`: the link."""
    closed = await session.execute(
        update(EpisodeRow)
        .where(EpisodeRow.channel_id == channel_id, EpisodeRow.closed_at.is_(None))
        .values(closed_at=closed_at, closed_by=closed_by)
        .returning(EpisodeRow.id)
    )
    return bool(closed.all())


async def add_nudges(
    session: AsyncSession, steps: Mapping[int, str], *, person_id: int, day: date
) -> None:
    """Note that the person is told today about these episodes: episode id to step."""
    rows = [
        {"episode_id": episode_id, "person_id": person_id, "day": day, "step": step}
        for episode_id, step in steps.items()
    ]
    await insert_new(session, NudgeRow.__table__, rows, unique=("episode_id", "day"))
