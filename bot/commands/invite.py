"""`segar invite`: a single-use link that lets one person in."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.app import bot_username, open_services
from bot.commands.running import run_async, settings_and_logs
from storage import invitations, roster
from storage.people import Role


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: segar invite --region lebak --role steward --agency Dinkes")(
        invite
    )


def invite(
    region: Annotated[str, typer.Option(help="The region's slug.")],
    role: Annotated[Role, typer.Option(help="What the person will be.")],
    agency: Annotated[
        str | None, typer.Option(help="The agency's short name; a steward needs one.")
    ] = None,
) -> None:
    """Print a deep link that registers one person, once, within seven days."""
    settings = settings_and_logs()
    if role is Role.STEWARD and agency is None:
        typer.echo("A steward belongs to an agency: name it with --agency.", err=True)
        raise typer.Exit(2)

    async def work() -> str:
        username = await bot_username(settings)
        async with open_services(settings) as services, services.database.writing() as session:
            place = await roster.region_called(session, region)
            office = None if agency is None else await roster.agency_called(session, place, agency)
            code = await invitations.invite(
                session, place, role=role, agency=office, now=services.clock()
            )
        return f"https://t.me/{username}?start={code}"

    typer.echo(run_async(work()))
