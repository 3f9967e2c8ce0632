"""When a reported post was published: by its id, or by its page on the steward's own site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.policy.reports import DateCheck
from bot.services import Services
from checks.links import LinkRejected, Ownership, PostLink, owns, read_post
from checks.model import Evidence, Health, Platform, Publication
from checks.website.articles import ArticleLook, read_article
from storage.roster import Channel

NOBODY_COULD_LOOK = frozenset({Health.BLOCKED, Health.UNREACHABLE, Health.FAILED})
"""Healths of a page that say nothing against the report: the steward's word counts then."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A post and what was found out about its date.

    `publication` is set where the date is known; `health` is that of the page where one was asked
    for and no date was found.
    """

    post: PostLink
    checked: DateCheck
    publication: Publication | None = None
    health: Health | None = None


async def look_up(
    services: Services,
    post: PostLink,
    channels: Sequence[Channel],
    now: datetime,
    *,
    written: str = "",
) -> LookedUp:
    """Find the post's date: in its id, or on its page where it lies on a website of these channels.

    `written` is the link as it was sent: a page is asked for under that, since a server may know it
    with its slash at the end and not without. No page outside the steward's own websites is asked
    for. What their site redirects to counts only where that is a page of theirs again, and then
    under its own address.
    """
    if post.published_at is not None:
        evidence = Evidence("post-id", post.canonical, post.post_id)
        publication = Publication(post.published_at, post.canonical, "", evidence)
        return LookedUp(post, DateCheck.ID_TIME, publication)
    if post.platform is not Platform.WEBSITE or not _is_theirs(post, channels):
        return LookedUp(post, DateCheck.NOT_READABLE)
    address = written if "://" in written else post.canonical
    look = await read_article(services.client, address, now)
    if look.publication is None:
        could_look = look.health not in NOBODY_COULD_LOOK
        checked = DateCheck.NO_DATE if could_look else DateCheck.NOT_READABLE
        return LookedUp(post, checked, health=look.health)
    page = _page_reached(look, channels, now)
    if page is None:
        return LookedUp(post, DateCheck.NO_DATE, health=Health.UNDATED)
    return LookedUp(page, DateCheck.PAGE_DATE, look.publication)


def _page_reached(look: ArticleLook, channels: Sequence[Channel], now: datetime) -> PostLink | None:
    """The page the address led to in the end; None for a front page or somebody else's."""
    try:
        page = read_post(look.url, now=now)
    except LinkRejected:
        return None
    return page if _is_theirs(page, channels) else None


def _is_theirs(post: PostLink, channels: Sequence[Channel]) -> bool:
    return any(owns(channel.ref, post) is Ownership.YES for channel in channels)
