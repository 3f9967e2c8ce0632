"""`segar region`: the local governments this Segar serves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.mistakes import Mistake
from bot.commands.output import example, plain
from bot.commands.running import run_async, settings_and_logs

if TYPE_CHECKING:
    from storage.roster import Region

app = typer.Typer(
    help="Add a region, or list the regions there are.",
    epilog=example("segar region list"),
    no_args_is_help=True,
)

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


class SlugUnusable(Mistake):
    def __init__(self, slug: str) -> None:
        super().__init__(
            f"{slug!r} can't name a region: use lower-case letters, digits and hyphens, "
            "for example kab-lebak."
        )


class ZoneUnusable(Mistake):
    def __init__(self, zone: str) -> None:
        super().__init__(
            f"No time zone is called {zone!r}: use WIB, WITA, WIT or a name such as Asia/Jakarta."
        )


@app.command(epilog=example('segar region add lebak --name "Kabupaten Lebak" --zone WIB'))
def add(
    slug: Annotated[str, typer.Argument(help="A short name for commands, such as lebak.")],
    name: Annotated[str, typer.Option(help="The name people read.")],
    zone: Annotated[str, typer.Option(help="WIB, WITA, WIT or an IANA zone.")] = "WIB",
) -> None:
    """Add a region."""
    settings = settings_and_logs()
    if not SLUG.fullmatch(slug):
        raise SlugUnusable(slug)
    if not name.strip():
        raise Mistake("A region needs a name that people can read: give it with --name.")
    key = _zone_key(zone)
    from bot.app import open_services
    from storage import roster

    async def work() -> None:
        async with open_services(settings) as services, services.database.writing() as session:
            await roster.add_region(
                session, slug=slug, name=name.strip(), zone=key, now=services.clock()
            )

    run_async(work())
    typer.echo(f"Added {name.strip()} ({slug}), in the zone {key}.")


@app.command("list", epilog=example("segar region list"))
def list_regions() -> None:
    """List the regions."""
    from bot.app import open_services
    from storage import roster

    settings = settings_and_logs()

    async def work() -> list[Region]:
        async with open_services(settings) as services, services.database.reading() as session:
            return await roster.regions(session)

    for region in run_async(work()):
        typer.echo(f"{region.slug}  {plain(region.name)}  {region.zone}")


def _zone_key(zone: str) -> str:
    from bot.policy.workdays import UnknownZone, zone_key

    try:
        return zone_key(zone)
    except UnknownZone as error:
        raise ZoneUnusable(zone) from error
