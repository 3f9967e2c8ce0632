"""Servers that stand in for Graph and refuse a way of asking in words of their own."""

from __future__ import annotations

import pytest
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from bot.sandbox.platforms import GraphWay
from bot.sandbox.platforms import facebook as sandbox
from bot.sandbox.platforms.graph_errors import refusal
from checks.model import Health, Platform, Trouble
from checks.social.facebook import FacebookAdapter
from checks.social.graph_ids import MOST_IN_VAIN
from tests.checks.social.facebook_office import (
    DINKES,
    DISHUB,
    SECRET,
    counted_calls,
    facebook,
    named,
    page,
)
from tests.checks.social.graph_office import CUT, ScriptedGraph, scripted_graph
from tests.checks.social.platform_office import Platforms

REFS = (named("dinkes.contoh"), named("dishub.contoh"))
BOTH_SHOWN = {"dinkes.contoh": {"id": DINKES}, "dishub.contoh": {"id": DISHUB}}
NO_BATCH = PlainTextResponse("Method Not Allowed", 405)
NO_IDS = refusal(100, "(#100) The ids query parameter is deprecated in v26.0+.", status=500)


def asked_at(script: ScriptedGraph) -> list[str]:
    """What each request asked: its method, its path, and the ids."""
    return [
        " ".join(
            (one.method, one.url.path.removeprefix("/v26.0/"), one.query_params.get("ids", ""))
        )
        for one in script.asked
    ]


@pytest.mark.parametrize(
    "no_batch",
    [
        NO_BATCH,
        HTMLResponse("<h1>Not Found</h1>", 404),
        PlainTextResponse("Unsupported method ('POST')", 501),
        JSONResponse({"detail": "Method Not Allowed"}, 405),
        JSONResponse({"error": {"message": "Too many requests in batch message"}}, 400),
        refusal(100, "Unsupported post request.", subcode=33, type_="GraphMethodException"),
        refusal(2500, "Unknown path components: /"),
        Response(status_code=307, headers={"Location": "/v26.0"}),
        JSONResponse({"data": []}),
        JSONResponse([None]),
    ],
)
async def test_a_refused_batch_is_asked_for_by_ids_with_one_more_request(
    platforms: Platforms, no_batch: Response
) -> None:
    async with scripted_graph(platforms) as script:
        script.say(no_batch, BOTH_SHOWN)
        found = await script.read(FacebookAdapter(), *REFS)
    assert {one.trouble for one in found} == {Trouble.NOTHING_POSTED}
    assert asked_at(script) == ["POST  ", "GET  dinkes.contoh,dishub.contoh"]


@pytest.mark.parametrize(
    "no_ids",
    [
        refusal(100, "(#100) The parameter ids is not supported"),
        refusal(12, "(#12) ids is deprecated for versions v26.0 and higher"),
        refusal(2500, "Unknown path components: /"),
        refusal(100, "Unsupported get request.", subcode=33, type_="GraphMethodException"),
        HTMLResponse("<h1>Not Found</h1>", 404),
        JSONResponse({"detail": "Not Found"}, 404),
        JSONResponse({"data": []}),
        JSONResponse([]),
    ],
)
async def test_where_ids_are_refused_too_each_page_is_asked_for_its_posts(
    platforms: Platforms, no_ids: Response
) -> None:
    async with scripted_graph(platforms) as script:
        script.say(NO_BATCH, no_ids, {"data": []})
        found = await script.read(FacebookAdapter(), *REFS)
    assert {one.trouble for one in found} == {Trouble.NOTHING_POSTED}
    assert asked_at(script)[2:] == [
        "GET dinkes.contoh/published_posts ",
        "GET dishub.contoh/published_posts ",
    ]


