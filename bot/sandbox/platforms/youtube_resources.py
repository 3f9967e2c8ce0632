"""Channels, uploads and videos as the YouTube Data API describes them."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from bot.sandbox.platforms.world import Mood, Post, SocialAccount

Resource = dict[str, object]

MADE = datetime(2017, 2, 1, 4, 0, tzinfo=UTC)
"""When every channel here was opened."""

ANNOUNCED_BEFORE = timedelta(days=7)
"""How long before it begins a stream is announced."""

SCHEDULED_AHEAD = timedelta(days=1)

PRIVATE = "private"
UNLISTED = "unlisted"
"""Whoever has the address can watch it; no list shows it."""
UPCOMING = "upcoming"
"""A stream that was announced at the post's time and begins in a day."""
LIVE = "live"
COMPLETED = "completed"
"""A stream that began at the post's time, and is over."""
STREAMED = frozenset({LIVE, COMPLETED})

UPLOADS = "UU"
"""The list of all uploads has the channel's id with this in place of UC."""


def announced_at(post: Post) -> datetime:
    """What YouTube calls the time of publication: of a stream that began, its announcement."""
    return post.at - ANNOUNCED_BEFORE if post.kind in STREAMED else post.at


def channel(account: SocialAccount) -> Resource:
    public = [post for post in account.posts if post.kind not in {PRIVATE, UNLISTED}]
    return {
        "snippet": {
            "title": account.name,
            "description": "",
            "customUrl": f"@{account.handle}",
            "publishedAt": stamp(MADE),
            "thumbnails": _thumbnails(f"https://yt3.ggpht.com/{account.id}"),
            "localized": {"title": account.name, "description": ""},
            "country": "ID",
        },
        "contentDetails": {"relatedPlaylists": {"likes": "", "uploads": UPLOADS + account.id[2:]}},
        "statistics": {
            "viewCount": str(sum(post.views or 0 for post in public)),
            "subscriberCount": str(account.followers),
            "hiddenSubscriberCount": False,
            "videoCount": str(len(public)),
        },
        "status": {
            "privacyStatus": "private" if account.mood is Mood.PRIVATE else "public",
            "isLinked": True,
            "longUploadsStatus": "longUploadsUnspecified",
            "madeForKids": False,
        },
    }


def upload(account: SocialAccount, post: Post, position: int) -> Resource:
    hidden = post.kind == PRIVATE
    published = {} if hidden else {"videoPublishedAt": stamp(announced_at(post))}
    return {
        "snippet": {
            "publishedAt": stamp(announced_at(post)),
            "channelId": account.id,
            "title": "Private video" if hidden else post.text,
            "description": "This video is private." if hidden else "",
            "thumbnails": {} if hidden else _thumbnails(f"https://i.ytimg.com/vi/{post.id}"),
            "channelTitle": account.name,
            "playlistId": UPLOADS + account.id[2:],
            "position": position,
            "resourceId": {"kind": "youtube#video", "videoId": post.id},
            "videoOwnerChannelTitle": account.name,
            "videoOwnerChannelId": account.id,
        },
        "contentDetails": {"videoId": post.id, **published},
        "status": {"privacyStatus": PRIVATE if hidden else "public"},
    }


def video(account: SocialAccount, post: Post, now: datetime) -> Resource:
    counts = {"viewCount": post.views, "likeCount": post.likes, "commentCount": post.comments}
    told = {name: str(number) for name, number in counts.items() if number is not None}
    resource: Resource = {
        "snippet": {
            "publishedAt": stamp(announced_at(post)),
            "channelId": account.id,
            "title": post.text,
            "description": "",
            "thumbnails": _thumbnails(f"https://i.ytimg.com/vi/{post.id}"),
            "channelTitle": account.name,
            "categoryId": "25",
            "liveBroadcastContent": post.kind if post.kind in {UPCOMING, LIVE} else "none",
            "localized": {"title": post.text, "description": ""},
        },
        "statistics": {**told, "favoriteCount": "0"},
        "status": {
            "uploadStatus": "processed",
            "privacyStatus": post.kind if post.kind == UNLISTED else "public",
            "license": "youtube",
            "embeddable": True,
            "publicStatsViewable": True,
            "madeForKids": False,
        },
    }
    if post.kind == UPCOMING:
        starts = stamp(now + SCHEDULED_AHEAD)
        resource["liveStreamingDetails"] = {"scheduledStartTime": starts}
    elif post.kind in STREAMED:
        began = {"actualStartTime": stamp(post.at), "scheduledStartTime": stamp(post.at)}
        ended = {"actualEndTime": stamp(post.at + timedelta(hours=1))}
        resource["liveStreamingDetails"] = began | (ended if post.kind == COMPLETED else {})
    return resource


def listed(
    kind: str,
    found: Sequence[tuple[str, Resource]],
    parts: Collection[str],
    *,
    total: int | None = None,
    per_page: int = 5,
    next_page: str | None = None,
) -> Resource:
    """A list's answer: each resource with its id, in the parts that were asked for."""
    items: list[Resource] = []
    for id_, resource in found:
        chosen = {part: told for part, told in resource.items() if part in parts}
        items.append({"kind": f"youtube#{kind}", "etag": _etag(chosen), "id": id_, **chosen})
    count = len(items) if total is None else total
    return {
        "kind": f"youtube#{kind}ListResponse",
        "etag": _etag({"items": items}),
        **({"nextPageToken": next_page} if next_page else {}),
        # A list of channels leaves its items out where there are none.
        **({} if kind == "channel" and not items else {"items": items}),
        "pageInfo": {"totalResults": count, "resultsPerPage": per_page},
    }


def stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _thumbnails(folder: str) -> Resource:
    return {
        name: {"url": f"{folder}/{file}.jpg", "width": width, "height": height}
        for name, file, width, height in (
            ("default", "default", 120, 90),
            ("medium", "mqdefault", 320, 180),
            ("high", "hqdefault", 480, 360),
        )
    }


def _etag(told: Mapping[str, object]) -> str:
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).digest()
    return urlsafe_b64encode(digest[:20]).decode().rstrip("=")
