"""`segar roster`: what a spreadsheet says, into the database and out again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.mistakes import Mistake
from bot.commands.output import cell, example, plain, print_json, print_table
from bot.commands.running import run_async, settings_and_logs

if TYPE_CHECKING:
    from storage.roster import RosterChanges
    from storage.spreadsheet import Doubt, Roster, RosterAgency

app = typer.Typer(
    help="Read a spreadsheet, import it, export a clean one.",
    epilog=example("segar roster read daftar-opd.xlsx"),
    no_args_is_help=True,
)


@app.command(epilog=example("segar roster read daftar-opd.xlsx --json"))
def read(
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show what a careful clerk makes of a spreadsheet; needs no database."""
    from storage.spreadsheet import read_roster, to_json

    settings_and_logs()

    sheet = read_roster(file)
    if as_json:
        print_json(to_json(sheet))
        return
    _print_roster(sheet)
    _print_doubts(sheet.doubts)


@app.command(
    "import", epilog=example("segar roster import daftar-opd.csv --region lebak --dry-run")
)
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file.")],
    region: Annotated[str, typer.Option(help="The region's slug.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
) -> None:
    """Bring a spreadsheet into the database; twice changes nothing."""
    from bot.app import open_services
    from bot.texts.phrasebook import DEFAULT_LANGUAGE
    from storage import roster
    from storage.imports import import_roster
    from storage.spreadsheet import read_roster

    settings = settings_and_logs()

    sheet = read_roster(file)

    async def work() -> RosterChanges:
        async with open_services(settings) as services:
            database = services.database
            async with database.rehearsing() if dry_run else database.writing() as session:
                place = await roster.region_called(session, region)
                return await import_roster(
                    session,
                    place.id,
                    sheet.agencies,
                    now=services.clock(),
                    language=DEFAULT_LANGUAGE,
                )

    changes = run_async(work())
    _print_changes(changes, dry_run=dry_run)
    _print_doubts(sheet.doubts)


@app.command(epilog=example("segar roster export --region lebak daftar-bersih.xlsx"))
def export(
    file: Annotated[Path, typer.Argument(help="The CSV or XLSX file to write.")],
    region: Annotated[str, typer.Option(help="The region's slug.")],
) -> None:
    """Write the region's roster as a clean spreadsheet."""
    from bot.app import open_services
    from storage import roster
    from storage.imports import export_roster
    from storage.spreadsheet import write_roster

    settings = settings_and_logs()

    async def work() -> list[RosterAgency]:
        async with open_services(settings) as services, services.database.reading() as session:
            place = await roster.region_called(session, region)
            return await export_roster(session, place.id)

    agencies = run_async(work())
    try:
        write_roster(agencies, file)
    except OSError as error:
        raise Mistake(f"{file} can't be written: {error.strerror}.") from error
    typer.echo(f"Wrote {len(agencies)} agencies to {file}.")


def _print_roster(sheet: Roster) -> None:
    from rich.table import Table

    table = Table("agency", "short", "class", "channels", "stewards")
    for agency in sheet.agencies:
        channels = "\n".join(f"{ref.platform}: {ref.name}" for ref in agency.channels)
        stewards = "\n".join(agency.stewards)
        row = (agency.name, agency.short, agency.agency_class.value, channels, stewards)
        table.add_row(*map(cell, row))
    print_table(table)
    channels_read = sum(len(agency.channels) for agency in sheet.agencies)
    typer.echo(f"{len(sheet.agencies)} agencies, {channels_read} channels.")


def _print_changes(changes: RosterChanges, *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    for names, what in (
        (changes.new_agencies, f"agencies {would}added"),
        (changes.changed_agencies, f"agencies {would}changed"),
        (changes.new_channels, f"channels {would}added"),
        (changes.moved_channels, f"channels {would}moved"),
        (changes.not_in_file, "channels not in this file, kept"),
    ):
        if names:
            typer.echo(f"{len(names)} {what}:")
        for name in names:
            typer.echo(f"  {plain(name)}")
    if changes.new_people:
        typer.echo(f"{changes.new_people} stewards {would}expected; invite them with segar invite.")
    if changes.nothing:
        typer.echo("Nothing to change: the database agrees with this file.")


def _print_doubts(doubts: Sequence[Doubt]) -> None:
    if not doubts:
        return
    typer.echo(f"\n{len(doubts)} questions for whoever keeps this file:")
    for number, doubt in enumerate(doubts, 1):
        where = f"Row {doubt.row}, {doubt.column}" if doubt.column else f"Row {doubt.row}"
        quoted = f" {doubt.text!r}." if doubt.text else ""
        typer.echo(plain(f"{number}. {where}:{quoted} {doubt.question}"))