async def test_a_way_that_has_shown_something_is_kept_after_an_odd_answer(
    platforms: Platforms,
) -> None:
    async with scripted_graph(platforms) as script:
        reader = script.reader(FacebookAdapter())
        script.say(NO_BATCH, BOTH_SHOWN, HTMLResponse("<h1>Sorry</h1>"), BOTH_SHOWN)
        troubles = [
            {one.trouble for one in (await script.office.read(reader, REFS)).values()}
            for _ in range(3)
        ]
    assert troubles == [
        {Trouble.NOTHING_POSTED},
        {Trouble.ANSWER_NOT_UNDERSTOOD},
        {Trouble.NOTHING_POSTED},
    ]
    assert asked_at(script) == ["POST  ", *["GET  dinkes.contoh,dishub.contoh"] * 3]


@pytest.mark.parametrize(
    ("code", "subcode", "message"),
    [
        (803, None, "(#803) Some of the aliases you requested do not exist: Dinkes.Contoh"),
        (803, None, "(#803) Cannot query users by their username (dinkes.contoh)"),
        (100, 33, "Unsupported get request. Object with ID 'dinkes.contoh' does not exist"),
    ],
)
async def test_the_page_that_a_refusal_names_is_left_out(
    platforms: Platforms, code: int, subcode: int | None, message: str
) -> None:
    async with scripted_graph(platforms) as script:
        script.say(NO_BATCH)
        script.refuse(code, message, subcode)
        script.say({"dishub.contoh": {"id": DISHUB}})
        gone, shown = await script.read(FacebookAdapter(), *REFS)
    assert gone.health is Health.GONE
    assert shown.trouble is Trouble.NOTHING_POSTED
    assert asked_at(script)[2:] == ["GET  dishub.contoh"]


async def test_where_a_refusal_names_nobody_the_pages_are_halved_until_it_stands_alone(
    platforms: Platforms, monkeypatch: pytest.MonkeyPatch
) -> None:
    nameless = "(#803) Some of the aliases you requested do not exist"
    monkeypatch.setattr(sandbox, "_no_such_alias", lambda _: refusal(803, nameless))
    platforms.world.graph_ways = frozenset({GraphWay.IDS})
    for number in range(49):
        page(platforms.world, f"1000640000003{number:02}", f"dinas.{number:02}", 1)
    refs = [named(f"dinas.{number:02}") for number in range(50)]
    found = await platforms.read(facebook(platforms), refs)
    assert found.pop(refs[49]).health is Health.GONE
    assert {one.health for one in found.values()} == {Health.OK}
    assert len(platforms.world.calls_to(Platform.FACEBOOK)) <= 1 + 1 + 2 * 6
    assert await counted_calls(platforms) <= 1 + 50 * 7


async def test_refusals_that_never_name_anybody_make_nobody_gone(
    platforms: Platforms, monkeypatch: pytest.MonkeyPatch
) -> None:
    nameless = "(#803) Some of the aliases you requested do not exist"
    monkeypatch.setattr(sandbox, "_no_such_alias", lambda _: refusal(803, nameless))
    platforms.world.graph_ways = frozenset({GraphWay.IDS})
    refs = [named(f"dinas.{number:02}") for number in range(50)]
    found = await platforms.read(facebook(platforms), refs)
    assert {one.trouble for one in found.values()} == {Trouble.ANSWER_NOT_UNDERSTOOD}
    assert len(platforms.world.calls_to(Platform.FACEBOOK)) == 1 + MOST_IN_VAIN + 1


@pytest.mark.parametrize("body", [None, [], {}, {"id": 7}, {"id": DINKES, "published_posts": []}])
async def test_an_odd_page_among_the_ids_spoils_none_of_the_others(
    platforms: Platforms, body: object
) -> None:
    async with scripted_graph(platforms) as script:
        script.say(NO_BATCH, {**BOTH_SHOWN, "dinkes.contoh": body})
        odd, fine = await script.read(FacebookAdapter(), *REFS)
    assert odd.trouble is Trouble.ANSWER_NOT_UNDERSTOOD
    assert fine.trouble is Trouble.NOTHING_POSTED


