"""The sweep: check every channel of a region and remember what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

import checks
from bot.calendars import calendar_of
from bot.delivery.notices import tell_operators
from bot.outages import Outage, as_outcome, current_outages, going_on
from bot.policy.platforms import PlatformOut
from bot.policy.trust import SweepOutcome, sweep_trusted
from bot.policy.workdays import Calendar
from bot.rounds.held_back import held_back, waits
from bot.rounds.identities import remember_identity
from bot.rounds.platform_watch import tell_outages, watch_platforms
from bot.rounds.remembering import remember_reading
from bot.rounds.sweep_outcomes import sweep_outcomes
from bot.services import Services
from checks.model import UNMEASURED, ChannelRef, Platform, Reading
from storage import readings, roster, rounds
from storage.last_readings import last_readings
from storage.readings import ChannelState
from storage.roster import Channel, Region

log = structlog.get_logger(__name__)

KIND = "sweep"
BATCH = 50
"""Readings committed together: a commit each would cost as much as the checks."""
LONGEST_SILENCE = timedelta(minutes=1)
"""A sweep of slow sites says so often that it is at work: see rounds.ABANDONED_AFTER."""


@dataclass(frozen=True, slots=True)
class SweepResult:
    """What one sweep came to. `unmeasured` counts the channels of which nothing can be said."""

    round_id: int | None
    channels: int
    ok: int
    unmeasured: int
    trusted: bool
    why: str = ""


Progress = Callable[[Channel, Reading], None]


async def sweep(
    services: Services,
    region: Region,
    *,
    at: datetime,
    dry_run: bool = False,
    again: bool = False,
    progress: Progress | None = None,
) -> SweepResult | None:
    """Check all channels as of `at` and remember the readings.

    None where this day's sweep is done already, unless `again`, or another process is at it.
    With `dry_run` everything is checked and nothing remembered. What could be read is committed
    as it comes, so that a sweep cut off is not lost, and going over it again changes nothing. What
    could not be reached is remembered at the end, and only where the sweep can be trusted.
    """
    async with services.database.reading() as session:
        calendar = await calendar_of(session, region, at)
        channels = await roster.channels(session, region.id)
        before = await readings.states(session, region.id)
        known = await last_readings(session, region.id)
        outages_before = await current_outages(session, region.id)
    round_id = None
    if not dry_run:
        round_id = await _claim(services, region, calendar.today(at), again=again)
        if round_id is None:
            return None
    found = await _check_all(
        services,
        channels,
        known,
        before,
        at=at,
        calendar=calendar,
        round_id=round_id,
        progress=progress,
    )
    outcomes = sweep_outcomes(channels, before, found)
    out = await watch_platforms(services, outcomes, at)
    result = _result(outcomes, found, out, round_id)
    if round_id is not None:
        if result.trusted:
            believed = [one for one in channels if one.ref.platform not in out]
            held = held_back(believed, found, before, at)
            await _remember(services, round_id, held, before, calendar)
        outages = going_on(out, outages_before, calendar.today(at))
        await _finish(services, region, round_id, result, outages, channels, calendar, at)
    log.info(
        "sweep_finished",
        region=region.slug,
        channels=result.channels,
        ok=result.ok,
        unmeasured=result.unmeasured,
        trusted=result.trusted,
    )
    return result


async def _claim(services: Services, region: Region, today: date, *, again: bool) -> int | None:
    """The id of today's round; None where it is not ours to do."""
    async with services.database.writing() as session:
        round_ = await rounds.claim(
            session,
            region_id=region.id,
            kind=KIND,
            local_date=today,
            holder=services.holder,
            now=services.clock(),
            again=again,
        )
    return None if round_ is None else round_.id


async def _check_all(
    services: Services,
    channels: list[Channel],
    known: dict[int, Reading],
    states: dict[int, ChannelState],
    *,
    at: datetime,
    calendar: Calendar,
    round_id: int | None,
    progress: Progress | None,
) -> dict[int, Reading]:
    by_ref: dict[ChannelRef, Channel] = {channel.ref: channel for channel in channels}
    found: dict[int, Reading] = {}
    batch: list[tuple[Channel, Reading]] = []
    heard_at = services.clock()
    before = {channel.ref: known[channel.id] for channel in channels if channel.id in known}
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
                await _remember(services, round_id, batch, states, calendar)
                batch, heard_at = [], services.clock()
    if round_id is not None:
        await _remember(services, round_id, batch, states, calendar)
    return found


async def _remember(
    services: Services,
    round_id: int,
    batch: list[tuple[Channel, Reading]],
    states: dict[int, ChannelState],
    calendar: Calendar,
) -> None:
    async with services.database.writing() as session:
        for channel, reading in batch:
            await remember_reading(session, channel, reading, calendar)
            state = states.get(channel.id)
            await remember_identity(session, services, channel, reading, state, calendar)
        await rounds.still_alive(session, round_id, services.holder, services.clock())


def _result(
    outcomes: Sequence[SweepOutcome],
    found: dict[int, Reading],
    out: Mapping[Platform, PlatformOut],
    round_id: int | None,
) -> SweepResult:
    # A platform that is out says nothing of our network: the others do.
    verdict = sweep_trusted([one for one in outcomes if one.platform not in out])
    unmeasured = sum(reading.health in UNMEASURED for reading in found.values())
    return SweepResult(
        round_id=round_id,
        channels=len(outcomes),
        ok=len(found) - unmeasured,
        unmeasured=unmeasured,
        trusted=verdict.trusted,
        why=verdict.reason.value,
    )


async def _finish(
    services: Services,
    region: Region,
    round_id: int,
    result: SweepResult,
    outages: Mapping[Platform, Outage],
    channels: Sequence[Channel],
    calendar: Calendar,
    at: datetime,
) -> None:
    day = calendar.today(at)
    async with services.database.writing() as session:
        await rounds.finish(
            session,
            round_id,
            now=services.clock(),
            outcome={
                "channels": result.channels,
                "ok": result.ok,
                "unmeasured": result.unmeasured,
                "trusted": result.trusted,
                "why": result.why,
                "out": as_outcome(outages),
            },
        )
        await tell_outages(session, services, region, outages, channels)
        if not result.trusted:
            await tell_operators(
                session,
                region.id,
                key=f"sweep:{region.id}:{day.isoformat()}",
                template="operator_sweep",
                now=services.clock(),
                phrasebook=services.phrasebook,
                day=day,
            )
    services.wake_sender()
