"""What Graph tells of the office's tokens for Instagram and Facebook."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.platforms import Fault
from bot.sandbox.platforms.graph_tokens import APP_ID, APP_SECRET
from checks.model import Platform, Trouble
from checks.social.meta_token import meta_token
from checks.social.token_health import TokenState
from tests.checks.social.graph_office import CUT, SECRET, door, scripted_graph
from tests.checks.social.platform_office import NOW, Platforms

INSTAGRAM, FACEBOOK = Platform.INSTAGRAM, Platform.FACEBOOK
BOTH = pytest.mark.parametrize("platform", [INSTAGRAM, FACEBOOK])

IN_A_MONTH = int((NOW + timedelta(days=30)).timestamp())
IN_A_WEEK = int((NOW + timedelta(days=7)).timestamp())
YESTERDAY = int((NOW - timedelta(days=1)).timestamp())
SCOPES = ["instagram_basic", "instagram_manage_insights", "pages_read_engagement"]


def told(**data: object) -> dict[str, object]:
    return {"data": {"type": "USER", "is_valid": True, "scopes": SCOPES, **data}}


async def state(office: Platforms, platform: Platform = INSTAGRAM) -> TokenState:
    return await meta_token(door(office, platform))


@BOTH
async def test_a_token_without_an_end_is_valid(platforms: Platforms, platform: Platform) -> None:
    found = await state(platforms, platform)
    assert found == TokenState(platform, None, None, "the token is valid")
    assert len(platforms.world.calls_to(platform)) == 1


@BOTH
async def test_a_tokens_end_is_told(platforms: Platforms, platform: Platform) -> None:
    ends = NOW + timedelta(days=12)
    platforms.world.token_expires[platform] = ends
    assert await state(platforms, platform) == TokenState(
        platform, None, ends, "the token is valid"
    )


@pytest.mark.parametrize(
    ("expires", "data_access", "ends"),
    [
        (0, 0, None),
        (0, IN_A_WEEK, IN_A_WEEK),
        (IN_A_MONTH, 0, IN_A_MONTH),
        (IN_A_MONTH, IN_A_WEEK, IN_A_WEEK),
        (IN_A_WEEK, IN_A_MONTH, IN_A_WEEK),
    ],
)
async def test_the_first_of_two_ends_counts(
    platforms: Platforms, expires: int, data_access: int, ends: int | None
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.say(told(expires_at=expires, data_access_expires_at=data_access))
        found = await state(graph.office)
    assert found.trouble is None
    assert found.expires_at == (ends and datetime.fromtimestamp(ends, UTC))


@pytest.mark.parametrize("ended", ["expires_at", "data_access_expires_at"])
async def test_a_token_whose_end_has_passed_is_refused(platforms: Platforms, ended: str) -> None:
    async with scripted_graph(platforms) as graph:
        graph.say(told(**{ended: YESTERDAY}))
        found = await state(graph.office)
    assert found.trouble is Trouble.TOKEN_REFUSED
    assert found.expires_at == NOW - timedelta(days=1)


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        ({"code": 190, "subcode": 460}, "the password of the token's owner was changed"),
        ({"code": 190, "subcode": 463}, "the token expired"),
        ({"code": 190}, "the token is no longer valid"),
        (None, "the token is no longer valid"),
    ],
)
async def test_why_a_token_is_not_valid_is_told(
    platforms: Platforms, error: object, detail: str
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.say({"data": {"error": error, "is_valid": False, "scopes": []}})
        found = await state(graph.office)
    assert (found.trouble, found.detail) == (Trouble.TOKEN_REFUSED, detail)
    assert found.scopes_missing == ()


@BOTH
async def test_a_permission_that_was_taken_away_is_named(
    platforms: Platforms, platform: Platform
) -> None:
    platforms.world.faults[platform] = Fault.PERMISSION_MISSING
    found = await state(platforms, platform)
    assert found.trouble is Trouble.PERMISSION_MISSING
    assert found.scopes_missing == ("pages_read_engagement",)
    assert found.detail == "the token lacks pages_read_engagement"


async def test_all_that_instagram_needs_is_asked_for(platforms: Platforms) -> None:
    async with scripted_graph(platforms) as graph:
        graph.say(told(scopes=["public_profile"]))
        assert (await state(graph.office)).scopes_missing == tuple(SCOPES)
        graph.answers.clear()
        graph.say(told(scopes=[], type="APP"))
        assert (await state(graph.office)).trouble is None


@BOTH
async def test_the_app_asks_where_its_secret_is_known(
    platforms: Platforms, platform: Platform
) -> None:
    platforms.access = replace(platforms.access, meta_app_id=APP_ID, meta_app_secret=APP_SECRET)
    assert (await state(platforms, platform)).trouble is None
    platforms.world.faults[platform] = Fault.TOKEN_EXPIRED
    found = await state(platforms, platform)
    assert (found.trouble, found.detail) == (Trouble.TOKEN_REFUSED, "the token expired")
    platforms.world.tokens[platform] = "another"
    platforms.world.faults.clear()
    assert (await state(platforms, platform)).trouble is Trouble.TOKEN_REFUSED


async def test_a_token_that_may_not_be_asked_about_is_not_said_to_lack_anything(
    platforms: Platforms,
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.refuse(10, "You must be a developer of the app")
        found = await state(graph.office)
    assert found.trouble is Trouble.READER_FAILED
    assert found.scopes_missing == ()


@BOTH
async def test_an_apps_secret_that_is_wrong_says_nothing_of_the_token(
    platforms: Platforms, platform: Platform
) -> None:
    platforms.access = replace(platforms.access, meta_app_id=APP_ID, meta_app_secret="wrong")
    assert (await state(platforms, platform)).trouble is None
    assert len(platforms.world.calls_to(platform)) == 2
    platforms.world.faults[platform] = Fault.TOKEN_EXPIRED
    assert (await state(platforms, platform)).trouble is Trouble.TOKEN_REFUSED


@pytest.mark.parametrize("code", [101, 100, 190])
async def test_an_app_of_another_office_says_nothing_of_the_token(
    platforms: Platforms, code: int
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.refuse(code, "Error validating application")
        graph.say(told())
        graph.office.access = replace(
            graph.office.access, meta_app_id="1", meta_app_secret=APP_SECRET
        )
        found = await state(graph.office)
    assert found.trouble is None
    assert len(graph.asked) == 2


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (Fault.TOKEN_EXPIRED, Trouble.TOKEN_REFUSED),
        (Fault.QUOTA_SPENT, Trouble.QUOTA_SPENT),
        (Fault.THROTTLED, Trouble.QUOTA_SPENT),
        (Fault.SERVER_ERROR, Trouble.SERVER_ERROR),
        (Fault.GIBBERISH, Trouble.ANSWER_NOT_UNDERSTOOD),
        (Fault.EVERYTHING_MISSING, None),
    ],
)
@BOTH
async def test_what_is_wrong_is_told(
    platforms: Platforms, platform: Platform, fault: Fault, trouble: Trouble | None
) -> None:
    platforms.world.faults[platform] = fault
    assert (await state(platforms, platform)).trouble is trouble


@BOTH
async def test_a_dead_token_that_asks_about_itself_is_refused(
    platforms: Platforms, platform: Platform
) -> None:
    platforms.world.token_expires[platform] = NOW
    found = await state(platforms, platform)
    assert (found.trouble, found.detail) == (
        Trouble.TOKEN_REFUSED,
        "the token expired (190/463)",
    )


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "[]",
        {"data": None},
        {"data": {}},
        {"data": []},
        told(is_valid=None),
        told(expires_at=-1),
        told(expires_at="soon"),
        told(data_access_expires_at=10**30),
        told(scopes=None),
        told(scopes=[None]),
    ],
)
async def test_an_odd_answer_is_no_verdict_on_the_token(
    platforms: Platforms, answer: object
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.say(answer)
        assert (await state(graph.office)).trouble is Trouble.ANSWER_NOT_UNDERSTOOD


NOT_SEEN = "An access token is required to request this resource."


@pytest.mark.parametrize(
    ("code", "message"),
    [(104, NOT_SEEN), (2500, "An active access token must be used to query information")],
)
async def test_a_token_that_is_not_seen_in_the_header_is_told_in_the_address(
    platforms: Platforms, code: int, message: str
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.refuse(code, message)
        graph.say(told())
        found = await state(graph.office)
    assert found == TokenState(INSTAGRAM, None, None, "the token is valid")
    first, second = graph.asked
    assert first.headers["authorization"] == f"Bearer {SECRET}"
    assert "access_token" not in first.query_params
    assert "authorization" not in second.headers
    assert second.query_params["access_token"] == SECRET


async def test_a_graph_that_sees_no_token_at_all_has_not_said_that_it_is_dead(
    platforms: Platforms,
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.refuse(104, NOT_SEEN)
        graph.office.access = replace(
            graph.office.access, meta_app_id=APP_ID, meta_app_secret=APP_SECRET
        )
        found = await state(graph.office)
    assert found.trouble is Trouble.READER_FAILED
    asking = [request.query_params.get("access_token") for request in graph.asked]
    assert asking == [None, f"{APP_ID}|{APP_SECRET}", None, SECRET]


async def test_without_a_token_nothing_is_asked(platforms: Platforms) -> None:
    platforms.access = replace(platforms.access, instagram_token="")
    assert (await state(platforms)).trouble is Trouble.NO_READER
    assert platforms.world.calls == []


async def test_neither_token_nor_secret_is_told(
    platforms: Platforms, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    found: list[TokenState] = []
    async with scripted_graph(platforms) as graph:
        graph.office.access = replace(
            graph.office.access, meta_app_id=APP_ID, meta_app_secret=APP_SECRET
        )
        for code in (190, 10, 100, 2500, 104):
            graph.answers.clear()
            graph.refuse(code, f"No: {SECRET} by {APP_ID}|{APP_SECRET}, secret {APP_SECRET}")
            found.append(await state(graph.office))
        graph.answers.clear()
        graph.say(CUT)
        found.append(await state(graph.office))
        assert graph.asked[0].headers["authorization"] == f"Bearer {APP_ID}|{APP_SECRET}"
        graph.answers.clear()
        graph.refuse(104, NOT_SEEN)
        graph.say(CUT)
        found.append(await state(graph.office))
        assert graph.asked[-1].query_params["access_token"] == f"{APP_ID}|{APP_SECRET}"
    assert [one.trouble for one in found[-2:]] == [Trouble.INTERRUPTED] * 2
    text = f"{found} {capsys.readouterr()} {caplog.text}"
    assert "No: …" in text
    assert SECRET not in text
    assert APP_SECRET not in text