async def test_an_odd_answer_about_one_half_is_that_halfs_alone(platforms: Platforms) -> None:
    refs = [*REFS, named("dinsos.contoh"), named("dispora.contoh")]
    async with scripted_graph(platforms) as script:
        script.say(NO_BATCH)
        script.refuse(803, "(#803) Some of the aliases you requested do not exist")
        script.say(BOTH_SHOWN, HTMLResponse("<h1>Sorry</h1>"))
        found = await script.read(FacebookAdapter(), *refs)
    assert [one.trouble for one in found] == [
        *[Trouble.NOTHING_POSTED] * 2,
        *[Trouble.ANSWER_NOT_UNDERSTOOD] * 2,
    ]
    assert asked_at(script)[2:] == [
        "GET  dinkes.contoh,dishub.contoh",
        "GET  dinsos.contoh,dispora.contoh",
    ]


async def test_what_is_refused_of_one_id_alone_is_its_own(platforms: Platforms) -> None:
    error = {"error": {"code": 100, "error_subcode": 33, "message": "Object with ID 'dinkes'"}}
    async with scripted_graph(platforms) as script:
        script.say(NO_BATCH, {**BOTH_SHOWN, "dinkes.contoh": error})
        gone, fine = await script.read(FacebookAdapter(), *REFS)
    assert gone.trouble is Trouble.ACCOUNT_UNKNOWN
    assert fine.trouble is Trouble.NOTHING_POSTED


@pytest.mark.parametrize("answer", ["", {"data": None}, {"data": [{"id": "x"}]}, {"data": 7}])
async def test_odd_posts_of_one_page_spoil_none_of_the_others(
    platforms: Platforms, answer: object
) -> None:
    async with scripted_graph(platforms) as script:
        script.say(NO_BATCH, NO_IDS, NO_IDS, {"data": []}, answer)
        fine, odd = await script.read(FacebookAdapter(), *REFS)
    assert fine.trouble is Trouble.NOTHING_POSTED
    assert odd.trouble is Trouble.ANSWER_NOT_UNDERSTOOD


async def test_a_connection_that_breaks_off_costs_one_page_another_request(
    platforms: Platforms,
) -> None:
    async with scripted_graph(platforms) as script:
        script.say(NO_BATCH, NO_IDS, NO_IDS, CUT, CUT, {"data": []})
        found = await script.read(FacebookAdapter(), *REFS)
    assert {one.trouble for one in found} == {Trouble.NOTHING_POSTED}
    assert asked_at(script)[3:] == [
        "GET dinkes.contoh/published_posts ",
        "GET dinkes.contoh/published_posts ",
        "GET dishub.contoh/published_posts ",
        "GET dinkes.contoh/published_posts ",
    ]


async def test_a_throttle_among_single_requests_keeps_what_was_read(platforms: Platforms) -> None:
    async with scripted_graph(platforms) as script:
        script.say(NO_BATCH, NO_IDS, NO_IDS, {"data": []})
        script.refuse(32, "(#32) Page request limit reached")
        refs = (*REFS, named("dinsos.contoh"))
        found = await script.read(FacebookAdapter(), *refs)
    assert [one.trouble for one in found] == [
        Trouble.NOTHING_POSTED,
        Trouble.QUOTA_SPENT,
        Trouble.QUOTA_SPENT,
    ]
    assert len(script.asked) == 5


async def test_no_token_reaches_what_is_told_of_any_way(
    platforms: Platforms, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    leak = f"(#100) Bad access_token={SECRET} for {SECRET}"
    async with scripted_graph(platforms) as script:
        script.say(NO_BATCH, refusal(100, leak))
        by_ids = await script.read(FacebookAdapter(), *REFS)
        script.answers.clear()
        script.say(NO_BATCH, NO_IDS, NO_IDS, refusal(100, leak))
        one_by_one = await script.read(FacebookAdapter(), *REFS)
    told = f"{by_ids} {one_by_one} {capsys.readouterr()} {caplog.text}"
    assert told.count("Bad access_token=…") == 4
    assert SECRET not in told
    assert all(SECRET not in str(one.url) for one in script.asked)
