"""The office's token for Threads is renewed in time, and what is wrong with it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.sandbox.platforms import Fault
from checks.model import Platform, Trouble
from checks.social.fingerprints import fingerprint
from checks.social.threads_token import threads_token, token_in_use
from checks.social.token_health import TokenState
from checks.social.tokens import OFFICE, Token
from tests.checks.social.graph_office import CUT, SECRET, door, scripted_graph
from tests.checks.social.platform_office import NOW, Platforms

THREADS = Platform.THREADS
LIFE = timedelta(days=60)
RENEWED = {"access_token": "THAAnewtoken", "token_type": "bearer", "expires_in": 5184000}
ME = {"id": "26000000000000001"}


async def state(office: Platforms) -> TokenState:
    return await threads_token(door(office, THREADS))


async def kept(office: Platforms) -> Token | None:
    return await office.tokens.find(THREADS, OFFICE)


async def keep(office: Platforms, token: str, left: timedelta) -> None:
    """Keep a token that was renewed from the setting, and make it the one that is taken."""
    origin = fingerprint(office.access.threads_token)
    renewed = Token(token, expires_at=NOW + left, renewed_from=origin)
    await office.tokens.keep(THREADS, OFFICE, renewed, now=NOW)
    office.world.tokens[THREADS] = token
    office.world.token_expires[THREADS] = NOW + left


async def test_a_setting_of_unknown_age_is_renewed_and_the_new_token_kept(
    platforms: Platforms,
) -> None:
    found = await state(platforms)
    assert found == TokenState(THREADS, None, NOW + LIFE, "the token was renewed", renewed=True)
    assert await kept(platforms) == Token(
        "threads-tokenR",
        expires_at=NOW + LIFE,
        renewed_from=fingerprint(platforms.access.threads_token),
    )
    assert await token_in_use(door(platforms, THREADS)) == "threads-tokenR"
    (call,) = platforms.world.calls
    assert call.path == "/refresh_access_token?grant_type=th_refresh_token"


async def test_a_token_with_more_than_half_its_life_left_is_only_asked_about(
    platforms: Platforms,
) -> None:
    await keep(platforms, "kept-token", timedelta(days=31))
    found = await state(platforms)
    assert found == TokenState(THREADS, None, NOW + timedelta(days=31), "the token is taken")
    assert [call.path for call in platforms.world.calls] == ["/v1.0/me?fields=id"]


async def test_a_token_with_less_left_is_renewed_from_the_one_that_is_kept(
    platforms: Platforms,
) -> None:
    await keep(platforms, "kept-token", timedelta(days=29))
    assert (await state(platforms)).renewed
    now_kept = await kept(platforms)
    assert now_kept is not None
    assert now_kept.access == "kept-tokenR"
    assert now_kept.renewed_from == fingerprint(platforms.access.threads_token)
    assert (await state(platforms)).renewed is False


async def test_another_setting_makes_the_kept_token_useless(platforms: Platforms) -> None:
    await keep(platforms, "kept-token", timedelta(days=50))
    platforms.access = replace(platforms.access, threads_token="new-setting")
    platforms.world.tokens[THREADS] = "new-setting"
    platforms.world.token_expires.clear()
    assert await token_in_use(door(platforms, THREADS)) == "new-setting"
    assert (await state(platforms)).renewed
    assert await token_in_use(door(platforms, THREADS)) == "new-settingR"


async def test_a_token_younger_than_a_day_is_taken_and_renewed_later(platforms: Platforms) -> None:
    platforms.world.token_expires[THREADS] = NOW + LIFE - timedelta(hours=23)
    found = await state(platforms)
    assert (found.trouble, found.renewed, found.expires_at) == (None, False, None)
    assert found.detail.startswith("the token is taken, but could not be renewed: ")
    assert await kept(platforms) is None
    platforms.world.token_expires[THREADS] = NOW + LIFE - timedelta(hours=24)
    assert (await state(platforms)).renewed


async def test_a_token_that_has_ended_is_refused(platforms: Platforms) -> None:
    await keep(platforms, "kept-token", -timedelta(minutes=1))
    found = await state(platforms)
    assert found.trouble is Trouble.TOKEN_REFUSED
    assert found.detail == "the token expired (190/463)"
    assert found.expires_at == NOW - timedelta(minutes=1)


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (Fault.TOKEN_EXPIRED, Trouble.TOKEN_REFUSED),
        (Fault.QUOTA_SPENT, Trouble.QUOTA_SPENT),
        (Fault.THROTTLED, Trouble.QUOTA_SPENT),
        (Fault.SERVER_ERROR, Trouble.SERVER_ERROR),
        (Fault.GIBBERISH, Trouble.ANSWER_NOT_UNDERSTOOD),
    ],
)
async def test_what_is_wrong_is_told_and_nothing_is_kept(
    platforms: Platforms, fault: Fault, trouble: Trouble
) -> None:
    platforms.world.faults[THREADS] = fault
    found = await state(platforms)
    assert (found.trouble, found.renewed) == (trouble, False)
    assert await kept(platforms) is None


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{}",
        {**RENEWED, "access_token": ""},
        {**RENEWED, "access_token": None},
        {**RENEWED, "access_token": "two words"},
        {**RENEWED, "access_token": "line\nbreaks-in-it"},
        {**RENEWED, "access_token": "x" * 5000},
        {**RENEWED, "expires_in": 0},
        {**RENEWED, "expires_in": -5},
        {**RENEWED, "expires_in": 10**30},
        {**RENEWED, "expires_in": None},
    ],
)
async def test_an_odd_answer_replaces_no_token_that_works(
    platforms: Platforms, answer: object
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.say(answer, ME)
        found = await state(graph.office)
    assert (found.trouble, found.renewed) == (None, False)
    assert "could not be renewed" in found.detail
    assert await kept(platforms) is None


async def test_a_token_is_renewed_where_it_is_seen_in_the_address_alone(
    platforms: Platforms,
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.refuse(104, "An access token is required to request this resource.")
        graph.say(RENEWED)
        assert (await state(graph.office)).renewed
    assert [request.url.path for request in graph.asked] == ["/refresh_access_token"] * 2
    assert graph.asked[1].query_params["access_token"] == SECRET
    renewed = await kept(platforms)
    assert renewed is not None
    assert renewed.access == RENEWED["access_token"]


async def test_without_a_token_nothing_is_asked(platforms: Platforms) -> None:
    platforms.access = replace(platforms.access, threads_token="")
    assert (await state(platforms)).trouble is Trouble.NO_READER
    assert platforms.world.calls == []


async def test_a_connection_that_breaks_off_tells_nothing_of_the_token(
    platforms: Platforms,
) -> None:
    async with scripted_graph(platforms) as graph:
        graph.say(CUT)
        found = await state(graph.office)
        assert found.trouble is Trouble.INTERRUPTED
        await keep(graph.office, "kept-token", timedelta(days=40))
        found = await state(graph.office)
        assert (found.trouble, found.expires_at) == (
            Trouble.INTERRUPTED,
            NOW + timedelta(days=40),
        )


async def test_no_token_is_told_or_stands_in_an_address(platforms: Platforms) -> None:
    told: list[object] = []
    async with scripted_graph(platforms) as graph:
        for code in (190, 10, 100, 4):
            graph.answers.clear()
            graph.refuse(code, f"Malformed access token {SECRET}")
            told.append(await state(graph.office))
        graph.answers.clear()
        graph.say(RENEWED)
        told.append(await state(graph.office))
        told.append(await kept(graph.office))
        assert all(SECRET not in str(request.url) for request in graph.asked)
        assert {request.headers["authorization"] for request in graph.asked} == {f"Bearer {SECRET}"}
    assert SECRET not in repr(told)
    assert str(RENEWED["access_token"]) not in repr(told)
