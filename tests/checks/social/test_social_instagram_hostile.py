"""Answers of an Instagram that has gone wrong: never silence, and never another's trouble."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from starlette.responses import HTMLResponse, Response

from checks.model import Engagement, Health, Platform, Trouble
from checks.social.instagram import InstagramAdapter
from tests.checks.social.graph_office import DINKES, DISHUB, OFFICE_ID, named, scripted_graph
from tests.checks.social.platform_office import Platforms

FIRST = named(Platform.INSTAGRAM, "dinkes.contoh")
SECOND = named(Platform.INSTAGRAM, "dishub.contoh")

MEDIA = {
    "id": "18050000000000001",
    "permalink": "https://www.instagram.com/p/DRaBcDeFgHi/",
    "timestamp": "2026-11-23T03:15:20+0000",
}
EMPTY = {"business_discovery": {"id": DISHUB, "media_count": 0}, "id": OFFICE_ID}


def discovered(**changed: object) -> dict[str, object]:
    shown = {"id": DINKES, "username": "dinkes.contoh", "media_count": 1}
    return {"business_discovery": {**shown, **changed}, "id": OFFICE_ID}


def with_media(*media: object) -> dict[str, object]:
    return discovered(media={"data": [*media]})


def media_with(**changed: object) -> dict[str, object]:
    return with_media({**MEDIA, **changed})


@pytest.mark.parametrize(
    "answer",
    [
        "",
        json.dumps(with_media(MEDIA))[:-20],
        "null",
        "[]",
        '"ok"',
        "{}",
        {"hello": ["world"]},
        {"data": []},
        HTMLResponse("<html><body>Log in to Instagram</body></html>"),
        Response(status_code=204),
        {"business_discovery": None},
        {"business_discovery": [], "id": OFFICE_ID},
        {"business_discovery": {}, "id": OFFICE_ID},
        discovered(),
        discovered(media_count=812),
        discovered(media_count=None),
        discovered(media_count=-1),
        discovered(media_count=10**400),
        discovered(media=None),
        discovered(media={}),
        discovered(media={"data": None}),
        discovered(media={"data": []}),
        discovered(media={"data": [None]}),
        discovered(media={"data": {"id": "1"}}),
        discovered(id=None),
        discovered(id=17841400000000777),
        discovered(id="17841400000000777\n../../etc"),
        discovered(username=["dinkes.contoh"]),
        with_media({}),
        media_with(id=None),
        media_with(id=18050000000000001),
        media_with(permalink=None),
        media_with(permalink="javascript:alert(1)"),
        media_with(permalink={"href": "https://www.instagram.com/p/DRaBcDeFgHi/"}),
        media_with(timestamp=None),
        media_with(timestamp=1763900000),
        media_with(timestamp="kemarin"),
        media_with(timestamp="2026-11-23T03:15:20"),
        media_with(timestamp="2026-13-41T03:15:20+0000"),
        media_with(timestamp="0001-01-01T00:00:00+2300"),
        media_with(caption={"text": "Apel"}),
        media_with(like_count="many"),
        media_with(like_count=-1),
        media_with(comments_count=10**400),
        media_with(view_count=[3]),
    ],
)
async def test_an_answer_of_another_shape_is_our_failure_and_spoils_none_of_the_others(
    platforms: Platforms, answer: object
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.say(answer, EMPTY)
        odd, fine = await graph.read(InstagramAdapter(), FIRST, SECOND)
    assert (odd.trouble, odd.health) == (Trouble.ANSWER_NOT_UNDERSTOOD, Health.FAILED)
    assert odd.identity is None
    assert odd.recent == ()
    assert fine.trouble is Trouble.NOTHING_POSTED


async def test_what_is_hidden_or_null_is_left_open(platforms: Platforms) -> None:
    nulls = dict.fromkeys(("caption", "like_count", "comments_count", "view_count"))
    async with scripted_graph(platforms) as graph:
        graph.say(discovered(username=None, media={"data": [{**MEDIA, **nulls}], "paging": None}))
        (reading,) = await graph.read(InstagramAdapter(), FIRST)
    (post,) = reading.recent
    assert (post.title, post.engagement) == ("", None)
    assert reading.identity is not None
    assert reading.identity.handle is None


async def test_a_time_in_the_future_is_set_aside(platforms: Platforms) -> None:
    ahead = {**MEDIA, "timestamp": "2027-11-23T03:15:20+0000", "permalink": MEDIA["permalink"][:-2]}
    async with scripted_graph(platforms) as graph:
        graph.say(with_media(ahead, MEDIA))
        (reading,) = await graph.read(InstagramAdapter(), FIRST)
    assert [post.at for post in reading.recent] == [datetime(2026, 11, 23, 3, 15, 20, tzinfo=UTC)]
    assert [one.raw for one in reading.set_aside] == ["2027-11-23T03:15:20+0000"]


@pytest.mark.parametrize(
    "link", ["https://www.instagram.com/novel/form/", "https://www.threads.net/@a/post/DRaBcDeFgHi"]
)
async def test_a_permalink_of_a_form_that_we_do_not_know_stays_as_it_is(
    platforms: Platforms, link: str
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.say(media_with(permalink=link))
        (reading,) = await graph.read(InstagramAdapter(), FIRST)
    assert [post.url for post in reading.recent] == [link]


async def test_a_zone_is_turned_into_utc_and_kept_in_the_evidence(platforms: Platforms) -> None:
    async with scripted_graph(platforms) as graph:
        graph.say(media_with(timestamp="2026-11-23T10:15:20+0700"))
        (reading,) = await graph.read(InstagramAdapter(), FIRST)
    assert reading.newest is not None
    assert reading.newest.at == datetime(2026, 11, 23, 3, 15, 20, tzinfo=UTC)
    assert reading.newest.evidence.raw == "2026-11-23T10:15:20+0700"


async def test_a_count_that_is_refused_costs_the_counts_and_not_the_times(
    platforms: Platforms,
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.refuse(100, "(#100) Tried accessing nonexisting field (view_count)")
        graph.say(media_with(like_count=4))
        first, second = await graph.read(InstagramAdapter(), FIRST, SECOND)
    assert first.health is second.health is Health.OK
    assert first.newest is not None
    assert first.newest.engagement == Engagement(likes=4)
    asked = [request.query_params["fields"] for request in graph.asked]
    assert [("view_count" in fields, "timestamp" in fields) for fields in asked] == [
        (True, True),
        (False, True),
        (False, True),
    ]
    assert "view_count" not in first.newest.evidence.url
