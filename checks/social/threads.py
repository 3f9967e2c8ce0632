"""Threads by profile discovery: the newest posts of a public profile, a profile a call.

Needs a token with `threads_basic` and `threads_profile_discovery`; with standard access it sees
Meta's own four profiles alone (Threads API, "Threads Profiles"). The answers name no account's id,
so that a name that changed hands does not show.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from pydantic import BaseModel, TypeAdapter

from checks.model import ChannelRef, Evidence, Platform, Publication, Reading, Trouble
from checks.social.access import PlatformAccess
from checks.social.door import Answer, AnswerNotUnderstood, Door
from checks.social.graph import GraphRefused
from checks.social.graph_accounts import AT_ONCE, one_by_one
from checks.social.graph_asking import ask_graph
from checks.social.graph_values import Id, moment, permalink_address
from checks.social.readings import missing, posts_reading, title_of, troubled
from checks.social.threads_token import THREADS, token_in_use

POSTS = 10
"""Posts in one answer: a pinned one may stand first."""

MOST_PAGES = 3
"""Answers that are looked through for a post of a profile's own behind what it reposted."""

REPOST = "REPOST_FACADE"
"""The `media_type` of what somebody else has published."""

FIELDS = "id,permalink,timestamp,username,text,media_type,shortcode"


class _Post(BaseModel):
    """One post; `permalink` is absent where Threads holds that a copyright is violated."""

    id: Id
    timestamp: str
    media_type: str
    permalink: str | None = None
    username: str | None = None
    shortcode: str | None = None
    text: str | None = None


class _Cursors(BaseModel):
    after: str | None = None


class _Paging(BaseModel):
    """`next` is left out: an address with the token in it."""

    cursors: _Cursors = _Cursors()


class _Page(BaseModel):
    data: list[_Post]
    paging: _Paging = _Paging()

    @property
    def after(self) -> str | None:
        """The cursor that the next answer begins at, None where this one is the last."""
        return self.paging.cursors.after if self.data else None


_PAGE = TypeAdapter(_Page)


@dataclass(frozen=True, slots=True)
class ThreadsAdapter:
    """Reads public profiles of Threads."""

    platform: Platform = Platform.THREADS
    source: str = "api"

    def batch_size(self, access: PlatformAccess) -> int:
        return AT_ONCE

    def closed(self, access: PlatformAccess) -> str:
        return "" if access.threads_token else "no Threads token"

    async def read(
        self, refs: Sequence[ChannelRef], *, door: Door, before: Mapping[ChannelRef, Reading]
    ) -> AsyncIterator[tuple[ChannelRef, Reading]]:
        """A reading of each profile, in the order given."""
        token = await token_in_use(door)

        async def read_one(ref: ChannelRef, answers: list[Answer]) -> Reading:
            last = before.get(ref)
            try:
                seen = await self._look_through(ref, door, token, answers)
            except GraphRefused as refusal:
                return _refused(ref, refusal, last, door.now)
            if not seen and last is not None and last.recent:
                detail = "shows no post of its own, and showed some before"
                return troubled(Trouble.ACCOUNT_HIDDEN, door.now, detail)
            return posts_reading(seen, door.now)

        async for ref, reading in one_by_one(refs, door, read_one):
            yield ref, reading

    async def _look_through(
        self, ref: ChannelRef, door: Door, token: str, answers: list[Answer]
    ) -> list[Publication]:
        """The newest posts of the profile's own; each answer is added to `answers`.

        Raises GraphRefused, PlatformStopped, AnswerNotUnderstood and FetchError.
        """
        query = {"username": ref.name, "fields": FIELDS, "limit": str(POSTS)}
        for _ in range(MOST_PAGES):
            answer = await ask_graph(door, f"{THREADS}/profile_posts", query, token)
            answers.append(answer)
            page = answer.read_as(_PAGE)
            asked = f"{THREADS}/profile_posts?{urlencode(query)}"
            own = [post for post in page.data if post.media_type != REPOST]
            if own or not page.after:
                return [self._publication(ref, post, asked, door.now) for post in own]
            query["after"] = page.after
        return []

    def _publication(self, ref: ChannelRef, post: _Post, asked: str, now: datetime) -> Publication:
        title = title_of(post.text or "")
        return Publication(
            at=moment(post.timestamp),
            url=permalink_address(_permalink(ref, post), self.platform, now),
            title=title,
            evidence=Evidence(self.source, asked, post.timestamp, title),
        )


def _permalink(ref: ChannelRef, post: _Post) -> str:
    if post.permalink is not None:
        return post.permalink
    if post.shortcode is None:
        raise AnswerNotUnderstood("permalink: none, and no shortcode")
    return f"https://www.threads.com/@{post.username or ref.name}/post/{post.shortcode}"


def _refused(
    ref: ChannelRef, refusal: GraphRefused, last: Reading | None, now: datetime
) -> Reading:
    """The reading of a profile that Threads refuses. No id tells whether it was seen before."""
    if refusal.trouble is not Trouble.ACCOUNT_UNKNOWN:
        return refusal.reading(ref, now)
    seen = last is not None and (
        last.recent or last.trouble in {Trouble.ACCOUNT_HIDDEN, Trouble.NOTHING_POSTED}
    )
    if seen:
        return troubled(Trouble.ACCOUNT_HIDDEN, now, refusal.detail)
    return missing(ref, now, refusal.detail)
