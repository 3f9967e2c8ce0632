"""The outbox: messages decided on and not yet delivered, under unique keys.

A row is `queued`, then `sending` while it is in flight, and ends as `sent`, `failed` (it can
never arrive), `unknown` (it may have arrived and is not repeated), `expired` or `cancelled`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from storage.columns import insert_new
from storage.holders import surely_dead
from storage.tables import PersonRow, RegionRow
from storage.work_tables import OutboxRow

IN_FLIGHT_AT_MOST = timedelta(seconds=60)
"""Longer than any one send may last; what is in flight since before belongs to nobody."""

NOBODY = 0
"""The chat of a message that ended, where nobody known is behind it (any more)."""


class State(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one chat. `text` is Telegram HTML; `buttons` is an inline keyboard as JSON.

    The same `key` never makes two rows. After `expires_at` it is not sent any more.
    """

    key: str
    chat_id: int
    kind: str
    text: str
    region_id: int | None = None
    person_id: int | None = None
    buttons: Mapping[str, Any] | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is ours to send now; `attempts` counts this one."""

    id: int
    key: str
    chat_id: int
    person_id: int | None
    region_id: int | None
    kind: str
    text: str
    buttons: Mapping[str, Any] | None
    attempts: int


async def enqueue(
    session: AsyncSession, message: Message, *, now: datetime, due_at: datetime | None = None
) -> bool:
    """Make the message a row in the caller's transaction; False where its key has one already."""
    row = {
        "key": message.key,
        "region_id": message.region_id,
        "person_id": message.person_id,
        "chat_id": message.chat_id,
        "kind": message.kind,
        "text": message.text,
        "buttons": None if message.buttons is None else dict(message.buttons),
        "created_at": now,
        "due_at": due_at or now,
        "expires_at": message.expires_at,
        "state": State.QUEUED.value,
        "attempts": 0,
    }
    return bool(await insert_new(session, OutboxRow.__table__, [row], unique=("key",)))


async def known_keys(session: AsyncSession, keys: Sequence[str]) -> set[str]:
    """Those of the keys that have a row, whatever became of it."""
    return set(await session.scalars(select(OutboxRow.key).where(OutboxRow.key.in_(keys))))


async def undelivered_keys(session: AsyncSession, keys: Sequence[str]) -> set[str]:
    """Those of the keys whose message ended and surely did not arrive."""
    ended = (State.FAILED.value, State.EXPIRED.value, State.CANCELLED.value)
    return set(
        await session.scalars(
            select(OutboxRow.key).where(OutboxRow.key.in_(keys), OutboxRow.state.in_(ended))
        )
    )


async def claim_due(
    session: AsyncSession,
    *,
    holder: str,
    now: datetime,
    limit: int,
    busy_chats: Sequence[int] = (),
) -> list[Claimed]:
    """Take the messages due now, oldest first and one a chat, and note them as in flight.

    Chats in `busy_chats`, and those with a message in flight, are passed over, and so is a chat
    whose next message was put off: the later ones must not overtake it. What has expired is put
    aside on the way.
    """
    await session.execute(
        update(OutboxRow)
        .where(OutboxRow.state == State.QUEUED.value, OutboxRow.expires_at <= now)
        .values(state=State.EXPIRED.value)
    )
    in_flight = aliased(OutboxRow)
    next_of_chat = (
        select(func.min(OutboxRow.id))
        .where(
            OutboxRow.state == State.QUEUED.value,
            or_(OutboxRow.due_at <= now, OutboxRow.attempts > 0),
            OutboxRow.chat_id.not_in(busy_chats),
            OutboxRow.chat_id.not_in(
                select(in_flight.chat_id).where(in_flight.state == State.SENDING.value)
            ),
        )
        .group_by(OutboxRow.chat_id)
    )
    due = (
        select(OutboxRow.id)
        .where(OutboxRow.id.in_(next_of_chat), OutboxRow.due_at <= now)
        .order_by(OutboxRow.id)
        .limit(limit)
    )
    ids = (await session.scalars(due)).all()
    rows = await session.execute(
        update(OutboxRow)
        .where(OutboxRow.id.in_(ids), OutboxRow.state == State.QUEUED.value)
        .values(
            state=State.SENDING.value,
            holder=holder,
            in_flight_since=now,
            attempts=OutboxRow.attempts + 1,
        )
        .returning(OutboxRow)
    )
    return sorted((_claimed(row) for row in rows.scalars()), key=lambda claimed: claimed.id)


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next queued message is due, or None."""
    return await session.scalar(
        select(func.min(OutboxRow.due_at)).where(OutboxRow.state == State.QUEUED.value)
    )


async def mark_sent(session: AsyncSession, id_: int, *, message_id: int, now: datetime) -> None:
    await _settle(session, id_, state=State.SENT, sent_at=now, message_id=message_id, error=None)
    await _empty_if_nobodys(session, id_)


async def put_off(session: AsyncSession, id_: int, *, until: datetime, error: str) -> None:
    """Back to the queue: it surely did not arrive, or may be repeated."""
    await _settle(session, id_, state=State.QUEUED, due_at=until, error=error)


async def give_up(session: AsyncSession, id_: int, *, state: State, error: str) -> None:
    """End the row as failed or unknown, with the reason in Telegram's words."""
    await _settle(session, id_, state=state, error=error)
    await _empty_if_nobodys(session, id_)


