"""Who X's accounts are: at first, after a rename, when they are gone, private or someone else's."""

from __future__ import annotations

from datetime import timedelta

from bot.sandbox.platforms import Fault, Mood
from checks.links import read_profile
from checks.model import Health, Identity, Platform, Trouble
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.x_office import (
    DINKES,
    DISHUB,
    a_post,
    a_user,
    account,
    ago,
    crowd,
    found,
    named,
    paths,
    post,
    queries,
    read_again,
    read_one,
    remembered,
    scripted_x,
    spent,
    x,
)

DAY = timedelta(days=1)
LOOKUPS = ["/2/users", "/2/users/by"]


async def test_the_first_reading_tells_the_immutable_id(platforms: Platforms) -> None:
    account(platforms, DINKES, "Dinkes_Contoh", 1)

    reading = await read_one(platforms, named("dinkes_contoh"))

    assert reading.identity == Identity(DINKES, "dinkes_contoh")
    assert reading.thorough_at == NOW
    assert paths(platforms) == ["/2/users/by", "/2/tweets/search/recent"]


async def test_identities_are_looked_up_once_a_week(platforms: Platforms) -> None:
    account(platforms, DINKES, "dinkes_contoh", 1)
    before = remembered(await platforms.read(x(platforms), [named("dinkes_contoh")]))

    for day in range(1, 7):
        before = await read_again(platforms, before, days=day)
        assert before[named("dinkes_contoh", DINKES)].thorough_at == NOW
    platforms.world.calls.clear()
    before = await read_again(platforms, before, days=7)

    assert paths(platforms) == ["/2/users", "/2/tweets/search/recent"]
    assert queries(platforms, "/2/users")[0]["ids"] == DINKES
    assert before[named("dinkes_contoh", DINKES)].thorough_at == NOW + 7 * DAY


async def test_a_renamed_account_is_read_under_its_new_name(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 1)
    before = remembered(await platforms.read(x(platforms), [named("dinkes_contoh")]))
    dinkes.handle = "Dinkes_Baru"
    dinkes.posts.append(post(NOW + 2 * DAY))

    again = await read_again(platforms, before, days=7)
    [reading] = again.values()

    assert reading.health is Health.OK
    assert reading.identity == Identity(DINKES, "dinkes_baru")
    assert [one.at for one in reading.recent] == [NOW + 2 * DAY, ago(1)]
    assert queries(platforms)[-1]["query"] == "(from:dinkes_baru) -is:retweet"
    assert "since_id" not in queries(platforms)[-1]
    dinkes.posts.append(post(NOW + 7.5 * DAY))
    [later] = (await read_again(platforms, again, days=8)).values()
    assert later.newest is not None
    assert later.newest.url.startswith("https://x.com/dinkes_baru/status/")


async def test_a_post_counts_once_under_the_old_and_the_new_name(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 0.1)
    before = remembered(await platforms.read(x(platforms), [named("dinkes_contoh")]))
    dinkes.handle = "dinkes_baru"

    [reading] = (await read_again(platforms, before, days=7)).values()

    assert [one.url for one in reading.recent] == [
        f"https://x.com/dinkes_contoh/status/{dinkes.posts[0].id}"
    ]


async def test_posts_of_whoever_took_the_name_are_not_the_agencys(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 1)
    before = remembered(await platforms.read(x(platforms), [named("dinkes_contoh")]))
    dinkes.handle = "dinkes_baru"
    account(platforms, "9", "dinkes_contoh", -0.5)

    [reading] = (await read_again(platforms, before, days=1)).values()

    assert reading.health is Health.OK
    assert reading.identity == Identity(DINKES, "dinkes_baru")
    assert [one.at for one in reading.recent] == [ago(1)]


async def test_a_name_that_passed_to_another_account_is_told(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 1)
    before = remembered(await platforms.read(x(platforms), [named("dinkes_contoh")]))
    platforms.world.accounts.remove(dinkes)
    account(platforms, "9", "dinkes_contoh", -1)

    [reading] = (await read_again(platforms, before, days=7)).values()

    assert (reading.health, reading.trouble) == (Health.GONE, Trouble.NAME_TAKEN)
    assert reading.identity == Identity("9", "dinkes_contoh")
    assert not reading.recent


async def test_an_account_gone_by_id_and_name_is_gone(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 1)
    before = remembered(await platforms.read(x(platforms), [named("dinkes_contoh")]))
    platforms.world.accounts.remove(dinkes)
    already = (await spent(platforms)).micro_usd
    platforms.world.calls.clear()

    [reading] = (await read_again(platforms, before, days=7)).values()

    assert (reading.health, reading.trouble) == (Health.GONE, Trouble.ACCOUNT_UNKNOWN)
    assert paths(platforms) == LOOKUPS
    assert (await spent(platforms)).micro_usd == already


