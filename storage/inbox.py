"""The inbox: updates stored before Telegram is told that they arrived, and handled once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.columns import insert_new
from storage.holders import surely_dead
from storage.work_tables import InboxRow

HELD_AT_MOST = timedelta(minutes=2)
"""Longer than any handler may take; then another process may handle the update."""

KEPT = timedelta(days=7)
"""How long an emptied row is kept, so that an update told twice is known. Telegram keeps
updates for 24 hours (Bot API manual, getUpdates)."""


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """One update as Telegram wrote it, and the chat it belongs to (None: no chat)."""

    update_id: int
    chat_id: int | None
    payload: Mapping[str, Any]


async def store(
    session: AsyncSession, bot_id: int, updates: Sequence[StoredUpdate], *, now: datetime
) -> int:
    """Keep the updates not seen before; how many were new. Confirm them after the commit."""
    rows = [
        {
            "bot_id": bot_id,
            "update_id": stored.update_id,
            "chat_id": stored.chat_id,
            "payload": dict(stored.payload),
            "received_at": now,
        }
        for stored in updates
    ]
    return await insert_new(session, InboxRow.__table__, rows, unique=("bot_id", "update_id"))


async def claim(
    session: AsyncSession, bot_id: int, *, me: str, now: datetime, limit: int
) -> list[StoredUpdate]:
    """Take the oldest updates that nobody handles, in their order.

    One that was emptied meanwhile, because its sender was forgotten, is ended on the way.
    """
    unhandled = (InboxRow.bot_id == bot_id, InboxRow.handled_at.is_(None))
    holders = await session.scalars(
        select(InboxRow.holder).where(*unhandled, InboxRow.held_until > now).distinct()
    )
    dead = [holder for holder in holders if holder is not None and surely_dead(holder, me)]
    rows = await session.scalars(
        select(InboxRow)
        .where(
            *unhandled,
            or_(
                InboxRow.held_until.is_(None),
                InboxRow.held_until <= now,
                InboxRow.holder.in_(dead),
            ),
        )
        .order_by(InboxRow.update_id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = []
    for row in rows:
        if row.payload is None:
            row.handled_at, row.holder, row.held_until = now, None, None
            continue
        row.holder, row.held_until = me, now + HELD_AT_MOST
        taken.append(StoredUpdate(row.update_id, row.chat_id, row.payload))
    await session.flush()
    return taken


async def release(session: AsyncSession, bot_id: int, *, me: str) -> None:
    """Give back what this holder took and did not handle: the next one need not wait."""
    await session.execute(
        update(InboxRow)
        .where(InboxRow.bot_id == bot_id, InboxRow.holder == me, InboxRow.handled_at.is_(None))
        .values(holder=None, held_until=None)
    )


async def mark_handled(
    session: AsyncSession, bot_id: int, update_id: int, *, now: datetime, error: str | None = None
) -> bool:
    """Note, in the transaction of its effects, that the update is handled, and empty the row.

    False where it was handled already: the caller's effects must not be kept then. `error` is
    for one whose handling failed.
    """
    handled = await session.execute(
        update(InboxRow)
        .where(
            InboxRow.bot_id == bot_id,
            InboxRow.update_id == update_id,
            InboxRow.handled_at.is_(None),
        )
        .values(
            handled_at=now, payload=None, chat_id=None, holder=None, held_until=None, error=error
        )
        .returning(InboxRow.update_id)
    )
    return bool(handled.all())


async def waiting(session: AsyncSession) -> int:
    """How many updates are stored and not handled."""
    count = await session.scalar(
        select(func.count()).select_from(InboxRow).where(InboxRow.handled_at.is_(None))
    )
    return count or 0


async def prune(session: AsyncSession, now: datetime) -> None:
    """Drop emptied rows that are older than Telegram could repeat them."""
    await session.execute(delete(InboxRow).where(InboxRow.handled_at < now - KEPT))
