"""Answers of a Facebook that has gone wrong: never silence, and never another Page's trouble."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from starlette.responses import HTMLResponse, Response

from bot.sandbox.platforms import Fault
from checks.model import Health, Platform, Trouble
from tests.checks.social.facebook_office import (
    DINKES,
    DISHUB,
    facebook,
    named,
    page,
    part,
    scripted_facebook,
)
from tests.checks.social.platform_office import Platforms

POST = {"id": f"{DINKES}_1", "created_time": "2026-11-23T02:00:11+0000"}


def page_with(**changed: object) -> dict[str, object]:
    return {"id": DINKES, "published_posts": {"data": [{**POST, **changed}]}}


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "[",
        "null",
        "[]",
        "{}",
        '{"id":"100064000000001"}',
        '[{"code":200}]',
        '[{"code":"many","body":"{}"},null]',
        '[{"code":200,"body":{"id":"100064000000001"}},null]',
        '{"error":null}',
        '{"error":{"message":"Too many requests in batch message","type":"GraphBatchException"}}',
        HTMLResponse("<html><body>Log in to Facebook</body></html>"),
        Response(status_code=204),
    ],
)
async def test_a_batch_that_is_none_is_not_understood(platforms: Platforms, answer: object) -> None:
    async with scripted_facebook(platforms) as script:
        script.say(answer)
        found = await script.read(named("dinkes.contoh"), named("dishub.contoh"))
    assert {one.trouble for one in found} == {Trouble.ANSWER_NOT_UNDERSTOOD}
    assert {one.health for one in found} == {Health.FAILED}


@pytest.mark.parametrize(
    "body",
    [
        "",
        '{"id":"1000640000',
        "[]",
        "null",
        {},
        {"id": None},
        {"id": 100064000000001},
        {"id": "dinkes"},
        {"username": "dinkes.contoh"},
        {"id": DINKES, "username": ["dinkes"]},
        {"id": DINKES, "published_posts": None},
        {"id": DINKES, "published_posts": {}},
        {"id": DINKES, "published_posts": {"data": None}},
        {"id": DINKES, "published_posts": {"data": [None]}},
        {"id": DINKES, "published_posts": {"data": [{"id": "1"}]}},
        page_with(id=None),
        page_with(id="../../etc"),
        page_with(created_time=None),
        page_with(created_time=1763900000),
        page_with(created_time="yesterday"),
        page_with(created_time="2026-11-23T02:00:11"),
        page_with(created_time="0001-01-01T00:00:00+2300"),
        page_with(message={"text": "Apel"}),
        page_with(reactions={"summary": {"total_count": -1}}),
        page_with(comments={"summary": {"total_count": 10**400}}),
    ],
)
async def test_an_odd_page_spoils_none_of_the_others(platforms: Platforms, body: object) -> None:
    async with scripted_facebook(platforms) as script:
        script.say([part(body), part({"id": DISHUB, "username": "dishub.contoh"})])
        odd, fine = await script.read(named("dinkes.contoh"), named("dishub.contoh"))
    assert odd.trouble is Trouble.ANSWER_NOT_UNDERSTOOD
    assert odd.health is Health.FAILED
    assert odd.identity is None
    assert fine.trouble is Trouble.NOTHING_POSTED


async def test_what_is_hidden_or_null_is_left_open(platforms: Platforms) -> None:
    nulls: dict[str, object] = dict.fromkeys(("message", "permalink_url", "reactions", "comments"))
    half = {"id": f"{DINKES}_2", "reactions": {"summary": None}, "comments": {"data": []}}
    body = page_with(**nulls)
    posts = {"data": [{**POST, **nulls}, {**POST, **half}]}
    async with scripted_facebook(platforms) as script:
        script.say([part({**body, "username": None, "published_posts": posts})])
        (reading,) = await script.read(named("dinkes.contoh"))
    assert [post.engagement for post in reading.recent] == [None, None]
    assert [post.title for post in reading.recent] == ["", ""]
    assert [post.url for post in reading.recent] == [
        f"https://www.facebook.com/{DINKES}/posts/1",
        f"https://www.facebook.com/{DINKES}/posts/2",
    ]


@pytest.mark.parametrize(
    ("given", "known"),
    [
        (
            "https://m.facebook.com/dinkes.contoh/posts/pfbid02AbC?__cft__=1",
            "https://www.facebook.com/dinkescontoh/posts/pfbid02AbC",
        ),
        (
            "https://www.facebook.com/photo.php?fbid=123456&set=a.1",
            "https://www.facebook.com/photo/?fbid=123456",
        ),
        ("https://www.facebook.com/events/123456/", f"https://www.facebook.com/{DINKES}/posts/1"),
        ("https://judi.example/slot-gacor", f"https://www.facebook.com/{DINKES}/posts/1"),
        ("javascript:alert(1)", f"https://www.facebook.com/{DINKES}/posts/1"),
    ],
)
async def test_a_post_has_its_canonical_address_or_one_made_of_its_id(
    platforms: Platforms, given: str, known: str
) -> None:
    async with scripted_facebook(platforms) as script:
        script.say([part(page_with(permalink_url=given))])
        (reading,) = await script.read(named("dinkes.contoh"))
    assert [post.url for post in reading.recent] == [known]


async def test_times_of_other_zones_are_turned_to_utc(platforms: Platforms) -> None:
    async with scripted_facebook(platforms) as script:
        script.say([part(page_with(created_time="2026-11-23T09:00:11+07:00"))])
        (reading,) = await script.read(named("dinkes.contoh"))
    assert reading.newest is not None
    assert reading.newest.at == datetime(2026, 11, 23, 2, 0, 11, tzinfo=UTC)
    assert reading.newest.at.tzinfo is UTC


async def test_gibberish_is_a_failure_and_no_silence(platforms: Platforms) -> None:
    page(platforms.world, DINKES, "dinkes.contoh", 1)
    platforms.world.faults[Platform.FACEBOOK] = Fault.GIBBERISH
    ref = named("dinkes.contoh")
    reading = (await platforms.read(facebook(platforms), [ref]))[ref]
    assert reading.trouble is Trouble.ANSWER_NOT_UNDERSTOOD


async def test_an_error_page_of_the_server_counts_as_passing(platforms: Platforms) -> None:
    async with scripted_facebook(platforms) as script:
        script.say(HTMLResponse("<h1>Sorry, something went wrong.</h1>", 502))
        script.say([part({"id": DINKES})])
        (reading,) = await script.read(named("dinkes.contoh"))
    assert reading.trouble is Trouble.NOTHING_POSTED
    assert len(script.asked) == 2


async def test_the_refusal_of_the_whole_batch_holds_for_each_page(platforms: Platforms) -> None:
    refused = {"error": {"code": 190, "error_subcode": 460, "message": "changed"}}
    async with scripted_facebook(platforms) as script:
        script.say(Response(json.dumps(refused), 401))
        found = await script.read(named("dinkes.contoh"), named("dishub.contoh"))
    assert {one.trouble for one in found} == {Trouble.TOKEN_REFUSED}
    assert len(script.asked) == 1
