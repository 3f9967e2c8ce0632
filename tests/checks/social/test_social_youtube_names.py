"""Whose channel it is: ids, handles and the older names of YouTube channels."""

from __future__ import annotations

import pytest

from bot.sandbox.platforms import Mood
from checks.model import Health, Identity, Trouble
from tests.checks.social.platform_office import Platforms
from tests.checks.social.youtube_office import (
    CUT,
    DINKES,
    DISHUB,
    asked,
    at_address,
    by_id,
    channel,
    channel_item,
    error,
    named,
    questions,
    read_one,
    scripted_youtube,
    upload_item,
    video,
    with_key,
)


async def test_a_handle_is_looked_up_once_and_tells_its_id(platforms: Platforms) -> None:
    channel(platforms.world, video(1), handle="Dinkes.Contoh")
    reading = await read_one(platforms, named())
    assert reading.identity == Identity(DINKES, "dinkes.contoh")
    assert questions(platforms.world, "channels")[0]["forHandle"] == ["dinkes.contoh"]


async def test_a_handle_of_any_script_is_looked_up(platforms: Platforms) -> None:
    channel(platforms.world, video(1), handle="dinas·kesehatán")
    reading = await read_one(platforms, named("dinas·kesehatán"))
    assert reading.identity == Identity(DINKES, "dinas·kesehatán")


async def test_a_remembered_id_is_asked_for_and_a_new_handle_shows(platforms: Platforms) -> None:
    channel(platforms.world, video(1), handle="dinkes.baru")
    reading = await read_one(platforms, named("dinkes.contoh", DINKES))
    assert reading.health is Health.OK
    assert reading.identity == Identity(DINKES, "dinkes.baru")
    assert questions(platforms.world, "channels")[0]["id"] == [DINKES]


async def test_an_address_with_an_id_tells_the_handle(platforms: Platforms) -> None:
    channel(platforms.world, video(1))
    assert (await read_one(platforms, by_id())).identity == Identity(DINKES, "dinkes.contoh")


async def test_a_handle_that_somebody_else_took_is_noticed(platforms: Platforms) -> None:
    channel(platforms.world, video(1), id_=DISHUB, handle="dinkes.contoh")
    reading = await read_one(platforms, named("dinkes.contoh", DINKES))
    assert reading.trouble is Trouble.NAME_TAKEN
    assert reading.identity == Identity(DISHUB, "dinkes.contoh")
    assert reading.newest is None


async def test_an_unknown_handle_is_gone_and_one_seen_before_is_hidden(
    platforms: Platforms,
) -> None:
    never, before = named("belum.ada"), named("pernah.ada", DINKES)
    found = await platforms.read(with_key(platforms), [never, before])
    assert (found[never].health, found[never].trouble) == (
        Health.GONE,
        Trouble.ACCOUNT_UNKNOWN,
    )
    assert (found[before].health, found[before].trouble) == (
        Health.BLOCKED,
        Trouble.ACCOUNT_HIDDEN,
    )


async def test_a_closed_channel_is_unknown(platforms: Platforms) -> None:
    channel(platforms.world, video(1), mood=Mood.SUSPENDED)
    assert (await read_one(platforms, by_id())).trouble is Trouble.ACCOUNT_UNKNOWN


async def test_a_private_channel_is_private_and_costs_no_more(platforms: Platforms) -> None:
    channel(platforms.world, video(1), mood=Mood.PRIVATE)
    reading = await read_one(platforms, by_id())
    assert (reading.health, reading.trouble) == (Health.BLOCKED, Trouble.ACCOUNT_PRIVATE)
    assert asked(platforms.world) == ["channels"]


async def test_a_channel_that_hides_its_uploads_is_hidden_and_not_silent(
    platforms: Platforms,
) -> None:
    channel(platforms.world, video(1), video(2), mood=Mood.HIDDEN)
    reading = await read_one(platforms, by_id())
    assert (reading.health, reading.trouble) == (Health.BLOCKED, Trouble.ACCOUNT_HIDDEN)
    assert reading.detail == "shows no list of its videos, and counts 2"
    assert reading.identity == Identity(DINKES, "dinkes.contoh")


