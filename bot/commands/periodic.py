"""`segar periodic`: what agencies must publish by a date, and who has done it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.buttons import LARGEST_ID
from bot.commands.mistakes import Mistake
from bot.commands.moments import YEARS
from bot.commands.output import cell, example, plain, print_json, print_table
from bot.commands.running import run_async, settings_and_logs

if TYPE_CHECKING:
    from bot.periodic_duties import Progress
    from storage.periodic_duties import PeriodicDuty

app = typer.Typer(
    help="What agencies must publish by a date: add, list, end.",
    epilog=example("segar periodic list --region lebak"),
    no_args_is_help=True,
)

RegionOption = Annotated[str, typer.Option("--region", help="The region's slug.")]


class DueDateUnusable(Mistake):
    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is no due date. Write it as 2027-03-31.")


class DueDateLongPast(Mistake):
    def __init__(self, day: date, days: int) -> None:
        super().__init__(
            f"{day} is more than {days} days ago, so no steward would be asked about it. "
            "Give a later date, or --every-year."
        )


class ClassUnusable(Mistake):
    def __init__(self, text: str, known: Sequence[str]) -> None:
        super().__init__(f"No class of agencies is called {text!r}. Known: {', '.join(known)}.")


@app.command(epilog=example('segar periodic add --region lebak --title "LKjIP" --due 2027-03-31'))
def add(
    region: RegionOption,
    title: Annotated[str, typer.Option(help="What is to be published, as stewards know it.")],
    due: Annotated[str, typer.Option(help="The last day for it, such as 2027-03-31.")],
    agency_class: Annotated[
        str | None,
        typer.Option("--class", help="Only for agencies of this class, such as dinas."),
    ] = None,
    every_year: Annotated[
        bool, typer.Option("--every-year", help="Due on this day every year from then on.")
    ] = False,
) -> None:
    """Add what every agency, or each of one class, must publish by a date."""
    settings = settings_and_logs()
    name, day, of_class = _title(title), _day(due), _class(agency_class)
    from bot.app import open_services
    from bot.periodic_duties import progress
    from bot.policy.periodic_duties import OPEN_DAYS
    from storage import periodic_duties, roster

    async def work() -> Progress:
        async with open_services(settings) as services, services.database.writing() as session:
            place = await roster.region_called(session, region)
            now = services.clock()
            today = _today(place.zone, now)
            if not every_year and (today - day).days > OPEN_DAYS:
                raise DueDateLongPast(day, OPEN_DAYS)
            duty = await periodic_duties.add_duty(
                session,
                place.id,
                title=name,
                due_on=day,
                every_year=every_year,
                agency_class=of_class,
                now=now,
            )
            everything = await progress(session, place, today)
            return next(one for one in everything if one.duty.id == duty.id)

    added = run_async(work())
    agencies = len(added.done) + len(added.not_yet)
    typer.echo(
        f"Added {added.duty.id}: {plain(name)}, due {_when(added)}; "
        f"agencies it is for: {agencies} ({_whom(added.duty)})."
    )


@app.command("list", epilog=example("segar periodic list --region lebak --json"))
def list_duties(
    region: RegionOption,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show which agencies have done each, and which have yet to."""
    from bot.app import open_services
    from bot.periodic_duties import progress
    from storage import roster

    settings = settings_and_logs()

    async def work() -> tuple[date, list[Progress]]:
        async with open_services(settings) as services, services.database.reading() as session:
            place = await roster.region_called(session, region)
            today = _today(place.zone, services.clock())
            return today, await progress(session, place, today)

    today, found = run_async(work())
    if as_json:
        duties = [_as_object(one) for one in found]
        print_json({"region": region, "as_of": today.isoformat(), "duties": duties})
    else:
        _print_progress(found, today)


@app.command(epilog=example("segar periodic end --region lebak 3"))
def end(
    duty: Annotated[
        int, typer.Argument(min=1, max=LARGEST_ID, help="Its number, as the list shows it.")
    ],
    region: RegionOption,
) -> None:
    """End one: stewards are not asked about it any more."""
    from bot.app import open_services
    from storage import periodic_duties, roster

    settings = settings_and_logs()

    async def work() -> PeriodicDuty:
        async with open_services(settings) as services, services.database.writing() as session:
            place = await roster.region_called(session, region)
            return await periodic_duties.end_duty(session, place, duty, services.clock())

    ended = run_async(work())
    typer.echo(f"Ended {ended.id}: {plain(ended.title)}. What was done for it stays on record.")


def _title(text: str) -> str:
    from storage.periodic_duties import LONGEST_TITLE

    title = " ".join(text.split())
    if not title:
        raise Mistake("A periodic duty needs a title that stewards can read: give it with --title.")
    if len(title) > LONGEST_TITLE:
        raise Mistake(f"A title has at most {LONGEST_TITLE} characters; this one has {len(title)}.")
    return title


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise DueDateUnusable(text) from error
    if day.year not in YEARS:
        raise DueDateUnusable(text)
    return day


def _class(text: str | None) -> str | None:
    from storage.spreadsheet import AgencyClass

    if text is None:
        return None
    try:
        return AgencyClass(text.strip().lower()).value
    except ValueError as error:
        raise ClassUnusable(text, list(AgencyClass)) from error


def _print_progress(found: Sequence[Progress], today: date) -> None:
    from rich.table import Table

    if not found:
        typer.echo("No periodic duties yet. Add one with: segar periodic add")
        return
    table = Table("id", "what", "due", "whose", "done", "not yet")
    for one in found:
        count = f"{len(one.done)} of {len(one.done) + len(one.not_yet)}"
        names = ", ".join(agency.short for agency in one.not_yet)
        row = (str(one.duty.id), one.duty.title, _when(one), _whom(one.duty), count, names)
        table.add_row(*map(cell, row))
    print_table(table)
    typer.echo(f"As of {today}, for the due dates shown.")


def _as_object(one: Progress) -> dict[str, Any]:
    return {
        "id": one.duty.id,
        "title": one.duty.title,
        "due": one.due.isoformat(),
        "every_year": one.duty.every_year,
        "class": one.duty.agency_class,
        "done": [
            {"agency": agency.short, "at": tick.ticked_at.isoformat(), "link": tick.link}
            for agency, tick in one.done
        ],
        "not_yet": [agency.short for agency in one.not_yet],
    }


def _when(one: Progress) -> str:
    return f"{one.due}{', every year' if one.duty.every_year else ''}"


def _whom(duty: PeriodicDuty) -> str:
    return duty.agency_class or "all"


def _today(zone: str, now: datetime) -> date:
    from bot.policy.workdays import Calendar

    return Calendar(zone).today(now)
