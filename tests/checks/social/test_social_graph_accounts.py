"""What Instagram and Threads, whose accounts are asked about one after the other, do alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.sandbox.platforms import Fault, graph_errors
from checks.model import Health, Platform, Trouble
from checks.social.adapter import Adapter
from checks.social.graph_accounts import AT_ONCE
from checks.social.instagram import InstagramAdapter
from checks.social.threads import ThreadsAdapter
from tests.checks.social.graph_office import (
    CUT,
    DISHUB,
    OFFICE_ID,
    SECRET,
    account,
    calls,
    named,
    scripted_graph,
)
from tests.checks.social.platform_office import NOW, Platforms

EMPTY: dict[Platform, dict[str, object]] = {
    Platform.INSTAGRAM: {
        "business_discovery": {"id": DISHUB, "media_count": 0},
        "id": OFFICE_ID,
    },
    Platform.THREADS: {"data": []},
}
"""What each platform says of an account that has posted nothing."""

both = pytest.mark.parametrize(
    "adapter", [InstagramAdapter(), ThreadsAdapter()], ids=["instagram", "threads"]
)


@both
async def test_an_account_is_a_call(platforms: Platforms, adapter: Adapter) -> None:
    platform = adapter.platform
    refs = [named(platform, f"dinas.{number}") for number in range(9)]
    for number in range(8):
        account(platforms.world, platform, f"dinas.{number}", 1, id_=f"1784140000000{number:04}")
    reader = platforms.reader(adapter)
    found = await platforms.read(reader, refs)
    assert [found[one].health for one in refs] == [Health.OK] * 8 + [Health.GONE]
    assert len(platforms.world.calls_to(platform)) == await calls(platforms, platform) == 9
    assert reader.batch_size == AT_ONCE


@both
@pytest.mark.parametrize(
    ("fault", "trouble", "detail"),
    [
        (Fault.TOKEN_EXPIRED, Trouble.TOKEN_REFUSED, "the token expired (190/463)"),
        (Fault.PERMISSION_MISSING, Trouble.PERMISSION_MISSING, "feature is missing (10)"),
        (Fault.QUOTA_SPENT, Trouble.QUOTA_SPENT, "too many calls ("),
        (Fault.THROTTLED, Trouble.QUOTA_SPENT, "too many calls (4)"),
    ],
)
async def test_what_stops_the_platform_is_asked_once_a_day(
    platforms: Platforms, adapter: Adapter, fault: Fault, trouble: Trouble, detail: str
) -> None:
    platform = adapter.platform
    account(platforms.world, platform, "dinkes.contoh", 1)
    platforms.world.faults[platform] = fault
    reader = platforms.reader(adapter)
    refs = [named(platform, "dinkes.contoh"), named(platform, "dishub.contoh")]
    for _ in range(2):
        found = await platforms.read(reader, refs)
        assert {one.trouble for one in found.values()} == {trouble}
        assert {one.health for one in found.values()} == {Health.FAILED}
        assert detail in found[refs[0]].detail
    assert len(platforms.world.calls_to(platform)) == 1
    platforms.world.faults.clear()
    tomorrow = await platforms.read(reader, refs, now=NOW + timedelta(days=1))
    assert tomorrow[refs[0]].health is Health.OK


@both
async def test_nearly_all_of_the_allowance_used_stops_after_what_was_read(
    platforms: Platforms, adapter: Adapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform = adapter.platform
    monkeypatch.setattr(graph_errors, "ALLOWANCE", 1)
    account(platforms.world, platform, "dinkes.contoh", 1)
    first, second = named(platform, "dinkes.contoh"), named(platform, "dishub.contoh")
    found = await platforms.read(platforms.reader(adapter), [first, second])
    assert found[first].health is Health.OK
    assert found[second].trouble is Trouble.QUOTA_SPENT
    assert len(platforms.world.calls_to(platform)) == 1


@both
async def test_gibberish_for_everybody_is_never_silence(
    platforms: Platforms, adapter: Adapter
) -> None:
    platform = adapter.platform
    platforms.world.faults[platform] = Fault.GIBBERISH
    refs = [named(platform, "dinkes.contoh"), named(platform, "dishub.contoh")]
    found = await platforms.read(platforms.reader(adapter), refs)
    assert {one.trouble for one in found.values()} == {Trouble.ANSWER_NOT_UNDERSTOOD}


@both
async def test_a_connection_that_breaks_off_is_that_accounts_alone(
    platforms: Platforms, adapter: Adapter
) -> None:
    platform = adapter.platform
    refs = [named(platform, "dinkes.contoh"), named(platform, "dishub.contoh")]
    async with scripted_graph(platforms) as graph:
        graph.say(CUT, CUT, EMPTY[platform])  # the client asks a second time
        broken, fine = await graph.read(adapter, *refs)
    assert (broken.trouble, broken.health) == (Trouble.INTERRUPTED, Health.UNREACHABLE)
    assert fine.trouble is Trouble.NOTHING_POSTED


@both
async def test_connections_that_break_off_five_times_in_a_row_stop_the_platform(
    platforms: Platforms, adapter: Adapter
) -> None:
    refs = [named(adapter.platform, f"dinas.{number}") for number in range(9)]
    async with scripted_graph(platforms) as graph:
        graph.say(CUT)
        found = await graph.read(adapter, *refs)
    assert [one.trouble for one in found] == [Trouble.INTERRUPTED] * 4 + [Trouble.PLATFORM_DOWN] * 5
    assert len(graph.asked) == 10


@both
async def test_no_token_reaches_what_is_told_or_logged(
    platforms: Platforms,
    adapter: Adapter,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    platform = adapter.platform
    platforms.world.tokens[platform] = SECRET
    platforms.access = replace(platforms.access, instagram_token=SECRET, threads_token=SECRET)
    account(platforms.world, platform, "dinkes.contoh", *range(1, 30))
    ref = named(platform, "dinkes.contoh")
    reader = platforms.reader(adapter)
    found = [await platforms.read(reader, [ref])]
    for fault in Fault:
        platforms.world.faults[platform] = fault
        found.append(await platforms.read(platforms.reader(adapter), [ref]))
    assert found[0][ref].health is Health.OK
    told = f"{found} {reader!r} {capsys.readouterr()} {caplog.text}"
    assert "platform_stopped" in told
    assert SECRET not in told
    assert all(SECRET not in call.path for call in platforms.world.calls)