async def test_an_account_that_comes_back_is_read_again(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 1, mood=Mood.SUSPENDED)
    first = await platforms.read(x(platforms), [named("dinkes_contoh")])
    dinkes.mood = Mood.PUBLIC

    [reading] = (await read_again(platforms, first, days=1)).values()

    assert reading.health is Health.OK
    assert [one.at for one in reading.recent] == [ago(1)]


async def test_one_account_in_trouble_leaves_the_others_alone(platforms: Platforms) -> None:
    account(platforms, DINKES, "dinkes_contoh", 1)
    account(platforms, DISHUB, "dishub_contoh", 1, mood=Mood.SUSPENDED)
    account(platforms, "3", "setda_contoh", 1, mood=Mood.PRIVATE)
    refs = [named(name) for name in ("dishub_contoh", "setda_contoh", "hilang", "dinkes_contoh")]

    readings = await platforms.read(x(platforms), refs)

    assert [(readings[ref].health, readings[ref].trouble) for ref in refs] == [
        (Health.GONE, Trouble.ACCOUNT_SUSPENDED),
        (Health.BLOCKED, Trouble.ACCOUNT_PRIVATE),
        (Health.GONE, Trouble.ACCOUNT_UNKNOWN),
        (Health.OK, None),
    ]
    assert all(reading.thorough_at == NOW for reading in readings.values())
    assert queries(platforms)[0]["query"] == "(from:dinkes_contoh) -is:retweet"


async def test_an_account_suspended_after_its_first_reading_is_told(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 1)
    before = remembered(await platforms.read(x(platforms), [named("dinkes_contoh")]))
    dinkes.mood = Mood.SUSPENDED

    [reading] = (await read_again(platforms, before, days=7)).values()

    assert (reading.health, reading.trouble) == (Health.GONE, Trouble.ACCOUNT_SUSPENDED)


async def test_a_forgotten_identity_brings_nothing_of_the_old_account(platforms: Platforms) -> None:
    old = account(platforms, "9", "dinkes_contoh", 1)
    first = await platforms.read(x(platforms), [named("dinkes_contoh")])
    platforms.world.accounts.remove(old)
    account(platforms, DINKES, "dinkes_contoh", 3)

    [reading] = (await read_again(platforms, first, days=1)).values()

    assert reading.identity == Identity(DINKES, "dinkes_contoh")
    assert [one.at for one in reading.recent] == [ago(3)]


async def test_two_entries_of_one_renamed_account_are_both_read(platforms: Platforms) -> None:
    account(platforms, DINKES, "dinkes_baru", 1)
    refs = [named("dinkes_contoh", DINKES), named("dinkes_baru")]

    readings = await platforms.read(x(platforms), refs)

    assert [readings[ref].health for ref in refs] == [Health.OK, Health.OK]
    assert readings[refs[0]].recent == readings[refs[1]].recent


async def test_all_remembered_accounts_unknown_at_once_is_the_platforms_trouble(
    platforms: Platforms,
) -> None:
    before = remembered(await platforms.read(x(platforms), crowd(platforms, 6, 1)))
    platforms.world.faults[Platform.X] = Fault.EVERYTHING_MISSING

    again = await read_again(platforms, before, days=7)

    assert {reading.trouble for reading in again.values()} == {Trouble.PLATFORM_DOWN}
    assert {reading.health for reading in again.values()} == {Health.FAILED}


async def test_names_are_asked_for_whatever_their_case(platforms: Platforms) -> None:
    account(platforms, DINKES, "DINKES_Contoh", 1)

    reading = await read_one(platforms, read_profile("https://x.com/Dinkes_CONTOH"))

    assert reading.health is Health.OK


async def test_a_new_name_that_x_keeps_for_itself_still_makes_a_link(platforms: Platforms) -> None:
    async with scripted_x(platforms) as script:
        script.users = {"data": [a_user(DINKES, "jobs")]}
        script.pages = [found(a_post("2124684356613046272", DINKES, "2026-11-23T02:00:00Z"))]
        [first] = await script.read(named("dinkes_contoh", DINKES))
        before = {named("dinkes_contoh", DINKES): first}
        [again] = await script.read(*before, before=before)

    assert [one.url for one in again.recent] == ["https://x.com/jobs/status/2124684356613046272"]
