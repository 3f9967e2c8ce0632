"""Going on with the day's sweep: the accounts that a platform's stop left unread, once it is over.

Such a stop is a throttle or a spent allowance that ends by itself within hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import structlog

from bot.calendars import calendar_of
from bot.outages import Outage, as_outcome, going_on, outages_of, read_today
from bot.policy.trust import sweep_trusted
from bot.rounds.channel_checks import check_channels, claim, remember
from bot.rounds.held_back import held_back
from bot.rounds.platform_watch import ends_of_stops, tell_outages, watch_platforms
from bot.rounds.sweep_outcomes import sweep_outcomes
from bot.services import Services
from checks.model import UNMEASURED, Platform, Reading
from storage import readings, roster, rounds
from storage.last_readings import last_readings
from storage.roster import Channel, Region
from storage.rounds import Round

log = structlog.get_logger(__name__)


async def resume(services: Services, region: Region, *, at: datetime) -> bool:
    """Check, as of `at`, the accounts not read today of each platform whose stop is over.

    An account read today stands by its reading. What can't be trusted changes nothing, and is tried
    again later. False where another process is at work on the day's sweep.
    """
    async with services.database.reading() as session:
        calendar = await calendar_of(session, region, at)
    round_ = await claim(services, region, calendar.today(at), again=True)
    if round_ is None:
        return False
    before = outages_of(round_)
    platforms = {one for one, outage in before.items() if outage.ended_by(at)}
    if not platforms:
        async with services.database.writing() as session:
            await rounds.drop(session, round_.id)
        return True
    async with services.database.reading() as session:
        everything = await roster.channels(session, region.id)
        states = await readings.states(session, region.id)
        known = await last_readings(session, region.id)
    channels = [one for one in everything if one.ref.platform in platforms]
    unread = [one for one in channels if not read_today(states.get(one.id), calendar, at)]
    found = await check_channels(
        services, unread, known, states, at=at, calendar=calendar, round_id=round_.id
    )
    # Those read earlier today are witnesses of whether their platform is out.
    witnesses = {one.id: known[one.id] for one in channels if one.id in known} | found
    judged = [one for one in channels if one.id in witnesses]
    out = await watch_platforms(services, sweep_outcomes(judged, states, witnesses), at)
    believed = [one for one in unread if one.ref.platform not in out]
    outages = before
    if sweep_trusted(sweep_outcomes(believed, states, found)).trusted:
        waiting = held_back(believed, found, states, at)
        await remember(services, round_.id, waiting, states, calendar)
        others = {one: outage for one, outage in before.items() if one not in platforms}
        ends = ends_of_stops(services.readers, out, at)
        outages = others | going_on(out, before, calendar.today(at), ends)
    still_out = {one: outages[one] for one in platforms if one in outages}
    await _finish(services, region, round_, found, outages, still_out, channels)
    log.info("sweep_resumed", region=region.slug, channels=len(found), out=sorted(still_out))
    return True


async def _finish(
    services: Services,
    region: Region,
    round_: Round,
    found: Mapping[int, Reading],
    outages: Mapping[Platform, Outage],
    still_out: Mapping[Platform, Outage],
    channels: list[Channel],
) -> None:
    outcome = dict(round_.outcome or {})
    measured = sum(reading.health not in UNMEASURED for reading in found.values())
    outcome["ok"] = outcome.get("ok", 0) + measured
    outcome["unmeasured"] = outcome.get("unmeasured", 0) - measured
    outcome["out"] = as_outcome(outages)
    async with services.database.writing() as session:
        await rounds.finish(session, round_.id, now=services.clock(), outcome=outcome)
        await tell_outages(session, services, region, still_out, channels)
    services.wake_sender()
