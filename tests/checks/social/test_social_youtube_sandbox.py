"""The sandbox's YouTube holds to the limits and the shapes of the real one."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from bot.sandbox.platforms import Fault, Mood
from checks.client import Page
from checks.model import Platform
from tests.checks.social.platform_office import Platforms
from tests.checks.social.youtube_office import DINKES, channel, video

WATCH = "https://www.youtube.com/watch?v="


async def ask(office: Platforms, path: str, **headers: str) -> tuple[Page, Any]:
    page = await office.client.get(
        f"{office.access.stand_ins[Platform.YOUTUBE]}/{path}", headers=headers
    )
    is_json = page.content_type == "application/json"
    return page, json.loads(page.body) if is_json else page.text()


def api(path: str, key: str = "youtube-token") -> str:
    return f"youtube/v3/{path}&key={key}"


async def test_a_list_has_the_parts_that_were_asked_for(platforms: Platforms) -> None:
    channel(platforms.world, video(1))
    _, body = await ask(platforms, api(f"channels?part=id,statistics&id={DINKES}"))
    assert body["kind"] == "youtube#channelListResponse"
    assert body["pageInfo"] == {"totalResults": 1, "resultsPerPage": 5}
    [item] = body["items"]
    assert item.keys() == {"kind", "etag", "id", "statistics"}
    assert item["statistics"]["videoCount"] == "1"


async def test_unknown_channels_leave_no_items(platforms: Platforms) -> None:
    page, body = await ask(platforms, api("channels?part=id&id=UCx"))
    assert page.status == 200
    assert "items" not in body


async def test_the_key_may_stand_in_a_header(platforms: Platforms) -> None:
    path = "youtube/v3/channels?part=id&id=UCx"
    page, _ = await ask(platforms, path, **{"X-goog-api-key": "youtube-token"})
    assert page.status == 200
    page, body = await ask(platforms, path)
    assert page.status == 403
    assert body["error"]["status"] == "PERMISSION_DENIED"


@pytest.mark.parametrize(
    ("path", "status", "reason"),
    [
        (api("channels?part=id&id=" + ",".join(["UCx"] * 51)), 400, "invalidFilters"),
        (api("videos?part=id&id=" + ",".join(["v"] * 51)), 400, "invalidFilters"),
        (api("channels?id=UCx"), 400, "required"),
        (api("channels?part=mood&id=UCx"), 400, "unknownPart"),
        (api("channels?part=id"), 400, "missingRequiredParameter"),
        (api("playlistItems?part=id"), 400, "missingRequiredParameter"),
        (api("videos?part=id"), 400, "missingRequiredParameter"),
        (
            api(f"playlistItems?part=id&playlistId=UU{DINKES[2:]}&maxResults=51"),
            400,
            "invalidParameter",
        ),
        (
            api(f"playlistItems?part=id&playlistId=UU{DINKES[2:]}&pageToken=x"),
            400,
            "invalidPageToken",
        ),
        (api("playlistItems?part=id&playlistId=UUx"), 404, "playlistNotFound"),
        (api("channels?part=id&id=UCx", key="other"), 400, "badRequest"),
    ],
)
async def test_questions_beyond_the_limits_are_refused(
    platforms: Platforms, path: str, status: int, reason: str
) -> None:
    channel(platforms.world, video(1))
    page, body = await ask(platforms, path)
    assert (page.status, body["error"]["code"]) == (status, status)
    assert [one["reason"] for one in body["error"]["errors"]] == [reason]


async def test_uploads_come_in_pages(platforms: Platforms) -> None:
    channel(platforms.world, *(video(number, number) for number in range(1, 8)))
    path = api(f"playlistItems?part=contentDetails&playlistId=UU{DINKES[2:]}")
    _, first = await ask(platforms, path)
    _, second = await ask(platforms, f"{path}&pageToken={first['nextPageToken']}")
    ids = [one["contentDetails"]["videoId"] for one in first["items"] + second["items"]]
    assert ids == [f"v{number:010d}" for number in range(1, 8)]
    assert first["pageInfo"] == {"totalResults": 7, "resultsPerPage": 5}
    assert "nextPageToken" not in second


async def test_oembed_names_the_author(platforms: Platforms) -> None:
    post = video(1)
    channel(platforms.world, post)
    _, body = await ask(platforms, f"oembed?format=json&url={quote(WATCH + post.id)}")
    assert body["author_url"] == "https://www.youtube.com/@dinkes.contoh"
    assert (body["title"], body["type"], body["version"]) == ("Kabar 1", "video", "1.0")


@pytest.mark.parametrize(
    ("mood", "kind", "url", "status"),
    [
        (Mood.PUBLIC, "private", WATCH + "v0000000001", 401),
        (Mood.PRIVATE, "", WATCH + "v0000000001", 401),
        (Mood.SUSPENDED, "", WATCH + "v0000000001", 404),
        (Mood.PUBLIC, "", WATCH + "v0000000002", 404),
        (Mood.PUBLIC, "", "https://www.youtube.com/@dinkes.contoh", 400),
    ],
)
async def test_oembed_refuses_what_is_not_public(
    platforms: Platforms, mood: Mood, kind: str, url: str, status: int
) -> None:
    channel(platforms.world, video(1, kind=kind), mood=mood)
    page, _ = await ask(platforms, f"oembed?format=json&url={quote(url)}")
    assert page.status == status


async def test_oembed_is_written_in_json_alone_and_fails_with_all_else(
    platforms: Platforms,
) -> None:
    post = video(1)
    channel(platforms.world, post)
    page, _ = await ask(platforms, f"oembed?format=xml&url={quote(WATCH + post.id)}")
    assert page.status == 501
    platforms.world.faults[Platform.YOUTUBE] = Fault.EVERYTHING_MISSING
    page, _ = await ask(platforms, f"oembed?url={quote(WATCH + post.id)}")
    assert page.status == 404


async def test_the_feed_of_all_uploads_is_the_channels(platforms: Platforms) -> None:
    channel(platforms.world, *(video(number, number) for number in range(1, 20)))
    _, by_list = await ask(platforms, f"feeds/videos.xml?playlist_id=UU{DINKES[2:]}")
    assert by_list.count("<entry>") == 15
    assert f"<yt:channelId>{DINKES[2:]}</yt:channelId>" in by_list
    page, _ = await ask(platforms, "feeds/videos.xml")
    assert page.status == 404


async def test_an_unlisted_video_is_in_no_list_and_shown_by_its_address(
    platforms: Platforms,
) -> None:
    hidden = video(2, kind="unlisted")
    channel(platforms.world, video(1), hidden)
    _, embedded = await ask(platforms, f"oembed?format=json&url={quote(WATCH + hidden.id)}")
    assert embedded["title"] == "Kabar 2"
    page, _ = await ask(platforms, f"feeds/videos.xml?channel_id={DINKES}")
    assert hidden.id.encode() not in page.body
