"""TikTok's creator-profile embed: the page that shows an account's newest videos on other websites.

`https://www.tiktok.com/embed/@<handle>` ("Embed Creator Profiles" at developers.tiktok.com) holds
its data as JSON in a script, as recorded in public code up to September 2026: under `source.data`
an entry named like the path, with up to about thirteen videos in `videoList`, pinned ones first,
and mostly with `userInfo`. A video has no time there, and its id holds one. An account that can't
be shown has no list; it is answered with 400 and the same script, whose entry has `isError` and an
`errorCode`, or with an entry that says nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter
from pydantic.alias_generators import to_camel
from selectolax.lexbor import LexborHTMLParser

from checks.links import LinkRejected, read_post
from checks.model import ChannelRef, Evidence, Identity, Publication, Reading, Trouble
from checks.social.door import Answer, AnswerNotUnderstood, Door
from checks.social.readings import AHEAD, missing, posts_reading, title_of, troubled
from checks.social.stops import PlatformStopped
from checks.social.tiktok_counts import engagement_of

EMBED = "https://www.tiktok.com/embed/@{}"
STATE = "script#__FRONTITY_CONNECT_STATE__"

SOURCE = "post-id"

PRIVATE = 10222
UNKNOWN = 10221
"""TikTok's codes for a private account, and for one that does not exist or was banned."""

PAUSE = timedelta(hours=1)
"""How long to leave the page alone where it says 429 without saying for how long."""
LONGEST_PAUSE = timedelta(days=1)


class _Shape(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel)


class _User(_Shape):
    id: str | int | None = None
    unique_id: str | None = None
    private_account: bool | None = None
    heart_count: int | None = None
    code: int | None = None


class _Video(_Shape):
    id: Annotated[str, Field(pattern=r"^[0-9]{1,20}$")]
    desc: str | None = None
    play_count: int | None = None
    private_item: bool | None = None
    author_unique_id: str | None = None


class _Creator(_Shape):
    is_error: bool = False
    error_code: int | None = None
    user_info: _User | None = None
    video_list: list[_Video] | None = None

    @property
    def user(self) -> _User:
        """Who the account is; without `userInfo` nothing is known of it but its name."""
        return self.user_info or _User()


class _Source(BaseModel):
    data: dict[str, JsonValue]


class _State(BaseModel):
    source: _Source


_STATE = TypeAdapter(_State)
_CREATOR = TypeAdapter(_Creator)
_ENTRY: TypeAdapter[JsonValue] = TypeAdapter(JsonValue)


async def read_embed(ref: ChannelRef, handle: str, door: Door) -> Reading:
    """The reading of the account with this handle, by its embed.

    Raises AnswerNotUnderstood, PlatformStopped and FetchError.
    """
    address = EMBED.format(handle)
    answer = await door.get(address)
    if answer.status == 429:
        raise PlatformStopped(
            Trouble.QUOTA_SPENT,
            "the embed asks us to come back later (429)",
            _back_at(answer, door),
        )
    if answer.status == 403:
        return troubled(Trouble.PLATFORM_DOWN, door.now, "the embed is refused to us (403)")
    if answer.status >= 500:
        return troubled(Trouble.SERVER_ERROR, door.now, f"the embed answers {answer.status}")
    creator = _creator(answer, handle)
    if (refused := _refusal(creator, ref, door.now)) is not None:
        return refused
    return _reading(creator, handle, address, door.now)


def _creator(answer: Answer, handle: str) -> _Creator:
    script = LexborHTMLParser(answer.body).css_first(STATE)
    if script is None:
        raise AnswerNotUnderstood(f"the embed (status {answer.status}) has lost its data")
    data = replace(answer, body=script.text().encode()).read_as(_STATE).source.data
    entry = data.get(f"/embed/@{handle}")
    if entry is None:
        raise AnswerNotUnderstood("source.data: the account's entry is missing")
    return replace(answer, body=_ENTRY.dump_json(entry)).read_as(_CREATOR)


def _refusal(creator: _Creator, ref: ChannelRef, now: datetime) -> Reading | None:
    """The reading of an account that the embed does not show; None where it does."""
    user, code = creator.user, creator.error_code
    if code == PRIVATE or user.private_account:
        return troubled(Trouble.ACCOUNT_PRIVATE, now, "the account is private")
    if code == UNKNOWN or user.code == 404:
        return missing(ref, now, "no such account, or a banned one")
    if creator.is_error or code is not None or user.code not in (None, 200):
        which = f" ({code})" if code is not None else ""
        return troubled(Trouble.ACCOUNT_HIDDEN, now, f"the embed shows an error{which}")
    if creator.video_list is None:
        detail = "no list of videos: private, embedding off, or an age limit"
        return troubled(Trouble.ACCOUNT_HIDDEN, now, detail)
    return None


def _reading(creator: _Creator, handle: str, address: str, now: datetime) -> Reading:
    user, identity = creator.user, _identity(creator.user)
    owner = (user.unique_id or handle).lower()
    videos = [video for video in creator.video_list or () if _is_own(video, owner)]
    if not videos:
        # Without a heart to its name it has shown nothing to anyone; else something is kept back.
        if user.heart_count == 0 and not creator.video_list:
            return posts_reading((), now, identity=identity)
        return troubled(
            Trouble.ACCOUNT_HIDDEN, now, "the embed shows none of its videos", identity=identity
        )
    seen = [(video, *_decoded(video, owner, now)) for video in videos]
    dated = [_publication(video, at, link, address) for video, link, at in seen if at is not None]
    if not any(one.at <= now + AHEAD for one in dated):
        raise AnswerNotUnderstood("the ids of the videos hold no time that can be")
    undated = tuple(
        Evidence(SOURCE, address, video.id, title_of(video.desc or ""), "its id holds no time")
        for video, _, at in seen
        if at is None
    )
    reading = posts_reading(dated, now, identity=identity)
    return replace(reading, set_aside=reading.set_aside + undated)


def _is_own(video: _Video, owner: str) -> bool:
    author = video.author_unique_id
    return not video.private_item and (not author or author.lower() == owner)


def _decoded(video: _Video, owner: str, now: datetime) -> tuple[str, datetime | None]:
    """The video's permalink, and the time that its id holds."""
    try:
        link = read_post(f"https://www.tiktok.com/@{owner}/video/{video.id}", now=now)
    except LinkRejected as rejected:
        raise AnswerNotUnderstood("userInfo.uniqueId: no name of an account") from rejected
    return link.canonical, link.published_at


def _publication(video: _Video, at: datetime, link: str, address: str) -> Publication:
    title = title_of(video.desc or "")
    return Publication(
        at=at,
        url=link,
        title=title,
        evidence=Evidence(SOURCE, address, video.id, title),
        engagement=engagement_of(None, None, video.play_count),
    )


def _identity(user: _User) -> Identity | None:
    """The account's number, where the page has it: the one kind of id that is remembered."""
    number = "" if user.id is None else str(user.id)
    if not (number.isascii() and number.isdecimal()):
        return None
    return Identity(number, user.unique_id.lower() if user.unique_id else None)


def _back_at(answer: Answer, door: Door) -> datetime:
    """When the page may be asked again: as it says in seconds (RFC 9110, 10.2.3), or in an hour."""
    said = answer.headers.get("retry-after", "")
    if said.isascii() and said.isdecimal() and len(said) < 10:
        return door.now + min(timedelta(seconds=int(said)), LONGEST_PAUSE)
    return door.now + PAUSE
