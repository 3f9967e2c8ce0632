"""The shapes of the YouTube Data API's answers, as far as they are read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic.alias_generators import to_camel

HIGHEST_COUNT = 10**15
"""More than anything on YouTube was ever viewed; what lies above is no count."""

CHANNELS = "youtube#channelListResponse"


def moment(raw: str) -> datetime:
    """The moment a stamp names, in UTC. Raises ValueError where it names none."""
    try:
        at = datetime.fromisoformat(raw)
        if at.tzinfo is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ValueError("no time with its zone, as ISO 8601 writes it")


def count(value: object) -> int | None:
    """A count, which the API writes as text; None for what is none. It is never worth a reading."""
    try:
        number = int(str(value))
    except ValueError:
        return None
    return number if 0 <= number <= HIGHEST_COUNT else None


def _stamp(raw: str) -> str:
    moment(raw)
    return raw


def _or_none(value: object, understood: ValidatorFunctionWrapHandler) -> object:
    try:
        return understood(value)
    except ValidationError:
        return None


Stamp = Annotated[str, AfterValidator(_stamp)]
"""A time as the API wrote it, known to be one."""

Count = Annotated[int | None, BeforeValidator(count)]

ChannelId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{3,64}$")]
VideoId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class _Shape(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, frozen=True)


class ChannelSnippet(_Shape):
    custom_url: str = Field("", max_length=100)
    """The handle, with its @."""


class RelatedPlaylists(_Shape):
    uploads: str = ""


class ChannelContent(_Shape):
    related_playlists: RelatedPlaylists = RelatedPlaylists()


class ChannelStatistics(_Shape):
    video_count: Count = None
    """Public videos only."""


class ChannelStatus(_Shape):
    privacy_status: str = ""


class Channel(_Shape):
    id: ChannelId
    snippet: ChannelSnippet = ChannelSnippet()
    content_details: ChannelContent = ChannelContent()
    statistics: ChannelStatistics = ChannelStatistics()
    status: ChannelStatus = ChannelStatus()

    @property
    def uploads(self) -> str:
        """The list of all its videos: as told, else named after the channel as it always is."""
        return self.content_details.related_playlists.uploads or f"UU{self.id[2:]}"


class ChannelList(_Shape):
    """`items` lacks channels that are unknown, and is itself absent where all are.

    An item of another shape is None, so that it spoils no other's.
    """

    kind: str = ""
    items: list[Annotated[Channel | None, WrapValidator(_or_none)]] | None = None

    @model_validator(mode="after")
    def _is_a_list_of_channels(self) -> Self:
        if self.items is None and self.kind != CHANNELS:
            raise ValueError("neither channels nor the word that there are none")
        return self


class UploadSnippet(_Shape):
    title: str = ""


class UploadContent(_Shape):
    video_id: VideoId
    video_published_at: Stamp | None = None
    """Absent for a private or deleted video."""


class Upload(_Shape):
    snippet: UploadSnippet = UploadSnippet()
    content_details: UploadContent


class UploadList(_Shape):
    items: list[Upload]


class VideoSnippet(_Shape):
    live_broadcast_content: str = ""
    """upcoming, live or none."""


class VideoStatistics(_Shape):
    view_count: Count = None
    like_count: Count = None
    comment_count: Count = None


class Stream(_Shape):
    scheduled_start_time: Stamp | None = None
    actual_start_time: Stamp | None = None


class Video(_Shape):
    id: VideoId
    snippet: VideoSnippet = VideoSnippet()
    statistics: VideoStatistics = VideoStatistics()
    live_streaming_details: Stream | None = None

    def awaited(self, now: datetime) -> bool:
        """Whether it is a stream or premiere that is announced and has not begun."""
        stream = self.live_streaming_details
        if stream is None or stream.actual_start_time is not None:
            return False
        starts = stream.scheduled_start_time
        ahead = starts is not None and moment(starts) > now
        return ahead or self.snippet.live_broadcast_content == "upcoming"

    def began_after(self, raw: str) -> str | None:
        """The stamp of the stream's beginning, where that is later than this stamp."""
        stream = self.live_streaming_details
        began = stream.actual_start_time if stream else None
        return began if began and moment(began) > moment(raw) else None


class VideoList(_Shape):
    """An item of another shape is None, so that it spoils no other's."""

    items: list[Annotated[Video | None, WrapValidator(_or_none)]]


class WholeVideoSnippet(VideoSnippet):
    channel_id: ChannelId
    published_at: Stamp
    title: str = ""


class VideoStatus(_Shape):
    privacy_status: str = ""
    """public, unlisted or private."""


class WholeVideo(Video):
    """A video that was asked for by itself."""

    snippet: WholeVideoSnippet
    status: VideoStatus = VideoStatus()


class WholeVideoList(_Shape):
    """Without an item where the video is deleted, private to us, or never was."""

    items: list[WholeVideo]


CHANNEL_LIST = TypeAdapter(ChannelList)
UPLOAD_LIST = TypeAdapter(UploadList)
VIDEO_LIST = TypeAdapter(VideoList)
WHOLE_VIDEO_LIST = TypeAdapter(WholeVideoList)