async def test_an_old_user_name_is_looked_up_as_one_and_its_handle_not_compared(
    platforms: Platforms,
) -> None:
    channel(platforms.world, video(1), handle="pemkabcontoh")
    reading = await read_one(platforms, at_address("user/pemkabcontoh"))
    assert reading.health is Health.OK
    assert reading.identity == Identity(DINKES, None)
    assert questions(platforms.world, "channels")[0]["forUsername"] == ["pemkabcontoh"]


async def test_a_custom_name_is_looked_up_as_a_handle_and_says_so(platforms: Platforms) -> None:
    channel(platforms.world, video(1), handle="pemkabcontoh")
    reading = await read_one(platforms, at_address("c/pemkabcontoh"))
    assert reading.health is Health.OK
    assert reading.identity == Identity(DINKES, None)
    assert reading.detail == "the /c/ name was looked up as a handle, and led to @pemkabcontoh"


async def test_a_custom_name_that_is_nobodys_handle_is_our_trouble(platforms: Platforms) -> None:
    reading = await read_one(platforms, at_address("c/pemkabcontoh"))
    assert (reading.health, reading.trouble) == (Health.FAILED, Trouble.NO_READER)
    assert "give the address with the channel's id" in reading.detail


async def test_a_custom_name_is_not_asked_for_once_its_id_is_known(platforms: Platforms) -> None:
    ref = at_address("c/pemkabcontoh", DINKES)
    assert (await read_one(platforms, ref)).trouble is Trouble.ACCOUNT_HIDDEN
    channel(platforms.world, video(1), handle="pemkabcontoh")
    reading = await read_one(platforms, ref)
    assert (reading.health, reading.detail) == (Health.OK, "")
    assert asked(platforms.world) == ["channels", "channels", "playlistItems", "videos"]


async def test_one_id_that_is_refused_spoils_no_other(platforms: Platforms) -> None:
    async with scripted_youtube(platforms) as youtube:
        youtube.say(
            "channels",
            error(403, "channelForbidden"),
            error(403, "channelForbidden"),
            {"kind": "youtube#channelListResponse", "pageInfo": {"totalResults": 0}},
        )
        hidden, unknown = await youtube.read(by_id(DINKES), by_id(DISHUB))
    assert hidden.trouble is Trouble.ACCOUNT_HIDDEN
    assert unknown.trouble is Trouble.ACCOUNT_UNKNOWN
    assert youtube.asked == ["channels"] * 3


@pytest.mark.parametrize(
    ("reason", "status", "trouble"),
    [
        ("channelNotFound", 404, Trouble.ACCOUNT_UNKNOWN),
        ("channelClosed", 403, Trouble.ACCOUNT_UNKNOWN),
        ("channelSuspended", 403, Trouble.ACCOUNT_SUSPENDED),
        ("channelForbidden", 403, Trouble.ACCOUNT_HIDDEN),
    ],
)
async def test_a_refusal_about_one_channel_says_what_it_is(
    platforms: Platforms, reason: str, status: int, trouble: Trouble
) -> None:
    async with scripted_youtube(platforms) as youtube:
        youtube.say("channels", error(status, reason))
        refs = by_id(DINKES), named()
        for reading in await youtube.read(*refs):
            assert reading.trouble is trouble
            assert reading.detail == f"the Data API refuses ({reason})"


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [(CUT, Trouble.INTERRUPTED), ("{}", Trouble.ANSWER_NOT_UNDERSTOOD)],
)
async def test_one_name_that_is_not_answered_spoils_no_other(
    platforms: Platforms, answer: object, trouble: Trouble
) -> None:
    async with scripted_youtube(platforms) as youtube:
        found = {"items": [channel_item(DISHUB, "@dishub")]}
        youtube.say("channels", *[answer] * (2 if answer is CUT else 1), found)
        youtube.say("playlistItems", {"items": [upload_item("v1", "2026-11-22T08:00:05Z")]})
        youtube.say("videos", {"items": []})
        unread, read = await youtube.read(named(), named("dishub"))
    assert unread.trouble is trouble
    assert read.newest
    assert read.newest.url == "https://www.youtube.com/watch?v=v1"
