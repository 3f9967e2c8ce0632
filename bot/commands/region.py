"""`segar region`: the local governments this Segar serves."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from bot.app import open_services
from bot.commands.running import run_async, settings_and_logs
from bot.policy.workdays import zone_key
from storage import roster
from storage.errors import StorageError

app = typer.Typer(help="Add a region, or list the regions there are.", no_args_is_help=True)

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


class SlugUnusable(StorageError):
    def __init__(self, slug: str) -> None:
        super().__init__(
            f"{slug!r} can't name a region: use lower-case letters, digits and hyphens, "
            "for example kab-lebak."
        )


@app.command(epilog='Example: segar region add lebak --name "Kabupaten Lebak" --zone WIB')
def add(
    slug: Annotated[str, typer.Argument(help="A short name for commands, such as lebak.")],
    name: Annotated[str, typer.Option(help="The name people read.")],
    zone: Annotated[str, typer.Option(help="WIB, WITA, WIT or an IANA zone.")] = "WIB",
) -> None:
    """Add a region."""
    settings = settings_and_logs()
    if not SLUG.fullmatch(slug):
        raise SlugUnusable(slug)
    key = zone_key(zone)

    async def work() -> None:
        async with open_services(settings) as services, services.database.writing() as session:
            await roster.add_region(session, slug=slug, name=name, zone=key, now=services.clock())

    run_async(work())
    typer.echo(f"Added {name} ({slug}), in the zone {key}.")


@app.command("list", epilog="Example: segar region list")
def list_regions() -> None:
    """List the regions."""
    settings = settings_and_logs()

    async def work() -> list[roster.Region]:
        async with open_services(settings) as services, services.database.reading() as session:
            return await roster.regions(session)

    for region in run_async(work()):
        typer.echo(f"{region.slug}  {region.name}  {region.zone}")
