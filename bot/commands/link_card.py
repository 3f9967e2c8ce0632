"""What `segar link` shows a person: a short card, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from babel.dates import format_datetime
from rich import box
from rich.table import Column, Table
from rich.text import Text

from bot.commands.check_words import line
from bot.texts import Phrasebook
from checks.links import LinkRejected, PostLink, Reason, good_example, short_link_platform
from checks.model import ChannelRef, Platform

LANGUAGE: Final = "en"
"""The command needs no settings, so it can't know another."""
TIMED: Final = frozenset({Platform.INSTAGRAM, Platform.X, Platform.TIKTOK, Platform.THREADS})
"""Platforms whose ids hold the time."""

REFUSALS: Final[Mapping[Reason, tuple[str, str]]] = {
    Reason.UNSUPPORTED_HOST: (
        (
            "This leads to a service that Segar doesn't follow, or to a host that only looks like "
            "one of a platform."
        ),
        "Open the post in the platform's own app or site and copy its address there.",
    ),
    Reason.NOT_A_POST: (
        (
            "This is neither one post nor an account: a home page, a story, a playlist, an album, "
            "a live room or an advertisement."
        ),
        "Open the one post that is meant, press Share, and copy its link.",
    ),
    Reason.NOT_A_PROFILE: (
        "This is nobody's account.",
        "Open the account's own page and copy its address.",
    ),
    Reason.PRIVATE: (
        "Only members can open this, or it is said to be someone's personal account.",
        "Choose a post or an account that everybody can see, and copy its link.",
    ),
    Reason.SHORT_LINK: (
        "This is a short link: where it leads can only be learned by opening it.",
        "Open it, and when the post is there, copy the full address.",
    ),
    Reason.MULTIPLE: (
        "There is more than one link in this text.",
        "Give one link at a time.",
    ),
    Reason.MALFORMED: (
        (
            "There is no link in this text that a platform would understand: a part of it is "
            "missing, misspelled or too long."
        ),
        "Copy the link once more with the Share button instead of typing it.",
    ),
    Reason.EMPTY: (
        "There is nothing in it.",
        "Give the link of a post or the address of a channel.",
    ),
}
"""What each reason means, and what to do next."""

SHOWS_AN_EXAMPLE: Final = frozenset({Reason.NOT_A_POST, Reason.MALFORMED, Reason.EMPTY})

Row = tuple[str, list[Text]]
"""A heading and the lines beside it."""


def post_card(post: PostLink) -> Table:
    """A post, or a page of a website: whose it is, its id, its address, when it was made."""
    if post.platform is Platform.WEBSITE:
        when = [line("not in its address; Segar reads the page to find out", "dim")]
        address = [line(post.canonical)]
        return _card("A page of a website", "green", [("Address", address), ("Made", when)])
    rows = [
        ("Account", [_account(post)]),
        ("Id", [line(post.post_id)]),
        ("Address", [line(post.canonical)]),
        ("Made", _made(post)),
    ]
    return _card(f"A post on {_name(post.platform)}", "green", rows)


def channel_card(channel: ChannelRef) -> Table:
    """An account, or a website: its name or id, and its address."""
    rows = [("Address", [line(channel.canonical)])]
    if channel.platform is Platform.WEBSITE:
        return _card("A website", "green", rows)
    heading = f"An account on {_name(channel.platform)}"
    return _card(heading, "green", [("Account", [_account(channel)]), *rows])


def refusal_card(address: str, rejected: LinkRejected) -> Table:
    """What was not taken, why, and what to do next."""
    why, what_to_do = REFUSALS[rejected.reason]
    rows = [("Given", [line(address)])] if address.strip() else []
    rows += [("Why", [line(why)]), ("To do", [line(what_to_do)])]
    platform = short_link_platform(address)
    if platform is not None:
        rows.append(("Platform", [line(_name(platform))]))
    if rejected.reason in SHOWS_AN_EXAMPLE:
        rows.append(("Example", [line(good_example(Platform.INSTAGRAM), "dim")]))
    return _card("Not understood", "red", rows)


def _card(heading: str, style: str, rows: Iterable[Row]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, lines in rows:
        grid.add_row(name, Text("\n").join(lines))
    table = Table(Column(Text(heading, f"bold {style}")), box=box.ROUNDED, border_style=style)
    table.add_row(grid)
    return table


def _name(platform: Platform) -> str:
    return Phrasebook().label(f"platform_{platform}", LANGUAGE)


def _account(named: PostLink | ChannelRef) -> Text:
    if named.handle is not None:
        return line(named.handle)
    if named.platform_id is not None:
        return line(f"number {named.platform_id}, without a name in the address")
    return line("not in the address", "dim")


def _made(post: PostLink) -> list[Text]:
    if post.published_at is not None:
        moment = format_datetime(post.published_at, "d MMM y, HH:mm 'UTC'", locale="en")
        told = "as its id says; the post may have appeared up to 3 hours later"
        return [line(moment, "bold"), line(told, "dim")]
    if post.platform in TIMED:
        return [line("unknown: its id holds no time that can be believed", "dim")]
    return [line(f"unknown: ids of {_name(post.platform)} hold no time", "dim")]
