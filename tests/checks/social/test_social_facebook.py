"""Facebook Pages through their reader: what is read, who answers, and what it costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.sandbox.platforms import Fault, Post
from bot.sandbox.platforms.facebook_pages import FacebookPage
from checks.model import Engagement, Health, Identity, Platform, Trouble
from checks.social.door import Door
from checks.social.facebook import FacebookAdapter, readable_pages
from checks.social.stops import Breaker
from tests.checks.social.facebook_office import (
    DINKES,
    DISHUB,
    GRAPH,
    counted_calls,
    facebook,
    named,
    numbered,
    page,
)
from tests.checks.social.platform_office import NOW, Platforms


async def test_the_newest_of_all_posts_counts_though_a_pinned_one_stands_first(
    platforms: Platforms,
) -> None:
    posts = [
        Post("11", datetime(2024, 1, 2, tzinfo=UTC), "Jam layanan", pinned=True),
        Post("12", datetime(2026, 11, 20, 3, 4, 5, tzinfo=UTC), "\n Imunisasi\nAyo", "", 41, 2),
        Post("13", datetime(2026, 11, 23, 2, 0, 11, tzinfo=UTC), "Apel pagi", "", 0, 0),
    ]
    platforms.world.add(FacebookPage(Platform.FACEBOOK, DINKES, "dinkes.contoh", posts=posts))
    ref = named("dinkes.contoh")
    reading = (await platforms.read(facebook(platforms), [ref]))[ref]
    assert reading.health is Health.OK
    assert [post.title for post in reading.recent] == ["Apel pagi", "Imunisasi", "Jam layanan"]
    assert [post.engagement for post in reading.recent] == [
        Engagement(likes=0, comments=0),
        Engagement(likes=41, comments=2),
        None,
    ]
    newest = reading.newest
    assert newest is not None
    assert newest.at == datetime(2026, 11, 23, 2, 0, 11, tzinfo=UTC)
    assert newest.url == f"https://www.facebook.com/{DINKES}/posts/13"
    assert newest.evidence.source == "api"
    assert newest.evidence.raw == "2026-11-23T02:00:11+0000"
    assert newest.evidence.title == "Apel pagi"
    assert newest.evidence.url.startswith(f"{GRAPH}/dinkes.contoh?fields=id%2Cusername")


async def test_a_page_that_posted_nothing_is_silent_and_known(platforms: Platforms) -> None:
    page(platforms.world, DINKES, "Dinkes.Contoh")
    ref = named("dinkes.contoh")
    reading = (await platforms.read(facebook(platforms), [ref]))[ref]
    assert reading.trouble is Trouble.NOTHING_POSTED
    assert reading.identity == Identity(DINKES, "dinkes.contoh")


async def test_a_post_dated_ahead_is_no_publication(platforms: Platforms) -> None:
    page(platforms.world, DINKES, "dinkes.contoh", -2, 3)
    ref = named("dinkes.contoh")
    reading = (await platforms.read(facebook(platforms), [ref]))[ref]
    assert [post.at for post in reading.recent] == [NOW - timedelta(days=3)]
    assert [evidence.note for evidence in reading.set_aside] == ["lies in the future"]


async def test_reels_and_videos_have_their_own_permalinks(platforms: Platforms) -> None:
    posts = [
        Post("77", NOW - timedelta(days=1), kind="reel"),
        Post("78", NOW - timedelta(days=2), kind="added_video"),
    ]
    platforms.world.add(FacebookPage(Platform.FACEBOOK, DINKES, "dinkes.contoh", posts=posts))
    ref = named("dinkes.contoh")
    reading = (await platforms.read(facebook(platforms), [ref]))[ref]
    assert [post.url for post in reading.recent] == [
        "https://www.facebook.com/reel/77",
        f"https://www.facebook.com/{DINKES}/videos/78",
    ]
    assert [post.title for post in reading.recent] == ["", ""]


async def test_dots_and_case_of_a_name_do_not_count(platforms: Platforms) -> None:
    page(platforms.world, DINKES, "Dinkes.Contoh", 1)
    ref = named("dinkescontoh")
    reading = (await platforms.read(facebook(platforms), [ref]))[ref]
    assert reading.identity == Identity(DINKES, "dinkes.contoh")


async def test_a_page_without_a_name_is_read_by_its_id(platforms: Platforms) -> None:
    page(platforms.world, DINKES, "", 1)
    ref = numbered(DINKES)
    reading = (await platforms.read(facebook(platforms), [ref]))[ref]
    assert reading.health is Health.OK
    assert reading.identity == Identity(DINKES, None)


async def test_a_known_page_is_asked_by_its_id_so_that_a_new_name_shows(
    platforms: Platforms,
) -> None:
    page(platforms.world, DINKES, "Dinkes.Baru", 1)
    page(platforms.world, DISHUB, "dinkes.contoh", 1)  # somebody took the old name
    ref = named("dinkes.contoh", DINKES)
    reading = (await platforms.read(facebook(platforms), [ref]))[ref]
    assert reading.health is Health.OK
    assert reading.identity == Identity(DINKES, "dinkes.baru")


async def test_a_name_that_answers_with_another_id_was_taken(platforms: Platforms) -> None:
    page(platforms.world, DISHUB, "dinkes.contoh", 1)
    ref = named("dinkes.contoh", DINKES)
    reading = (await platforms.read(facebook(platforms), [ref]))[ref]
    assert reading.trouble is Trouble.NAME_TAKEN
    assert reading.identity == Identity(DISHUB, "dinkes.contoh")
    assert reading.newest is None


async def test_a_page_that_moved_is_followed_and_the_operator_told(platforms: Platforms) -> None:
    moved = FacebookPage(Platform.FACEBOOK, DINKES, "dinkes.lama", moved_to=DISHUB)
    platforms.world.add(moved)
    page(platforms.world, DISHUB, "dinkes.contoh", 1)
    ref, by_id = named("dinkes.lama", DINKES), numbered(DINKES)
    found = await platforms.read(facebook(platforms), [ref, by_id])
    assert {one.health for one in found.values()} == {Health.OK}
    detail = f"the Page moved from the id {DINKES} to {DISHUB}"
    assert {one.detail for one in found.values()} == {detail}
    identity = Identity(DISHUB, "dinkes.contoh", moved_from=DINKES)
    assert {one.identity for one in found.values()} == {identity}
    assert len(platforms.world.calls_to(Platform.FACEBOOK)) == 2


async def test_a_page_that_moved_twice_is_the_one_that_it_was_at_first(
    platforms: Platforms,
) -> None:
    between = "100064000000009"
    for id_, to in ((DINKES, between), (between, DISHUB)):
        platforms.world.add(FacebookPage(Platform.FACEBOOK, id_, "", moved_to=to))
    page(platforms.world, DISHUB, "dinkes.contoh", 1)
    ref = named("dinkes.contoh", DINKES)
    reading = (await platforms.read(facebook(platforms), [ref]))[ref]
    assert reading.health is Health.OK
    assert reading.identity == Identity(DISHUB, "dinkes.contoh", moved_from=DINKES)


async def test_a_move_of_another_page_that_took_the_name_excuses_nobody(
    platforms: Platforms,
) -> None:
    taker = FacebookPage(Platform.FACEBOOK, DINKES, "dinkes.contoh", moved_to=DISHUB)
    platforms.world.add(taker)
    page(platforms.world, DISHUB, "toko.contoh", 1)
    ref = named("dinkes.contoh", "100064000000009")
    reading = (await platforms.read(facebook(platforms), [ref]))[ref]
    assert reading.trouble is Trouble.NAME_TAKEN
    assert reading.recent == ()


async def test_fifty_pages_are_one_request_and_fifty_calls(platforms: Platforms) -> None:
    for number in range(50):
        page(platforms.world, f"1000640000001{number:02}", f"dinas.{number:02}", 1)
    refs = [named(f"dinas.{number:02}") for number in range(50)]
    reader = facebook(platforms)
    assert reader.batch_size == 50
    found = await platforms.read(reader, refs)
    assert {one.health for one in found.values()} == {Health.OK}
    assert len({one.identity for one in found.values()}) == 50
    assert len(platforms.world.calls_to(Platform.FACEBOOK)) == 1
    assert await counted_calls(platforms) == 50


async def test_without_a_token_nothing_is_asked(platforms: Platforms) -> None:
    ref = named("dinkes.contoh")
    reader = platforms.reader(FacebookAdapter(), facebook_token="")
    assert (await platforms.read(reader, [ref]))[ref].trouble is Trouble.NO_READER
    assert platforms.world.calls == []


async def test_the_pages_shared_with_the_office_are_listed_to_their_end(
    platforms: Platforms,
) -> None:
    platforms.world.faults[Platform.FACEBOOK] = Fault.PERMISSION_MISSING
    for number in range(101):
        page(platforms.world, f"1000640000002{number:03}", f"camat.{number:03}", shared=True)
    page(platforms.world, DINKES, "dinkes.contoh")
    platforms.world.accounts[0] = replace(platforms.world.accounts[0], name="Camat 0", handle="")
    door = Door(
        Platform.FACEBOOK,
        platforms.client,
        platforms.access,
        platforms.ledger,
        platforms.tokens,
        NOW,
        Breaker(),
    )
    listed = await readable_pages(door)
    assert len(listed) == 101
    assert listed[0] == "Camat 0 (1000640000002000)"
    assert listed[100] == "camat.100 (camat.100)"
