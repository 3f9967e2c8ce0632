"""`segar link`: what an address says by itself, offline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from bot.commands.check import channel_ref
from bot.commands.mistakes import EXIT_MISTAKE
from bot.commands.output import example, print_json, print_table

if TYPE_CHECKING:
    from rich.table import Table

    from checks.links import LinkRejected, PostLink
    from checks.model import ChannelRef


WIDEST_CARD: Final = 100
"""Characters; sentences in longer lines are hard to follow."""


def register(app: typer.Typer) -> None:
    app.command(epilog=example("segar link https://www.instagram.com/p/DRaBcDeFgHi/ --json"))(link)


def link(
    address: Annotated[str, typer.Argument(help="A post's link or a channel's address.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Say what an address tells by itself, without asking anyone."""
    from checks.links import LinkRejected

    answer = _read(address)
    if as_json:
        print_json({"address": address, **_object(answer)})
    else:
        print_table(_card(address, answer), most=WIDEST_CARD)
    if isinstance(answer, LinkRejected):
        raise typer.Exit(EXIT_MISTAKE)


def _read(address: str) -> PostLink | ChannelRef | LinkRejected:
    """The post or the channel; where it is neither, why it is no post."""
    from checks.links import LinkRejected, read_post

    try:
        return read_post(address)
    except LinkRejected as rejected:
        try:
            return channel_ref(address)
        except LinkRejected:
            return rejected


def _card(address: str, answer: PostLink | ChannelRef | LinkRejected) -> Table:
    from bot.commands.link_card import channel_card, post_card, refusal_card
    from checks.links import LinkRejected, PostLink

    if isinstance(answer, LinkRejected):
        return refusal_card(address, answer)
    return post_card(answer) if isinstance(answer, PostLink) else channel_card(answer)


def _object(answer: PostLink | ChannelRef | LinkRejected) -> dict[str, Any]:
    from checks.links import LinkRejected, PostLink

    if isinstance(answer, LinkRejected):
        return {"kind": "rejected", "reason": str(answer.reason)}
    if isinstance(answer, PostLink):
        at = answer.published_at
        return {
            "kind": "post",
            "platform": answer.platform.value,
            "handle": answer.handle,
            "post_id": answer.post_id,
            "published_at": None if at is None else at.isoformat(),
            "canonical": answer.canonical,
        }
    return {
        "kind": "profile",
        "platform": answer.platform.value,
        "handle": answer.handle,
        "platform_id": answer.platform_id,
        "canonical": answer.canonical,
    }
