"""What becomes of a message that Telegram did not acknowledge, in one transaction."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Final

from bot.delivery.notices import tell_operators
from bot.delivery.outcomes import Fate, Outcome
from bot.texts import Phrasebook
from storage import outbox, people, roster
from storage.engine import Session
from storage.outbox import Claimed, State

LONGEST_WAIT: Final = timedelta(minutes=5)
NOT_REPEATED: Final = frozenset({"nudge"})
"""Kinds of which a second copy on one day is worse than a missing one."""


async def settle(
    session: Session,
    message: Claimed,
    outcome: Outcome,
    *,
    now: datetime,
    phrasebook: Phrasebook,
) -> None:
    """Put the message off, send it elsewhere, or end it and tell who has to know."""
    match outcome.fate:
        case Fate.MOVED if outcome.new_chat_id is not None:
            await outbox.migrate_chat(session, message.chat_id, outcome.new_chat_id)
            await outbox.put_off(session, message.id, until=now, error=outcome.reason)
        case Fate.LATER | Fate.TOKEN:
            wait = outcome.wait or backoff(message.attempts)
            await outbox.put_off(session, message.id, until=now + wait, error=outcome.reason)
        case Fate.UNSURE if message.kind not in NOT_REPEATED:
            wait = backoff(message.attempts)
            await outbox.put_off(session, message.id, until=now + wait, error=outcome.reason)
        case Fate.UNSURE:
            await outbox.give_up(session, message.id, state=State.UNKNOWN, error=outcome.reason)
            await _tell_unsure(session, message, now, phrasebook)
        case _:
            await outbox.give_up(session, message.id, state=State.FAILED, error=outcome.reason)
            await _note_refusal(session, message, outcome.fate, now, phrasebook)


def backoff(attempts: int) -> timedelta:
    """How long to wait after the nth attempt: doubling from a second, with jitter, for ever."""
    longest = min(2.0 ** min(attempts - 1, 16), LONGEST_WAIT.total_seconds())
    return timedelta(seconds=longest * random.uniform(0.75, 1.25))  # noqa: S311 (no secret)


async def _note_refusal(
    session: Session, message: Claimed, fate: Fate, now: datetime, phrasebook: Phrasebook
) -> None:
    if fate is Fate.EXCLUDED:
        await roster.forget_group_chat(session, message.chat_id)
    if fate not in (Fate.REFUSED, Fate.DEPARTED) or message.person_id is None:
        return
    gone = await people.strike(session, message.person_id, now, final=fate is Fate.DEPARTED)
    if gone and message.region_id is not None:
        person = await people.person(session, message.person_id)
        agency = await roster.agency_of(session, person.agency_id)
        await tell_operators(
            session,
            message.region_id,
            key=f"unreachable:{person.id}:{now.date().isoformat()}",
            template="operator_unreachable",
            now=now,
            phrasebook=phrasebook,
            name=person.name,
            agency=None if agency is None else agency.short,
        )


async def _tell_unsure(
    session: Session, message: Claimed, now: datetime, phrasebook: Phrasebook
) -> None:
    if message.region_id is None:
        return
    recipient = None
    if message.person_id is not None:
        recipient = (await people.person(session, message.person_id)).name
    await tell_operators(
        session,
        message.region_id,
        key=f"unsure:{message.id}",
        template="operator_delivery",
        now=now,
        phrasebook=phrasebook,
        kind=message.kind,
        recipient=recipient,
    )
