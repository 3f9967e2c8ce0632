"""`segar periodic`: what agencies must publish by a date, and who has done it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.buttons import LARGEST_ID
from bot.commands.mistakes import Mistake
from bot.commands.moments import YEARS
from bot.commands.output import example, plain, print_json
from bot.commands.periodic_progress import as_object, print_progress, when, whom
from bot.commands.running import run_async, settings_and_logs

if TYPE_CHECKING:
    from bot.periodic_duties import Progress
    from storage.periodic_duties import PeriodicDuty, Tick

app = typer.Typer(
    help="What agencies must publish by a date: add, list, untick, end.",
    epilog=example("segar periodic list --region lebak"),
    no_args_is_help=True,
)

RegionOption = Annotated[str, typer.Option("--region", help="The region's slug.")]
DutyArgument = Annotated[
    int, typer.Argument(min=1, max=LARGEST_ID, help="Its number, as the list shows it.")
]


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
        f"Added {added.duty.id}: {plain(name)}, due {when(added)}; "
        f"agencies it is for: {agencies} ({whom(added.duty)})."
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
        duties = [as_object(one) for one in found]
        print_json({"region": region, "as_of": today.isoformat(), "duties": duties})
    else:
        print_progress(found, today)


@app.command(epilog=example("segar periodic untick --region lebak 3 --agency Dinkes"))
def untick(
    duty: DutyArgument,
    region: RegionOption,
    agency: Annotated[str, typer.Option("--agency", help="Its short or full name.")],
    due: Annotated[
        str | None,
        typer.Option(help="For which due date; without it, the one that the list shows."),
    ] = None,
) -> None:
    """Take back that an agency has done it: a wrong post was chosen."""
    from bot.app import open_services
    from bot.policy.periodic_duties import current_due_date
    from storage import periodic_duties, roster

    settings = settings_and_logs()
    day = None if due is None else _day(due)

    async def work() -> tuple[Tick, roster.Agency]:
        async with open_services(settings) as services, services.database.writing() as session:
            place = await roster.region_called(session, region)
            one = await periodic_duties.duty_numbered(session, place, duty)
            theirs = await roster.agency_called(session, place, agency)
            due_on = day or current_due_date(one, _today(place.zone, services.clock()))
            return await periodic_duties.untick(session, one, theirs, due_on), theirs

    taken_back, theirs = run_async(work())
    typer.echo(
        f"Unticked {taken_back.duty_id} for {plain(theirs.short)}: {plain(taken_back.duty_title)}, "
        f"due {taken_back.due_on}. It had been ticked with {plain(taken_back.link)}"
    )


@app.command(epilog=example("segar periodic end --region lebak 3"))
def end(
    duty: DutyArgument,
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


def _today(zone: str, now: datetime) -> date:
    from bot.policy.workdays import Calendar

    return Calendar(zone).today(now)
