"""What stops all of Facebook, what passes, and what is then asked no more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.sandbox.platforms import Fault, graph_errors
from checks.model import Health, Identity, Platform, Trouble
from checks.social.facebook import FacebookAdapter
from tests.checks.social.facebook_office import (
    CUT,
    DINKES,
    DISHUB,
    SECRET,
    error_part,
    facebook,
    named,
    page,
    part,
    scripted_facebook,
)
from tests.checks.social.platform_office import NOW, Platforms


async def test_without_the_feature_the_platform_stops_where_no_page_is_shared(
    platforms: Platforms,
) -> None:
    page(platforms.world, DINKES, "dinkes.contoh", 1)
    page(platforms.world, DISHUB, "dishub.contoh", 1)
    platforms.world.faults[Platform.FACEBOOK] = Fault.PERMISSION_MISSING
    reader = facebook(platforms)
    refs = [named("dinkes.contoh"), named("dishub.contoh")]
    found = await platforms.read(reader, refs)
    assert {one.trouble for one in found.values()} == {Trouble.PERMISSION_MISSING}
    asked = len(platforms.world.calls_to(Platform.FACEBOOK))
    assert asked == 2  # with the counts, and without
    await platforms.read(reader, refs)
    assert len(platforms.world.calls_to(Platform.FACEBOOK)) == asked


@pytest.mark.parametrize(
    ("fault", "trouble", "detail"),
    [
        (Fault.TOKEN_EXPIRED, Trouble.TOKEN_REFUSED, "the token expired (190/463)"),
        (Fault.QUOTA_SPENT, Trouble.QUOTA_SPENT, "too many calls (80001)"),
        (Fault.THROTTLED, Trouble.QUOTA_SPENT, "too many calls (4)"),
    ],
)
async def test_what_stops_the_platform_is_asked_once(
    platforms: Platforms, fault: Fault, trouble: Trouble, detail: str
) -> None:
    page(platforms.world, DINKES, "dinkes.contoh", 1)
    platforms.world.faults[Platform.FACEBOOK] = fault
    reader = facebook(platforms)
    refs = [named("dinkes.contoh"), named("dishub.contoh")]
    for _ in range(2):
        found = await platforms.read(reader, refs)
        assert {one.trouble for one in found.values()} == {trouble}
        assert {one.health for one in found.values()} == {Health.FAILED}
        assert {one.detail for one in found.values()} == {detail}
    assert len(platforms.world.calls_to(Platform.FACEBOOK)) == 1


@pytest.mark.parametrize(
    ("fault", "away"),
    [
        (Fault.QUOTA_SPENT, timedelta(minutes=graph_errors.MINUTES_TO_REGAIN_ACCESS)),
        (Fault.THROTTLED, timedelta(hours=1)),
    ],
)
async def test_a_throttled_platform_is_asked_again_when_it_said(
    platforms: Platforms, fault: Fault, away: timedelta
) -> None:
    page(platforms.world, DINKES, "dinkes.contoh", 1)
    platforms.world.faults[Platform.FACEBOOK] = fault
    reader, ref = facebook(platforms), named("dinkes.contoh")
    await platforms.read(reader, [ref])
    platforms.world.faults.clear()
    early, late = NOW + away - timedelta(seconds=1), NOW + away
    assert (await platforms.read(reader, [ref], now=early))[ref].health is Health.FAILED
    assert (await platforms.read(reader, [ref], now=late))[ref].health is Health.OK


async def test_nearly_all_of_the_allowance_used_stops_after_what_was_read(
    platforms: Platforms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph_errors, "ALLOWANCE", 1)
    page(platforms.world, DINKES, "dinkes.contoh", 1)
    reader, ref, other = facebook(platforms), named("dinkes.contoh"), named("dishub.contoh")
    assert (await platforms.read(reader, [ref]))[ref].health is Health.OK
    assert (await platforms.read(reader, [other]))[other].trouble is Trouble.QUOTA_SPENT
    assert len(platforms.world.calls_to(Platform.FACEBOOK)) == 1


async def test_a_throttle_in_the_middle_keeps_what_was_read(platforms: Platforms) -> None:
    async with scripted_facebook(platforms) as script:
        script.say([part({"id": DINKES}), error_part(17), part({"id": DISHUB})])
        first, second, third = await script.read(
            named("dinkes.contoh"), named("dinsos.contoh"), named("dishub.contoh")
        )
    assert first.trouble is third.trouble is Trouble.NOTHING_POSTED
    assert second.trouble is Trouble.QUOTA_SPENT


async def test_being_blocked_for_policy_stops_the_platform_at_once(platforms: Platforms) -> None:
    async with scripted_facebook(platforms) as script:
        script.say([part({"id": DINKES}), error_part(368)])
        shown, refused = await script.read(named("dinkes.contoh"), named("dishub.contoh"))
    assert shown.trouble is Trouble.NOTHING_POSTED
    assert refused.trouble is Trouble.PERMISSION_MISSING
    assert len(script.asked) == 1


@pytest.mark.parametrize("code", [1, 2])
async def test_what_passes_is_asked_twice_more_for_those_pages_alone(
    platforms: Platforms, code: int
) -> None:
    async with scripted_facebook(platforms) as script:
        script.say([part({"id": DINKES}), error_part(code)], [error_part(code)])
        shown, failing = await script.read(named("dinkes.contoh"), named("dishub.contoh"))
    assert shown.trouble is Trouble.NOTHING_POSTED
    assert failing.trouble is Trouble.SERVER_ERROR
    assert failing.health is Health.UNREACHABLE
    assert script.nodes() == [["dinkes.contoh", "dishub.contoh"], *[["dishub.contoh"]] * 2]


async def test_a_page_that_was_not_finished_in_time_is_asked_again(platforms: Platforms) -> None:
    async with scripted_facebook(platforms) as script:
        script.say([None, part({"id": DINKES})], [part({"id": DISHUB})])
        late, shown = await script.read(named("dishub.contoh"), named("dinkes.contoh"))
    assert late.identity == Identity(DISHUB)
    assert shown.identity == Identity(DINKES)


async def test_a_server_that_fails_is_unreachable_and_then_down_for_an_hour(
    platforms: Platforms,
) -> None:
    platforms.world.faults[Platform.FACEBOOK] = Fault.SERVER_ERROR
    reader = facebook(platforms)
    refs = [named(f"dinas.contoh{number}") for number in range(6)]
    for ref in refs[:4]:
        reading = (await platforms.read(reader, [ref]))[ref]
        assert reading.trouble is Trouble.SERVER_ERROR
        assert reading.health is Health.UNREACHABLE
    assert len(platforms.world.calls_to(Platform.FACEBOOK)) == 12
    for ref in refs[4:]:
        assert (await platforms.read(reader, [ref]))[ref].trouble is Trouble.PLATFORM_DOWN
    assert len(platforms.world.calls_to(Platform.FACEBOOK)) == 13
    platforms.world.faults.clear()
    late = await platforms.read(reader, refs[:1], now=NOW + timedelta(hours=1))
    assert late[refs[0]].trouble is Trouble.ACCOUNT_UNKNOWN


async def test_no_token_reaches_what_is_told_or_logged(
    platforms: Platforms, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    platforms.world.tokens[Platform.FACEBOOK] = SECRET
    for day in range(9):
        page(platforms.world, f"10006400000030{day}", f"dinas.{day}", *range(1, 9))
    reader = platforms.reader(FacebookAdapter(), facebook_token=SECRET)
    refs = [named(f"dinas.{day}") for day in range(9)]
    found = await platforms.read(reader, refs)
    assert {one.health for one in found.values()} == {Health.OK}
    async with scripted_facebook(platforms) as script:
        script.say([error_part(200, f"Bad access_token={SECRET} for {SECRET}")])
        refused = await script.read(named("dinkes.contoh"))
    told = f"{[*found.values()]} {refused} {reader!r} {capsys.readouterr()} {caplog.text}"
    assert "Bad" in told
    assert SECRET not in told
    assert all(SECRET not in call.path for call in platforms.world.calls)


async def test_a_connection_that_breaks_off_is_made_again(platforms: Platforms) -> None:
    async with scripted_facebook(platforms) as script:
        script.say(CUT, [part({"id": DINKES})])
        (reading,) = await script.read(named("dinkes.contoh"))
    assert reading.trouble is Trouble.NOTHING_POSTED
    assert len(script.asked) == 2


async def test_a_connection_that_breaks_off_each_time_is_unreachable(platforms: Platforms) -> None:
    async with scripted_facebook(platforms) as script:
        script.say(CUT)
        (reading,) = await script.read(named("dinkes.contoh"))
    assert reading.trouble is Trouble.INTERRUPTED
    assert reading.health is Health.UNREACHABLE
    assert len(script.asked) == 3
