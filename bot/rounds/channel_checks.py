"""Checking channels for a sweep: one process at a time, the longest unread first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from datetime import UTC, date, datetime, timedelta

import checks
from bot.policy.workdays import Calendar
from bot.rounds.held_back import waits
from bot.rounds.identities import remember_identity
from bot.rounds.remembering import remember_reading
from bot.services import Services
from checks.model import ChannelRef, Reading
from storage import rounds
from storage.readings import ChannelState
from storage.roster import Channel, Region
from storage.rounds import Round

KIND = "sweep"
BATCH = 50
"""Readings committed together: a commit each would cost as much as the checks."""
LONGEST_SILENCE = timedelta(minutes=1)
"""A sweep of slow sites says so often that it is at work: see rounds.ABANDONED_AFTER."""

NEVER = datetime.min.replace(tzinfo=UTC)

Progress = Callable[[Channel, Reading], None]


async def claim(services: Services, region: Region, day: date, *, again: bool) -> Round | None:
    """The day's sweep, begun or gone over `again`; None where it is not ours to do."""
    async with services.database.writing() as session:
        return await rounds.claim(
            session,
            region_id=region.id,
            kind=KIND,
            local_date=day,
            holder=services.holder,
            now=services.clock(),
            again=again,
        )


async def check_channels(
    services: Services,
    channels: Sequence[Channel],
    known: Mapping[int, Reading],
    states: Mapping[int, ChannelState],
    *,
    at: datetime,
    calendar: Calendar,
    round_id: int | None,
    progress: Progress | None = None,
) -> dict[int, Reading]:
    """The reading of each channel, by its id. What could be read is remembered as it comes.

    `known` has the last readings and `states` what is remembered, by channel id. Without a
    `round_id` nothing is remembered.
    """
    by_ref = {channel.ref: channel for channel in _longest_unread_first(channels, states)}
    found: dict[int, Reading] = {}
    batch: list[tuple[Channel, Reading]] = []
    heard_at = services.clock()
    before: dict[ChannelRef, Reading] = {
        channel.ref: known[channel.id] for channel in channels if channel.id in known
    }
    checking = checks.check(
        by_ref, now=at, client=services.client, readers=services.readers, before=before
    )
    async with aclosing(checking) as results:
        async for ref, reading in results:
            channel = by_ref[ref]
            found[channel.id] = reading
            if progress is not None:
                progress(channel, reading)
            if not waits(reading, channel):
                batch.append((channel, reading))
            late = services.clock() - heard_at > LONGEST_SILENCE
            if round_id is not None and (late or len(batch) >= BATCH):
                await remember(services, round_id, batch, states, calendar)
                batch, heard_at = [], services.clock()
    if round_id is not None:
        await remember(services, round_id, batch, states, calendar)
    return found


async def remember(
    services: Services,
    round_id: int,
    batch: Sequence[tuple[Channel, Reading]],
    states: Mapping[int, ChannelState],
    calendar: Calendar,
) -> None:
    """Remember these readings, and that the round's holder is at work."""
    async with services.database.writing() as session:
        for channel, reading in batch:
            state = states.get(channel.id)
            await remember_identity(session, services, channel, reading, state, calendar)
            await remember_reading(session, channel, reading, calendar)
        await rounds.still_alive(session, round_id, services.holder, services.clock())


def _longest_unread_first(
    channels: Sequence[Channel], states: Mapping[int, ChannelState]
) -> list[Channel]:
    """Where an allowance does not reach all accounts, what was left out is first the next time."""

    def last_read(channel: Channel) -> datetime:
        return states[channel.id].checked_at if channel.id in states else NEVER

    return sorted(channels, key=last_read)
