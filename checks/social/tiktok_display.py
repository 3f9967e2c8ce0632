"""TikTok's Display API: the public videos of an account that connected itself.

Its answers name an account by an `open_id` that differs from app to app and stands in no page, so
no identity is read here: the embed's account number is the one kind that is remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlencode

from pydantic import BaseModel, Field, TypeAdapter

from checks.links import LinkRejected, PostLink, read_post
from checks.model import Evidence, Publication, Reading, Trouble
from checks.social.door import Answer, AnswerNotUnderstood, Door
from checks.social.readings import AHEAD, posts_reading, title_of
from checks.social.tiktok_counts import engagement_of
from checks.social.tiktok_tokens import LoginUnusable, renewed, throttled, usable
from checks.social.tokens import Token

VIDEOS = "https://open.tiktokapis.com/v2/video/list/"
FIELDS = {
    "fields": (
        "id,create_time,title,video_description,share_url,like_count,comment_count,view_count"
    )
}
MOST = 20
"""The most videos of one answer ("List Videos")."""

SOURCE = "api"

UnixSeconds = Annotated[int, Field(ge=0, lt=253_402_300_800)]
"""Up to the year 9999, the last that a date can hold."""


class _Video(BaseModel):
    id: Annotated[str, Field(pattern=r"^[0-9]{1,20}$")]
    create_time: UnixSeconds
    title: str | None = None
    video_description: str | None = None
    share_url: str | None = None
    like_count: int | None = None
    comment_count: int | None = None
    view_count: int | None = None


class _Videos(BaseModel):
    videos: list[_Video] | None = None
    has_more: bool = False


class _Error(BaseModel):
    code: Annotated[str, Field(max_length=60, pattern=r"^[a-z_]+$")]


class _Answered(BaseModel):
    data: _Videos | None = None
    error: _Error


_ANSWERED = TypeAdapter(_Answered)

UNUSABLE = {
    "access_token_invalid": (Trouble.TOKEN_REFUSED, "its login is refused"),
    "scope_not_authorized": (Trouble.PERMISSION_MISSING, "its login does not allow to list videos"),
    "scope_permission_missed": (
        Trouble.PERMISSION_MISSING,
        "its login does not allow to list videos",
    ),
}
"""What "Error Handling" of TikTok API v2 says of one account's login, with HTTP 401."""


async def read_with_login(handle: str, token: Token, door: Door) -> Reading:
    """The account's reading, by its own login; the token is renewed where it has to be.

    Raises LoginUnusable, AnswerNotUnderstood, PlatformStopped and FetchError.
    """
    current = await usable(handle, token, door)
    answered = await _ask(current, door)
    if answered.error.code == "access_token_invalid" and current is token:
        answered = await _ask(await renewed(handle, token, door), door)
    videos = _videos(answered)
    owners = _owners(videos)
    if owners and handle not in owners:
        names = ", ".join(f"@{owner}" for owner in sorted(owners))
        raise LoginUnusable(
            Trouble.ACCOUNT_HIDDEN, f"its login is that of {names}: renamed, or connected wrongly"
        )
    publications = [_publication(video, handle) for video in videos]
    if publications and not any(one.at <= door.now + AHEAD for one in publications):
        raise AnswerNotUnderstood("data.videos: all lie in the future")
    return posts_reading(publications, door.now)


async def login_owners(token: Token, door: Door) -> frozenset[str]:
    """The handles under which the login's videos stand; none where it shows no video.

    Raises LoginUnusable, AnswerNotUnderstood, PlatformStopped and FetchError.
    """
    return _owners(_videos(await _ask(token, door)))


async def _ask(token: Token, door: Door) -> _Answered:
    answer = await door.post(
        VIDEOS,
        query=FIELDS,
        body={"max_count": MOST},
        headers={"Authorization": f"Bearer {token.access}"},
    )
    _look_at_status(answer, door.now)
    answered = answer.read_as(_ANSWERED)
    if answered.error.code == "rate_limit_exceeded":
        raise throttled(door.now)
    return answered


def _look_at_status(answer: Answer, now: datetime) -> None:
    if answer.status == 429:
        raise throttled(now)
    if answer.status >= 500:
        raise LoginUnusable(Trouble.SERVER_ERROR, f"its videos are answered with {answer.status}")


def _videos(answered: _Answered) -> list[_Video]:
    code = answered.error.code
    if code in UNUSABLE:
        trouble, sentence = UNUSABLE[code]
        raise LoginUnusable(trouble, f"{sentence} ({code}): connect it again")
    if code != "ok":
        raise AnswerNotUnderstood(f"the videos are refused ({code})")
    data = answered.data
    if data is None or data.videos is None or (data.has_more and not data.videos):
        raise AnswerNotUnderstood("data.videos: no list of videos")
    return data.videos


def _publication(video: _Video, handle: str) -> Publication:
    link = _link(video)
    title = title_of(video.title or video.video_description or "")
    return Publication(
        at=datetime.fromtimestamp(video.create_time, UTC),
        url=link.canonical if link else f"https://www.tiktok.com/@{handle}/video/{video.id}",
        title=title,
        evidence=Evidence(SOURCE, f"{VIDEOS}?{urlencode(FIELDS)}", str(video.create_time), title),
        engagement=engagement_of(video.like_count, video.comment_count, video.view_count),
    )


def _owners(videos: Iterable[_Video]) -> frozenset[str]:
    links = [link for video in videos if (link := _link(video))]
    return frozenset(link.handle for link in links if link.handle is not None)


def _link(video: _Video) -> PostLink | None:
    """What the video's address says; None where it has none, or that of something else."""
    try:
        link = read_post(video.share_url or "")
    except LinkRejected:
        return None
    return link if link.post_id == video.id and link.handle is not None else None
