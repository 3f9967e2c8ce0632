"""Opening the office of `office.py` around each journey."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from pydantic import SecretStr

from bot.app import at_work, client_settings, open_app
from bot.sandbox.clock import TravelledClock
from bot.sandbox.platforms import PlatformsServer, PlatformWorld
from bot.sandbox.telegram import BotApi
from bot.serving import serve
from bot.settings import Settings
from checks.client import ClientSettings
from checks.model import Platform
from tests.journeys.office import MONDAY, Office, OpenOffice, Site, furnish, open_site
from tests.journeys.segar_process import Machine, machine_with


@pytest.fixture
async def open_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[OpenOffice]:
    """Open an office at a moment, with settings changed as told.

    Opening again is a restart, the one before having ended. All hosts being one here, the pauses
    between two requests to a host are left out.
    """

    def unpaced_settings(settings: Settings) -> ClientSettings:
        return replace(client_settings(settings), pause=0, longer_pauses={}, retry_pause=0)

    monkeypatch.setattr("bot.app.client_settings", unpaced_settings)
    async with AsyncExitStack() as stack:
        running = await stack.enter_async_context(AsyncExitStack())
        site = await stack.enter_async_context(open_site(Site()))
        clock = TravelledClock(MONDAY - timedelta(days=3))
        api = BotApi(clock=clock)
        telegram = await stack.enter_async_context(serve(api.app))
        world = PlatformWorld(clock)
        platforms = await stack.enter_async_context(serve(PlatformsServer(world).app))
        settings = Settings(
            _env_file=None,
            telegram_token=SecretStr(api.token),
            telegram_api=telegram,
            database_url=f"sqlite+aiosqlite:///{tmp_path / 'segar.db'}",
            evidence_folder=tmp_path / "evidence",
            allow_private=frozenset({urlsplit(site.base).netloc}),
            facebook_token=SecretStr(world.tokens[Platform.FACEBOOK]),
            platform_api=PlatformsServer.stand_ins(platforms),
        )

        async def open_(*, at: datetime | None = None, **changes: object) -> Office:
            await running.aclose()
            if at is not None:
                clock.travel_to(at)
            changed = settings.model_copy(update=changes)
            app = await running.enter_async_context(open_app(changed, clock))
            work = await running.enter_async_context(at_work(app, ticking=False))
            running.callback(_has_not_failed, work)
            region = await furnish(app.services.database, site, app.services.clock())
            return Office(app, api, clock, site, region, changed, world)

        yield open_


def _has_not_failed(work: asyncio.Task[None]) -> None:
    if work.done():
        work.result()


@pytest.fixture
async def office(open_office: OpenOffice) -> Office:
    """An office on the Friday before, whose last news is forty days old."""
    opened = await open_office()
    opened.site.publish("Posyandu bulan Oktober", MONDAY - timedelta(days=40))
    return opened


@pytest.fixture
async def machine(sqlite_url_factory: Callable[[], str], tmp_path: Path) -> AsyncIterator[Machine]:
    """A machine with a SQLite database, on which nothing runs yet."""
    async with machine_with(sqlite_url_factory(), tmp_path) as made:
        yield made


@pytest.fixture(params=["sqlite", "postgres"])
async def either_machine(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Machine]:
    """The same, once with SQLite and once with PostgreSQL."""
    make: Callable[[], str] = request.getfixturevalue(f"{request.param}_url_factory")
    async with machine_with(make(), tmp_path) as made:
        yield made


@pytest.fixture
def unpaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers come at once, also the fourth within a second to one person."""
    monkeypatch.setattr("bot.delivery.pace.PERSON_BURST", 100)


@pytest.fixture(scope="session")
def picture() -> bytes:
    """A small PNG."""
    buffer = BytesIO()
    Image.new("RGB", (4, 3), "teal").save(buffer, "PNG")
    return buffer.getvalue()
