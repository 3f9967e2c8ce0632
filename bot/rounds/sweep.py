"""The sweep: check every channel of a region and remember what was found."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

import checks
from bot.calendars import calendar_of
from bot.delivery.notices import tell_operators
from bot.policy.trust import SweepOutcome, sweep_trusted
from bot.policy.workdays import Calendar
from bot.rounds.remembering import remember_reading
from bot.services import Services
from checks.model import UNMEASURED, ChannelRef, Health, Reading
from checks.sweep import READERS
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
PERHAPS_OURS = frozenset({Health.UNREACHABLE, Health.FAILED})
"""Failures that a broken network of ours would cause: they are remembered once the whole sweep is
known to be trusted, so that our outage changes nobody's standing."""


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
    round_ = None
    if not dry_run:
        async with services.database.writing() as session:
            round_ = await rounds.claim(
                session,
                region_id=region.id,
                kind=KIND,
                local_date=calendar.today(at),
                holder=services.holder,
                now=services.clock(),
                again=again,
            )
        if round_ is None:
            return None
    found = await _check_all(
        services,
        channels,
        known,
        at=at,
        calendar=calendar,
        round_id=None if round_ is None else round_.id,
        progress=progress,
    )
    result = _result(channels, before, found, None if round_ is None else round_.id)
    if round_ is not None:
        if result.trusted:
            failed = [(one, found[one.id]) for one in channels]
            failed = [(one, reading) for one, reading in failed if reading.health in PERHAPS_OURS]
            await _remember(services, round_.id, failed, calendar)
        await _finish(services, region, round_.id, result, calendar, at)
    log.info(
        "sweep_finished",
        region=region.slug,
        channels=result.channels,
        ok=result.ok,
        unmeasured=result.unmeasured,
        trusted=result.trusted,
    )
    return result


async def _check_all(
    services: Services,
    channels: list[Channel],
    known: dict[int, Reading],
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
            if reading.health not in PERHAPS_OURS:
                batch.append((channel, reading))
            late = services.clock() - heard_at > LONGEST_SILENCE
            if round_id is not None and (late or len(batch) >= BATCH):
                await _remember(services, round_id, batch, calendar)
                batch, heard_at = [], services.clock()
    if round_id is not None:
        await _remember(services, round_id, batch, calendar)
    return found


async def _remember(
    services: Services,
    round_id: int,
    batch: list[tuple[Channel, Reading]],
    calendar: Calendar,
) -> None:
    async with services.database.writing() as session:
        for channel, reading in batch:
            await remember_reading(session, channel, reading, calendar)
        await rounds.still_alive(session, round_id, services.holder, services.clock())


def _result(
    channels: list[Channel],
    before: dict[int, ChannelState],
    found: dict[int, Reading],
    round_id: int | None,
) -> SweepResult:
    outcomes = []
    for channel in channels:
        reading, previous = found[channel.id], before.get(channel.id)
        outcomes.append(
            SweepOutcome(
                platform=channel.ref.platform,
                health=reading.health,
                detail=reading.detail,
                attempted=channel.ref.platform in READERS,
                failed_before=previous is not None
                and (previous.health, previous.detail) == (reading.health, reading.detail),
            )
        )
    verdict = sweep_trusted(outcomes)
    unmeasured = sum(reading.health in UNMEASURED for reading in found.values())
    return SweepResult(
        round_id=round_id,
        channels=len(channels),
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
            },
        )
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
