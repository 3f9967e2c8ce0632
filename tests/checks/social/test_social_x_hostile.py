"""Answers of X that are broken, odd or hostile: never silence, and one account's harm alone."""

from __future__ import annotations

import pytest

from bot.sandbox.platforms import Fault
from checks.model import Health, Platform, Trouble
from checks.social.x_search import MOST_PAGES, id_at
from tests.checks.social.platform_office import Platforms
from tests.checks.social.x_office import (
    DINKES,
    DISHUB,
    ScriptedX,
    a_post,
    a_user,
    account,
    ago,
    found,
    named,
    read_again,
    read_one,
    remembered,
    scripted_x,
    x,
)

YESTERDAY = "2026-11-23T02:00:00.000Z"
POST = str(id_at(ago(1)))
NOT_UNDERSTOOD = (Health.FAILED, Trouble.ANSWER_NOT_UNDERSTOOD)

BROKEN = [
    "",
    "null",
    "[]",
    "<!doctype html><title>X</title>",
    '{"data": [{"id": "1',
    '{"hello": ["world"]}',
    '{"data": null}',
    '{"data": {"id": "1"}}',
    '{"data": "x", "errors": 7}',
]


def two_users(script: ScriptedX) -> None:
    script.users = {"data": [a_user(DISHUB, "Dishub_Contoh"), a_user(DINKES, "dinkes_contoh")]}


async def test_gibberish_is_our_failure(platforms: Platforms) -> None:
    account(platforms, DINKES, "dinkes_contoh", 1)
    platforms.world.faults[Platform.X] = Fault.GIBBERISH

    reading = await read_one(platforms, named("dinkes_contoh"))

    assert (reading.health, reading.trouble) == NOT_UNDERSTOOD


async def test_gibberish_never_makes_a_known_account_quiet(platforms: Platforms) -> None:
    account(platforms, DINKES, "dinkes_contoh", 1)
    before = remembered(await platforms.read(x(platforms), [named("dinkes_contoh")]))
    platforms.world.faults[Platform.X] = Fault.GIBBERISH

    [reading] = (await read_again(platforms, before, days=1)).values()

    assert (reading.health, reading.trouble) == NOT_UNDERSTOOD


@pytest.mark.parametrize("body", BROKEN)
async def test_a_broken_lookup_is_not_understood(platforms: Platforms, body: str) -> None:
    async with scripted_x(platforms) as script:
        script.users = body
        [reading] = await script.read(named("dinkes_contoh"))

    assert (reading.health, reading.trouble) == NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "body",
    [
        *BROKEN,
        '{"data": []}',
        '{"meta": {}}',
        '{"meta": {"result_count": 3}}',
        '{"meta": {"result_count": -1}}',
        '{"meta": {"result_count": 1}, "data": ["post"]}',
        '{"meta": {"result_count": 1}, "data": [{"id": "1", "text": "whose?"}]}',
        '{"meta": {"result_count": 0, "next_token": 7}}',
    ],
)
async def test_a_broken_search_is_not_understood(platforms: Platforms, body: str) -> None:
    async with scripted_x(platforms) as script:
        script.users = {"data": [a_user(DINKES, "dinkes_contoh", most_recent_tweet_id=POST)]}
        script.pages = [body]
        [reading] = await script.read(named("dinkes_contoh"))

    assert (reading.health, reading.trouble) == NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "user",
    [
        {"id": DINKES},
        {"username": "dinkes_contoh"},
        {"id": 15, "username": "dinkes_contoh"},
        {"id": DINKES, "username": None},
        a_user("9" * 40, "dinkes_contoh"),
        a_user(DINKES, "dinkes_contoh", protected="perhaps"),
        a_user(DINKES, "dinkes_contoh", public_metrics={"tweet_count": 10**30}),
        a_user(DINKES, "dinkes_contoh", public_metrics=None),
        a_user(DINKES, "dinkes_contoh", most_recent_tweet_id="../../etc"),
        None,
        [],
    ],
)
async def test_an_odd_account_spoils_no_other(platforms: Platforms, user: object) -> None:
    async with scripted_x(platforms) as script:
        script.users = {"data": [user, a_user(DISHUB, "Dishub_Contoh")]}
        script.pages = [found(a_post(POST, DISHUB, YESTERDAY))]
        odd, good = await script.read(named("dinkes_contoh"), named("dishub_contoh"))

    assert (odd.health, odd.trouble) == NOT_UNDERSTOOD
    assert good.health is Health.OK


@pytest.mark.parametrize(
    "post",
    [
        {"author_id": DINKES},
        a_post("", DINKES, YESTERDAY),
        a_post(POST, DINKES, "yesterday"),
        a_post(POST, DINKES, "2026-11-23T02:00:00"),
        a_post(POST, DINKES, "2026-13-45T02:00:00Z"),
        a_post(POST, DINKES, YESTERDAY, text=None),
        a_post(POST, DINKES, YESTERDAY, public_metrics={"like_count": 10**40}),
        a_post(POST, DINKES, YESTERDAY, public_metrics={"like_count": "many"}),
        a_post(POST, DINKES, YESTERDAY, public_metrics=[]),
    ],
)
async def test_an_odd_post_spoils_no_other_account(platforms: Platforms, post: object) -> None:
    async with scripted_x(platforms) as script:
        two_users(script)
        script.pages = [found(post, a_post(POST, DISHUB, YESTERDAY))]
        odd, good = await script.read(named("dinkes_contoh"), named("dishub_contoh"))

    assert (odd.health, odd.trouble) == NOT_UNDERSTOOD
    assert good.health is Health.OK


