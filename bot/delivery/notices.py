"""Telling the operators of a region what they have to know, once for each key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.buttons import Keyboard
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
    buttons: Callable[[str], Keyboard | None] | None = None,
    **facts: Any,
) -> int:
    """Queue the notice for each operator (for the heads where there is none); how many are told.

    `buttons` makes what goes under its last page, in the language it is given.
    """
    region = await roster.region_of(session, region_id)
    told = 0
    for operator in await people.operators(session, region_id):
        if operator.telegram_id is None:
            continue
        text = phrasebook.say(template, operator.language, region.zone, region=region.name, **facts)
        pages = pages_of(text)
        for number, page in enumerate(pages):
            last = number == len(pages) - 1
            message = Message(
                key=f"notice:{key}:{operator.id}:{number}",
                chat_id=operator.telegram_id,
                kind="notice",
                text=page,
                region_id=region_id,
                person_id=operator.id,
                buttons=buttons(operator.language) if buttons and last else None,
            )
            await outbox.enqueue(session, message, now=now)
        told += 1
    return told
