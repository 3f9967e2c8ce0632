"""What Facebook refuses of one Page, in its own codes, and what that says of the others."""

from __future__ import annotations

import json
from datetime import timedelta

import httpx
import pytest

from bot.sandbox.platforms import Fault, Mood, Post
from bot.sandbox.platforms.facebook_pages import FacebookPage
from checks.model import ChannelRef, Health, Identity, Platform, Reading, Trouble
from tests.checks.social.facebook_office import (
    DINKES,
    DISHUB,
    error_part,
    facebook,
    named,
    numbered,
    page,
    part,
    scripted_facebook,
)
from tests.checks.social.platform_office import NOW, Platforms


async def read_one(office: Platforms, ref: ChannelRef, before: Reading | None = None) -> Reading:
    known = {ref: before} if before else {}
    return (await office.read(facebook(office), [ref], before=known))[ref]


async def test_an_unknown_name_spoils_none_of_the_others(platforms: Platforms) -> None:
    page(platforms.world, DINKES, "dinkes.contoh", 1)
    living, gone = named("dinkes.contoh"), named("hilang.contoh")
    found = await platforms.read(facebook(platforms), [gone, living])
    assert found[living].health is Health.OK
    assert found[gone].trouble is Trouble.ACCOUNT_UNKNOWN
    assert found[gone].health is Health.GONE
    assert "803" in found[gone].detail
    assert len(platforms.world.calls_to(Platform.FACEBOOK)) == 1


async def test_a_page_seen_before_and_not_shown_by_id_or_name_is_hidden(
    platforms: Platforms,
) -> None:
    reading = await read_one(platforms, named("dinkes.contoh", DINKES))
    assert reading.trouble is Trouble.ACCOUNT_HIDDEN
    assert reading.health is Health.BLOCKED
    assert len(platforms.world.calls_to(Platform.FACEBOOK)) == 2


async def test_a_page_without_a_name_is_hidden_once_it_was_seen(platforms: Platforms) -> None:
    ref = numbered(DINKES)
    seen = Reading(Health.OK, NOW, identity=Identity(DINKES))
    first = await read_one(platforms, ref)
    assert first.trouble is Trouble.ACCOUNT_UNKNOWN
    hidden = await read_one(platforms, ref, seen)
    assert hidden.trouble is Trouble.ACCOUNT_HIDDEN
    assert (await read_one(platforms, ref, hidden)).trouble is Trouble.ACCOUNT_HIDDEN
    assert (await read_one(platforms, ref, first)).trouble is Trouble.ACCOUNT_UNKNOWN


@pytest.mark.parametrize("mood", [Mood.PERSONAL, Mood.PRIVATE, Mood.HIDDEN, Mood.SUSPENDED])
async def test_profiles_and_restricted_pages_are_not_shown(
    platforms: Platforms, mood: Mood
) -> None:
    post = Post("1", NOW - timedelta(days=1))
    platforms.world.add(
        FacebookPage(Platform.FACEBOOK, DINKES, "dinkes.contoh", mood=mood, posts=[post])
    )
    by_name, by_id = named("dinkes.contoh"), numbered(DINKES)
    found = await platforms.read(facebook(platforms), [by_name, by_id])
    assert {one.trouble for one in found.values()} == {Trouble.ACCOUNT_UNKNOWN}
    known = await read_one(platforms, named("dinkes.contoh", DINKES))
    assert known.trouble is Trouble.ACCOUNT_HIDDEN


async def test_everything_missing_is_told_of_each_page(platforms: Platforms) -> None:
    page(platforms.world, DINKES, "dinkes.contoh", 1)
    platforms.world.faults[Platform.FACEBOOK] = Fault.EVERYTHING_MISSING
    reading = await read_one(platforms, named("dinkes.contoh", DINKES))
    assert reading.trouble is Trouble.ACCOUNT_HIDDEN


async def test_a_page_not_shared_with_us_stops_nothing_while_others_are(
    platforms: Platforms,
) -> None:
    page(platforms.world, DINKES, "dinkes.contoh", 1, shared=True)
    page(platforms.world, DISHUB, "dishub.contoh", 1)
    platforms.world.faults[Platform.FACEBOOK] = Fault.PERMISSION_MISSING
    reader = facebook(platforms)
    shared, unshared = named("dinkes.contoh"), named("dishub.contoh")
    found = await platforms.read(reader, [unshared, shared])
    assert found[shared].health is Health.OK
    assert found[unshared].trouble is Trouble.PERMISSION_MISSING
    assert found[unshared].health is Health.FAILED
    assert (await platforms.read(reader, [shared]))[shared].health is Health.OK


