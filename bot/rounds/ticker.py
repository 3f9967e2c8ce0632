"""The ticker: looks every half minute which duties are due, and does them.

APScheduler only rings. What is due is worked out from our own tables, so that a late, missed or
doubled tick changes nothing.
"""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.calendars import calendar_of
from bot.evidence_care import ORPHANED_AFTER, erase_orphans
from bot.outages import outages_of
from bot.rounds.duties import (
    NUDGE,
    SWEEP,
    TOKENS,
    Finished,
    is_due,
    is_worth_repeating,
    is_worth_resuming,
)
from bot.rounds.nudge import nudge
from bot.rounds.resumption import resume
from bot.rounds.sweep import sweep
from bot.rounds.token_watch import AskedOnce, watch_tokens
from bot.services import Services
from storage import inbox, roster, rounds
from storage.engine import Session
from storage.roster import Region

log = structlog.get_logger(__name__)

EVERY_SECONDS: Final = 30


class Ticker:
    """Does each region's duties when they are due.

    `alive_at` is when it last began or finished to look.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._orphans_erased_at: datetime | None = None
        self.alive_at: datetime | None = None

    async def run(self) -> None:
        """Tick at once and then every half minute, until cancelled.

        A ring during a tick that takes longer is made up for once. Raises what `tick` raises.
        """
        bell = asyncio.Event()
        bell.set()
        scheduler = _scheduler(bell)
        scheduler.start()
        try:
            while True:
                await bell.wait()
                bell.clear()
                await self.tick()
        finally:
            scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Do what is due now in every region; trouble in one doesn't keep the others waiting."""
        self.alive_at = self._services.clock()
        async with self._services.database.writing() as session:
            await inbox.prune(session, self.alive_at)
            regions = await roster.regions(session)
        asked = AskedOnce(self._services)
        for region in regions:
            try:
                await self._do_due(region, asked)
            except Exception:
                log.exception("duty_failed", region=region.slug)
        await self._erase_orphans()
        self.alive_at = self._services.clock()

    async def _erase_orphans(self) -> None:
        """At the start, and then daily."""
        now, last = self._services.clock(), self._orphans_erased_at
        if last is not None and now - last < ORPHANED_AFTER:
            return
        self._orphans_erased_at = now
        try:
            await erase_orphans(self._services)
        except OSError:
            log.exception("orphaned_pictures_not_erased")

    async def _do_due(self, region: Region, asked: AskedOnce) -> None:
        now = self._services.clock()
        async with self._services.database.reading() as session:
            calendar = await calendar_of(session, region, now)
            today = calendar.today(now)
            tokens_done = await _finished(session, region, TOKENS.kind, today)
            sweep_done = await _finished(session, region, SWEEP.kind, today)
            nudge_done = await _finished(session, region, NUDGE.kind, today)
        if is_due(TOKENS, calendar, now) and tokens_done is None:
            await self._watch_tokens(region, asked)
            now = self._services.clock()
        swept = sweep_done is not None
        again = sweep_done is not None and is_worth_repeating(sweep_done, now)
        if is_due(SWEEP, calendar, now) and (again or not swept):
            swept = await sweep(self._services, region, at=now, again=again) is not None
            now = self._services.clock()
        elif sweep_done is not None and is_worth_resuming(sweep_done, calendar, now):
            swept = await resume(self._services, region, at=now)
            now = self._services.clock()
        if is_due(NUDGE, calendar, now) and swept and nudge_done is None:
            await nudge(self._services, region, at=now)

    async def _watch_tokens(self, region: Region, asked: AskedOnce) -> None:
        """Look at the tokens; trouble with that keeps no sweep waiting."""
        try:
            await watch_tokens(self._services, region, at=self._services.clock(), asked=asked)
        except Exception:
            log.exception("duty_failed", region=region.slug, duty=TOKENS.kind)


def _scheduler(bell: asyncio.Event) -> AsyncIOScheduler:
    """Rings the bell every half minute; a late ring still counts, several late ones are one."""

    async def ring() -> None:
        bell.set()

    scheduler = AsyncIOScheduler(
        timezone="UTC",
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    scheduler.add_job(ring, "interval", seconds=EVERY_SECONDS)
    return scheduler


async def _finished(session: Session, region: Region, kind: str, today: date) -> Finished | None:
    round_ = await rounds.find(session, region_id=region.id, kind=kind, local_date=today)
    if round_ is None or round_.finished_at is None:
        return None
    trusted = (round_.outcome or {}).get("trusted", True)
    ends = [outage.until for outage in outages_of(round_).values() if outage.until is not None]
    return Finished(round_.alive_at, trusted=trusted, resumable_at=min(ends, default=None))
