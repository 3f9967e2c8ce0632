"""Telling the operators of a region what they have to know, once for each key."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.texts import Phrasebook
from bot.texts.pages import pages_of
from storage import outbox, people, roster
from storage.engine import Session
from storage.outbox import Message


async def tell_operators(
    session: Session,
    region_id: int,
    *,
    key: str,
    template: str,
    now: datetime,
    phrasebook: Phrasebook,
    **facts: Any,
) -> int:
    """Queue the notice for each operator (for the heads where there is none); how many are told."""
    region = await roster.region_of(session, region_id)
    told = 0
    for operator in await people.operators(session, region_id):
        if operator.telegram_id is None:
            continue
        text = phrasebook.say(template, operator.language, region.zone, region=region.name, **facts)
        for number, page in enumerate(pages_of(text)):
            message = Message(
                key=f"notice:{key}:{operator.id}:{number}",
                chat_id=operator.telegram_id,
                kind="notice",
                text=page,
                region_id=region_id,
                person_id=operator.id,
            )
            await outbox.enqueue(session, message, now=now)
        told += 1
    return told
