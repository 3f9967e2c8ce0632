"""One working day in the demo town, from the spreadsheet to the thanks."""

from __future__ import annotations

import sys
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.app import App, at_work, open_app, utc_now
from bot.calendars import calendar_of
from bot.health import Health, health_app
from bot.policy.workdays import Calendar, zone_key
from bot.public_holidays import days_off
from bot.rounds.nudge import NudgeResult, nudge
from bot.rounds.sweep import sweep
from bot.sandbox.clock import TravelledClock
from bot.sandbox.screen import Screen, new_console
from bot.sandbox.telegram import Account, BotApi
from bot.sandbox.terminal_chat import chat
from bot.sandbox.town.server import Town
from bot.serving import serve
from bot.settings import Settings
from bot.standings import standings
from bot.texts.phrasebook import DEFAULT_LANGUAGE
from checks.model import Reading
from storage import invitations, roster
from storage.imports import import_roster
from storage.people import Role
from storage.roster import Channel, Region
from storage.spreadsheet import read_roster

ZONE = "WIB"
STEWARD_AGENCY = "disdik"
"""The agency whose steward we follow: its newest news is twelve days old."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything the day is played with."""

    app: App
    api: BotApi
    town: Town
    clock: TravelledClock
    screen: Screen
    day: date

    def local(self, hour: int, minute: int = 0, *, days_on: int = 0) -> datetime:
        """A moment of the day, or of a later one, in the town's own time."""
        moment = datetime.combine(self.day, time(hour, minute), ZoneInfo(zone_key(ZONE)))
        return moment + timedelta(days=days_on)

    def scene(self, moment: datetime, what: str) -> None:
        self.clock.travel_to(moment)
        self.screen.scene(moment, what)


async def live_one_day() -> None:
    """Play the day; on a terminal, go on as a chat with the bot until the person quits."""
    screen = Screen(new_console())
    day = working_day(utc_now())
    folder = Path(tempfile.mkdtemp(prefix="segar-demo-"))
    clock = TravelledClock(datetime.combine(day, time(5, 45), ZoneInfo(zone_key(ZONE))))
    async with AsyncExitStack() as stack:
        town = await stack.enter_async_context(Town(day))
        api = BotApi(clock=clock)
        address = await stack.enter_async_context(serve(api.app))
        settings = Settings(
            _env_file=None,
            telegram_token=SecretStr(api.token),
            telegram_api=address,
            database_url=f"sqlite+aiosqlite:///{folder / 'segar.db'}",
            allow_private=town.allow_private,
        )
        app = await stack.enter_async_context(open_app(settings, clock))
        health = Health(app.services, app.ticker, app.sender, app.receiver)
        health_address = await stack.enter_async_context(serve(health_app(health)))
        await stack.enter_async_context(at_work(app, ticking=False))
        stage = Stage(app, api, town, clock, screen, day)
        steward = await _play(stage, folder)
        screen.title("Where it lives on")
        screen.line(f"database    {folder / 'segar.db'}")
        screen.line(f"health      {health_address}/health")
        screen.line(f"Bot API     {address}  (token {api.token})")
        if sys.stdin.isatty() and sys.stdout.isatty():
            await chat(steward, screen)
        else:
            screen.line("Run `make demo` on a terminal to go on and talk to the bot yourself.")


def working_day(now: datetime) -> date:
    """Today in the demo town, or the next day on which anybody works."""
    calendar = Calendar(ZONE, days_off(range(now.year, now.year + 2)))
    today = calendar.today(now)
    return today if calendar.is_workday(today) else calendar.next_workday(today)