async def recover_orphans(session: AsyncSession, *, me: str, now: datetime) -> int:
    """Queue again what was in flight in a process that died, or in flight too long; how many.

    These are the only messages that a crash can repeat, and none is lost.
    """
    rows = await session.execute(
        select(OutboxRow.id, OutboxRow.holder, OutboxRow.in_flight_since)
        .where(OutboxRow.state == State.SENDING.value)
        .with_for_update(skip_locked=True)
    )
    orphans = [
        id_
        for id_, holder, since in rows
        if surely_dead(holder or "", me) or since is None or since < now - IN_FLIGHT_AT_MOST
    ]
    recovered = await session.execute(
        update(OutboxRow)
        .where(OutboxRow.id.in_(orphans), OutboxRow.state == State.SENDING.value)
        .values(state=State.QUEUED.value, due_at=now)
        .returning(OutboxRow.id)
    )
    return len(recovered.all())


async def migrate_chat(session: AsyncSession, old: int, new: int) -> None:
    """A group became a supergroup: what is queued for it, and its region, follow. Idempotent."""
    await session.execute(
        update(OutboxRow)
        .where(
            OutboxRow.chat_id == old,
            or_(OutboxRow.state == State.QUEUED.value, OutboxRow.state == State.SENDING.value),
        )
        .values(chat_id=new)
    )
    await session.execute(
        update(RegionRow).where(RegionRow.group_chat_id == old).values(group_chat_id=new)
    )


async def counts(session: AsyncSession) -> dict[State, int]:
    """How many rows are in each state."""
    rows = await session.execute(select(OutboxRow.state, func.count()).group_by(OutboxRow.state))
    return {State(state): count for state, count in rows}


async def _settle(session: AsyncSession, id_: int, *, state: State, **values: Any) -> None:
    await session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == id_, OutboxRow.state == State.SENDING.value)
        .values(state=state.value, holder=None, in_flight_since=None, **values)
    )


async def _empty_if_nobodys(session: AsyncSession, id_: int) -> None:
    """Empty a message that ended, to a private chat of someone we don't know (any more).

    Private chats have positive ids, groups negative ones (Bot API manual).
    """
    known = select(PersonRow.id).where(PersonRow.telegram_id == OutboxRow.chat_id)
    await session.execute(
        update(OutboxRow)
        .where(
            OutboxRow.id == id_,
            OutboxRow.state != State.QUEUED.value,
            OutboxRow.chat_id > NOBODY,
            ~known.exists(),
        )
        .values(chat_id=NOBODY, text="", buttons=None)
    )


def _claimed(row: OutboxRow) -> Claimed:
    return Claimed(
        id=row.id,
        key=row.key,
        chat_id=row.chat_id,
        person_id=row.person_id,
        region_id=row.region_id,
        kind=row.kind,
        text=row.text,
        buttons=row.buttons,
        attempts=row.attempts,
    )
