"""`segar invite`: a single-use link that lets one person in."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from bot.commands.mistakes import Mistake
from bot.commands.output import example
from bot.commands.running import run_async, settings_and_logs

RoleName = Literal["head", "operator", "steward", "viewer"]


def register(app: typer.Typer) -> None:
    app.command(epilog=example("segar invite --region lebak --role steward --agency Dinkes"))(
        invite
    )


def invite(
    region: Annotated[str, typer.Option(help="The region's slug.")],
    role: Annotated[RoleName, typer.Option(help="What the person will be.")],
    agency: Annotated[
        str | None, typer.Option(help="The agency's short name; a steward needs one.")
    ] = None,
) -> None:
    """Print a deep link that lets one person in within seven days."""
    settings = settings_and_logs()
    if role == "steward" and agency is None:
        raise Mistake("A steward belongs to an agency: name it with --agency.")
    from bot.app import bot_access, open_services
    from bot.delivery.connection import bot_username
    from storage import invitations, roster
    from storage.people import Role

    async def work() -> str:
        username = await bot_username(bot_access(settings))
        async with open_services(settings) as services, services.database.writing() as session:
            place = await roster.region_called(session, region)
            office = None if agency is None else await roster.agency_called(session, place, agency)
            code = await invitations.invite(
                session, place, role=Role(role), agency=office, now=services.clock()
            )
        return f"https://t.me/{username}?start={code}"

    typer.echo(run_async(work()))
