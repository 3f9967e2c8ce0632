"""How `segar periodic` shows a duty, with who has done it and who has yet to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from bot.commands.output import cell, print_table

if TYPE_CHECKING:
    from bot.periodic_duties import Progress
    from storage.periodic_duties import PeriodicDuty


def print_progress(found: Sequence[Progress], today: date) -> None:
    """Print a table, and the day it stands for."""
    from rich.table import Table

    if not found:
        typer.echo("No periodic duties yet. Add one with: segar periodic add")
        return
    table = Table("id", "what", "due", "whose", "done", "not yet")
    for one in found:
        count = f"{len(one.done)} of {len(one.done) + len(one.not_yet)}"
        names = ", ".join(agency.short for agency in one.not_yet)
        row = (str(one.duty.id), one.duty.title, when(one), whom(one.duty), count, names)
        table.add_row(*map(cell, row))
    print_table(table)
    typer.echo(f"As of {today}, for the due dates shown.")


def as_object(one: Progress) -> dict[str, Any]:
    """One of them for JSON: days and moments in ISO 8601, moments in UTC."""
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


def when(one: Progress) -> str:
    """`2027-03-31, every year`."""
    return f"{one.due}{', every year' if one.duty.every_year else ''}"


def whom(duty: PeriodicDuty) -> str:
    """The class of agencies it is for, or `all`."""
    return duty.agency_class or "all"
