"""The sweep: check every channel of a region and remember what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.calendars import calendar_of
from bot.delivery.notices import tell_operators
from bot.outages import Outage, as_outcome, current_outages, going_on
from bot.policy.platforms import PlatformOut
from bot.policy.trust import SweepOutcome, sweep_trusted
from bot.policy.workdays import Calendar
from bot.rounds.channel_checks import Progress, check_channels, claim, remember
from bot.rounds.duties import goes_on_today
from bot.rounds.held_back import held_back
from bot.rounds.platform_watch import ends_of_stops, tell_outages, watch_platforms
from bot.rounds.sweep_outcomes import sweep_outcomes
from bot.services import Services
from checks.model import UNMEASURED, Platform, Reading
from storage import readings, roster, rounds
from storage.last_readings import last_readings
from storage.roster import Channel, Region

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SweepResult:
    """What one sweep came to. `unmeasured` counts the channels of which nothing can be said."""

    round_id: int | None
    channels: int
    ok: int
    unmeasured: int
    trusted: bool
    why: str = ""


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
        round_ = await claim(services, region, calendar.today(at), again=again)
        if round_ is None:
            return None
        round_id = round_.id
    found = await check_channels(
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
            await remember(services, round_id, held, before, calendar)
        ends = ends_of_stops(services.readers, out, at)
        outages = going_on(out, outages_before, calendar.today(at), ends)
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
        lasting = {
            platform: outage
            for platform, outage in outages.items()
            if not goes_on_today(outage.until, calendar, at)
        }
        await tell_outages(session, services, region, lasting, channels)
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
