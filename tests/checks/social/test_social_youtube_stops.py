"""What shuts YouTube's Data API, and that the feed then reads whoever it can."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from starlette.responses import Response

from bot.sandbox.platforms import Fault
from checks.model import Health, Platform, Trouble
from checks.social.usage import Usage, accounting_day
from checks.social.youtube_api import RESERVE, UNITS_A_DAY, next_reset
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.youtube_office import (
    CUT,
    DAY,
    DINKES,
    DISHUB,
    asked,
    by_id,
    channel,
    channel_item,
    error,
    named,
    read_one,
    scripted_youtube,
    upload_item,
    used,
    video,
    with_key,
)

KEY_REFUSED = "the key is not taken (API_KEY_INVALID)"
NOT_ALLOWED = "the key may not do this (accessNotConfigured)"


@pytest.mark.parametrize(
    ("fault", "trouble", "detail"),
    [
        (Fault.TOKEN_EXPIRED, Trouble.TOKEN_REFUSED, KEY_REFUSED),
        (Fault.PERMISSION_MISSING, Trouble.PERMISSION_MISSING, NOT_ALLOWED),
        (Fault.QUOTA_SPENT, Trouble.QUOTA_SPENT, "the day's units are used up (quotaExceeded)"),
    ],
)
async def test_a_key_of_no_use_blinds_nobody_whose_id_is_known(
    platforms: Platforms,
    capsys: pytest.CaptureFixture[str],
    fault: Fault,
    trouble: Trouble,
    detail: str,
) -> None:
    channel(platforms.world, video(1))
    platforms.world.faults[Platform.YOUTUBE] = fault
    known, unseen = named(id_=DINKES), named("dishub.contoh")
    found = await platforms.read(with_key(platforms), [unseen, known])
    assert found[known].newest
    assert found[known].health is Health.OK
    assert found[known].recent[0].evidence.source == "feed"
    assert (found[unseen].health, found[unseen].trouble) == (Health.FAILED, trouble)
    assert found[unseen].detail == detail
    assert asked(platforms.world) == ["channels", "videos.xml"]
    assert "youtube_read_without_key" in capsys.readouterr().out


async def test_a_key_unknown_to_google_is_refused(platforms: Platforms) -> None:
    reader = with_key(platforms, youtube_key="AIzaSyMistyped")
    reading = await read_one(platforms, named(), reader)
    assert (reading.trouble, reading.detail) == (Trouble.TOKEN_REFUSED, KEY_REFUSED)


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (error(400, "keyInvalid", "Bad Request"), Trouble.TOKEN_REFUSED),
        (error(400, "badRequest", "API key not valid. Please pass one."), Trouble.TOKEN_REFUSED),
        (error(400, "badRequest", "API key expired. Please renew it."), Trouble.TOKEN_REFUSED),
        (error(401, "authError"), Trouble.TOKEN_REFUSED),
        (error(403, "accessNotConfigured"), Trouble.PERMISSION_MISSING),
        (error(403, "ipRefererBlocked"), Trouble.PERMISSION_MISSING),
        (error(403, "forbidden"), Trouble.PERMISSION_MISSING),
        (error(403, "quotaExceeded"), Trouble.QUOTA_SPENT),
        (error(403, "rateLimitExceeded"), Trouble.QUOTA_SPENT),
        (error(403, "dailyLimitExceeded"), Trouble.QUOTA_SPENT),
        (error(429, "somethingNew"), Trouble.QUOTA_SPENT),
        (error(500, "backendError"), Trouble.SERVER_ERROR),
        (Response("<h1>Bad gateway</h1>", 502), Trouble.SERVER_ERROR),
        (error(400, "invalidFilters"), Trouble.ANSWER_NOT_UNDERSTOOD),
        (Response("<h1>Not found</h1>", 404), Trouble.ANSWER_NOT_UNDERSTOOD),
        (CUT, Trouble.INTERRUPTED),
    ],
)
async def test_each_refusal_is_what_it_says(
    platforms: Platforms, answer: Response, trouble: Trouble
) -> None:
    async with scripted_youtube(platforms) as youtube:
        youtube.say("channels", answer)
        youtube.say("feed", Response("", 404))
        known, unseen = await youtube.read(by_id(), named())
    assert known.trouble is Trouble.PASSING_ABSENCE
    assert unseen.trouble is trouble


async def test_units_that_youtube_says_are_spent_are_asked_for_once_a_day(
    platforms: Platforms,
) -> None:
    platforms.world.faults[Platform.YOUTUBE] = Fault.THROTTLED
    await read_one(platforms, named())
    assert (await used(platforms)).units == UNITS_A_DAY
    await read_one(platforms, named())
    assert asked(platforms.world) == ["channels"]
    del platforms.world.faults[Platform.YOUTUBE]
    channel(platforms.world, video(1))
    assert (await read_one(platforms, named(), now=NOW + DAY)).health is Health.OK


async def test_a_reserve_of_the_days_units_is_left(platforms: Platforms) -> None:
    channel(platforms.world, video(1))
    today = accounting_day(Platform.YOUTUBE, NOW)
    await platforms.ledger.note(Platform.YOUTUBE, today, Usage(units=UNITS_A_DAY - RESERVE - 1))
    assert (await read_one(platforms, named())).health is Health.OK
    reading = await read_one(platforms, named())
    assert reading.trouble is Trouble.QUOTA_SPENT
    assert reading.detail == "9,502 of the day's 10,000 units are used"


@pytest.mark.parametrize(
    ("now", "reset"),
    [
        (datetime(2026, 11, 24, 7, 59, tzinfo=UTC), datetime(2026, 11, 24, 8, tzinfo=UTC)),
        (datetime(2026, 11, 24, 8, 0, tzinfo=UTC), datetime(2026, 11, 25, 8, tzinfo=UTC)),
        (datetime(2026, 7, 1, 6, 59, tzinfo=UTC), datetime(2026, 7, 1, 7, tzinfo=UTC)),
    ],
)
def test_the_units_are_given_anew_at_midnight_pacific(now: datetime, reset: datetime) -> None:
    assert next_reset(now) == reset


async def test_a_door_that_shuts_midway_leaves_what_was_read(platforms: Platforms) -> None:
    async with scripted_youtube(platforms) as youtube:
        items = [channel_item(f"UC{number:022d}") for number in range(6)]
        youtube.say("channels", {"items": items})
        one = {"items": [upload_item("v0000000001", "2026-11-22T08:00:05Z")]}
        youtube.say("playlistItems", *[one] * 5, error(403, "quotaExceeded"))
        youtube.say("videos", {"items": []})
        youtube.say("feed", Response("", 404))
        readings = await youtube.read(*(by_id(item["id"]) for item in items))
    assert [one.health for one in readings] == [Health.OK] * 5 + [Health.UNREACHABLE]
    assert youtube.asked == ["channels", *["playlistItems"] * 5, "videos", "playlistItems", "feed"]


async def test_a_server_that_fails_for_everybody_is_asked_no_more(platforms: Platforms) -> None:
    platforms.world.faults[Platform.YOUTUBE] = Fault.SERVER_ERROR
    refs = [by_id(f"UC{number:022d}") for number in range(20)]
    reader = with_key(platforms)
    found = await platforms.read(reader, refs)
    troubles = [found[ref].trouble for ref in refs]
    assert troubles == [Trouble.SERVER_ERROR] * 3 + [Trouble.PLATFORM_DOWN] * 17
    calls = len(platforms.world.calls_to(Platform.YOUTUBE))
    await platforms.read(reader, refs)
    assert len(platforms.world.calls_to(Platform.YOUTUBE)) == calls


@pytest.mark.parametrize(
    ("answer", "trouble", "detail"),
    [
        (error(503, "backendError"), Trouble.SERVER_ERROR, "the Data API answers 503"),
        (CUT, Trouble.INTERRUPTED, "connection closed before the answer's end"),
    ],
)
async def test_one_channel_whose_uploads_fail_spoils_no_other(
    platforms: Platforms, answer: Response, trouble: Trouble, detail: str
) -> None:
    async with scripted_youtube(platforms) as youtube:
        youtube.say("channels", {"items": [channel_item(DINKES), channel_item(DISHUB)]})
        one = {"items": [upload_item("v0000000001", "2026-11-22T08:00:05Z")]}
        youtube.say("playlistItems", answer, answer, one)
        youtube.say("videos", {"items": []})
        failing, read = await youtube.read(by_id(DINKES), by_id(DISHUB))
    assert (failing.health, failing.trouble) == (Health.UNREACHABLE, trouble)
    assert failing.detail == detail
    assert read.health is Health.OK


async def test_everything_missing_is_nobodys_silence(platforms: Platforms) -> None:
    channel(platforms.world, video(1))
    platforms.world.faults[Platform.YOUTUBE] = Fault.EVERYTHING_MISSING
    refs = [named(id_=DINKES), by_id(DISHUB)]
    found = await platforms.read(with_key(platforms), refs)
    assert [found[ref].trouble for ref in refs] == [
        Trouble.ACCOUNT_HIDDEN,
        Trouble.ACCOUNT_UNKNOWN,
    ]
