"""Pages are read alike in every way of asking that a server may know."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.sandbox.platforms import Fault, GraphWay, Mood, Post
from bot.sandbox.platforms.facebook_pages import FacebookPage
from checks.model import Engagement, Health, Platform, Trouble
from checks.social.facebook_pages import POSTS
from tests.checks.social.facebook_office import (
    DINKES,
    DISHUB,
    WAYS,
    facebook,
    named,
    numbered,
    office_of_pages,
    only,
    page,
)
from tests.checks.social.platform_office import NOW, Platforms

every_way = pytest.mark.parametrize("ways", WAYS.values(), ids=[*WAYS])


@every_way
async def test_a_page_is_read_alike_in_every_way(platforms: Platforms, ways: set[GraphWay]) -> None:
    posts = [
        Post("11", NOW - timedelta(days=300), "Jam layanan", pinned=True),
        *(Post(f"2{day}", NOW - timedelta(days=day), f"Kabar {day}") for day in range(2, 12)),
        Post("12", NOW - timedelta(days=1), "Imunisasi", likes=41, comments=2),
    ]
    platforms.world.add(FacebookPage(Platform.FACEBOOK, DINKES, "dinkes.contoh", posts=posts))
    only(platforms, ways)
    ref = named("dinkes.contoh", DINKES)
    reading = (await platforms.read(facebook(platforms), [ref]))[ref]
    assert len(reading.recent) == POSTS
    newest = reading.newest
    assert newest is not None
    assert (newest.at, newest.title) == (NOW - timedelta(days=1), "Imunisasi")
    assert newest.url == f"https://www.facebook.com/{DINKES}/posts/12"
    assert newest.engagement == Engagement(likes=41, comments=2)
    assert newest.evidence.url.startswith("https://graph.facebook.com/v26.0/")
    assert DINKES in newest.evidence.url
    assert platforms.access.facebook_token not in newest.evidence.url
    assert reading.identity is not None
    assert reading.identity.platform_id == DINKES


@every_way
async def test_an_empty_page_is_silent_in_every_way(
    platforms: Platforms, ways: set[GraphWay]
) -> None:
    page(platforms.world, DINKES, "dinkes.contoh")
    only(platforms, ways)
    ref = named("dinkes.contoh")
    reading = (await platforms.read(facebook(platforms), [ref]))[ref]
    assert reading.trouble is Trouble.NOTHING_POSTED


@every_way
async def test_one_unknown_name_among_fifty_spoils_none_of_the_others(
    platforms: Platforms, ways: set[GraphWay]
) -> None:
    refs = office_of_pages(platforms, 50)
    only(platforms, ways)
    gone = named("hilang.contoh")
    refs[7] = gone
    found = await platforms.read(facebook(platforms), refs)
    assert found.pop(gone).health is Health.GONE
    assert {one.health for one in found.values()} == {Health.OK}


@every_way
async def test_a_known_page_that_is_not_shown_is_asked_for_by_its_name(
    platforms: Platforms, ways: set[GraphWay]
) -> None:
    page(platforms.world, DINKES, "dinkes.contoh", 1)
    page(platforms.world, DISHUB, "dishub.contoh", 1)
    only(platforms, ways)
    replaced, fine = named("dishub.contoh", "100064000000099"), named("dinkes.contoh", DINKES)
    found = await platforms.read(facebook(platforms), [fine, replaced])
    assert found[fine].health is Health.OK
    assert found[replaced].trouble is Trouble.NAME_TAKEN
    identity = found[replaced].identity
    assert identity is not None
    assert identity.platform_id == DISHUB


@every_way
@pytest.mark.parametrize("mood", [Mood.PERSONAL, Mood.PRIVATE])
async def test_what_is_no_page_spoils_none_of_the_others(
    platforms: Platforms, ways: set[GraphWay], mood: Mood
) -> None:
    platforms.world.add(FacebookPage(Platform.FACEBOOK, DINKES, "dinkes.contoh", mood=mood))
    refs = [named("dinkes.contoh"), numbered(DINKES)]
    fine = office_of_pages(platforms, 9)
    only(platforms, ways)
    found = await platforms.read(facebook(platforms), [*fine[:4], *refs, *fine[4:]])
    assert {found[ref].trouble for ref in refs} == {Trouble.ACCOUNT_UNKNOWN}
    assert {found[ref].health for ref in fine} == {Health.OK}


@every_way
async def test_a_page_that_moved_is_followed_in_every_way(
    platforms: Platforms, ways: set[GraphWay]
) -> None:
    moved = FacebookPage(Platform.FACEBOOK, DINKES, "dinkes.lama", moved_to=DISHUB)
    platforms.world.add(moved)
    page(platforms.world, DISHUB, "dinkes.contoh", 1)
    fine = office_of_pages(platforms, 5)
    only(platforms, ways)
    by_id, by_name = named("dinkes.lama", DINKES), named("dinkeslama")
    found = await platforms.read(facebook(platforms), [*fine, by_id, by_name])
    assert {one.health for one in found.values()} == {Health.OK}
    for ref in (by_id, by_name):
        identity = found[ref].identity
        assert identity is not None
        assert (identity.platform_id, identity.moved_from) == (DISHUB, DINKES)


@every_way
async def test_a_mixed_office_is_told_apart_in_every_way(
    platforms: Platforms, ways: set[GraphWay]
) -> None:
    fine = office_of_pages(platforms, 44)
    moved = FacebookPage(Platform.FACEBOOK, DINKES, "dinkes.lama", moved_to=DISHUB)
    person = FacebookPage(Platform.FACEBOOK, "100064000000007", "pak.camat", mood=Mood.PERSONAL)
    platforms.world.accounts += [moved, person]
    page(platforms.world, DISHUB, "dinkes.contoh", 1)
    page(platforms.world, "100064000000008", "sepi.contoh")
    only(platforms, ways)
    odd = {
        named("hilang.contoh"): Trouble.ACCOUNT_UNKNOWN,
        named("pergi.contoh", "100064000000055"): Trouble.ACCOUNT_HIDDEN,
        named("pak.camat"): Trouble.ACCOUNT_UNKNOWN,
        named("dinkes.lama", DINKES): None,
        named("sepi.contoh"): Trouble.NOTHING_POSTED,
        numbered("100064000000066"): Trouble.ACCOUNT_UNKNOWN,
    }
    found = await platforms.read(facebook(platforms), [*fine[:30], *odd, *fine[30:]])
    assert {ref: found[ref].trouble for ref in odd} == odd
    assert [found[ref].health for ref in fine] == [Health.OK] * 44


@every_way
@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (Fault.TOKEN_EXPIRED, Trouble.TOKEN_REFUSED),
        (Fault.QUOTA_SPENT, Trouble.QUOTA_SPENT),
        (Fault.THROTTLED, Trouble.QUOTA_SPENT),
    ],
)
async def test_what_stops_the_platform_stops_it_in_every_way(
    platforms: Platforms, ways: set[GraphWay], fault: Fault, trouble: Trouble
) -> None:
    refs = office_of_pages(platforms, 3)
    only(platforms, ways)
    platforms.world.faults[Platform.FACEBOOK] = fault
    reader = facebook(platforms)
    found = await platforms.read(reader, refs)
    assert {one.trouble for one in found.values()} == {trouble}
    asked = len(platforms.world.calls_to(Platform.FACEBOOK))
    assert asked <= 3
    assert {one.trouble for one in (await platforms.read(reader, refs)).values()} == {trouble}
    assert len(platforms.world.calls_to(Platform.FACEBOOK)) == asked


@every_way
async def test_without_the_feature_the_platform_stops_in_every_way(
    platforms: Platforms, ways: set[GraphWay]
) -> None:
    refs = office_of_pages(platforms, 3)
    only(platforms, ways)
    platforms.world.faults[Platform.FACEBOOK] = Fault.PERMISSION_MISSING
    reader = facebook(platforms)
    found = await platforms.read(reader, refs)
    assert {one.trouble for one in found.values()} == {Trouble.PERMISSION_MISSING}
    asked = len(platforms.world.calls_to(Platform.FACEBOOK))
    await platforms.read(reader, refs)
    assert len(platforms.world.calls_to(Platform.FACEBOOK)) == asked


@every_way
async def test_a_server_that_fails_is_unreachable_in_every_way(
    platforms: Platforms, ways: set[GraphWay]
) -> None:
    [ref] = office_of_pages(platforms, 1)
    only(platforms, ways)
    platforms.world.faults[Platform.FACEBOOK] = Fault.SERVER_ERROR
    reading = (await platforms.read(facebook(platforms), [ref]))[ref]
    assert reading.health is Health.UNREACHABLE
