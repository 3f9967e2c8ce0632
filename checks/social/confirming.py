"""Is a reported post really there: the platform's open doors first, then the accounts' readers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from checks.client import Client
from checks.errors import FetchError
from checks.links import LinkRejected, Ownership, PostLink, owns, read_post
from checks.model import ChannelRef, Platform, Publication, Reading
from checks.social import oembed, telegram_post
from checks.social.access import PlatformAccess
from checks.social.confirmation import Confirmation, Found, NotShown
from checks.social.door import AnswerNotUnderstood, Door
from checks.social.stops import Breaker, PlatformStopped
from checks.social.tokens import TokenBook
from checks.social.usage import Ledger

__all__ = ["Confirmation", "Confirmer", "Found"]

MOST_CANDIDATES = 5
"""Accounts that are read for one post."""

MOST_PINNED = 3
"""Posts that an account can pin to the top of its list, whatever their age (Instagram allows
three): a list reaches back to a day only where more posts than these are older."""

BEING_MADE = timedelta(hours=3)
"""How long after the time in its id a post may appear: videos are uploaded first."""

LookUp = Callable[[PostLink, Door], Awaitable[Confirmation]]

LOOK_UPS: Mapping[Platform, LookUp] = {
    Platform.TELEGRAM: telegram_post.look_up,
    **dict.fromkeys(oembed.ENDPOINTS, oembed.look_up),
}


class _Reader(Protocol):
    """What is used of the readers of `checks.sweep`."""

    async def read(
        self,
        refs: Sequence[ChannelRef],
        *,
        client: Client,
        now: datetime,
        before: Mapping[ChannelRef, Reading],
    ) -> Sequence[tuple[ChannelRef, Reading]]: ...


class Confirmer:
    """Confirms one post at a time, with the doors that this office has."""

    def __init__(
        self,
        readers: Mapping[Platform, _Reader],
        access: PlatformAccess,
        ledger: Ledger,
        tokens: TokenBook,
    ) -> None:
        self._readers = readers
        self._access = access
        self._ledger = ledger
        self._tokens = tokens

    async def confirm(
        self, post: PostLink, candidates: Sequence[ChannelRef], *, client: Client, now: datetime
    ) -> Confirmation:
        """What the platform says of the post; `candidates` are the accounts it may be of.

        Raises nothing for what a platform does: where no door tells, the post is unknown, and the
        note says why.
        """
        candidates = [ref for ref in candidates if ref.platform is post.platform]
        look_up = LOOK_UPS.get(post.platform)
        if look_up is None:
            return await self._among(post, candidates, client, now)
        seen = await self._looked_up(look_up, post, client, now)
        if post.platform is not Platform.YOUTUBE:
            return seen
        # A video's time stands in its channel's list alone; one that may not be embedded is
        # refused like a private one, and stands there all the same.
        listed = await self._among(seen.post, candidates, client, now)
        if listed.found is not Found.YES:
            return seen
        return replace(listed, title=seen.title or listed.title)

    async def _looked_up(
        self, look_up: LookUp, post: PostLink, client: Client, now: datetime
    ) -> Confirmation:
        door = Door(post.platform, client, self._access, self._ledger, self._tokens, now, Breaker())
        try:
            return await look_up(post, door)
        except NotShown as refused:
            return Confirmation(post, Found.NO, verified=True, note=refused.note)
        except (FetchError, AnswerNotUnderstood, PlatformStopped) as error:
            return Confirmation(post, Found.UNKNOWN, note=error.detail)

    async def _among(
        self, post: PostLink, candidates: Sequence[ChannelRef], client: Client, now: datetime
    ) -> Confirmation:
        """The post as the candidates' own lists show it."""
        reader = self._readers.get(post.platform)
        if reader is None or not candidates:
            note = "no account to look for it in" if reader else f"no reader for {post.platform}"
            return Confirmation(post, Found.UNKNOWN, note=note)
        notes: list[str] = []
        for ref in sorted(candidates, key=lambda ref: _ORDER[owns(ref, post)])[:MOST_CANDIDATES]:
            answered = dict(await reader.read([ref], client=client, now=now, before={}))
            reading = answered.get(ref)
            if reading is None:
                notes.append("the reader gave no reading")
                continue
            for publication in reading.recent:
                if _is_of(publication, post, now):
                    return _confirmed(post, ref, reading, publication, now)
            if not _reaches_back_to(reading, post, now):
                notes.append(reading.detail or "not among the account's newest posts")
        if notes:
            return Confirmation(post, Found.UNKNOWN, note=notes[0])
        note = "not among the posts of these accounts, which reach further back"
        return Confirmation(post, Found.NO, verified=True, note=note)


_ORDER = {Ownership.YES: 0, Ownership.UNKNOWN: 1, Ownership.NO: 2}


def _is_of(publication: Publication, post: PostLink, now: datetime) -> bool:
    """The same post id; Facebook's numbers and pfbid codes of one post can't be compared."""
    try:
        return read_post(publication.url, now=now).post_id == post.post_id
    except LinkRejected:
        return False


def _reaches_back_to(reading: Reading, post: PostLink, now: datetime) -> bool:
    """Would the list hold the post, if the account had made it?"""
    made = post.published_at
    if made is None or made + BEING_MADE > now:
        return False
    return sum(publication.at < made for publication in reading.recent) > MOST_PINNED


def _confirmed(
    post: PostLink, ref: ChannelRef, reading: Reading, publication: Publication, now: datetime
) -> Confirmation:
    identity = reading.identity
    return Confirmation(
        post=replace(
            read_post(publication.url, now=now),
            handle=(identity.handle if identity else None) or ref.handle or post.handle,
            platform_id=identity.platform_id if identity else ref.platform_id,
        ),
        found=Found.YES,
        at=publication.at,
        title=publication.title,
        evidence=publication.evidence,
        verified=True,
        engagement=publication.engagement,
    )
