"""One YouTube video: is it there, whose is it, and since when.

The office's key tells all of it for one unit. Without a key, oEmbed tells the handle of the video's
channel, and the channels' feeds tell when their newest videos were published. An address knows a
channel by its id, its handle or an old name, so that names alone do not tell whose a video is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import structlog

from checks.errors import FetchError
from checks.links import Ownership, PostLink, owns, read_post
from checks.model import ChannelRef, Evidence, Health, Reading
from checks.social import oembed
from checks.social.account_lists import AccountLists, OncePerAccount, likeliest
from checks.social.confirmation import Confirmation, Found, NotShown
from checks.social.door import AnswerNotUnderstood, Door
from checks.social.readings import title_of
from checks.social.stops import PlatformStopped
from checks.social.youtube_api import Refused, ask, documented_address, keep_within_allowance
from checks.social.youtube_channels import Found as FoundChannel
from checks.social.youtube_channels import find_channels
from checks.social.youtube_data import SOURCE as API
from checks.social.youtube_data import engagement_of
from checks.social.youtube_feed import MOST_ENTRIES
from checks.social.youtube_feed import SOURCE as FEED
from checks.social.youtube_names import Name, name_kind
from checks.social.youtube_shapes import WHOLE_VIDEO_LIST, WholeVideo, moment

PARTS = "snippet,statistics,status,liveStreamingDetails"

NOT_FOR_EVERYBODY = frozenset({"private", "unlisted"})
"""Of the words of `status.privacyStatus` (YouTube Data API, videos)."""

log = structlog.get_logger(__name__)


class Videos:
    """Looks up videos, each channel's names and list being asked for once."""

    def __init__(self, lists: AccountLists) -> None:
        self._lists = lists
        self._channel_id = OncePerAccount(_channel_id)
        self._handle_now = OncePerAccount(self._handle_of_newest)

    async def look_up(
        self, post: PostLink, candidates: Sequence[ChannelRef], door: Door
    ) -> Confirmation:
        """What YouTube says of the video, and which candidates it is not of.

        Raises NotShown, AnswerNotUnderstood, FetchError and PlatformStopped.
        """
        if door.access.youtube_key:
            try:
                return await self._with_key(post, candidates, door)
            except (PlatformStopped, FetchError, AnswerNotUnderstood, Refused) as error:
                log.warning("video_looked_up_without_key", reason=error.detail)
        return await self._without_key(post, candidates, door)

    async def _with_key(
        self, post: PostLink, candidates: Sequence[ChannelRef], door: Door
    ) -> Confirmation:
        await keep_within_allowance(door)
        query = {"part": PARTS, "id": post.post_id}
        video = _shown((await ask(door, "videos", query, WHOLE_VIDEO_LIST)).items, post, door)
        owner = video.snippet.channel_id
        ids = {ref: ref.platform_id for ref in candidates}
        if owner not in ids.values():
            unread = [ref for ref in candidates if ref.platform_id is None]
            ids |= {ref: await self._channel_id(ref, door) for ref in likeliest(unread, post)}
        own = next((ref for ref, id_ in ids.items() if id_ == owner), None)
        others = (ref for ref, id_ in ids.items() if id_ not in {None, owner})
        raw = video.began_after(video.snippet.published_at) or video.snippet.published_at
        title = title_of(video.snippet.title)
        return Confirmation(
            post=_owned_by(own, post, owner),
            found=Found.YES,
            at=moment(raw),
            title=title,
            evidence=Evidence(API, documented_address("videos", query), raw, title),
            engagement=engagement_of(video.statistics),
            # that a handle leads elsewhere says nothing of the channel with that /c/ name
            not_of=tuple(ref for ref in others if ref.platform_id or not _has_custom_name(ref)),
        )

    async def _without_key(
        self, post: PostLink, candidates: Sequence[ChannelRef], door: Door
    ) -> Confirmation:
        try:
            seen = await oembed.look_up(post, door)
        except (NotShown, FetchError, AnswerNotUnderstood, PlatformStopped):
            # A video that may not be embedded is refused like a private one, and listed though.
            listed = await self._lists.look_up(post, candidates, door)
            if listed.found is Found.YES:
                return listed
            raise
        listed = await self._lists.look_up(seen.post, candidates, door)
        if listed.found is Found.YES:
            return replace(listed, title=seen.title or listed.title)
        return await self._held_against(seen, candidates, door)

    async def _held_against(
        self, seen: Confirmation, candidates: Sequence[ChannelRef], door: Door
    ) -> Confirmation:
        """A video that no list shows: its author's names held against the candidates' names."""
        not_of: list[ChannelRef] = []
        for ref in likeliest(candidates, seen.post):
            reading = await self._lists.reading_of(ref, door)
            handle = await self._handle_now(ref, door)
            match _authorship(seen.post, ref, reading, handle):
                case Ownership.YES:
                    seen = _missing_in(reading, ref, seen)
                    break
                case Ownership.NO:
                    not_of.append(ref)
        return replace(seen, not_of=tuple(not_of))

    async def _handle_of_newest(self, ref: ChannelRef, door: Door) -> str | None:
        """The channel's handle now, as oEmbed tells of its newest video: its feed tells none."""
        reading = await self._lists.reading_of(ref, door)
        if reading is None or reading.newest is None:
            return None
        newest = read_post(reading.newest.url, now=door.now)
        try:
            return (await oembed.look_up(newest, door)).post.handle
        except (NotShown, FetchError, AnswerNotUnderstood, PlatformStopped):
            return None


