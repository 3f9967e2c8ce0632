"""The scenes of the demo's day, from the spreadsheet to the thanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App
from bot.calendars import calendar_of
from bot.policy.workdays import zone_key
from bot.rounds.nudge import nudge
from bot.rounds.sweep import sweep
from bot.sandbox.clock import TravelledClock
from bot.sandbox.screen import Screen
from bot.sandbox.telegram import Account, BotApi, Message
from bot.sandbox.town.server import Town
from bot.standings import ChannelStanding, standings
from bot.texts.phrasebook import DEFAULT_LANGUAGE
from checks.model import Reading, Trouble
from storage import invitations, roster
from storage.imports import import_roster
from storage.people import Role
from storage.roster import Channel, Region
from storage.spreadsheet import read_roster

ZONE = "WIB"
STEWARD, STEWARD_AGENCY = "Wira", "disdik"
"""The steward we follow: the newest news of that agency is twelve days old."""
OPERATOR = "Tari"


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

    def scene(self, moment: datetime, what: str, introduction: str) -> None:
        self.clock.travel_to(moment)
        self.screen.scene(moment, what, introduction)


async def play(stage: Stage, folder: Path) -> Account:
    """Play all scenes; the account of the steward, to go on with."""
    region = await _import(stage, folder)
    steward, operator = await _arrive(stage, region)
    before = await _first_sweep(stage, region)
    await _nudges(stage, region, steward, operator)
    await _status(stage, steward)
    await _report(stage, steward)
    await _next_day(stage, region, steward, before)
    return steward


async def _import(stage: Stage, folder: Path) -> Region:
    stage.scene(
        stage.local(5, 50),
        "The office's spreadsheet",
        "As messy as offices keep them. What is clear is imported; the rest is asked, not guessed.",
    )
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
        f"{path.name}: {len(sheet.agencies)} agencies, {len(changes.new_channels)} channels, "
        f"{changes.new_people} stewards, and {len(sheet.doubts)} questions for the office:"
    )
    for number, doubt in enumerate(sheet.doubts, 1):
        stage.screen.line(f"{number}. row {doubt.row}: {doubt.question}")
    return region


async def _arrive(stage: Stage, region: Region) -> tuple[Account, Account]:
    stage.scene(
        stage.local(5, 55),
        "A steward and an operator open their invitations",
        f"Each is a link that works once. {STEWARD} looks after the channels of Disdik, "
        f"{OPERATOR} after the roster.",
    )
    async with stage.app.services.database.writing() as session:
        agency = await roster.agency_called(session, region, STEWARD_AGENCY)
        codes = [
            await invitations.invite(session, region, role=role, agency=of, now=stage.clock())
            for role, of in ((Role.STEWARD, agency), (Role.OPERATOR, None))
        ]
    steward = stage.api.person(1001, STEWARD, language_code="id")
    operator = stage.api.person(1002, OPERATOR, language_code="id")
    stage.screen.said_by(STEWARD, "(presses Start in the link)")
    steward.start(codes[0])
    stage.screen.said_by_bot(await steward.receives())
    operator.start(codes[1])
    await operator.receives()
    stage.screen.line(f"{OPERATOR} arrives in the same way.")
    return steward, operator


async def _first_sweep(stage: Stage, region: Region) -> Sequence[ChannelStanding]:
    stage.scene(
        stage.local(6),
        "The sweep reads every channel",
        "Once a day. Each date says where it was read; what can't be read is unmeasured, never "
        "stale.",
    )
    rows = await _swept(stage, region)
    async with stage.app.services.database.reading() as session:
        calendar = await calendar_of(session, region, stage.clock())
    stage.screen.websites([row for row in rows if _has_reader(row)], calendar)
    stage.screen.unread_accounts([row for row in rows if not _has_reader(row)])
    return rows


async def _nudges(stage: Stage, region: Region, steward: Account, operator: Account) -> None:
    stage.scene(
        stage.local(9),
        "Who is behind is told, once, in working hours",
        f"Of the stewards only {STEWARD} has arrived. What no steward can mend goes to the "
        "operator instead.",
    )
    await nudge(stage.app.services, region, at=stage.clock())
    stage.screen.said_by_bot(await steward.receives(), to=STEWARD)
    stage.screen.said_by_bot(await operator.receives(), to=OPERATOR)


async def _status(stage: Stage, steward: Account) -> None:
    stage.scene(
        stage.local(9, 20),
        "The steward looks, and asks for the evidence",
        "Anybody can look for themselves: the document, and the date exactly as it stood there.",
    )
    status = await _say(stage, steward, "/status")
    evidence = status.inline_keyboard[0][0]
    stage.screen.said_by(STEWARD, f"(presses {evidence.text})")
    steward.press(status, evidence.text)
    stage.screen.said_by_bot(await steward.receives())


async def _report(stage: Stage, steward: Account) -> None:
    link = stage.town.publish(
        STEWARD_AGENCY, "Sekolah Rakyat Tirta Kencana buka pendaftaran", stage.local(10)
    )
    stage.scene(
        stage.local(10, 15),
        "The steward publishes, and sends the link",
        "Segar looks the date up on the page itself, and thanks.",
    )
    await _say(stage, steward, f"/posted {link}")


async def _next_day(
    stage: Stage, region: Region, steward: Account, before: Sequence[ChannelStanding]
) -> None:
    async with stage.app.services.database.reading() as session:
        calendar = await calendar_of(session, region, stage.clock())
    days_on = (calendar.next_workday(stage.day) - stage.day).days
    stage.scene(
        stage.local(6, days_on=days_on),
        "The next working day",
        "The same again: a sweep at 06.00, nudges at 09.00.",
    )
    after = await _swept(stage, region)
    stage.screen.line(f"{len(after)} channels read. {_changed(before, after)}")
    stage.clock.travel_to(stage.local(9, days_on=days_on))
    seen = len(steward.messages)
    result = await nudge(stage.app.services, region, at=stage.clock())
    stage.screen.line(f"{len(result.messages) if result else 0} reminders go out.")
    if len(steward.messages) == seen:
        stage.screen.line(f"{STEWARD} is left in peace: the channel is fresh.")


async def _swept(stage: Stage, region: Region) -> Sequence[ChannelStanding]:
    """Sweep, and say how the channels stand then."""
    services = stage.app.services
    async with services.database.reading() as session:
        total = len(await roster.channels(session, region.id))
    with stage.screen.progress() as bar:
        task = bar.add_task("reading", total=total)

        def advance(channel: Channel, reading: Reading) -> None:
            bar.advance(task)

        await sweep(services, region, at=stage.clock(), progress=advance)
    async with services.database.reading() as session:
        calendar = await calendar_of(session, region, stage.clock())
        return await standings(session, region, calendar, stage.clock())


def _changed(before: Sequence[ChannelStanding], after: Sequence[ChannelStanding]) -> str:
    stood = {row.channel.id: row.verdict.standing for row in before}
    changes = [
        f"{row.channel.agency.short} {stood[row.channel.id]} → {row.verdict.standing}"
        for row in after
        if stood[row.channel.id] is not row.verdict.standing
    ]
    return f"Since the last time: {', '.join(changes)}." if changes else "All stand as they did."


def _has_reader(row: ChannelStanding) -> bool:
    return row.state is not None and row.state.trouble is not Trouble.NO_READER


async def _say(stage: Stage, steward: Account, text: str) -> Message:
    stage.screen.said_by(STEWARD, text)
    steward.say(text)
    answer = await steward.receives()
    stage.screen.said_by_bot(answer)
    return answer
