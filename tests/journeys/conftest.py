"""Opening the office of `office.py` around each journey."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr

from bot.app import App, at_work, open_app
from bot.sandbox.clock import TravelledClock
from bot.sandbox.telegram import BotApi
from bot.serving import serve
from bot.settings import Settings
from checks.model import ChannelRef, Platform
from storage import roster
from storage.imports import import_roster
from storage.roster import Region
from storage.spreadsheet import AgencyClass, RosterAgency
from tests.journeys.office import MONDAY, WIB, Office, OpenOffice, Site


@asynccontextmanager
async def _site() -> AsyncIterator[Site]:
    site = Site()
    async with serve(site.app) as base:
        site.base = base
        yield site


@pytest.fixture
async def open_office(tmp_path: Path) -> AsyncIterator[OpenOffice]:
    """Open an office at a moment; opening again on the same database is a restart."""
    async with AsyncExitStack() as stack:
        site = await stack.enter_async_context(_site())
        clock = TravelledClock(MONDAY - timedelta(days=3))
        api = BotApi(clock=clock)
        telegram = await stack.enter_async_context(serve(api.app))
        settings = Settings(
            _env_file=None,
            telegram_token=SecretStr(api.token),
            telegram_api=telegram,
            database_url=f"sqlite+aiosqlite:///{tmp_path / 'segar.db'}",
            allow_private=frozenset({urlsplit(site.base).netloc}),
        )

        async def open_(*, at: datetime | None = None) -> Office:
            if at is not None:
                clock.travel_to(at)
            app = await stack.enter_async_context(open_app(settings, clock))
            await stack.enter_async_context(at_work(app, ticking=False))
            region = await _region(app, site)
            return Office(app, api, clock, site, region, settings)

        yield open_


async def _region(app: App, site: Site) -> Region:
    async with app.services.database.writing() as session:
        known = await roster.regions(session)
        if known:
            return known[0]
        region = await roster.add_region(
            session, slug="contoh", name="Kabupaten Contoh", zone=str(WIB), now=app.services.clock()
        )
        agency = RosterAgency(
            name="Dinas Kesehatan",
            short="Dinkes",
            agency_class=AgencyClass.DINAS,
            channels=(
                ChannelRef(Platform.WEBSITE, site.base),
                ChannelRef(
                    Platform.INSTAGRAM, "https://www.instagram.com/dinkes_contoh/", "dinkes_contoh"
                ),
            ),
            stewards=("Siti",),
        )
        await import_roster(session, region.id, [agency], now=app.services.clock(), language="id")
        return region


@pytest.fixture
async def office(open_office: OpenOffice) -> Office:
    """An office on the Friday before, whose last news is forty days old."""
    opened = await open_office()
    opened.site.publish("Posyandu bulan Oktober", MONDAY - timedelta(days=40))
    return opened
