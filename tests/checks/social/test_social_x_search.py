"""How X's accounts are put into searches: how many requests, how long, since when."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from checks.links import read_post
from checks.model import Health, Platform
from checks.social.x_search import (
    LONGEST_QUERY,
    OLDEST_SINCE,
    Author,
    grouped,
    id_at,
    query_for,
    since,
)
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.x_office import (
    DINKES,
    DISHUB,
    account,
    ago,
    crowd,
    named,
    paths,
    post,
    queries,
    read_again,
    remembered,
    x,
)

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def author(
    number: int, told_until: datetime | None = None, newest_at: datetime | None = None
) -> Author:
    newest = (str(id_at(newest_at)), newest_at) if newest_at else None
    handle = f"dinas_{number:09}"
    return Author(named(handle), str(number), handle, told_until, newest)


async def test_a_hundred_accounts_take_one_lookup_and_a_few_searches(platforms: Platforms) -> None:
    found = await platforms.read(x(platforms), crowd(platforms, 100, 1))

    assert {reading.health for reading in found.values()} == {Health.OK}
    assert paths(platforms) == ["/2/users/by", *["/2/tweets/search/recent"] * 5]
    before = remembered(found)
    platforms.world.calls.clear()
    await read_again(platforms, before, days=1)
    assert paths(platforms) == ["/2/tweets/search/recent"] * 5


async def test_more_than_a_hundred_accounts_are_looked_up_a_hundred_at_a_time(
    platforms: Platforms,
) -> None:
    found = await platforms.read(x(platforms), crowd(platforms, 101, 1))

    assert {reading.health for reading in found.values()} == {Health.OK}
    assert paths(platforms).count("/2/users/by") == 2


async def test_all_pages_are_read(platforms: Platforms) -> None:
    busy = account(platforms, DINKES, "dinkes_contoh", *(number / 50 for number in range(1, 150)))
    account(platforms, DISHUB, "dishub_contoh", 6)

    found = await platforms.read(x(platforms), [named("dinkes_contoh"), named("dishub_contoh")])

    assert len(queries(platforms)) == 2
    assert found[named("dinkes_contoh")].newest is not None
    assert len(busy.posts) == 149
    assert [one.at for one in found[named("dishub_contoh")].recent] == [ago(6)]


async def test_new_accounts_do_not_make_known_posts_be_paid_for_again(
    platforms: Platforms,
) -> None:
    account(platforms, DINKES, "dinkes_contoh", 1)
    before = remembered(await platforms.read(x(platforms), [named("dinkes_contoh")]))
    account(platforms, DISHUB, "dishub_contoh", 2)
    reader = x(platforms)
    platforms.world.calls.clear()

    refs = [*before, named("dishub_contoh")]
    found = await platforms.read(reader, refs, before=before)

    assert {reading.health for reading in found.values()} == {Health.OK}
    first, second = queries(platforms)
    assert (first["query"], "since_id" in first) == ("(from:dishub_contoh) -is:retweet", False)
    assert (second["query"], "since_id" in second) == ("(from:dinkes_contoh) -is:retweet", True)


async def test_what_one_account_missed_is_asked_for_although_another_has_posted_since(
    platforms: Platforms,
) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 3)
    account(platforms, DISHUB, "dishub_contoh", 3)
    refs = [named("dinkes_contoh"), named("dishub_contoh")]
    old = remembered(await platforms.read(x(platforms), refs))
    dinkes.posts.append(post(NOW + DAY / 2))
    dishub = platforms.world.named(Platform.X, "dishub_contoh")
    assert dishub is not None
    dishub.posts.append(post(NOW + DAY / 4))
    ref = named("dinkes_contoh", DINKES)
    fresh = await read_again(platforms, {ref: old[ref]}, days=1)

    again = await read_again(platforms, {**old, **fresh}, days=2)

    newest = again[named("dishub_contoh", DISHUB)].newest
    assert newest is not None
    assert newest.at == NOW + DAY / 4


def test_the_newest_known_post_is_where_the_new_ones_begin() -> None:
    two = [author(1, ago(1), ago(2)), author(2, ago(1), ago(1.5))]

    assert since(two, NOW) == (str(id_at(ago(1.5))), ago(1.5))


def test_no_since_is_given_that_x_would_refuse() -> None:
    barely = NOW - OLDEST_SINCE

    assert since([author(1, NOW, barely)], NOW) is None
    assert since([author(1, NOW, barely + MINUTE)], NOW) is not None
    assert since([author(1, NOW, ago(400))], NOW) is None
    assert since([author(1, NOW, ago(1)), author(2)], NOW) is None


def test_accounts_without_a_post_are_searched_since_they_were_last_read() -> None:
    assert since([author(1, ago(1)), author(2, ago(2))], NOW) == (str(id_at(ago(2))), ago(2))


def test_an_id_made_of_a_moment_holds_it() -> None:
    link = read_post(f"https://x.com/i/status/{id_at(ago(3))}", now=NOW)

    assert link.published_at == ago(3)


names = st.from_regex(r"[a-z0-9_]{1,15}", fullmatch=True)
moments = st.none() | st.integers(0, 24 * 24 * 60).map(lambda minutes: NOW - minutes * MINUTE)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(names, moments), max_size=90, unique_by=lambda pair: pair[0]))
def test_every_account_is_in_exactly_one_query_that_x_takes(
    accounts: list[tuple[str, datetime | None]],
) -> None:
    authors = [
        Author(named("dinkes_contoh"), name, name, told_until) for name, told_until in accounts
    ]

    groups = list(grouped(authors))

    assert sorted(one.id for group in groups for one in group) == sorted(one.id for one in authors)
    for group in groups:
        assert len(query_for(group)) <= LONGEST_QUERY
        assert len({one.told_until is None for one in group}) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(moments, moments), min_size=1, max_size=6))
def test_no_search_begins_after_an_account_was_last_read(
    pairs: list[tuple[datetime | None, datetime | None]],
) -> None:
    authors = [author(number, *pair) for number, pair in enumerate(pairs)]

    start = since(authors, NOW)

    if start is not None:
        told = [one.told_until for one in authors]
        assert all(moment is not None and start[1] <= moment for moment in told)
        assert start[1] > NOW - OLDEST_SINCE