async def _play(stage: Stage, folder: Path) -> Account:
    screen = stage.screen
    screen.title("Segar: one working day in Kabupaten Tirta Kencana (a town that doesn't exist)")
    region = await _import(stage, folder)
    steward = await _arrive(stage, region)
    await _sweep(stage, region, stage.local(6))
    stage.scene(stage.local(9), "Nudges: who is behind is told, once, in working hours")
    result = await nudge(stage.app.services, region, at=stage.clock())
    _summarise(stage, result)
    screen.said_by_bot(await steward.receives())
    stage.scene(stage.local(9, 20), "The steward looks")
    await _say(stage, steward, "/status")
    link = stage.town.publish(
        STEWARD_AGENCY, "Sekolah Rakyat Tirta Kencana buka pendaftaran", stage.local(10)
    )
    stage.scene(stage.local(10, 15), "The steward publishes, and sends the link")
    await _say(stage, steward, f"/posted {link}")
    await _say(stage, steward, "/status")
    await _next_day(stage, region, steward)
    return steward


async def _import(stage: Stage, folder: Path) -> Region:
    stage.scene(stage.local(5, 50), "The office's spreadsheet")
    path = folder / "daftar-opd.csv"
    stage.town.roster(path)
    sheet = read_roster(path)
    async with stage.app.services.database.writing() as session:
        region = await roster.add_region(
            session,
            slug="tirta-kencana",
            name="Kabupaten Tirta Kencana",
            zone=zone_key(ZONE),
            now=stage.clock(),
        )
        changes = await import_roster(
            session, region.id, sheet.agencies, now=stage.clock(), language=DEFAULT_LANGUAGE
        )
    stage.screen.line(
        f"{path.name}: {len(changes.new_agencies)} agencies, {len(changes.new_channels)} channels, "
        f"{changes.new_people} stewards, {len(sheet.doubts)} questions for the office:"
    )
    for number, doubt in enumerate(sheet.doubts, 1):
        stage.screen.line(f"{number}. row {doubt.row}: {doubt.question}")
    return region


async def _arrive(stage: Stage, region: Region) -> Account:
    stage.scene(stage.local(5, 55), "The steward of Disdik opens the invitation")
    async with stage.app.services.database.writing() as session:
        agency = await roster.agency_called(session, region, STEWARD_AGENCY)
        code = await invitations.invite(
            session, region, role=Role.STEWARD, agency=agency, now=stage.clock()
        )
    steward = stage.api.person(1001, "Wira", language_code="id")
    stage.screen.said_by("Wira", "(presses Start in the deep link)")
    steward.start(code)
    stage.screen.said_by_bot(await steward.receives())
    return steward


async def _sweep(stage: Stage, region: Region, moment: datetime) -> None:
    stage.scene(moment, "The sweep reads every channel")
    services = stage.app.services
    async with services.database.reading() as session:
        total = len(await roster.channels(session, region.id))
    with stage.screen.progress() as bar:
        task = bar.add_task("sweep", total=total, last="")

        def advance(channel: Channel, reading: Reading) -> None:
            bar.update(task, advance=1, last=channel.ref.name)

        await sweep(services, region, at=stage.clock(), progress=advance)
    async with services.database.reading() as session:
        calendar = await calendar_of(session, region, stage.clock())
        rows = await standings(session, region, calendar, stage.clock())
    stage.screen.standings(rows, calendar)


async def _next_day(stage: Stage, region: Region, steward: Account) -> None:
    async with stage.app.services.database.reading() as session:
        calendar = await calendar_of(session, region, stage.clock())
    days_on = (calendar.next_workday(stage.day) - stage.day).days
    await _sweep(stage, region, stage.local(6, days_on=days_on))
    stage.scene(stage.local(9, days_on=days_on), "The next working day")
    seen = len(steward.messages)
    _summarise(stage, await nudge(stage.app.services, region, at=stage.clock()))
    if len(steward.messages) == seen:
        stage.screen.line("Wira is left in peace: the channel is fresh.")


def _summarise(stage: Stage, result: NudgeResult | None) -> None:
    if result is None:
        stage.screen.line("This day's nudges were decided before.")
    elif result.plan.why is not None:
        stage.screen.line(f"Nobody is told anything: {result.plan.why.value}.")
    else:
        stage.screen.line(f"{len(result.messages)} message decided and queued.")


async def _say(stage: Stage, steward: Account, text: str) -> None:
    stage.screen.said_by("Wira", text)
    steward.say(text)
    stage.screen.said_by_bot(await steward.receives())
