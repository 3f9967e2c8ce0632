"""`segar sweep` and `segar nudge`: one duty by hand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.commands.mistakes import EXIT_TROUBLE
from bot.commands.moments import moment
from bot.commands.output import example, plain, print_json, say, without_tags
from bot.commands.running import run_async, settings_and_logs

if TYPE_CHECKING:
    from rich.progress import Progress

    from bot.rounds.nudge import NudgeResult
    from bot.rounds.sweep import SweepResult
    from checks.model import Reading
    from storage.roster import Channel, Region

RegionOption = Annotated[str, typer.Option("--region", help="The region's slug.")]
AtOption = Annotated[
    str | None,
    typer.Option("--at", help="Decide as if it were this local time, such as 2026-11-30T09:00."),
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be written and sent; change nothing.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object.")]


def register(app: typer.Typer) -> None:
    app.command("sweep", epilog=example("segar sweep --region lebak --json"))(sweep_by_hand)
    app.command(
        "nudge", epilog=example("segar nudge --region lebak --at 2026-11-30T09:00 --dry-run")
    )(nudge_by_hand)


def sweep_by_hand(
    region: RegionOption,
    at: AtOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Check every channel of the region now."""
    from bot.app import open_services
    from bot.rounds.sweep import sweep
    from storage import roster

    settings = settings_and_logs()

    bar = _progress_bar(disable=as_json)

    async def work() -> tuple[Region, datetime, SweepResult | None]:
        async with open_services(settings) as services:
            async with services.database.reading() as session:
                place = await roster.region_called(session, region)
                total = len(await roster.channels(session, place.id))
            when = moment(at, place.zone, services.clock())
            task = bar.add_task("sweep", total=total, last="")

            def advance(channel: Channel, reading: Reading) -> None:
                bar.update(task, advance=1, last=channel.ref.name)

            with bar:
                result = await sweep(
                    services, place, at=when, dry_run=dry_run, again=True, progress=advance
                )
            return place, when, result

    place, when, result = run_async(work())
    if result is None:
        _busy("sweep")
    elif as_json:
        print_json(
            {
                "round": round_name("sweep", place, when),
                "channels": result.channels,
                "ok": result.ok,
                "unmeasured": result.unmeasured,
                "trusted": result.trusted,
            }
        )
    else:
        doubt = " Not trusted: most failed alike, so it may be our own network."
        typer.echo(
            f"{result.channels} channels: {result.ok} measured, {result.unmeasured} unmeasured."
            f"{'' if result.trusted else doubt}"
        )


def nudge_by_hand(
    region: RegionOption,
    at: AtOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Decide who is told what, and queue it for sending at once."""
    from bot.app import open_services
    from bot.rounds.nudge import nudge
    from storage import roster

    settings = settings_and_logs()

    async def work() -> tuple[Region, datetime, NudgeResult | None]:
        async with open_services(settings) as services:
            async with services.database.reading() as session:
                place = await roster.region_called(session, region)
            when = moment(at, place.zone, services.clock())
            result = await nudge(services, place, at=when, dry_run=dry_run, again=True)
            return place, when, result

    place, when, result = run_async(work())
    if result is None:
        _busy("nudge")
    elif as_json:
        print_json(_as_object(place, when, result))
    else:
        _print_nudges(result)


def round_name(kind: str, region: Region, at: datetime) -> str:
    """A round's name, unique like its row: kind, region, local date."""
    return f"{kind}:{region.slug}:{at.astimezone(ZoneInfo(region.zone)).date().isoformat()}"


def _progress_bar(*, disable: bool) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    return Progress(
        TextColumn("sweep"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[last]}", markup=False),
        console=Console(stderr=True),
        disable=disable,
    )


def _as_object(region: Region, at: datetime, result: NudgeResult) -> dict[str, object]:
    return {
        "round": round_name("nudge", region, at),
        "at": at.astimezone(ZoneInfo(region.zone)).isoformat(),
        "messages": [
            {
                "person": queued.nudge.person.name,
                "agency": queued.nudge.channels[0].channel.agency,
                "kind": queued.nudge.kind,
                "step": queued.nudge.step.value,
                "channels": [told.channel.ref.canonical for told in queued.nudge.channels],
                "text": queued.message.text,
            }
            for queued in result.messages
        ],
        "why": None if result.plan.why is None else result.plan.why.value,
    }


def _print_nudges(result: NudgeResult) -> None:
    from bot.commands.reasons import why_nobody

    for queued in result.messages:
        agency = queued.nudge.channels[0].channel.agency
        typer.echo(plain(f"— {queued.nudge.person.name} ({agency}), {queued.nudge.step}:"))
        typer.echo(without_tags(queued.message.text) + "\n")
    if reason := why_nobody(result.plan):
        typer.echo(reason)


def _busy(kind: str) -> None:
    say(f"Another process is at this {kind} right now; try again in a minute.")
    raise typer.Exit(EXIT_TROUBLE)