async def test_posts_are_read_where_their_counts_may_not_be(platforms: Platforms) -> None:
    post = Post("1", NOW - timedelta(days=1), likes=5, comments=6)
    platforms.world.add(
        FacebookPage(
            Platform.FACEBOOK,
            DINKES,
            "dinkes.contoh",
            shared=True,
            counts_shown=False,
            posts=[post],
        )
    )
    platforms.world.faults[Platform.FACEBOOK] = Fault.PERMISSION_MISSING
    reading = await read_one(platforms, named("dinkes.contoh"))
    assert reading.newest is not None
    assert reading.newest.at == post.at
    assert reading.newest.engagement is None
    assert "reactions" not in reading.newest.evidence.url


async def test_a_refusal_for_want_of_the_feature_is_ours_even_under_another_code(
    platforms: Platforms,
) -> None:
    message = (
        "(#100) Object does not exist, cannot be loaded due to missing permission or reviewable "
        "feature, or does not support this operation. This endpoint requires the "
        "'pages_read_engagement' permission or the 'Page Public Content Access' feature"
    )
    async with scripted_facebook(platforms) as script:
        script.say([error_part(100, message), part({"id": DINKES})])
        refused, shown = await script.read(named("dishub.contoh"), named("dinkes.contoh"))
    assert refused.trouble is Trouble.PERMISSION_MISSING
    assert refused.health is Health.FAILED
    assert shown.trouble is Trouble.NOTHING_POSTED


async def test_a_page_that_only_moves_on_is_not_followed_for_ever(platforms: Platforms) -> None:
    async with scripted_facebook(platforms) as script:
        for number in range(3):
            script.say([error_part(21, f"Page ID 1 was migrated to page ID {number}99.")])
        (reading,) = await script.read(named("dinkes.contoh"))
    assert reading.trouble is Trouble.ANSWER_NOT_UNDERSTOOD
    assert script.nodes() == [["dinkes.contoh"], ["099"], ["199"]]


@pytest.mark.parametrize(
    ("code", "trouble"), [(100, Trouble.READER_FAILED), (9, Trouble.ANSWER_NOT_UNDERSTOOD)]
)
async def test_a_question_that_is_refused_is_no_fault_of_the_page(
    platforms: Platforms, code: int, trouble: Trouble
) -> None:
    async with scripted_facebook(platforms) as script:
        script.say([error_part(code, "(#100) Tried accessing nonexisting field (username)")])
        (reading,) = await script.read(named("dinkes.contoh"))
    assert reading.trouble is trouble
    assert reading.health is Health.FAILED


async def test_the_stand_in_refuses_what_the_real_one_does(platforms: Platforms) -> None:
    base = platforms.access.stand_ins[Platform.FACEBOOK]
    page(platforms.world, DINKES, "dinkes.contoh", *range(1, 8))
    headers = {"Authorization": f"Bearer {platforms.access.facebook_token}"}
    question = {"method": "GET", "relative_url": "dinkes.contoh"}
    async with httpx.AsyncClient(base_url=f"{base}/v26.0", headers=headers) as http:
        too_many = await http.post("/", data={"batch": json.dumps([question] * 51)})
        by_ids = await http.get("/", params={"ids": "dinkes.contoh"})
        field = await http.get("/dinkes.contoh", params={"fields": "likes_of_mine"})
        syntax = await http.get("/dinkes.contoh", params={"fields": "id,published_posts{id"})
        posts = await http.get("/dinkes.contoh/published_posts", params={"limit": "3"})
        no_token = await http.get("/dinkes.contoh", headers={"Authorization": ""})
    assert too_many.json()["error"]["type"] == "GraphBatchException"
    assert (by_ids.status_code, by_ids.json()["error"]["code"]) == (500, 100)
    assert field.json()["error"]["code"] == 100
    assert syntax.json()["error"]["code"] == 2500
    assert len(posts.json()["data"]) == 3
    assert set(posts.json()["paging"]) == {"cursors", "next"}
    assert no_token.json()["error"]["code"] == 104


async def test_a_move_that_does_not_say_where_to_is_not_understood(platforms: Platforms) -> None:
    async with scripted_facebook(platforms) as script:
        script.say([error_part(21, "This Page was merged")])
        (reading,) = await script.read(named("dinkes.contoh"))
    assert reading.trouble is Trouble.ANSWER_NOT_UNDERSTOOD
    assert len(script.asked) == 1
