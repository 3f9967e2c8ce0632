"""Whoever reports in a chat, with the channels that it may be about."""

from __future__ import annotations

from collections.abc import Sequence

from bot.calendars import calendar_of
from bot.chat.turn import Turn
from bot.reporting import Reporter
from storage import people, roster
from storage.engine import Session
from storage.people import Role
from storage.roster import Channel


async def reporter_of(turn: Turn, session: Session, *, chosen: Channel | None = None) -> Reporter:
    """Whoever speaks, with the channels in their care and the one that was chosen.

    Unless one was chosen, with the region's other channels too; a viewer records for nobody else.
    """
    person, region = turn.known()
    mine = await people.channels_of(session, person)
    ids = {channel.id for channel in mine}
    others: Sequence[Channel] = ()
    if chosen is not None and chosen.id not in ids:
        mine = [*mine, chosen]
    elif chosen is None and person.role is not Role.VIEWER:
        everything = await roster.channels(session, region.id)
        others = [channel for channel in everything if channel.id not in ids]
    return Reporter(
        person=person,
        region=region,
        channels=mine,
        calendar=await calendar_of(session, region, turn.now),
        now=turn.now,
        others=others,
    )
