"""X's posts: what is read at first, what a later search adds, and what a quiet account keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.sandbox.platforms import Post
from checks.model import Engagement, Health, Trouble
from checks.social.usage import Usage
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.x_office import (
    DINKES,
    DISHUB,
    account,
    ago,
    named,
    paths,
    post,
    queries,
    read_again,
    read_one,
    remembered,
    spent,
    x,
)

DAY = timedelta(days=1)


async def test_the_posts_of_the_last_days_are_told_with_how_they_were_taken(
    platforms: Platforms,
) -> None:
    dinkes = account(platforms, DINKES, "Dinkes_Contoh")
    dinkes.posts = [
        post(ago(3), "Rapat\nlanjutan"),
        post(ago(1), "Imunisasi & gizi", likes=41, comments=2, views=900),
        post(ago(2), "Apel", pinned=True),
    ]

    reading = await read_one(platforms, named("dinkes_contoh"))

    assert reading.health is Health.OK
    assert [one.title for one in reading.recent] == ["Imunisasi & gizi", "Apel", "Rapat"]
    newest = reading.recent[0]
    assert newest.at == ago(1)
    assert newest.url == f"https://x.com/dinkes_contoh/status/{dinkes.posts[1].id}"
    assert newest.engagement == Engagement(likes=41, comments=2, views=900)
    assert newest.evidence.source == "api"
    assert newest.evidence.url == "https://api.x.com/2/tweets/search/recent"
    assert newest.evidence.raw == "2026-11-23T02:00:00.000Z"
    assert newest.evidence.title == "Imunisasi & gizi"


async def test_an_old_pinned_post_does_not_hide_the_newest(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh")
    dinkes.posts = [post(ago(900), pinned=True), post(ago(2))]

    reading = await read_one(platforms, named("dinkes_contoh"))

    assert reading.newest is not None
    assert reading.newest.at == ago(2)


async def test_a_post_older_than_search_reaches_is_told_by_its_id(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 40, 90)

    reading = await read_one(platforms, named("dinkes_contoh"))

    assert reading.health is Health.OK
    assert [one.at for one in reading.recent] == [ago(40)]
    evidence = reading.recent[0].evidence
    assert (evidence.source, evidence.raw) == ("post-id", dinkes.posts[0].id)
    assert evidence.url == "https://api.x.com/2/users"
    assert reading.recent[0].engagement is None


async def test_an_account_without_any_post_is_silent(platforms: Platforms) -> None:
    account(platforms, DINKES, "dinkes_contoh")

    reading = await read_one(platforms, named("dinkes_contoh"))

    assert (reading.health, reading.trouble) == (Health.STATIC, Trouble.NOTHING_POSTED)


async def test_reposts_are_no_publications_of_an_account_that_posts_itself(
    platforms: Platforms,
) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 5)
    dinkes.posts.append(post(ago(1), kind="retweeted"))
    dinkes.posts.append(post(ago(2), kind="replied_to"))

    reading = await read_one(platforms, named("dinkes_contoh"))

    assert [one.at for one in reading.recent] == [ago(2), ago(5)]


async def test_a_post_from_the_future_is_set_aside(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 2)
    dinkes.posts.append(replace(post(ago(1)), at=NOW + 3 * DAY))

    reading = await read_one(platforms, named("dinkes_contoh"))

    assert [one.at for one in reading.recent] == [ago(2)]
    assert [one.raw for one in reading.set_aside] == ["2026-11-27T02:00:00.000Z"]


async def test_only_a_post_from_the_future_is_no_silence(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh")
    dinkes.posts = [Post(post(ago(1)).id, NOW + 3 * DAY, "Besok")]

    reading = await read_one(platforms, named("dinkes_contoh"))

    assert (reading.health, reading.trouble) == (Health.UNDATED, Trouble.NO_DATES)
    assert len(reading.set_aside) == 1


async def test_the_next_day_only_what_is_new_is_asked_and_paid_for(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 3, 1)
    account(platforms, DISHUB, "dishub_contoh", 2)
    first = await platforms.read(x(platforms), [named("dinkes_contoh"), named("dishub_contoh")])
    assert await spent(platforms) == Usage(calls=2, micro_usd=2 * 10_000 + 3 * 5_000)
    before = remembered(first)
    dinkes.posts.append(post(NOW + DAY / 2, "Baru"))
    platforms.world.calls.clear()

    second = await read_again(platforms, before, days=1)

    assert paths(platforms) == ["/2/tweets/search/recent"]
    assert queries(platforms)[0]["since_id"] == dinkes.posts[1].id
    assert (await spent(platforms)).micro_usd == 35_000 + 5_000
    busy, quiet = second[named("dinkes_contoh", DINKES)], second[named("dishub_contoh", DISHUB)]
    assert [one.at for one in busy.recent] == [NOW + DAY / 2, ago(1), ago(3)]
    assert quiet.health is Health.OK
    assert [one.at for one in quiet.recent] == [ago(2)]
    assert quiet.checked_at == NOW + DAY


async def test_an_account_that_posted_nothing_stays_silent_until_it_posts(
    platforms: Platforms,
) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh")
    before = remembered(await platforms.read(x(platforms), [named("dinkes_contoh")]))

    [silent] = (await read_again(platforms, before, days=1)).values()
    dinkes.posts.append(post(NOW + DAY / 2))
    [spoken] = (await read_again(platforms, before, days=1)).values()

    assert (silent.health, silent.trouble) == (Health.STATIC, Trouble.NOTHING_POSTED)
    assert spoken.newest is not None
    assert spoken.newest.at == NOW + DAY / 2


async def test_at_most_thirty_publications_are_carried_on(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", *(number / 10 for number in range(1, 31)))
    before = remembered(await platforms.read(x(platforms), [named("dinkes_contoh")]))
    dinkes.posts.append(post(NOW + DAY / 2))

    [reading] = (await read_again(platforms, before, days=1)).values()

    assert len(reading.recent) == 30
    assert reading.recent[0].at == NOW + DAY / 2
    assert reading.recent[-1].at == ago(2.9)


async def test_what_was_missed_for_weeks_is_told_by_the_weekly_look(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 1)
    before = remembered(await platforms.read(x(platforms), [named("dinkes_contoh")]))
    dinkes.posts.append(post(NOW + 3 * DAY))

    [reading] = (await read_again(platforms, before, days=20)).values()

    assert [one.at for one in reading.recent] == [NOW + 3 * DAY, ago(1)]
    assert "since_id" not in queries(platforms)[-1]


async def test_a_repost_seen_at_the_weekly_look_makes_nobody_fresh(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 20)
    before = remembered(await platforms.read(x(platforms), [named("dinkes_contoh")]))
    dinkes.posts.append(post(NOW + 6 * DAY, kind="retweeted"))

    [reading] = (await read_again(platforms, before, days=8)).values()

    assert [one.at for one in reading.recent] == [ago(20)]
