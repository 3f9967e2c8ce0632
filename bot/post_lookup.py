"""What can be found out about a reported post: by its id, on its page, from its platform."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.policy.report_facts import DateCheck
from bot.services import Services
from checks.links import LinkRejected, Ownership, PostLink, Reason, owns, read_post
from checks.model import ChannelRef, Evidence, Health, Platform, Publication
from checks.social.confirmation import Confirmation, Found
from checks.social.confirming import Confirmer
from checks.social.short_links import resolve
from checks.website.articles import ArticleLook, read_article
from storage.roster import Channel

log = structlog.get_logger(__name__)

NOBODY_COULD_LOOK = frozenset({Health.BLOCKED, Health.UNREACHABLE, Health.FAILED})
"""Healths of a page that say nothing against the report: the steward's word counts then."""

PATIENCE_SECONDS = 25
"""How long a steward waits for others' servers; without their word the report rests on theirs."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A post and what was found out about it.

    `publication` is set where the date is known; `health` is that of the page where one was asked
    for and no date was found. `confirmed`: the platform itself said whose the post is, or somebody
    who must know did; `missing`: it said that nobody can see it; `before`: it said that the post is
    older than this moment; `not_of` are accounts that it said the post is not of, whatever names
    tell. `written` is the link as it was sent.
    """

    post: PostLink
    checked: DateCheck
    publication: Publication | None = None
    health: Health | None = None
    confirmed: bool = False
    missing: bool = False
    before: datetime | None = None
    not_of: tuple[ChannelRef, ...] = ()
    written: str = ""


class PostLookup:
    """Looks up the posts of one message, so that an account is read once for all of them."""

    def __init__(self, services: Services, now: datetime) -> None:
        self._services = services
        self._now = now
        self._confirmer = Confirmer(
            services.readers, services.access, services.ledger, services.tokens
        )

    async def resolve(self, link: str) -> PostLink | LinkRejected:
        """The post that the link leads to, or why it is not taken."""
        services = self._services
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await resolve(
                    link, client=services.client, access=services.access, now=self._now
                )
        except LinkRejected as rejected:
            return rejected
        except TimeoutError:
            return LinkRejected(Reason.SHORT_LINK, link)

    async def look_up(
        self, post: PostLink, channels: Sequence[Channel], *, written: str = ""
    ) -> LookedUp:
        """The post's date and owner, as one that may be of one of these channels.

        A website's page is asked for under the link as it was `written`, since a server may know it
        with its slash at the end and not without, and only where it lies on one of their sites.
        What their site redirects to counts only where that is a page of theirs again, and then
        under its own address. A platform is asked where the post may be one of theirs, or where its
        link doesn't say whose it is.
        """
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                found = await self._found(post, channels, written)
        except TimeoutError:
            log.info("post_not_looked_up", platform=post.platform, reason="took too long")
            found = _by_its_id(post)
            if post.platform is Platform.WEBSITE:
                found = replace(found, health=Health.UNREACHABLE)
        return replace(found, written=written)

    async def _found(self, post: PostLink, channels: Sequence[Channel], written: str) -> LookedUp:
        if post.platform is Platform.WEBSITE:
            return await self._page(post, channels, written)
        possible = [one.ref for one in channels if owns(one.ref, post) is not Ownership.NO]
        names_nobody = post.handle is None and post.platform_id is None
        if not possible and not names_nobody:
            return _by_its_id(post)
        told = await self._confirmer.confirm(
            post, possible, client=self._services.client, now=self._now
        )
        log.info("post_looked_up", platform=post.platform, found=told.found, note=told.note)
        return _by_its_platform(post, told)

    async def _page(self, post: PostLink, channels: Sequence[Channel], written: str) -> LookedUp:
        if not _is_theirs(post, channels):
            return LookedUp(post, DateCheck.NOT_READABLE)
        address = written if "://" in written else post.canonical
        look = await read_article(self._services.client, address, self._now)
        if look.publication is None:
            could_look = look.health not in NOBODY_COULD_LOOK
            checked = DateCheck.NO_DATE if could_look else DateCheck.NOT_READABLE
            return LookedUp(post, checked, health=look.health)
        page = _page_reached(look, channels, self._now)
        if page is None:
            return LookedUp(post, DateCheck.NO_DATE, health=Health.UNDATED)
        return LookedUp(page, DateCheck.PAGE_DATE, look.publication, confirmed=True)


def _by_its_id(post: PostLink) -> LookedUp:
    if post.published_at is None:
        return LookedUp(post, DateCheck.NOT_READABLE)
    evidence = Evidence("post-id", post.canonical, post.post_id)
    publication = Publication(post.published_at, post.canonical, "", evidence)
    return LookedUp(post, DateCheck.ID_TIME, publication)


def _by_its_platform(post: PostLink, told: Confirmation) -> LookedUp:
    by_id = _by_its_id(told.post)
    if told.found is Found.NO:
        return replace(by_id, post=post, missing=True)
    if told.found is Found.UNKNOWN:
        return replace(by_id, not_of=told.not_of)
    if told.at is None or told.evidence is None:
        return LookedUp(
            told.post,
            DateCheck.NOT_READABLE,
            confirmed=True,
            before=told.before,
            not_of=told.not_of,
        )
    publication = Publication(
        told.at, told.post.canonical, told.title, told.evidence, engagement=told.engagement
    )
    from_id = told.at == told.post.published_at
    checked = DateCheck.ID_TIME if from_id else DateCheck.PAGE_DATE
    return LookedUp(told.post, checked, publication, confirmed=True, not_of=told.not_of)


def _page_reached(look: ArticleLook, channels: Sequence[Channel], now: datetime) -> PostLink | None:
    """The page the address led to in the end; None for a front page or somebody else's.

    It counts under its own address, or as it was reached where that lies outside what is theirs.
    """
    reached = () if look.publication is None else (look.publication.evidence.url,)
    for address in (look.url, *reached):
        try:
            page = read_post(address, now=now)
        except LinkRejected:
            continue
        if _is_theirs(page, channels):
            return page
    return None


def _is_theirs(post: PostLink, channels: Sequence[Channel]) -> bool:
    return any(owns(channel.ref, post) is Ownership.YES for channel in channels)
