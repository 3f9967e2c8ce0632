"""Instagram by business discovery: what professional accounts show to the office's own account.

An account a call; business and creator accounts alone. A personal account, a private one and a name
that nobody has are refused alike, and there is no asking by id: under its old name, an account that
was renamed is missing (Graph API, "IG User Business Discovery"). Stories and live videos are not
shown this way, and are no publications.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from pydantic import BaseModel, TypeAdapter

from checks.model import (
    ChannelRef,
    Engagement,
    Evidence,
    Identity,
    Platform,
    Publication,
    Reading,
    Trouble,
)
from checks.social.access import PlatformAccess
from checks.social.door import Answer, AnswerNotUnderstood, Door
from checks.social.graph import GRAPH, NOT_VISIBLE, GraphRefused
from checks.social.graph_accounts import AT_ONCE, one_by_one
from checks.social.graph_asking import ask_graph
from checks.social.graph_values import Count, Id, moment, permalink_address
from checks.social.readings import posts_reading, title_of, troubled
from checks.social.stops import PlatformStopped

POSTS = 10
"""Posts of an account in one answer: up to three pinned ones stand first, whatever their age."""

_TEXTS = "id,caption,permalink,timestamp"
_COUNTS = ("like_count", "comments_count", "view_count")
TIMES_ONLY = f"id,username,media_count,media.limit({POSTS}){{{_TEXTS}}}"
EVERYTHING = f"id,username,media_count,media.limit({POSTS}){{{_TEXTS},{','.join(_COUNTS)}}}"
"""The fields of an account, without and with the counts of its posts. `view_count` is the youngest
of them, and one field that Graph does not know makes it refuse them all."""


class _Media(BaseModel):
    """One post. `like_count` is absent where it is hidden, `view_count` where it is no reel."""

    id: Id
    timestamp: str
    permalink: str
    caption: str | None = None
    like_count: Count | None = None
    comments_count: Count | None = None
    view_count: Count | None = None

    @property
    def engagement(self) -> Engagement | None:
        told = Engagement(self.like_count, self.comments_count, self.view_count)
        return None if told == Engagement() else told


class _MediaList(BaseModel):
    data: list[_Media]


class _Account(BaseModel):
    """An account; one that has posted nothing has the `media_count` 0, and no `media`."""

    id: Id
    username: str | None = None
    media_count: Count | None = None
    media: _MediaList = _MediaList(data=[])


class _Discovery(BaseModel):
    """The office's own account, and the one that it looked for."""

    id: Id
    business_discovery: _Account | None = None


_DISCOVERY = TypeAdapter(_Discovery)


@dataclass(frozen=True, slots=True)
class InstagramAdapter:
    """Reads professional accounts of Instagram."""

    platform: Platform = Platform.INSTAGRAM
    source: str = "api"

    def batch_size(self, access: PlatformAccess) -> int:
        return AT_ONCE

    def closed(self, access: PlatformAccess) -> str:
        if not access.instagram_token:
            return "no Instagram token"
        return "" if access.instagram_office_id else "no id of the office's Instagram account"

    async def read(
        self, refs: Sequence[ChannelRef], *, door: Door, before: Mapping[ChannelRef, Reading]
    ) -> AsyncIterator[tuple[ChannelRef, Reading]]:
        """A reading of each account, in the order given."""
        lookup = _Lookup(door, self.source)
        async for ref, reading in one_by_one(refs, door, lookup.read):
            yield ref, reading


@dataclass(slots=True)
class _Lookup:
    """Looks accounts up, with the counts of their posts until Graph refuses those."""

    door: Door
    source: str
    fields: str = EVERYTHING

    async def read(self, ref: ChannelRef, answers: list[Answer]) -> Reading:
        """The reading of an account; the answer it is made of is added to `answers`.

        Raises PlatformStopped, AnswerNotUnderstood and FetchError.
        """
        try:
            answers.append(await self._answer(ref))
        except GraphRefused as refusal:
            return refusal.reading(ref, self.door.now)
        return self._shown(ref, answers[-1])

    async def _answer(self, ref: ChannelRef) -> Answer:
        try:
            return await _ask(self.door, ref, self.fields)
        except GraphRefused as refusal:
            if self.fields == TIMES_ONLY or not _is_about_counts(refusal):
                raise
            self.fields = TIMES_ONLY
            return await _ask(self.door, ref, self.fields)

    def _shown(self, ref: ChannelRef, answer: Answer) -> Reading:
        """The reading of an account that Graph answered about. Raises AnswerNotUnderstood."""
        now = self.door.now
        account = answer.read_as(_DISCOVERY).business_discovery
        if account is None:
            detail = "nothing of it is shown to us: it may be for adults only"
            return troubled(Trouble.ACCOUNT_HIDDEN, now, detail)
        if not account.media.data and account.media_count != 0:
            raise AnswerNotUnderstood("media: none, of an account that is not said to be empty")
        asked = f"{_node(self.door)}?{urlencode(_query(ref, self.fields))}"
        seen = [self._publication(media, asked) for media in account.media.data]
        handle = account.username.lower() if account.username else None
        return posts_reading(seen, now, identity=Identity(account.id, handle))

    def _publication(self, media: _Media, asked: str) -> Publication:
        title = title_of(media.caption or "")
        return Publication(
            at=moment(media.timestamp),
            url=permalink_address(media.permalink, Platform.INSTAGRAM, self.door.now),
            title=title,
            evidence=Evidence(self.source, asked, media.timestamp, title),
            engagement=media.engagement,
        )


async def _ask(door: Door, ref: ChannelRef, fields: str) -> Answer:
    try:
        return await ask_graph(door, _node(door), _query(ref, fields), door.access.instagram_token)
    except GraphRefused as refusal:
        error = refusal.error
        if error is not None and (error.code, error.error_subcode) == NOT_VISIBLE:
            # What is not visible is the node that was asked: the office's own account.
            detail = f"the token does not see the office's own account ({error.label})"
            raise PlatformStopped(Trouble.PERMISSION_MISSING, detail) from refusal
        raise


def _is_about_counts(refusal: GraphRefused) -> bool:
    error = refusal.error
    return error is not None and any(name in error.message for name in _COUNTS)


def _node(door: Door) -> str:
    return f"{GRAPH}/{door.access.instagram_office_id}"


def _query(ref: ChannelRef, fields: str) -> dict[str, str]:
    return {"fields": f"business_discovery.username({ref.name}){{{fields}}}"}
