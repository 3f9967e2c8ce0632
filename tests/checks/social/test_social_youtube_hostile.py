"""Answers of YouTube's Data API that are none, and a key that nobody may read."""

from __future__ import annotations

import json
import logging

import pytest
from starlette.responses import Response

from checks.errors import FetchError
from checks.model import Engagement, Health, Platform, Trouble
from checks.social.door import Door
from checks.social.stops import Breaker
from checks.social.usage import MemoryLedger
from checks.social.youtube_api import ask
from checks.social.youtube_shapes import CHANNEL_LIST
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.youtube_office import (
    CUT,
    DINKES,
    DISHUB,
    KEY,
    by_id,
    channel_item,
    error,
    named,
    scripted_youtube,
    upload_item,
)

AT = "2026-11-22T08:00:05Z"
VIDEO = "v0000000001"


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{}",
        "null",
        "[]",
        '{"items": [{"id": "UCDinkes0000',
        "<html><title>Sign in</title></html>",
        {"hello": ["world"]},
        {"kind": "youtube#videoListResponse"},
        {"items": {"id": DINKES}},
        {"items": [{"snippet": {"customUrl": "@x"}}]},
        {"items": [None]},
        {"items": [channel_item(id_="../../UCx")]},
        {"items": [channel_item(snippet=None)]},
        {"items": [channel_item(handle="@" + "x" * 5000)]},
    ],
)
async def test_channels_of_another_shape_are_not_understood(
    platforms: Platforms, answer: object
) -> None:
    async with scripted_youtube(platforms) as youtube:
        youtube.say("channels", answer)
        youtube.say("feed", "no feed either")
        for reading in await youtube.read(by_id(), named()):
            assert reading.health is Health.FAILED
            assert reading.trouble is Trouble.ANSWER_NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{}",
        '{"items": [',
        "<html></html>",
        {"items": None},
        {"items": [None]},
        {"items": [{"snippet": {"title": "Apel"}}]},
        {"items": [upload_item("../../x", AT)]},
        {"items": [upload_item(VIDEO, "kemarin")]},
        {"items": [upload_item(VIDEO, "2026-11-22T08:00:05")]},
        {"items": [upload_item(VIDEO, "0001-01-01T00:00:00+14:00")]},
        {"items": [upload_item(VIDEO, 1763900000)]},
        {"items": [upload_item(VIDEO, {"at": AT})]},
    ],
)
async def test_uploads_of_another_shape_are_not_understood_and_spoil_no_other(
    platforms: Platforms, answer: object
) -> None:
    async with scripted_youtube(platforms) as youtube:
        youtube.say("channels", {"items": [channel_item(DINKES), channel_item(DISHUB)]})
        youtube.say("playlistItems", answer, {"items": [upload_item(VIDEO, AT)]})
        youtube.say("videos", {"items": []})
        odd, read = await youtube.read(by_id(DINKES), by_id(DISHUB))
    assert (odd.health, odd.trouble) == (Health.FAILED, Trouble.ANSWER_NOT_UNDERSTOOD)
    assert odd.newest is None
    assert read.health is Health.OK


async def test_one_odd_channel_among_others_is_not_taken_for_a_missing_one(
    platforms: Platforms,
) -> None:
    async with scripted_youtube(platforms) as youtube:
        odd = {"id": DISHUB, "statistics": "many"}
        youtube.say("channels", {"items": [channel_item(DINKES), odd]})
        youtube.say("playlistItems", {"items": [upload_item(VIDEO, AT)]})
        youtube.say("videos", {"items": []})
        read, unread = await youtube.read(by_id(DINKES), by_id(DISHUB))
    assert read.health is Health.OK
    assert unread.trouble is Trouble.ANSWER_NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "videos",
    [
        "",
        {"items": None},
        {"items": [None, {"id": VIDEO, "statistics": {"viewCount": "many"}}]},
        {"items": [{"id": VIDEO, "statistics": {"viewCount": 10**30, "likeCount": -1}}]},
        {"items": [{"id": VIDEO, "liveStreamingDetails": {"actualStartTime": "soon"}}]},
        error(500, "backendError"),
        error(404, "videoNotFound"),
        CUT,
    ],
)
async def test_odd_statistics_cost_no_reading(platforms: Platforms, videos: object) -> None:
    async with scripted_youtube(platforms) as youtube:
        youtube.say("channels", {"items": [channel_item()]})
        youtube.say("playlistItems", {"items": [upload_item(VIDEO, AT)]})
        youtube.say("videos", videos)
        [reading] = await youtube.read(by_id())
    assert reading.newest
    assert reading.newest.evidence.raw == AT
    assert reading.newest.engagement is None


