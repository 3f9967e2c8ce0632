"""`segar check`: read channels now, without a database."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

import checks
from bot.app import client_settings, utc_now
from bot.commands.running import print_json, run_async, settings_and_logs
from bot.settings import Settings
from checks.client import Client
from checks.links import LinkRejected, read_profile
from checks.model import ChannelRef, Health, Platform, Reading

EXIT_FAILED = 1
EXIT_MISTAKE = 2


def register(app: typer.Typer) -> None:
    app.command(
        epilog="Example: segar check https://dinkes.lebakkab.go.id https://t.me/lebakkab --json"
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
    """Read channels now: how fresh is each, and where does it say so?"""
    settings = settings_and_logs()
    typed = [*(addresses or []), *_lines_of(file)]
    if not typed:
        typer.echo("Give at least one address, or a list with --file.", err=True)
        raise typer.Exit(EXIT_MISTAKE)
    refs, mistaken = _understood(typed)
    failed = run_async(_check(settings, refs, as_json=as_json))
    if mistaken:
        raise typer.Exit(EXIT_MISTAKE)
    if failed:
        raise typer.Exit(EXIT_FAILED)


def _lines_of(file: Path | None) -> Iterable[str]:
    if file is None:
        return []
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        typer.echo(f"{file} can't be read as a text file: {error}.", err=True)
        raise typer.Exit(EXIT_MISTAKE) from error
    return [line.partition(" #")[0].strip() for line in lines if line.strip() and line[0] != "#"]


def _understood(typed: list[str]) -> tuple[dict[ChannelRef, str], bool]:
    refs: dict[ChannelRef, str] = {}
    mistaken = False
    for address in typed:
        try:
            refs.setdefault(channel_ref(address), address)
        except LinkRejected as rejected:
            typer.echo(f"{address!r} is not the address of a channel: {rejected.reason}.", err=True)
            mistaken = True
    return refs, mistaken


def channel_ref(address: str) -> ChannelRef:
    """The channel of an address; what belongs to no platform is a website. Raises LinkRejected."""
    try:
        return read_profile(address)
    except LinkRejected as rejected:
        if rejected.reason != "unsupported_host":
            raise
        return read_profile(address, Platform.WEBSITE)


async def _check(settings: Settings, refs: dict[ChannelRef, str], *, as_json: bool) -> bool:
    """Print each reading as it comes, or a table at the end; True where we failed at one."""
    table = Table("address", "health", "newest", "read in", "as written", "title")
    failed = False
    async with Client(client_settings(settings)) as client:
        async for ref, reading in checks.check(refs, now=utc_now(), client=client):
            refused = reading.health is Health.FAILED and ref.platform is Platform.WEBSITE
            failed = failed or refused
            if as_json:
                print_json(as_object(refs[ref], ref, reading))
            else:
                table.add_row(*_cells(refs[ref], reading))
    if not as_json:
        Console(width=None if sys.stdout.isatty() else 200).print(table)
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


def _cells(address: str, reading: Reading) -> list[str]:
    newest = reading.newest
    if newest is None:
        return [address, reading.health.value, "–", reading.detail, "", ""]
    shown = newest.at.date().isoformat() if newest.day_only else newest.at.isoformat(" ", "minutes")
    return [
        address,
        reading.health.value,
        shown,
        f"{newest.evidence.source} {newest.evidence.url}",
        newest.evidence.raw,
        newest.title,
    ]
