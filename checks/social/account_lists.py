"""The lists of accounts' newest posts, as far as one reported post is looked for in them."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from checks.client import Client
from checks.links import LinkRejected, Ownership, PostLink, owns, read_post
from checks.model import ChannelRef, Platform, Publication, Reading
from checks.social.confirmation import Confirmation, Found
from checks.social.door import Door
from checks.social.reader import SocialReader

T = TypeVar("T")

MOST_CANDIDATES = 5
"""Accounts that are read for one post."""

MOST_PINNED = 3
"""Posts that an account can pin to the top of its list, whatever their age (Instagram allows
three): a list reaches back to a day only where more posts than these are older."""

BEING_MADE = timedelta(hours=3)
"""How long after the time in its id a post may appear: videos are uploaded first."""


class Reader(Protocol):
    """What is used of the readers of `checks.sweep`."""

    async def read(
        self,
        refs: Sequence[ChannelRef],
        *,
        client: Client,
        now: datetime,
        before: Mapping[ChannelRef, Reading],
    ) -> Sequence[tuple[ChannelRef, Reading]]: ...


class OncePerAccount(Generic[T]):
    """Asks one question at most once of each account, also where it is wanted twice at a time."""

    def __init__(self, ask: Callable[[ChannelRef, Door], Awaitable[T]]) -> None:
        self._ask = ask
        self._answers: dict[ChannelRef, T] = {}
        self._asking: defaultdict[ChannelRef, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def __call__(self, ref: ChannelRef, door: Door) -> T:
        """The answer for this account. Raises what asking raises, and then asks again next time."""
        async with self._asking[ref]:
            if ref not in self._answers:
                self._answers[ref] = await self._ask(ref, door)
            return self._answers[ref]


class AccountLists:
    """Looks for posts in accounts' lists, each of which is read once.

    The readers are those of the sweeps, which take no harm from what the looks meet.
    """

    def __init__(self, readers: Mapping[Platform, Reader]) -> None:
        self._readers = {
            platform: reader.looking_up() if isinstance(reader, SocialReader) else reader
            for platform, reader in readers.items()
        }
        self.reading_of = OncePerAccount(self._read)

    async def _read(self, ref: ChannelRef, door: Door) -> Reading | None:
        reader = self._readers.get(ref.platform)
        if reader is None:
            return None
        answered = await reader.read([ref], client=door.client, now=door.now, before={})
        return dict(answered).get(ref)

    async def look_up(
        self, post: PostLink, candidates: Sequence[ChannelRef], door: Door
    ) -> Confirmation:
        """The post as the candidates' own lists show it.

        It is denied only where all of them were read, and each reaches further back than the post.
        """
        if post.platform not in self._readers:
            return Confirmation(post, Found.UNKNOWN, note=f"no reader for {post.platform}")
        if not candidates:
            return Confirmation(post, Found.UNKNOWN, note="no account to look for it in")
        notes: list[str] = []
        for ref in likeliest(candidates, post):
            reading = await self.reading_of(ref, door)
            if reading is None:
                notes.append("the reader gave no reading")
                continue
            for publication in reading.recent:
                if _is_of(publication, post, door.now):
                    return _confirmed(post, ref, reading, publication, door.now)
            if not _reaches_back_to(reading, post, door.now):
                notes.append(reading.detail or "not among the account's newest posts")
        if len(candidates) > MOST_CANDIDATES:
            notes.append(f"only {MOST_CANDIDATES} of {len(candidates)} accounts were looked at")
        if notes:
            return Confirmation(post, Found.UNKNOWN, note=notes[0])
        note = "not among the posts of these accounts, which reach further back"
        return Confirmation(post, Found.NO, note=note)


def likeliest(candidates: Sequence[ChannelRef], post: PostLink) -> Sequence[ChannelRef]:
    """The accounts that are worth reading for this post, first the one that its address names."""
    return sorted(candidates, key=lambda ref: _ORDER[owns(ref, post)])[:MOST_CANDIDATES]


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
        engagement=publication.engagement,
    )
