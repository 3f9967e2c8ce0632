"""One working day in the demo town, then a chat with the bot."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date
from pydantic import SecretStr

from bot.app import App, at_work, open_app
from bot.health import Health, health_app
from bot.policy.workdays import Calendar, zone_key
from bot.public_holidays import days_off
from bot.rounds.ticker import EVERY_SECONDS
from bot.sandbox.clock import TravelledClock
from bot.sandbox.platforms import PlatformsServer, PlatformWorld
from bot.sandbox.platforms.server import ROUTES
from bot.sandbox.scenes import play
from bot.sandbox.screen import Screen, new_console
from bot.sandbox.stage import ZONE, Stage
from bot.sandbox.telegram import BotApi
from bot.sandbox.terminal_chat import chat
from bot.sandbox.town.accounts import accounts
from bot.sandbox.town.server import Town
from bot.serving import serve
from bot.settings import Settings
from checks.model import Platform

DATABASE: Final = "segar.db"
DAWN: Final = time(5, 45)
LONGEST_PAUSE: Final = 4
"""Days to the next working day: after a longer holiday what was fresh is behind again."""


async def live_one_day(now: datetime) -> Path:
    """Play the day; on a terminal, go on as a chat with the bot until the person quits.

    The day is the one of `now`, or the next on which anybody works. The folder with the day's
    database comes back; it is left for whoever wants to look.
    """
    screen = Screen(new_console())
    day = working_day(now)
    folder = Path(tempfile.mkdtemp(prefix="segar-demo-"))
    screen.title("Segar: one working day in Kabupaten Tirta Kencana, a town that doesn't exist")
    screen.line(
        f"It is {format_date(day, 'EEEE, d MMMM y', locale='en')}, on the town's own clock. "
        "The bot is the real one; the websites, the social platforms and Telegram are played on "
        "this machine, and nothing leaves it. Messages are in Indonesian, as in the offices it is "
        "made for."
    )
    async with AsyncExitStack() as stack:
        stage = await stack.enter_async_context(open_stage(day, folder, screen))
        steward = await play(stage, folder)
        screen.title("Where it lives")
        screen.to_copy("database", f"{folder / DATABASE} (delete it when you have seen enough)")
        if sys.stdin.isatty() and sys.stdout.isatty():
            health = await stack.enter_async_context(serve(health_app(_health(stage.app))))
            await stack.enter_async_context(_ticking(stage.app))
            screen.to_copy("health", f"{health}/health")
            screen.to_copy("Bot API", f"{stage.telegram} (token {stage.api.token})")
            for name, website in sorted(stage.town.addresses.items()):
                screen.to_copy(name, website)
            await chat(steward, screen)
        else:
            screen.to_copy("look in", _look_in(folder))
            screen.to_copy("go on", "run `make demo` on a terminal, and talk to the bot yourself")
    return folder


@asynccontextmanager
async def open_stage(day: date, folder: Path, screen: Screen) -> AsyncIterator[Stage]:
    """The town at the dawn of this day: all that it has is served here, and the bot at work.

    Whatever the bot may ask for stands in for the real one; `folder` takes what it keeps.
    """
    clock = TravelledClock(datetime.combine(day, DAWN, ZoneInfo(zone_key(ZONE))))
    platforms = PlatformWorld(clock, accounts(day))

    def token_for(platform: Platform) -> SecretStr:
        return SecretStr(platforms.tokens[platform])

    async with AsyncExitStack() as stack:
        town = await stack.enter_async_context(Town(day))
        api = BotApi(clock=clock)
        telegram = await stack.enter_async_context(serve(api.app))
        settings = Settings(
            _env_file=None,
            telegram_token=SecretStr(api.token),
            telegram_api=telegram,
            database_url=_database(folder),
            evidence_folder=folder / "evidence",
            allow_private=town.allow_private,
            platform_api=await _serve(platforms, stack),
            instagram_office_id=platforms.office_id,
            instagram_token=token_for(Platform.INSTAGRAM),
            facebook_token=token_for(Platform.FACEBOOK),
            x_token=token_for(Platform.X),
            youtube_key=token_for(Platform.YOUTUBE),
            threads_token=token_for(Platform.THREADS),
        )
        app = await stack.enter_async_context(open_app(settings, clock))
        await stack.enter_async_context(at_work(app, ticking=False))
        yield Stage(app, api, telegram, town, platforms, clock, screen, day)


async def _serve(platforms: PlatformWorld, stack: AsyncExitStack) -> dict[Platform, str]:
    """What stands in for each platform: a host for each, as one host is asked one thing at a time.

    They are served until the stack closes.
    """
    app = PlatformsServer(platforms).app
    bases = {platform: await stack.enter_async_context(serve(app)) for platform in ROUTES}
    return {platform: PlatformsServer.stand_ins(base)[platform] for platform, base in bases.items()}


def working_day(now: datetime) -> date:
    """The town's date if it is a working day with another soon after it, or the next such day."""
    calendar = Calendar(ZONE, days_off(range(now.year, now.year + 2)))
    day = calendar.today(now)
    while not calendar.is_workday(day) or _pause_after(day, calendar) > LONGEST_PAUSE:
        day = calendar.next_workday(day)
    return day


def _pause_after(day: date, calendar: Calendar) -> int:
    return (calendar.next_workday(day) - day).days


def _database(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / DATABASE}"


def _look_in(folder: Path) -> str:
    export = "segar roster export --region tirta-kencana roster.csv"
    return f"SEGAR_DATABASE_URL={_database(folder)} {export}"


def _health(app: App) -> Health:
    return Health(app.services, app.ticker, app.sender, app.receiver)


@asynccontextmanager
async def _ticking(app: App) -> AsyncIterator[None]:
    """Let the town's days go on by its own clock, which a scheduler of the real one can't."""

    async def tick() -> None:
        while True:
            await app.ticker.tick()
            await asyncio.sleep(EVERY_SECONDS)

    task = asyncio.create_task(tick())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
