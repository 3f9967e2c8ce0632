"""The scenes of the demo's day, from the spreadsheet to the thanks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.calendars import calendar_of
from bot.policy.workdays import zone_key
from bot.rounds.nudge import nudge
from bot.rounds.sweep import sweep
from bot.sandbox.stage import ZONE, Stage
from bot.sandbox.steward_scenes import AGENCY, look, publish, share
from bot.sandbox.telegram import Account
from bot.standings import ChannelStanding, standings
from bot.texts.phrasebook import DEFAULT_LANGUAGE
from checks.model import Platform, Reading
from storage import invitations, roster
from storage.imports import import_roster
from storage.people import Role
from storage.roster import Channel, Region
from storage.spreadsheet import read_roster

STEWARD, OPERATOR = "Wira", "Tari"


async def play(stage: Stage, folder: Path) -> Account:
    """Play all scenes; the account of the steward, to go on with."""
    region = await _import(stage, folder)
    steward, operator = await _arrive(stage, region)
    before = await _first_sweep(stage, region)
    await _nudges(stage, region, steward, operator)
    await look(stage, steward)
    await publish(stage, steward)
    days_on = await _next_day(stage, region, steward, before)
    await share(stage, steward, days_on=days_on)
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
        agency = await roster.agency_called(session, region, AGENCY)
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
    stage.screen.websites([row for row in rows if _is_website(row)], calendar)
    stage.screen.accounts([row for row in rows if not _is_website(row)], calendar)
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


async def _next_day(
    stage: Stage, region: Region, steward: Account, before: Sequence[ChannelStanding]
) -> int:
    """Sweep and nudge on the next working day; how many days on that is."""
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
        stage.screen.line(
            f"{STEWARD} is left in peace: the website is fresh, and Instagram's next reminder, if "
            "there has to be one, comes a working day later."
        )
    return days_on


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
        f"{row.channel.agency.short}'s {row.channel.ref.platform} "
        f"{stood[row.channel.id]} → {row.verdict.standing}"
        for row in after
        if stood[row.channel.id] is not row.verdict.standing
    ]
    return f"Since the last time: {', '.join(changes)}." if changes else "All stand as they did."


def _is_website(row: ChannelStanding) -> bool:
    return row.channel.ref.platform is Platform.WEBSITE
