"""`segar sweep` and `segar nudge`: one duty by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.app import open_services
from bot.commands.moments import moment
from bot.commands.running import print_json, run_async, settings_and_logs
from bot.rounds.nudge import NudgeResult, nudge
from bot.rounds.sweep import SweepResult, sweep
from checks.model import Reading
from storage import roster
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

EXIT_BUSY = 1


def register(app: typer.Typer) -> None:
    app.command("sweep", epilog="Example: segar sweep --region lebak --json")(sweep_by_hand)
    app.command(
        "nudge", epilog="Example: segar nudge --region lebak --at 2026-11-30T09:00 --dry-run"
    )(nudge_by_hand)


def sweep_by_hand(
    region: RegionOption,
    at: AtOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Check every channel of the region now."""
    settings = settings_and_logs()
    bar = Progress(
        TextColumn("sweep"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[last]}"),
        console=Console(stderr=True),
        disable=as_json,
    )

    async def work() -> tuple[Region, datetime, SweepResult | None]:
        async with open_services(settings) as services:
            async with services.database.reading() as session:
                place = await roster.region_called(session, region)
                total = len(await roster.channels(session, place.id))
            moment_ = moment(at, place.zone, services.clock())
            task = bar.add_task("sweep", total=total, last="")

            def advance(channel: Channel, reading: Reading) -> None:
                bar.update(task, advance=1, last=channel.ref.name)

            result = await sweep(
                services, place, at=moment_, dry_run=dry_run, again=True, progress=advance
            )
            return place, moment_, result

    with bar:
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
        trust = (
            "" if result.trusted else " Not trusted: most failed alike, so it may be our network."
        )
        typer.echo(
            f"{result.channels} channels: {result.ok} measured, "
            f"{result.unmeasured} unmeasured.{trust}"
        )


def nudge_by_hand(
    region: RegionOption,
    at: AtOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Decide who is told what, and queue it for sending at once."""
    settings = settings_and_logs()

    async def work() -> tuple[Region, datetime, NudgeResult | None]:
        async with open_services(settings) as services:
            async with services.database.reading() as session:
                place = await roster.region_called(session, region)
            moment_ = moment(at, place.zone, services.clock())
            return (
                place,
                moment_,
                await nudge(services, place, at=moment_, dry_run=dry_run, again=True),
            )

    place, when, result = run_async(work())
    if result is None:
        _busy("nudge")
    elif as_json:
        print_json(_as_object(place, when, result))
    else:
        for queued in result.messages:
            agency = queued.nudge.channels[0].channel.agency
            typer.echo(f"— {queued.nudge.person.name} ({agency}), {queued.nudge.step}:")
            typer.echo(queued.message.text + "\n")
        if result.plan.why is not None:
            name = f" ({result.plan.day_off})" if result.plan.day_off else ""
            typer.echo(f"Nobody is told: {result.plan.why}{name}.")


def round_name(kind: str, region: Region, at: datetime) -> str:
    """A round's name, unique like its row: kind, region, local date."""
    return f"{kind}:{region.slug}:{at.astimezone(ZoneInfo(region.zone)).date().isoformat()}"


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


def _busy(kind: str) -> None:
    typer.echo(f"Another process is at this {kind} right now; try again in a minute.", err=True)
    raise typer.Exit(EXIT_BUSY)
