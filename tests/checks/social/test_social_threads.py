"""Threads by profile discovery: what is read, what is left out, what it costs, what stops it."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.sandbox.platforms import Fault, Mood
from checks.model import ChannelRef, Health, Platform, Reading, Trouble
from checks.social.fingerprints import fingerprint
from checks.social.threads import ThreadsAdapter
from checks.social.tokens import OFFICE, Token
from tests.checks.social.graph_office import account, calls, named
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


async def test_standard_access_sees_metas_own_profiles_alone(platforms: Platforms) -> None:
    account(platforms.world, THREADS, "meta", 1)
    account(platforms.world, THREADS, "dinkes.contoh", 1)
    platforms.world.faults[THREADS] = Fault.PERMISSION_MISSING
    own, other = ref("meta"), ref()
    found = await platforms.read(platforms.reader(ThreadsAdapter()), [own, other])
    assert found[own].health is Health.OK
    assert found[other].trouble is Trouble.PERMISSION_MISSING


async def test_without_a_token_nothing_is_asked(platforms: Platforms) -> None:
    found = await platforms.read(platforms.reader(ThreadsAdapter(), threads_token=""), [ref()])
    assert found[ref()].trouble is Trouble.NO_READER
    assert platforms.world.calls == []


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