async def _channel_id(ref: ChannelRef, door: Door) -> str | None:
    """The id of a channel that was never read, for one unit."""
    async for found in find_channels([ref], door):
        if isinstance(found, FoundChannel):
            return found.channel.id
    return None


def _has_custom_name(ref: ChannelRef) -> bool:
    return name_kind(ref) is Name.CUSTOM


def _shown(videos: Sequence[WholeVideo], post: PostLink, door: Door) -> WholeVideo:
    """The video, as far as everybody can watch it now. Raises NotShown and AnswerNotUnderstood."""
    if not videos:
        raise NotShown("private, deleted or never there")
    video = videos[0]
    if video.id != post.post_id:
        raise AnswerNotUnderstood("answers with another video than was asked for")
    if video.status.privacy_status in NOT_FOR_EVERYBODY:
        raise NotShown(f"the video is {video.status.privacy_status}")
    if video.awaited(door.now):
        raise NotShown("announces a stream that has not begun")
    return video


def _authorship(
    seen: PostLink, ref: ChannelRef, reading: Reading | None, handle: str | None
) -> Ownership:
    """Whether the author that oEmbed told is this channel, which has this handle now if any."""
    channel_id = _id_of(ref, reading)
    if seen.platform_id and channel_id:
        return Ownership.YES if seen.platform_id == channel_id else Ownership.NO
    if seen.handle and handle:
        return Ownership.YES if seen.handle == handle else Ownership.NO
    return owns(ref, seen)


def _missing_in(reading: Reading | None, ref: ChannelRef, seen: Confirmation) -> Confirmation:
    """The channel's own video that is not in its feed, as far as there is one."""
    seen = replace(seen, post=_owned_by(ref, seen.post, _id_of(ref, reading)))
    if reading is None or reading.health is not Health.OK:
        return seen
    if any(publication.evidence.source != FEED for publication in reading.recent):
        return seen
    if len(reading.recent) + len(reading.set_aside) >= MOST_ENTRIES:
        return replace(seen, before=reading.recent[-1].at)
    note = "not in its channel's feed, which has room for it: unlisted, or only just published"
    return replace(seen, found=Found.UNKNOWN, note=note)


def _id_of(ref: ChannelRef, reading: Reading | None) -> str | None:
    identity = reading.identity if reading else None
    return ref.platform_id or (identity.platform_id if identity else None)


def _owned_by(ref: ChannelRef | None, post: PostLink, channel_id: str | None) -> PostLink:
    """The post as that of the channel, under the name by which the candidate knows it."""
    handle = ref.handle if ref is not None and ref.platform_id is None else post.handle
    return replace(post, handle=handle, platform_id=channel_id)
