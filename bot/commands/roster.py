"""`segar roster`: what a spreadsheet says, into the database and out again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.app import open_services
from bot.commands.running import print_json, run_async, settings_and_logs
from bot.texts.phrasebook import DEFAULT_LANGUAGE
from storage import roster
from storage.imports import export_roster, import_roster
from storage.roster import RosterChanges
from storage.spreadsheet import (
    Doubt,
    Roster,
    RosterAgency,
    read_roster,
    to_json,
    write_roster,
)

app = typer.Typer(help="Read a spreadsheet, import it, export a clean one.", no_args_is_help=True)


@app.command(epilog="Example: segar roster read daftar-opd.xlsx --json")
def read(
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show what a careful clerk makes of a spreadsheet; needs no database."""
    settings_and_logs()
    sheet = read_roster(file)
    if as_json:
        print_json(to_json(sheet))
        return
    _print_roster(sheet)
    _print_doubts(sheet.doubts)


@app.command(
    "import", epilog="Example: segar roster import daftar-opd.csv --region lebak --dry-run"
)
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file.")],
    region: Annotated[str, typer.Option(help="The region's slug.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
) -> None:
    """Bring a spreadsheet into the database; importing it twice changes nothing."""
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


@app.command(epilog="Example: segar roster export --region lebak daftar-bersih.xlsx")
def export(
    file: Annotated[Path, typer.Argument(help="The CSV or XLSX file to write.")],
    region: Annotated[str, typer.Option(help="The region's slug.")],
) -> None:
    """Write the region's roster as a clean spreadsheet that imports back as it is."""
    settings = settings_and_logs()

    async def work() -> list[RosterAgency]:
        async with open_services(settings) as services, services.database.reading() as session:
            place = await roster.region_called(session, region)
            return await export_roster(session, place.id)

    agencies = run_async(work())
    write_roster(agencies, file)
    typer.echo(f"Wrote {len(agencies)} agencies to {file}.")


def _print_roster(sheet: Roster) -> None:
    table = Table("agency", "short", "class", "channels", "stewards")
    for agency in sheet.agencies:
        table.add_row(
            agency.name,
            agency.short,
            agency.agency_class,
            "\n".join(f"{ref.platform}: {ref.name}" for ref in agency.channels),
            "\n".join(agency.stewards),
        )
    Console().print(table)
    channels = sum(len(agency.channels) for agency in sheet.agencies)
    typer.echo(f"{len(sheet.agencies)} agencies, {channels} channels.")


def _print_changes(changes: RosterChanges, *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    for what, names in (
        ("agencies added", changes.new_agencies),
        ("agencies changed", changes.changed_agencies),
        ("channels added", changes.new_channels),
        ("channels moved", changes.moved_channels),
        ("channels not in this file, kept", changes.not_in_file),
    ):
        if names:
            typer.echo(f"{len(names)} {what.replace('added', would + 'added')}:")
            for name in names:
                typer.echo(f"  {name}")
    if changes.new_people:
        typer.echo(f"{changes.new_people} stewards {would}expected; invite them with segar invite.")
    if changes.nothing:
        typer.echo("Nothing to change: the database agrees with this file.")


def _print_doubts(doubts: tuple[Doubt, ...]) -> None:
    if not doubts:
        return
    typer.echo(f"\n{len(doubts)} questions about rows that were not understood:")
    for number, doubt in enumerate(doubts, 1):
        typer.echo(f"{number}. Row {doubt.row}, {doubt.column}: {doubt.text!r}. {doubt.question}")
