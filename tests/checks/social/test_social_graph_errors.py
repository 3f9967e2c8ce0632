"""Every error of Meta's Graph API: whom it is about, how long it lasts, and what is asked then."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from starlette.responses import HTMLResponse

from checks.model import Health, Platform, Trouble
from checks.social.instagram import InstagramAdapter
from tests.checks.social.graph_office import (
    DINKES,
    DISHUB,
    OFFICE_ID,
    SECRET,
    named,
    scripted_graph,
)
from tests.checks.social.platform_office import NOW, Platforms

FIRST = named(Platform.INSTAGRAM, "dinkes.contoh")
SECOND = named(Platform.INSTAGRAM, "dishub.contoh")
SEEN = named(Platform.INSTAGRAM, "dinsos.contoh", DISHUB)

MANY = [FIRST, SECOND, *(named(Platform.INSTAGRAM, f"dinas.contoh{n}") for n in range(4))]

OTHER = "EAAsomebodyelses"

EMPTY = {"business_discovery": {"id": DINKES, "media_count": 0}, "id": OFFICE_ID}


@pytest.mark.parametrize("status", [200, 400, 401, 403, 500])
@pytest.mark.parametrize(
    ("code", "subcode", "trouble", "detail"),
    [
        (190, 463, Trouble.TOKEN_REFUSED, "the token expired (190/463)"),
        (190, 460, Trouble.TOKEN_REFUSED, "the password of the token's owner was changed"),
        (190, 458, Trouble.TOKEN_REFUSED, "the app was removed"),
        (190, 459, Trouble.TOKEN_REFUSED, "pass a checkpoint"),
        (190, 464, Trouble.TOKEN_REFUSED, "confirm the account"),
        (190, 467, Trouble.TOKEN_REFUSED, "the token is invalid"),
        (190, None, Trouble.TOKEN_REFUSED, "the token is refused (190)"),
        (102, None, Trouble.TOKEN_REFUSED, "the token is refused (102)"),
        (3, None, Trouble.PERMISSION_MISSING, "a permission or feature is missing (3): Nope"),
        (10, None, Trouble.PERMISSION_MISSING, "a permission or feature is missing (10)"),
        (200, None, Trouble.PERMISSION_MISSING, "a permission or feature is missing (200)"),
        (299, None, Trouble.PERMISSION_MISSING, "a permission or feature is missing (299)"),
        (368, None, Trouble.PERMISSION_MISSING, "we are blocked for a policy"),
        (4, None, Trouble.QUOTA_SPENT, "too many calls (4)"),
        (17, 2446079, Trouble.QUOTA_SPENT, "too many calls (17/2446079)"),
        (32, None, Trouble.QUOTA_SPENT, "too many calls (32)"),
        (341, None, Trouble.QUOTA_SPENT, "too many calls (341)"),
        (613, None, Trouble.QUOTA_SPENT, "too many calls (613)"),
        (80001, None, Trouble.QUOTA_SPENT, "too many calls (80001)"),
        (80002, None, Trouble.QUOTA_SPENT, "too many calls (80002)"),
    ],
)
async def test_what_stops_the_platform_is_told_by_its_code_whatever_the_status(
    platforms: Platforms,
    status: int,
    code: int,
    subcode: int | None,
    trouble: Trouble,
    detail: str,
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.refuse(code, "Nope", subcode, status=status)
        reader = graph.reader(InstagramAdapter())
        for _ in range(2):
            found = await graph.office.read(reader, [FIRST, SECOND])
            assert {one.trouble for one in found.values()} == {trouble}
            assert {one.health for one in found.values()} == {Health.FAILED}
            assert detail in found[FIRST].detail
        # the client itself asks once more where the status is 500
        assert len(graph.asked) == (2 if status == 500 else 1)


@pytest.mark.parametrize("status", [200, 400, 401])
async def test_a_token_not_seen_in_the_header_is_tried_in_the_address_and_then_stops_the_platform(
    platforms: Platforms, status: int
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.refuse(104, "An access token is required", status=status)
        reader = graph.reader(InstagramAdapter())
        for _ in range(2):
            found = await graph.office.read(reader, [FIRST, SECOND])
            assert {one.trouble for one in found.values()} == {Trouble.TOKEN_REFUSED}
            assert "the token is refused (104)" in found[FIRST].detail
        assert [request.query_params.get("access_token") for request in graph.asked] == [
            None,
            SECRET,
        ]


async def test_a_token_in_the_address_stands_in_no_evidence(platforms: Platforms) -> None:
    media = {
        "id": "18050000000000001",
        "permalink": "https://www.instagram.com/p/DRaBcDeFgHi/",
        "timestamp": "2026-11-23T03:15:20+0000",
    }
    found = {"id": DINKES, "media_count": 1, "media": {"data": [media]}}
    async with scripted_graph(platforms) as graph:
        graph.refuse(104, "An access token is required")
        graph.say({"business_discovery": found, "id": OFFICE_ID})
        [reading] = await graph.read(InstagramAdapter(), FIRST)
    assert reading.health is Health.OK
    assert reading.recent[0].evidence.url == str(graph.asked[0].url).replace(
        str(graph.asked[0].base_url), "https://graph.facebook.com/"
    )
    assert SECRET not in repr(reading)


@pytest.mark.parametrize(
    ("code", "subcode", "message", "trouble", "health"),
    [
        (110, 2207013, "Invalid user id", Trouble.ACCOUNT_UNKNOWN, Health.GONE),
        (803, None, "", Trouble.ACCOUNT_UNKNOWN, Health.GONE),
        (24, None, "", Trouble.ACCOUNT_UNKNOWN, Health.GONE),
        (10, None, "At least 100 followers", Trouble.ACCOUNT_HIDDEN, Health.BLOCKED),
        (21, None, "migrated to page ID 222.", Trouble.MOVED, Health.GONE),
        (100, None, "(#100) Nope", Trouble.READER_FAILED, Health.FAILED),
        (100, 2018001, "Nope", Trouble.READER_FAILED, Health.FAILED),
        (2500, None, "Nope", Trouble.ANSWER_NOT_UNDERSTOOD, Health.FAILED),
        (0, None, "Nope", Trouble.ANSWER_NOT_UNDERSTOOD, Health.FAILED),
        (-3, None, "Nope", Trouble.ANSWER_NOT_UNDERSTOOD, Health.FAILED),
        (10**30, None, "Nope", Trouble.ANSWER_NOT_UNDERSTOOD, Health.FAILED),
    ],
)
async def test_what_is_about_one_account_spoils_none_of_the_others(
    platforms: Platforms,
    code: int,
    subcode: int | None,
    message: str,
    trouble: Trouble,
    health: Health,
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.refuse(code, message, subcode)
        graph.say(EMPTY)
        refused, fine = await graph.read(InstagramAdapter(), FIRST, SECOND)
    assert (refused.trouble, refused.health) == (trouble, health)
    assert str(code) in refused.detail or trouble is Trouble.ACCOUNT_HIDDEN
    assert fine.trouble is Trouble.NOTHING_POSTED
    assert len(graph.asked) == 2


async def test_an_account_seen_before_and_missing_now_is_hidden(platforms: Platforms) -> None:
    async with scripted_graph(platforms) as graph:
        graph.refuse(110, "Invalid user id", 2207013)
        (reading,) = await graph.read(InstagramAdapter(), SEEN)
    assert reading.trouble is Trouble.ACCOUNT_HIDDEN
    assert reading.detail == "not shown to us (110/2207013)"


@pytest.mark.parametrize("status", [200, 400, 503])
@pytest.mark.parametrize("code", [1, 2])
async def test_what_passes_is_asked_twice_more(
    platforms: Platforms, code: int, status: int
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.refuse(code, "Please retry", status=status)
        refused, _ = await graph.read(InstagramAdapter(), FIRST, SECOND)
        assert refused.trouble is Trouble.SERVER_ERROR
        assert refused.health is Health.UNREACHABLE
        graph.answers.clear()
        graph.refuse(code, status=400)
        graph.refuse(code, status=400)
        graph.say(EMPTY)
        graph.asked.clear()
        (fine,) = await graph.read(InstagramAdapter(), FIRST)
    assert fine.trouble is Trouble.NOTHING_POSTED
    assert len(graph.asked) == 3


async def test_a_server_that_fails_is_down_for_all_after_five_questions(
    platforms: Platforms,
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.say("<h1>Sorry</h1>", status=502)
        *failing, fifth, sixth = await graph.read(InstagramAdapter(), *MANY)
    assert {one.trouble for one in failing} == {Trouble.SERVER_ERROR}
    assert fifth.trouble is sixth.trouble is Trouble.PLATFORM_DOWN
    assert len(graph.asked) == (4 * 3 + 1) * 2  # each of them made twice by the client itself


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize("code", [1, 2])
async def test_errors_that_pass_are_the_platforms_own_whatever_their_status(
    platforms: Platforms, code: int, status: int
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.refuse(code, "Please retry", status=status)
        *failing, fifth, sixth = await graph.read(InstagramAdapter(), *MANY)
        assert {one.trouble for one in failing} == {Trouble.SERVER_ERROR}
        assert fifth.detail == sixth.detail == f"answers nobody: fails for now ({code})"
        assert len(graph.asked) == 4 * 3 + 1


async def test_two_broken_accounts_cost_none_of_the_others_their_reading(
    platforms: Platforms,
) -> None:
    async with scripted_graph(platforms) as graph:
        for _ in range(2 * 3):
            graph.refuse(1)
        graph.say(EMPTY)
        broken, also_broken, *others = await graph.read(InstagramAdapter(), *MANY)
    assert broken.trouble is also_broken.trouble is Trouble.SERVER_ERROR
    assert {one.trouble for one in others} == {Trouble.NOTHING_POSTED}


async def test_a_platform_that_only_failed_is_tried_again_after_an_hour(
    platforms: Platforms,
) -> None:
    async with scripted_graph(platforms) as graph:
        for _ in range(4 * 3 + 1):
            graph.refuse(2)
        graph.say(EMPTY)
        reader = graph.reader(InstagramAdapter())
        await graph.office.read(reader, MANY)
        hour = timedelta(hours=1)
        assert reader.stopped_until(NOW) == NOW + hour
        early = await graph.office.read(reader, [FIRST], now=NOW + hour - timedelta(seconds=1))
        assert early[FIRST].trouble is Trouble.PLATFORM_DOWN
        assert reader.stopped_until(NOW + hour) is None
        late = await graph.office.read(reader, [FIRST], now=NOW + hour)
    assert late[FIRST].trouble is Trouble.NOTHING_POSTED


async def test_an_answer_in_between_shows_that_the_platform_is_up(platforms: Platforms) -> None:
    async with scripted_graph(platforms) as graph:
        for _ in range(3):
            graph.refuse(2)
        graph.refuse(190, status=500)
        reader = graph.reader(InstagramAdapter())
        found = await graph.office.read(reader, [FIRST, SECOND])
    assert found[FIRST].trouble is Trouble.SERVER_ERROR
    assert found[SECOND].trouble is Trouble.TOKEN_REFUSED


@pytest.mark.parametrize(
    ("status", "answer", "trouble"),
    [
        (429, "", Trouble.QUOTA_SPENT),
        (429, {}, Trouble.QUOTA_SPENT),
        (403, HTMLResponse("<p>Log in</p>", 403), Trouble.ANSWER_NOT_UNDERSTOOD),
        (404, {}, Trouble.ANSWER_NOT_UNDERSTOOD),
        (400, {"error": None}, Trouble.ANSWER_NOT_UNDERSTOOD),
        (400, {"error": "broken"}, Trouble.ANSWER_NOT_UNDERSTOOD),
        (400, {"error": {}}, Trouble.ANSWER_NOT_UNDERSTOOD),
        (400, {"error": {"code": None}}, Trouble.ANSWER_NOT_UNDERSTOOD),
        (400, {"error": {"code": "many"}}, Trouble.ANSWER_NOT_UNDERSTOOD),
    ],
)
async def test_an_error_without_a_code_is_no_verdict_on_the_account(
    platforms: Platforms, status: int, answer: object, trouble: Trouble
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.say(answer, status=status)
        (reading,) = await graph.read(InstagramAdapter(), FIRST)
    assert reading.trouble is trouble
    assert reading.health is Health.FAILED


def business(minutes: object, **shares: object) -> str:
    told = {"type": "instagram", "estimated_time_to_regain_access": minutes, **shares}
    return json.dumps({"17841400000000001": [{"type": "pages"}, told]})


@pytest.mark.parametrize(
    ("headers", "away"),
    [
        ({"X-Business-Use-Case-Usage": business(137, call_count=104)}, timedelta(minutes=137)),
        ({"X-Business-Use-Case-Usage": business(0)}, timedelta(hours=1)),
        ({"X-Business-Use-Case-Usage": business(10**12)}, timedelta(days=1)),
        ({"X-Business-Use-Case-Usage": business("soon")}, timedelta(hours=1)),
        ({"X-Business-Use-Case-Usage": "{"}, timedelta(hours=1)),
        ({"X-Business-Use-Case-Usage": business(-5)}, timedelta(hours=1)),
        ({"X-App-Usage": '{"call_count":102}'}, timedelta(hours=1)),
        ({}, timedelta(hours=1)),
    ],
)
async def test_a_throttled_platform_is_asked_again_when_access_is_regained(
    platforms: Platforms, headers: dict[str, str], away: timedelta
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.refuse(80002, status=403, headers=headers)
        graph.say(EMPTY)
        reader = graph.reader(InstagramAdapter())
        await graph.office.read(reader, [FIRST])
        early, late = NOW + away - timedelta(seconds=1), NOW + away
        found = await graph.office.read(reader, [FIRST], now=early)
        assert found[FIRST].trouble is Trouble.QUOTA_SPENT
        found = await graph.office.read(reader, [FIRST], now=late)
        assert found[FIRST].trouble is Trouble.NOTHING_POSTED


@pytest.mark.parametrize(
    ("headers", "asked"),
    [
        ({"X-Business-Use-Case-Usage": business(0, call_count=80)}, 1),
        ({"X-Business-Use-Case-Usage": business(0, total_time=99.5)}, 1),
        ({"X-Business-Use-Case-Usage": business(0, total_cputime=81)}, 1),
        ({"X-App-Usage": '{"call_count":3,"total_time":80,"total_cputime":1}'}, 1),
        ({"X-Business-Use-Case-Usage": "oops", "X-App-Usage": '{"call_count":80}'}, 1),
        ({"X-Business-Use-Case-Usage": business(0, call_count=79)}, 2),
        ({"X-App-Usage": '{"call_count":79}'}, 2),
        ({"X-App-Usage": '{"call_count":NaN}'}, 2),
        ({"X-App-Usage": "[]"}, 2),
    ],
)
async def test_at_four_fifths_of_the_allowance_we_stop_by_ourselves(
    platforms: Platforms, headers: dict[str, str], asked: int
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.say(EMPTY, headers=headers)
        first, second = await graph.read(InstagramAdapter(), FIRST, SECOND)
    assert first.trouble is Trouble.NOTHING_POSTED  # what was read counts
    assert second.trouble is (Trouble.QUOTA_SPENT if asked == 1 else Trouble.NOTHING_POSTED)
    assert len(graph.asked) == asked


async def test_a_message_that_repeats_a_credential_is_quoted_without_it(
    platforms: Platforms, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    told: list[object] = []
    for code in (100, 200, 2500):
        async with scripted_graph(platforms) as graph:
            graph.refuse(code, f"Bad access_token={OTHER} near {SECRET} in\n{'x' * 500}")
            told += await graph.read(InstagramAdapter(), FIRST)
            told.append(graph.reader(InstagramAdapter()))
    text = f"{told} {capsys.readouterr()} {caplog.text}"
    assert "near …" in text
    assert SECRET not in text
    assert OTHER not in text
    assert "x" * 200 not in text