async def test_counts_are_read_as_text_or_as_numbers(platforms: Platforms) -> None:
    async with scripted_youtube(platforms) as youtube:
        youtube.say("channels", {"items": [channel_item()]})
        youtube.say("playlistItems", {"items": [upload_item(VIDEO, AT)]})
        told = {"viewCount": 340, "likeCount": "12", "commentCount": None}
        youtube.say("videos", {"items": [{"id": VIDEO, "statistics": told}]})
        [reading] = await youtube.read(by_id())
    assert reading.newest
    assert reading.newest.engagement == Engagement(likes=12, views=340)


async def test_an_empty_list_of_a_channel_with_videos_is_no_silence(platforms: Platforms) -> None:
    async with scripted_youtube(platforms) as youtube:
        youtube.say_channel()
        [reading] = await youtube.read(by_id())
    assert reading.trouble is Trouble.ACCOUNT_HIDDEN


async def test_a_refused_list_of_a_channel_without_videos_is_silence(platforms: Platforms) -> None:
    async with scripted_youtube(platforms) as youtube:
        for count, trouble in (("0", Trouble.NOTHING_POSTED), (None, Trouble.ACCOUNT_HIDDEN)):
            youtube.answers.clear()
            youtube.say("channels", {"items": [channel_item(statistics={"videoCount": count})]})
            youtube.say("playlistItems", error(404, "playlistNotFound"))
            [reading] = await youtube.read(by_id())
            assert reading.trouble is trouble


async def test_the_key_is_read_nowhere(
    platforms: Platforms, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    quoting = json.dumps({"error": {"message": KEY, "errors": [{"reason": KEY}]}})
    answers: list[object] = [
        {"items": [channel_item()]},
        error(403, "quotaExceeded", KEY),
        Response(quoting, 400),
        Response(quoting, 403),
        Response(KEY, 404),
        {"items": [{"id": DINKES, "snippet": KEY}]},
        CUT,
    ]
    readings = []
    async with scripted_youtube(platforms) as youtube:
        youtube.say("playlistItems", {"items": [upload_item(VIDEO, AT)]})
        youtube.say("videos", {"items": [{"id": VIDEO, "statistics": {}}]})
        youtube.say("feed", Response("", 500))
        for answer in answers:
            youtube.answers["channels"] = []
            youtube.say("channels", answer)
            youtube.office.ledger = MemoryLedger()
            readings += await youtube.read(by_id(), named())
    assert readings[0].health is Health.OK
    written = capsys.readouterr()
    assert "youtube_read_without_key" in written.out
    assert KEY not in repr(readings) + caplog.text + written.out + written.err
    assert "key=" not in repr(readings)


async def test_an_error_on_the_way_does_not_hold_the_key(platforms: Platforms) -> None:
    async with scripted_youtube(platforms) as youtube:
        youtube.say("channels", CUT)
        office = youtube.office
        door = Door(
            Platform.YOUTUBE,
            office.client,
            office.access,
            office.ledger,
            office.tokens,
            NOW,
            Breaker(),
        )
        with pytest.raises(FetchError) as raised:
            await ask(door, "channels", {"part": "id", "id": DINKES}, CHANNEL_LIST)
    assert raised.value.url == (
        f"https://www.googleapis.com/youtube/v3/channels?part=id&id={DINKES}"
    )
    assert KEY not in str(raised.value) + repr(raised.value)
