"""Threads by profile discovery: what is read, what is left out, what it costs, what stops it."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.sandbox.platforms import Fault, Mood, graph_errors
from checks.model import ChannelRef, Health, Platform, Reading, Trouble
from checks.social.fingerprints import fingerprint
from checks.social.threads import ThreadsAdapter
from checks.social.tokens import OFFICE, Token
from tests.checks.social.graph_office import SECRET, account, calls, named
from tests.checks.social.platform_office import NOW, Platforms

THREADS = Platform.THREADS
REPOST = "REPOST_FACADE"


def ref(handle: str = "dinkes.contoh") -> ChannelRef:
    return named(THREADS, handle)


async def read_one(office: Platforms, channel: ChannelRef, last: Reading | None = None) -> Reading:
    before = {channel: last} if last else {}
    return (await office.read(office.reader(ThreadsAdapter()), [channel], before=before))[channel]


async def test_the_newest_of_all_posts_counts_and_a_pinned_one_does_not_fool_it(
    platforms: Platforms,
) -> None:
    ours = account(platforms.world, THREADS, "dinkes.contoh", 40, 3, 1, 9)
    ours.posts[0].pinned = True
    reading = await read_one(platforms, ref())
    assert reading.health is Health.OK
    assert [(NOW - post.at).days for post in reading.recent] == [1, 3, 9, 40]
    assert {post.engagement for post in reading.recent} == {None}


async def test_a_post_says_where_and_how_its_time_was_read(platforms: Platforms) -> None:
    ours = account(platforms.world, THREADS, "dinkes.contoh", 1)
    (post,) = (await read_one(platforms, ref())).recent
    assert post.url == f"https://www.threads.com/@dinkes.contoh/post/{ours.posts[0].id}"
    assert post.at == ours.posts[0].at
    evidence = post.evidence
    assert (evidence.source, evidence.raw) == ("api", "2026-11-23T02:00:00+0000")
    assert evidence.title == post.title == "Kabar 1"
    asked = urlsplit(evidence.url)
    assert (asked.hostname, asked.path) == ("graph.threads.com", "/v1.0/profile_posts")
    query = parse_qs(asked.query)
    assert (query["username"], query["limit"]) == (["dinkes.contoh"], ["10"])


async def test_a_repost_is_not_the_agencys_own(platforms: Platforms) -> None:
    ours = account(platforms.world, THREADS, "dinkes.contoh", 0.1, 5)
    ours.posts[0].kind = REPOST
    reading = await read_one(platforms, ref())
    assert [post.at for post in reading.recent] == [NOW - timedelta(days=5)]
    assert await calls(platforms, THREADS) == 1


async def test_a_profile_that_only_reposts_has_posted_nothing(platforms: Platforms) -> None:
    for post in account(platforms.world, THREADS, "dinkes.contoh", 1, 2).posts:
        post.kind = REPOST
    reading = await read_one(platforms, ref())
    assert (reading.trouble, reading.health) == (Trouble.NOTHING_POSTED, Health.STATIC)


async def test_a_post_behind_a_page_of_reposts_is_found(platforms: Platforms) -> None:
    ours = account(platforms.world, THREADS, "dinkes.contoh", *range(1, 13), 20)
    for post in ours.posts[:-1]:
        post.kind = REPOST
    reading = await read_one(platforms, ref())
    assert [post.at for post in reading.recent] == [NOW - timedelta(days=20)]
    assert "after=" in reading.recent[0].evidence.url
    assert await calls(platforms, THREADS) == 2


async def test_reposts_without_end_are_looked_through_for_three_pages(
    platforms: Platforms,
) -> None:
    for post in account(platforms.world, THREADS, "dinkes.contoh", *range(1, 60)).posts:
        post.kind = REPOST
    reading = await read_one(platforms, ref())
    assert reading.trouble is Trouble.NOTHING_POSTED
    assert await calls(platforms, THREADS) == 3


async def test_an_empty_profile_is_silent_unless_it_had_posts(platforms: Platforms) -> None:
    ours = account(platforms.world, THREADS, "dinkes.contoh", 1)
    seen = await read_one(platforms, ref())
    ours.posts.clear()
    assert (await read_one(platforms, ref())).trouble is Trouble.NOTHING_POSTED
    hidden = await read_one(platforms, ref(), seen)
    assert (hidden.trouble, hidden.health) == (Trouble.ACCOUNT_HIDDEN, Health.BLOCKED)


@pytest.mark.parametrize("mood", [Mood.PRIVATE, Mood.SUSPENDED, Mood.HIDDEN, None])
async def test_a_profile_that_is_not_shown_is_unknown_at_first_and_hidden_once_it_was_seen(
    platforms: Platforms, mood: Mood | None
) -> None:
    if mood is not None:
        account(platforms.world, THREADS, "dinkes.contoh", 1).mood = mood
    first = await read_one(platforms, ref())
    assert (first.trouble, first.health) == (Trouble.ACCOUNT_UNKNOWN, Health.GONE)
    again = await read_one(platforms, ref(), first)
    assert again.trouble is Trouble.ACCOUNT_UNKNOWN
    for last in (
        Reading(Health.STATIC, NOW, trouble=Trouble.NOTHING_POSTED),
        Reading(Health.BLOCKED, NOW, trouble=Trouble.ACCOUNT_HIDDEN),
    ):
        later = await read_one(platforms, ref(), last)
        assert (later.trouble, later.health) == (Trouble.ACCOUNT_HIDDEN, Health.BLOCKED)


async def test_a_profile_with_few_followers_is_hidden_and_stops_nobody(
    platforms: Platforms,
) -> None:
    account(platforms.world, THREADS, "kecil.contoh", 1).followers = 99
    account(platforms.world, THREADS, "dinkes.contoh", 1)
    small, large = ref("kecil.contoh"), ref()
    found = await platforms.read(platforms.reader(ThreadsAdapter()), [small, large])
    assert found[small].trouble is Trouble.ACCOUNT_HIDDEN
    assert found[small].detail == "has too few followers to be shown to us (10)"
    assert found[large].health is Health.OK


@pytest.mark.parametrize(
    ("fault", "trouble", "detail"),
    [
        (Fault.TOKEN_EXPIRED, Trouble.TOKEN_REFUSED, "the token expired (190/463)"),
        (Fault.PERMISSION_MISSING, Trouble.PERMISSION_MISSING, "feature is missing (10)"),
        (Fault.QUOTA_SPENT, Trouble.QUOTA_SPENT, "too many calls (613)"),
        (Fault.THROTTLED, Trouble.QUOTA_SPENT, "too many calls (4)"),
    ],
)
async def test_what_stops_threads_is_asked_once_a_day(
    platforms: Platforms, fault: Fault, trouble: Trouble, detail: str
) -> None:
    account(platforms.world, THREADS, "dinkes.contoh", 1)
    platforms.world.faults[THREADS] = fault
    reader = platforms.reader(ThreadsAdapter())
    refs = [ref(), ref("dishub.contoh")]
    for _ in range(2):
        found = await platforms.read(reader, refs)
        assert {one.trouble for one in found.values()} == {trouble}
        assert {one.health for one in found.values()} == {Health.FAILED}
        assert detail in found[refs[0]].detail
    assert len(platforms.world.calls_to(THREADS)) == 1


async def test_standard_access_sees_metas_own_profiles_alone(platforms: Platforms) -> None:
    account(platforms.world, THREADS, "meta", 1)
    account(platforms.world, THREADS, "dinkes.contoh", 1)
    platforms.world.faults[THREADS] = Fault.PERMISSION_MISSING
    own, other = ref("meta"), ref()
    found = await platforms.read(platforms.reader(ThreadsAdapter()), [own, other])
    assert found[own].health is Health.OK
    assert found[other].trouble is Trouble.PERMISSION_MISSING


async def test_a_profile_is_a_call(platforms: Platforms) -> None:
    refs = [ref(f"dinas.{number}") for number in range(9)]
    for number in range(9):
        account(platforms.world, THREADS, f"dinas.{number}", 1)
    found = await platforms.read(platforms.reader(ThreadsAdapter()), refs)
    assert {one.health for one in found.values()} == {Health.OK}
    assert len(platforms.world.calls_to(THREADS)) == await calls(platforms, THREADS) == 9


async def test_without_a_token_nothing_is_asked(platforms: Platforms) -> None:
    found = await platforms.read(platforms.reader(ThreadsAdapter(), threads_token=""), [ref()])
    assert found[ref()].trouble is Trouble.NO_READER
    assert platforms.world.calls == []


async def test_nearly_all_of_the_allowance_used_stops_after_what_was_read(
    platforms: Platforms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph_errors, "ALLOWANCE", 1)
    account(platforms.world, THREADS, "dinkes.contoh", 1)
    found = await platforms.read(platforms.reader(ThreadsAdapter()), [ref(), ref("dishub.contoh")])
    assert found[ref()].health is Health.OK
    assert found[ref("dishub.contoh")].trouble is Trouble.QUOTA_SPENT


async def test_the_token_that_was_renewed_is_used_for_as_long_as_its_setting_stands(
    platforms: Platforms,
) -> None:
    account(platforms.world, THREADS, "dinkes.contoh", 1)
    platforms.world.tokens[THREADS] = "renewed-token"
    from_setting = fingerprint(platforms.access.threads_token)
    kept = Token("renewed-token", renewed_from=from_setting)
    await platforms.tokens.keep(THREADS, OFFICE, kept, now=NOW)
    assert (await read_one(platforms, ref())).health is Health.OK
    platforms.world.tokens[THREADS] = "another-setting"
    reader = platforms.reader(ThreadsAdapter(), threads_token="another-setting")
    assert (await platforms.read(reader, [ref()]))[ref()].health is Health.OK


async def test_no_token_reaches_what_is_told_or_logged(
    platforms: Platforms, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    platforms.world.tokens[THREADS] = SECRET
    account(platforms.world, THREADS, "dinkes.contoh", *range(1, 30))
    reader = platforms.reader(ThreadsAdapter(), threads_token=SECRET)
    found = [await platforms.read(reader, [ref()])]
    for fault in Fault:
        platforms.world.faults[THREADS] = fault
        again = platforms.reader(ThreadsAdapter(), threads_token=SECRET)
        found.append(await platforms.read(again, [ref()]))
    assert found[0][ref()].health is Health.OK
    told = f"{found} {reader!r} {capsys.readouterr()} {caplog.text}"
    assert "platform_stopped" in told
    assert SECRET not in told
    assert all(SECRET not in call.path for call in platforms.world.calls)
