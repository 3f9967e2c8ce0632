"""`segar check`: read channels now, without a database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.commands.check_json import as_object, rejected_object
from bot.commands.check_screen import Screen, progress_of
from bot.commands.mistakes import EXIT_MISTAKE, EXIT_TROUBLE, Mistake
from bot.commands.output import example, print_json, say
from bot.commands.running import run_async, settings_and_logs
from checks.model import ChannelRef, Health, Platform, Reading

if TYPE_CHECKING:
    from rich.progress import Progress

    from bot.settings import Settings

Spellings = Mapping[ChannelRef, Sequence[str]]
"""Each channel with the addresses that were typed for it."""
Tell = Callable[[str, ChannelRef, Reading], None]
"""Takes an address, its channel and what was found there."""


def register(app: typer.Typer) -> None:
    app.command(
        epilog="\n\n".join(
            [
                example("segar check dinkes.lebakkab.go.id --why"),
                example("segar check https://dinkes.lebakkab.go.id https://t.me/lebakkab --json"),
            ]
        )
    )(check)


def check(
    addresses: Annotated[
        list[str] | None, typer.Argument(help="Addresses of websites or accounts.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option(help="A text file with one address a line; # begins a comment.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line, as each is read.")
    ] = False,
    why: Annotated[
        bool,
        typer.Option(
            "--why", help="Every document looked for, and its dates, believed or set aside."
        ),
    ] = False,
    cloaking: Annotated[
        bool,
        typer.Option(
            "--cloaking", help="Ask each home page once more under a search engine's name."
        ),
    ] = False,
    language: Annotated[
        Literal["en", "id"], typer.Option("--lang", help="The language of the sentences.")
    ] = "en",
) -> None:
    """Read channels now, and say where each date was found.

    One address gets a card, several or a list a table.
    """
    if why and as_json:
        raise Mistake("--why is for people, and --json has it all: leave one of them out.")
    settings = settings_and_logs()
    settings = settings.model_copy(
        update={"look_for_cloaking": cloaking or settings.look_for_cloaking}
    )
    typed = list(dict.fromkeys([*(addresses or ()), *(() if file is None else _lines_of(file))]))
    if not typed:
        raise Mistake("Give at least one address, or a list with --file.")
    spellings, rejected = _understood(typed)
    _tell_rejected(rejected, as_json=as_json)
    cards = why or (file is None and len(typed) == 1)
    screen = Screen(typed, language, cards=cards, why=why)
    progress = progress_of(len(spellings), shown=not as_json and sys.stderr.isatty())
    tell = _print_object if as_json else screen.take
    try:
        failed = run_async(_check(settings, spellings, tell, progress))
    finally:  # what was read before someone lost patience is shown as well
        screen.show()
    if rejected:
        raise typer.Exit(EXIT_MISTAKE)
    if failed:
        raise typer.Exit(EXIT_TROUBLE)


def channel_ref(address: str) -> ChannelRef:
    """The channel of an address; what belongs to no platform is a website. Raises LinkRejected."""
    from checks.links import LinkRejected, read_profile

    try:
        return read_profile(address)
    except LinkRejected as rejected:
        if rejected.reason != "unsupported_host":
            raise
        return read_profile(address, Platform.WEBSITE)


def _lines_of(file: Path) -> Iterable[str]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise Mistake(f"{file} can't be read as a list of addresses: {reason}.") from error
    lines = (line.partition(" #")[0].strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _understood(typed: Iterable[str]) -> tuple[Spellings, Mapping[str, str]]:
    """The channels, and the addresses that are none with the reason."""
    from checks.links import LinkRejected

    spellings: dict[ChannelRef, list[str]] = {}
    rejected: dict[str, str] = {}
    for address in dict.fromkeys(typed):
        try:
            ref = channel_ref(address)
        except LinkRejected as error:
            left_to_guard = _host_ref(address)
            if left_to_guard is None:
                rejected[address] = str(error.reason)
                continue
            ref = left_to_guard
        spellings.setdefault(ref, []).append(address)
    return spellings, rejected


def _host_ref(address: str) -> ChannelRef | None:
    """The website at a host that no office has, such as localhost or a bare number, else None.

    Such a host is left to the guard, which refuses it or was told to let it through.
    """
    from checks.errors import NotHttp
    from checks.exchange import host_of, parse_address
    from checks.guard import is_disguised, literal_address

    try:
        host = host_of(parse_address(address))
    except NotHttp:
        return None
    bare = "." not in host or is_disguised(host) or literal_address(host) is not None
    return ChannelRef(Platform.WEBSITE, address.strip()) if bare else None


async def _check(settings: Settings, spellings: Spellings, tell: Tell, progress: Progress) -> bool:
    """Tell of each address as it is read; True where we failed at one."""
    import checks
    from bot.app import client_settings, utc_now
    from bot.platform_settings import platform_access
    from checks.client import Client
    from checks.sweep import readers_for

    failed = False
    task = progress.add_task("reading", total=len(spellings))
    async with Client(client_settings(settings)) as client:
        with progress:
            readers = readers_for(
                look_for_cloaking=settings.look_for_cloaking, access=platform_access(settings)
            )
            checking = checks.check(spellings, now=utc_now(), client=client, readers=readers)
            async for ref, reading in checking:
                refused = reading.health is Health.FAILED and ref.platform is Platform.WEBSITE
                failed = failed or refused
                for address in spellings[ref]:
                    tell(address, ref, reading)
                progress.advance(task)
    return failed


def _print_object(address: str, ref: ChannelRef, reading: Reading) -> None:
    print_json(as_object(address, ref, reading))


def _tell_rejected(rejected: Mapping[str, str], *, as_json: bool) -> None:
    for address, reason in rejected.items():
        say(f"{address!r} is not the address of a channel: {reason}.")
        if as_json:
            print_json(rejected_object(address, reason))
