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
from bot.sandbox.scenes import ZONE, Stage, play
from bot.sandbox.screen import Screen, new_console
from bot.sandbox.telegram import BotApi
from bot.sandbox.terminal_chat import chat
from bot.sandbox.town.server import Town
from bot.serving import serve
from bot.settings import Settings

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
    database = f"sqlite+aiosqlite:///{folder / 'segar.db'}"
    clock = TravelledClock(datetime.combine(day, DAWN, ZoneInfo(zone_key(ZONE))))
    screen.title("Segar: one working day in Kabupaten Tirta Kencana, a town that doesn't exist")
    screen.line(
        f"It is {format_date(day, 'EEEE, d MMMM y', locale='en')}, on the town's own clock. "
        "The bot is the real one; the websites and Telegram are played on this machine, and "
        "nothing leaves it. Messages are in Indonesian, as in the offices it is made for."
    )
    async with AsyncExitStack() as stack:
        town = await stack.enter_async_context(Town(day))
        api = BotApi(clock=clock)
        address = await stack.enter_async_context(serve(api.app))
        settings = Settings(
            _env_file=None,
            telegram_token=SecretStr(api.token),
            telegram_api=address,
            database_url=database,
            allow_private=town.allow_private,
            tiktok_embed=False,  # nothing of the demo leaves this machine
        )
        app = await stack.enter_async_context(open_app(settings, clock))
        await stack.enter_async_context(at_work(app, ticking=False))
        steward = await play(Stage(app, api, town, clock, screen, day), folder)
        screen.title("Where it lives")
        screen.to_copy("database", f"{folder / 'segar.db'} (delete it when you have seen enough)")
        if sys.stdin.isatty() and sys.stdout.isatty():
            health = await stack.enter_async_context(serve(health_app(_health(app))))
            await stack.enter_async_context(_ticking(app))
            screen.to_copy("health", f"{health}/health")
            screen.to_copy("Bot API", f"{address} (token {api.token})")
            for name, website in sorted(town.addresses.items()):
                screen.to_copy(name, website)
            await chat(steward, screen)
        else:
            screen.to_copy("look in", _look_in(database))
            screen.to_copy("go on", "run `make demo` on a terminal, and talk to the bot yourself")
    return folder


def working_day(now: datetime) -> date:
    """The town's date if it is a working day with another soon after it, or the next such day."""
    calendar = Calendar(ZONE, days_off(range(now.year, now.year + 2)))
    day = calendar.today(now)
    while not calendar.is_workday(day) or _pause_after(day, calendar) > LONGEST_PAUSE:
        day = calendar.next_workday(day)
    return day


def _pause_after(day: date, calendar: Calendar) -> int:
    return (calendar.next_workday(day) - day).days


def _look_in(database: str) -> str:
    return f"SEGAR_DATABASE_URL={database} segar roster export --region tirta-kencana roster.csv"


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
