"""`segar check`: read channels now, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.mistakes import EXIT_MISTAKE, EXIT_TROUBLE, Mistake
from bot.commands.output import cell, example, print_json, print_table, say
from bot.commands.running import run_async, settings_and_logs
from checks.model import ChannelRef, Health, Platform, Reading

if TYPE_CHECKING:
    from bot.settings import Settings

Spellings = Mapping[ChannelRef, Sequence[str]]
"""Each channel with the addresses that were typed for it."""


def register(app: typer.Typer) -> None:
    app.command(
        epilog=example("segar check https://dinkes.lebakkab.go.id https://t.me/lebakkab --json")
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
) -> None:
    """Read channels now, and say where each date was found."""
    settings = settings_and_logs()
    typed = [*(addresses or []), *([] if file is None else _lines_of(file))]
    if not typed:
        raise Mistake("Give at least one address, or a list with --file.")
    spellings, rejected = _understood(typed)
    for address, reason in rejected.items():
        say(f"{address!r} is not the address of a channel: {reason}.")
        if as_json:
            print_json(_rejected_object(address, reason))
    failed = run_async(_check(settings, spellings, as_json=as_json))
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


async def _check(settings: Settings, spellings: Spellings, *, as_json: bool) -> bool:
    """Print each reading as it comes, or a table at the end; True where we failed at one."""
    from rich.table import Table

    import checks
    from bot.app import client_settings, utc_now
    from checks.client import Client

    table = Table("address", "health", "newest", "read in", "as written", "title")
    failed = False
    async with Client(client_settings(settings)) as client:
        async for ref, reading in checks.check(spellings, now=utc_now(), client=client):
            refused = reading.health is Health.FAILED and ref.platform is Platform.WEBSITE
            failed = failed or refused
            for address in spellings[ref]:
                if as_json:
                    print_json(as_object(address, ref, reading))
                else:
                    table.add_row(*map(cell, _cells(address, reading)))
    if table.row_count:
        print_table(table)
    return failed


def as_object(address: str, ref: ChannelRef, reading: Reading) -> dict[str, Any]:
    """The reading under its fixed names; times are ISO 8601 in UTC."""
    newest = reading.newest
    return {
        "address": address,
        "platform": ref.platform.value,
        "health": reading.health.value,
        "newest": None if newest is None else newest.at.isoformat(),
        "evidence": None
        if newest is None
        else {
            "source": newest.evidence.source,
            "url": newest.evidence.url,
            "raw": newest.evidence.raw,
            "title": newest.evidence.title or newest.title,
        },
        "recent": [
            {"at": one.at.isoformat(), "title": one.title, "url": one.url} for one in reading.recent
        ],
        "signs": list(reading.signs),
        "ms": reading.elapsed_ms,
        "detail": reading.detail,
        "set_aside": [
            {"source": one.source, "url": one.url, "raw": one.raw, "note": one.note}
            for one in reading.set_aside
        ],
    }


def _rejected_object(address: str, reason: str) -> dict[str, Any]:
    """What is said of an address that is none, under the same names."""
    return {
        "address": address,
        "platform": None,
        "health": Health.FAILED.value,
        "newest": None,
        "evidence": None,
        "recent": [],
        "signs": [],
        "ms": 0,
        "detail": f"not the address of a channel: {reason}",
        "set_aside": [],
    }


def _cells(address: str, reading: Reading) -> tuple[str, ...]:
    newest = reading.newest
    if newest is None:
        return (address, reading.health.value, "–", reading.detail, "", "")
    shown = f"{newest.at:%Y-%m-%d}" if newest.day_only else f"{newest.at:%Y-%m-%d %H:%M} UTC"
    return (
        address,
        reading.health.value,
        shown,
        f"{newest.evidence.source} {newest.evidence.url}",
        newest.evidence.raw,
        newest.title,
    )