async def test_counts_that_are_not_told_are_no_zeros(platforms: Platforms) -> None:
    async with scripted_x(platforms) as script:
        two_users(script)
        some = a_post(
            POST, DISHUB, YESTERDAY, public_metrics={"like_count": 3, "reply_count": None}
        )
        script.pages = [found(a_post(POST, DINKES, YESTERDAY), some)]
        none, some_told = await script.read(named("dinkes_contoh"), named("dishub_contoh"))

    assert none.recent[0].engagement is None
    engagement = some_told.recent[0].engagement
    assert engagement is not None
    assert (engagement.likes, engagement.comments, engagement.views) == (3, None, None)


async def test_no_zero_byte_reaches_the_database(platforms: Platforms) -> None:
    async with scripted_x(platforms) as script:
        script.users = {"data": [a_user(DINKES, "dinkes_contoh")]}
        script.pages = [found(a_post(POST, DINKES, YESTERDAY, text="Apel\0 pagi &amp; gizi"))]
        [reading] = await script.read(named("dinkes_contoh"))

    assert reading.recent[0].title == "Apel pagi & gizi"


async def test_a_name_x_says_nothing_of_is_not_understood(platforms: Platforms) -> None:
    async with scripted_x(platforms) as script:
        script.users = {"data": [a_user(DISHUB, "dishub_contoh")], "errors": [{"title": "?"}, 7]}
        missing, _ = await script.read(named("dinkes_contoh"), named("dishub_contoh"))

    assert (missing.health, missing.trouble) == NOT_UNDERSTOOD


async def test_a_problem_of_another_kind_is_not_understood(platforms: Platforms) -> None:
    async with scripted_x(platforms) as script:
        script.users = {"errors": [{"value": "dinkes_contoh", "title": "Field Authorization"}]}
        [reading] = await script.read(named("dinkes_contoh"))

    assert (reading.health, reading.trouble) == NOT_UNDERSTOOD
    assert "Field Authorization" in reading.detail


async def test_a_private_account_may_be_told_as_a_problem(platforms: Platforms) -> None:
    async with scripted_x(platforms) as script:
        problem = "https://api.twitter.com/2/problems/not-authorized-for-resource"
        script.users = {"errors": [{"value": "Dinkes_Contoh", "type": problem}]}
        [reading] = await script.read(named("dinkes_contoh"))

    assert reading.trouble is Trouble.ACCOUNT_PRIVATE


async def test_without_any_known_post_an_account_is_undated(platforms: Platforms) -> None:
    async with scripted_x(platforms) as script:
        script.users = {"data": [a_user(DINKES, "dinkes_contoh")]}
        first = await script.office.read(x(script.office), [named("dinkes_contoh")])
        [undated] = first.values()
        before = remembered(first)
        [still] = (await script.office.read(x(script.office), before, before=before)).values()

    assert (undated.health, undated.trouble) == (Health.UNDATED, Trouble.NO_DATES)
    assert (still.health, still.trouble) == (Health.UNDATED, Trouble.NO_DATES)
    assert [path.rpartition("/")[2] for path in script.asked] == ["by", "recent", "recent"]


@pytest.mark.parametrize("id_", ["20", "9223372036854775807"])
async def test_an_id_without_a_believable_time_dates_nothing(
    platforms: Platforms, id_: str
) -> None:
    async with scripted_x(platforms) as script:
        script.users = {"data": [a_user(DINKES, "dinkes_contoh", most_recent_tweet_id=id_)]}
        [reading] = await script.read(named("dinkes_contoh"))

    assert (reading.health, reading.trouble) == (Health.UNDATED, Trouble.NO_DATES)


async def test_pages_without_end_are_not_followed_for_ever(platforms: Platforms) -> None:
    async with scripted_x(platforms) as script:
        two_users(script)
        script.pages = [found(a_post(POST, DINKES, YESTERDAY), next_token="again")]
        busy, unseen = await script.read(named("dinkes_contoh"), named("dishub_contoh"))

    assert busy.health is Health.OK
    assert (unseen.health, unseen.trouble) == (Health.FAILED, Trouble.READER_FAILED)
    assert len(script.asked) == 1 + MOST_PAGES


async def test_a_page_that_fails_leaves_its_accounts_unread(platforms: Platforms) -> None:
    async with scripted_x(platforms) as script:
        two_users(script)
        script.pages = [found(a_post(POST, DINKES, YESTERDAY), next_token="more"), "<html>"]
        readings = await script.read(named("dinkes_contoh"), named("dishub_contoh"))

    assert [(one.health, one.trouble) for one in readings] == [NOT_UNDERSTOOD] * 2


async def test_a_refusal_without_a_reason_stops_nothing(platforms: Platforms) -> None:
    async with scripted_x(platforms) as script:
        script.status, script.users = 403, "<html>Attention Required!</html>"
        [reading] = await script.read(named("dinkes_contoh"))

    assert (reading.health, reading.trouble) == NOT_UNDERSTOOD
    assert "403" in reading.detail
