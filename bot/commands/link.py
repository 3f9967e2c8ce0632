"""`segar link`: what an address says by itself, offline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.check import channel_ref
from bot.commands.mistakes import EXIT_MISTAKE
from bot.commands.output import example, plain, print_json

if TYPE_CHECKING:
    from checks.links import LinkRejected


def register(app: typer.Typer) -> None:
    app.command(epilog=example("segar link https://www.instagram.com/p/DRaBcDeFgHi/ --json"))(link)


def link(
    address: Annotated[str, typer.Argument(help="A post's link or a channel's address.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Say what an address tells by itself, without asking anyone."""
    found = _read(address)
    if as_json:
        print_json(found)
    else:
        for name, value in found.items():
            typer.echo(f"{name}: {'–' if value is None else plain(value)}")
    if found["kind"] == "rejected":
        raise typer.Exit(EXIT_MISTAKE)


def _read(address: str) -> dict[str, Any]:
    from checks.links import LinkRejected, read_post

    try:
        post = read_post(address)
    except LinkRejected as rejected:
        return _read_profile(address, rejected)
    return {
        "address": address,
        "kind": "post",
        "platform": post.platform.value,
        "handle": post.handle,
        "post_id": post.post_id,
        "published_at": None if post.published_at is None else post.published_at.isoformat(),
        "canonical": post.canonical,
    }


def _read_profile(address: str, rejected: LinkRejected) -> dict[str, Any]:
    from checks.links import LinkRejected

    try:
        ref = channel_ref(address)
    except LinkRejected:
        return {"address": address, "kind": "rejected", "reason": str(rejected.reason)}
    return {
        "address": address,
        "kind": "profile",
        "platform": ref.platform.value,
        "handle": ref.handle,
        "platform_id": ref.platform_id,
        "canonical": ref.canonical,
    }
