"""The ticker: looks every half minute which duties are due, and starts them.

APScheduler only ticks. What is due is worked out from our own tables, so that a late, missed or
doubled tick changes nothing.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.calendars import calendar_of
from bot.rounds.duties import NUDGE, SWEEP, is_due
from bot.rounds.nudge import nudge
from bot.rounds.sweep import sweep
from bot.services import Services
from storage import inbox, roster, rounds
from storage.engine import Session
from storage.roster import Region

log = structlog.get_logger(__name__)

EVERY_SECONDS: Final = 30


class Ticker:
    """Starts each region's duties when they are due."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.alive_at: datetime | None = None

    def schedule(self) -> AsyncIOScheduler:
        """A scheduler that ticks at once and then every half minute; the caller starts it."""
        scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        scheduler.add_job(
            self.tick, "interval", seconds=EVERY_SECONDS, next_run_time=self._services.clock()
        )
        return scheduler

    async def tick(self) -> None:
        """Do what is due now in every region; trouble in one doesn't keep the others waiting."""
        self.alive_at = self._services.clock()
        async with self._services.database.writing() as session:
            await inbox.prune(session, self.alive_at)
            regions = await roster.regions(session)
        for region in regions:
            try:
                await self._do_due(region)
            except Exception:
                log.exception("duty_failed", region=region.slug)
        self.alive_at = self._services.clock()

    async def _do_due(self, region: Region) -> None:
        now = self._services.clock()
        async with self._services.database.reading() as session:
            calendar = await calendar_of(session, region, now)
            today = calendar.today(now)
            swept = await _finished(session, region, SWEEP.kind, today)
            nudged = await _finished(session, region, NUDGE.kind, today)
        if is_due(SWEEP, calendar, now) and not swept:
            swept = await sweep(self._services, region, at=now) is not None
            now = self._services.clock()
        if is_due(NUDGE, calendar, now) and swept and not nudged:
            await nudge(self._services, region, at=now)


async def _finished(session: Session, region: Region, kind: str, today: date) -> bool:
    round_ = await rounds.find(session, region_id=region.id, kind=kind, local_date=today)
    return round_ is not None and round_.finished_at is not None
