"""Answers of a Threads that has gone wrong: never silence, and never another's trouble."""

from __future__ import annotations

import json

import pytest
from starlette.responses import HTMLResponse, Response

from checks.model import Health, Platform, Trouble
from checks.social.threads import ThreadsAdapter
from tests.checks.social.graph_office import SECRET, named, scripted_graph
from tests.checks.social.platform_office import Platforms

FIRST = named(Platform.THREADS, "dinkes.contoh")
SECOND = named(Platform.THREADS, "dishub.contoh")

POST = {
    "id": "18000000000000001",
    "media_product_type": "THREADS",
    "media_type": "TEXT_POST",
    "permalink": "https://www.threads.com/@dinkes.contoh/post/DRaBcDeFgHi",
    "username": "dinkes.contoh",
    "text": "Imunisasi",
    "timestamp": "2026-11-23T05:42:03+0000",
    "shortcode": "DRaBcDeFgHi",
    "is_quote_post": False,
}
EMPTY: dict[str, object] = {"data": []}


def posts(*several: object, **paging: object) -> dict[str, object]:
    return {"data": [*several], "paging": {"cursors": {"before": "a"}, **paging}}


def post_with(**changed: object) -> dict[str, object]:
    return posts({**POST, **changed})


@pytest.mark.parametrize(
    "answer",
    [
        "",
        json.dumps(posts(POST))[:-40],
        "null",
        "[]",
        "{}",
        {"hello": ["world"]},
        {"data": None},
        {"data": {}},
        {"data": [None]},
        {"data": "none"},
        {"data": [], "paging": []},
        {"data": [], "paging": {"cursors": {"after": 3}}},
        HTMLResponse("<html><body>Log in to Threads</body></html>"),
        Response(status_code=204),
        posts({}),
        post_with(id=None),
        post_with(id=18000000000000001),
        post_with(id="x" * 5000),
        post_with(media_type=None),
        post_with(timestamp=None),
        post_with(timestamp=1763900000),
        post_with(timestamp="2026-11-23"),
        post_with(timestamp="10000-11-23T05:42:03+0000"),
        post_with(text=["Imunisasi"]),
        post_with(permalink="//www.threads.com/@dinkes.contoh/post/DRaBcDeFgHi"),
        post_with(permalink=None, shortcode=None),
        post_with(permalink=3),
    ],
)
async def test_an_answer_of_another_shape_is_our_failure_and_spoils_none_of_the_others(
    platforms: Platforms, answer: object
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.say(answer, EMPTY)
        odd, fine = await graph.read(ThreadsAdapter(), FIRST, SECOND)
    assert (odd.trouble, odd.health) == (Trouble.ANSWER_NOT_UNDERSTOOD, Health.FAILED)
    assert odd.recent == ()
    assert fine.trouble is Trouble.NOTHING_POSTED


async def test_a_post_without_a_permalink_has_the_one_that_its_code_makes(
    platforms: Platforms,
) -> None:
    nameless = {
        **POST,
        "permalink": None,
        "username": None,
        "text": None,
        "shortcode": "DRaBcDeFgHj",
    }
    without = {name: value for name, value in POST.items() if name != "permalink"}
    async with scripted_graph(platforms) as graph:
        graph.say(posts(nameless, without))
        (reading,) = await graph.read(ThreadsAdapter(), FIRST)
    assert {post.url for post in reading.recent} == {
        "https://www.threads.com/@dinkes.contoh/post/DRaBcDeFgHi",
        "https://www.threads.com/@dinkes.contoh/post/DRaBcDeFgHj",
    }


async def test_a_permalink_of_the_old_host_is_the_same_post(platforms: Platforms) -> None:
    old = "https://www.threads.net/@Dinkes.Contoh/post/DRaBcDeFgHi?xmt=1"
    async with scripted_graph(platforms) as graph:
        graph.say(post_with(permalink=old))
        (reading,) = await graph.read(ThreadsAdapter(), FIRST)
    assert [post.url for post in reading.recent] == [POST["permalink"]]


async def test_a_time_in_the_future_is_set_aside(platforms: Platforms) -> None:
    async with scripted_graph(platforms) as graph:
        graph.say(post_with(timestamp="2027-01-01T00:00:00+0000"))
        (reading,) = await graph.read(ThreadsAdapter(), FIRST)
    assert reading.recent == ()
    assert [one.note for one in reading.set_aside] == ["lies in the future"]


async def test_the_address_of_the_next_page_is_never_asked_nor_kept(platforms: Platforms) -> None:
    repost = {**POST, "media_type": "REPOST_FACADE"}
    elsewhere = f"https://graph.threads.com/v1.0/profile_posts?access_token={SECRET}&after=zz"
    async with scripted_graph(platforms) as graph:
        graph.say(posts(repost, cursors={"after": "QVFI"}, next=elsewhere), posts(POST))
        (reading,) = await graph.read(ThreadsAdapter(), FIRST)
    assert [request.query_params.get("after") for request in graph.asked] == [None, "QVFI"]
    assert all(SECRET not in str(request.url) for request in graph.asked)
    assert SECRET not in repr(reading)
    assert reading.health is Health.OK


async def test_what_fails_on_a_later_page_is_no_silence(platforms: Platforms) -> None:
    repost = {**POST, "media_type": "REPOST_FACADE"}
    async with scripted_graph(platforms) as graph:
        graph.say(posts(repost, cursors={"after": "QVFI"}))
        graph.refuse(2, status=400)
        (reading,) = await graph.read(ThreadsAdapter(), FIRST)
    assert (reading.trouble, reading.health) == (Trouble.SERVER_ERROR, Health.UNREACHABLE)
    assert len(graph.asked) == 4
