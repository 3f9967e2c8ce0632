"""TikTok's API answering oddly: never silence, never a verdict, and never a token told."""

from __future__ import annotations

import json

import pytest
from starlette.responses import JSONResponse

from checks.model import Health, Platform, Reading, Trouble
from checks.social.tokens import Token
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.tiktok_office import DAY, office, ref, scripted, video_id

GOOD = video_id(NOW - DAY)
AHEAD = int((NOW + DAY).timestamp())
TOKEN = Token("act.fake", "rft.fake", NOW + DAY)


async def read(platforms: Platforms, body: object, token: Token = TOKEN) -> Reading:
    """What is read where the API answers this to everything and the embed is switched off."""
    await platforms.tokens.keep(Platform.TIKTOK, "dinkes.contoh", token, now=NOW)
    async with scripted(platforms, lambda request: JSONResponse(body)) as there:
        return (await there.read(office(there, tiktok_embed=False), [ref()]))[ref()]


@pytest.mark.parametrize(
    "body",
    [
        {"data": {}, "error": {"code": "ok"}},
        {"data": {"videos": [], "has_more": True}, "error": {"code": "ok"}},
        {"data": {"videos": [{"id": GOOD}]}, "error": {"code": "ok"}},
        {"data": {"videos": [{"create_time": 1}]}, "error": {"code": "ok"}},
        {"data": {"videos": [{"id": GOOD, "create_time": 10**18}]}, "error": {"code": "ok"}},
        {"data": {"videos": [{"id": GOOD, "create_time": "now"}]}, "error": {"code": "ok"}},
        {"data": {"videos": [None]}, "error": {"code": "ok"}},
        {"data": {"videos": [{"id": GOOD, "create_time": AHEAD}]}, "error": {"code": "ok"}},
        {"data": None, "error": {"code": "invalid_params"}},
        {"data": {"videos": []}, "error": {"code": "<b>odd</b>"}},
        {"data": {"videos": []}, "error": None},
        [],
        "",
    ],
    ids=lambda body: json.dumps(body)[:60],
)
async def test_an_odd_list_of_videos_is_our_trouble(platforms: Platforms, body: object) -> None:
    found = await read(platforms, body)
    assert (found.trouble, found.health) == (Trouble.ANSWER_NOT_UNDERSTOOD, Health.FAILED)
    assert found.recent == ()
    assert "<b>" not in found.detail


async def test_videos_dated_ahead_are_set_aside(platforms: Platforms) -> None:
    times = [AHEAD, int((NOW - DAY).timestamp())]
    videos = [
        {"id": str(place), "create_time": time, "share_url": "https://example.org/1"}
        for place, time in enumerate(times)
    ]
    body = {"data": {"videos": videos}, "error": {"code": "ok"}}
    found = await read(platforms, body)
    assert [one.evidence.raw for one in found.recent] == [str(times[1])]
    assert [one.raw for one in found.set_aside] == [str(times[0])]
    assert found.recent[0].url == "https://www.tiktok.com/@dinkes.contoh/video/1"


@pytest.mark.parametrize(
    "body",
    [
        {"access_token": "act.fake-secret", "expires_in": "soon"},
        {"access_token": "", "expires_in": 7200},
        {"access_token": "act.fake-secret", "expires_in": 10**18},
        {"error": "<b>act.fake-secret</b>"},
        ["act.fake-secret"],
    ],
)
async def test_an_odd_renewal_is_our_trouble_and_tells_no_token(
    platforms: Platforms, body: object
) -> None:
    old = Token("act.fake-old", "rft.fake-old", NOW - DAY)
    found = await read(platforms, body, old)
    assert found.trouble is Trouble.ANSWER_NOT_UNDERSTOOD
    assert "fake" not in repr(found)
    assert await platforms.tokens.find(Platform.TIKTOK, "dinkes.contoh") == old
