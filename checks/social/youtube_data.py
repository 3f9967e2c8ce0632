"""Reading YouTube channels with a key: their uploads, and the statistics of those.

300 channels take about 366 of the day's 10,000 units: 6 for the channels, 300 for their newest ten
uploads, and 60 for the statistics of these. All ten are asked for, since only there it shows that
a stream was announced and has not begun.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from checks.errors import FetchError
from checks.model import ChannelRef, Engagement, Evidence, Publication, Reading, Trouble
from checks.social.door import AnswerNotUnderstood, Door
from checks.social.readings import posts_reading, title_of, troubled, unread
from checks.social.youtube_api import Refused, ask, documented_address, keep_within_allowance
from checks.social.youtube_channels import IDS_PER_QUESTION, Found, find_channels, held_to_its_name
from checks.social.youtube_names import watch_address
from checks.social.youtube_shapes import (
    UPLOAD_LIST,
    VIDEO_LIST,
    Upload,
    Video,
    VideoStatistics,
    moment,
)

SOURCE = "api"

UPLOADS_PER_CHANNEL = 10

CHANNELS_PER_GROUP = IDS_PER_QUESTION // UPLOADS_PER_CHANNEL
"""So many channels' uploads fit one question about videos."""

VIDEO_PARTS = "snippet,statistics,liveStreamingDetails"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Uploads:
    """A channel's newest uploads that are public, and where they were read."""

    found: Found
    items: Sequence[Upload]
    url: str


async def read_with_key(
    refs: Sequence[ChannelRef], door: Door
) -> AsyncIterator[tuple[ChannelRef, Reading]]:
    """A reading of each account.

    Raises Refused, PlatformStopped, AnswerNotUnderstood and a FetchError where the door is shut for
    all accounts, those not yet yielded.
    """
    for batch in _in_parts(refs, IDS_PER_QUESTION):
        await keep_within_allowance(door)
        channels: list[Found] = []
        async for one in find_channels(batch, door):
            if isinstance(one, Found):
                channels.append(one)
            else:
                yield one
        for group in _in_parts(channels, CHANNELS_PER_GROUP):
            async for ref, reading in _read_group(group, door):
                yield ref, reading


async def _read_group(
    group: Sequence[Found], door: Door
) -> AsyncIterator[tuple[ChannelRef, Reading]]:
    gathered: list[_Uploads] = []
    for found in group:
        try:
            gathered.append(await _uploads(found, door))
        except Refused as refused:
            yield found.ref, _without_uploads(found, refused, door)
        except (FetchError, AnswerNotUnderstood) as error:
            yield found.ref, unread(error, door.now)
    videos = await _videos(gathered, door)
    for uploads in gathered:
        reading = _reading(uploads, videos, door)
        yield uploads.found.ref, held_to_its_name(uploads.found, reading)


async def _uploads(found: Found, door: Door) -> _Uploads:
    query = {
        "part": "contentDetails,snippet",
        "playlistId": found.channel.uploads,
        "maxResults": str(UPLOADS_PER_CHANNEL),
    }
    listed = await ask(door, "playlistItems", query, UPLOAD_LIST)
    public = [one for one in listed.items if one.content_details.video_published_at]
    return _Uploads(found, public, documented_address("playlistItems", query))


def _without_uploads(found: Found, refused: Refused, door: Door) -> Reading:
    """The reading of a channel whose list of uploads is refused; one without a video has none."""
    count, detail = found.channel.statistics.video_count, refused.detail
    if refused.reason == "playlistNotFound":
        if count == 0:
            return troubled(Trouble.NOTHING_POSTED, door.now, identity=found.identity)
        detail = f"shows no list of its videos, and counts {count or 'some'}"
    return troubled(refused.trouble, door.now, detail, identity=found.identity)


async def _videos(gathered: Sequence[_Uploads], door: Door) -> Mapping[str, Video]:
    """What is told of these uploads, as far as it is: readings are made without it as well."""
    ids = (one.content_details.video_id for uploads in gathered for one in uploads.items)
    videos: dict[str, Video] = {}
    for part in _in_parts([*dict.fromkeys(ids)], IDS_PER_QUESTION):
        query = {"part": VIDEO_PARTS, "id": ",".join(part)}
        try:
            listed = await ask(door, "videos", query, VIDEO_LIST)
        except (Refused, FetchError, AnswerNotUnderstood):
            continue
        videos |= {one.id: one for one in listed.items if one is not None}
    return videos


def _reading(uploads: _Uploads, videos: Mapping[str, Video], door: Door) -> Reading:
    publications: list[Publication] = []
    awaited: list[Evidence] = []
    for upload in uploads.items:
        video = videos.get(upload.content_details.video_id)
        publication = _publication(upload, video, uploads.url)
        if video is not None and video.awaited(door.now):
            note = "announces a stream that has not begun"
            awaited.append(replace(publication.evidence, note=note))
        else:
            publications.append(publication)
    found = uploads.found
    count = found.channel.statistics.video_count
    if not publications and (count or 0) > len(awaited):
        detail = f"shows none of its videos, and counts {count}"
        return troubled(Trouble.ACCOUNT_HIDDEN, door.now, detail, identity=found.identity)
    reading = posts_reading(publications, door.now, identity=found.identity)
    return replace(reading, set_aside=(*reading.set_aside, *awaited))


def _publication(upload: Upload, video: Video | None, url: str) -> Publication:
    """The upload as a publication; a stream is one from when it began, however long announced."""
    video_id, title = upload.content_details.video_id, title_of(upload.snippet.title)
    raw = upload.content_details.video_published_at or ""
    if video is not None and (began := video.began_after(raw)):
        raw = began
        url = documented_address("videos", {"part": VIDEO_PARTS, "id": video_id})
    return Publication(
        moment(raw),
        watch_address(video_id),
        title,
        Evidence(SOURCE, url, raw, title),
        engagement=engagement_of(video.statistics) if video else None,
    )


def engagement_of(told: VideoStatistics) -> Engagement | None:
    """How the video was taken; None where nothing of it is told."""
    engagement = Engagement(told.like_count, told.comment_count, told.view_count)
    return None if engagement == Engagement() else engagement


def _in_parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[begin : begin + size] for begin in range(0, len(items), size))
