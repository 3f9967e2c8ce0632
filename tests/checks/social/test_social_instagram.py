"""Instagram by business discovery: what is read, who answers, what it costs."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.sandbox.platforms import Fault, Mood, Post, SocialAccount
from checks.links import read_post
from checks.model import ChannelRef, Engagement, Health, Identity, Platform, Reading, Trouble
from checks.social.instagram import InstagramAdapter
from tests.checks.social.graph_office import DINKES, DISHUB, account, codes, named
from tests.checks.social.platform_office import NOW, Platforms

INSTAGRAM = Platform.INSTAGRAM


def ref(handle: str = "dinkes.contoh", id_: str | None = None) -> ChannelRef:
    return named(INSTAGRAM, handle, id_)


async def read_one(office: Platforms, channel: ChannelRef) -> Reading:
    return (await office.read(office.reader(InstagramAdapter()), [channel]))[channel]


async def test_the_newest_of_all_posts_counts_and_pinned_ones_do_not_fool_it(
    platforms: Platforms,
) -> None:
    ours = account(platforms.world, INSTAGRAM, "dinkes.contoh", 40, 3, 1, 9, 300, 301)
    for post in (ours.posts[0], *ours.posts[-2:]):
        post.pinned = True
    reading = await read_one(platforms, ref())
    assert reading.health is Health.OK
    days = [(NOW - post.at) // timedelta(days=1) for post in reading.recent]
    assert days == [1, 3, 9, 40, 300, 301]
    assert reading.newest is not None
    assert reading.newest.title == "Kabar 3"


async def test_a_post_says_where_and_how_its_time_was_read(platforms: Platforms) -> None:
    ours = account(platforms.world, INSTAGRAM, "dinkes.contoh", 1)
    reading = await read_one(platforms, ref())
    (post,) = reading.recent
    assert post.at == ours.posts[0].at
    assert post.url == f"https://www.instagram.com/p/{ours.posts[0].id}/"
    evidence = post.evidence
    assert (evidence.source, evidence.raw) == ("api", "2026-11-23T02:00:00+0000")
    assert evidence.title == post.title == "Kabar 1"
    asked = urlsplit(evidence.url)
    assert (asked.hostname, asked.path) == ("graph.facebook.com", "/v26.0/17841400000000001")
    (fields,) = parse_qs(asked.query)["fields"]
    assert fields.startswith("business_discovery.username(dinkes.contoh){id,username,")


async def test_a_reel_is_the_post_that_is_reported_by_its_link(platforms: Platforms) -> None:
    reel = Post(codes(1)[0], NOW - timedelta(hours=3), "Senam\nbersama", "REELS", 5, 1, 340)
    platforms.world.add(SocialAccount(INSTAGRAM, DINKES, "dinkes.contoh", posts=[reel]))
    (post,) = (await read_one(platforms, ref())).recent
    reported = read_post(f"https://www.instagram.com/dinkes.contoh/reel/{reel.id}/?igsh=1")
    assert post.url == reported.canonical
    assert post.title == "Senam"
    assert post.engagement == Engagement(likes=5, comments=1, views=340)


async def test_hidden_likes_are_unknown_and_not_none_at_all(platforms: Platforms) -> None:
    ours = account(platforms.world, INSTAGRAM, "dinkes.contoh", 2, 1)
    ours.posts[0].likes = 41
    newest, older = (await read_one(platforms, ref())).recent
    assert newest.engagement == Engagement(likes=None, comments=0)
    assert older.engagement == Engagement(likes=41, comments=0)


async def test_stories_never_count(platforms: Platforms) -> None:
    ours = account(platforms.world, INSTAGRAM, "dinkes.contoh", 30, 0.1)
    ours.posts[1].kind = "STORY"
    reading = await read_one(platforms, ref())
    assert [post.at for post in reading.recent] == [NOW - timedelta(days=30)]
    assert all("stories" not in call.path for call in platforms.world.calls)


async def test_an_empty_account_is_silent_and_known(platforms: Platforms) -> None:
    account(platforms.world, INSTAGRAM, "Dinkes.Contoh")
    reading = await read_one(platforms, ref())
    assert reading.trouble is Trouble.NOTHING_POSTED
    assert reading.health is Health.STATIC
    assert reading.identity == Identity(DINKES, "dinkes.contoh")


async def test_who_answers_is_told_from_the_first_reading_on(platforms: Platforms) -> None:
    account(platforms.world, INSTAGRAM, "dinkes.contoh", 1)
    first = await read_one(platforms, ref())
    assert first.identity == Identity(DINKES, "dinkes.contoh")
    assert (await read_one(platforms, ref(id_=DINKES))).health is Health.OK


async def test_a_renamed_account_is_hidden_under_its_old_name(platforms: Platforms) -> None:
    ours = account(platforms.world, INSTAGRAM, "dinkes.contoh", 1)
    ours.handle = "dinkes_baru"
    reading = await read_one(platforms, ref(id_=DINKES))
    assert (reading.trouble, reading.health) == (Trouble.ACCOUNT_HIDDEN, Health.BLOCKED)
    assert reading.detail == "not shown to us (110/2207013)"


async def test_a_name_that_somebody_else_took_counts_no_more(platforms: Platforms) -> None:
    account(platforms.world, INSTAGRAM, "dinkes.contoh", 0, id_=DISHUB)
    reading = await read_one(platforms, ref(id_=DINKES))
    assert reading.trouble is Trouble.NAME_TAKEN
    assert reading.recent == ()
    assert reading.identity == Identity(DISHUB, "dinkes.contoh")


@pytest.mark.parametrize("mood", [Mood.PERSONAL, Mood.PRIVATE, Mood.SUSPENDED, None])
async def test_what_is_no_professional_account_is_unknown_at_first_and_hidden_later(
    platforms: Platforms, mood: Mood | None
) -> None:
    if mood is not None:
        account(platforms.world, INSTAGRAM, "dinkes.contoh", 1).mood = mood
    first = await read_one(platforms, ref())
    assert (first.trouble, first.health) == (Trouble.ACCOUNT_UNKNOWN, Health.GONE)
    later = await read_one(platforms, ref(id_=DINKES))
    assert (later.trouble, later.health) == (Trouble.ACCOUNT_HIDDEN, Health.BLOCKED)


async def test_an_account_for_adults_only_is_not_silent(platforms: Platforms) -> None:
    account(platforms.world, INSTAGRAM, "dinkes.contoh", 1).mood = Mood.HIDDEN
    reading = await read_one(platforms, ref())
    assert (reading.trouble, reading.health) == (Trouble.ACCOUNT_HIDDEN, Health.BLOCKED)


async def test_a_wrong_id_of_the_offices_own_account_is_held_against_nobody(
    platforms: Platforms,
) -> None:
    account(platforms.world, INSTAGRAM, "dinkes.contoh", 1)
    reader = platforms.reader(InstagramAdapter(), instagram_office_id="17841400000000009")
    found = await platforms.read(reader, [ref(id_=DINKES), ref("dishub.contoh")])
    assert {one.trouble for one in found.values()} == {Trouble.PERMISSION_MISSING}
    assert "the office's own account (100/33)" in found[ref("dishub.contoh")].detail
    assert len(platforms.world.calls_to(INSTAGRAM)) == 1


@pytest.mark.parametrize("missing", ["instagram_token", "instagram_office_id"])
async def test_without_a_token_or_the_offices_account_nothing_is_asked(
    platforms: Platforms, missing: str
) -> None:
    reader = platforms.reader(InstagramAdapter(), **{missing: ""})
    found = await platforms.read(reader, [ref()])
    assert found[ref()].trouble is Trouble.NO_READER
    assert platforms.world.calls == []


async def test_everything_missing_at_once_is_told_of_each_and_held_together_by_the_sweep(
    platforms: Platforms,
) -> None:
    account(platforms.world, INSTAGRAM, "dinkes.contoh", 1)
    platforms.world.faults[INSTAGRAM] = Fault.EVERYTHING_MISSING
    reading = await read_one(platforms, ref(id_=DINKES))
    assert (reading.trouble, reading.recent) == (Trouble.ACCOUNT_HIDDEN, ())
