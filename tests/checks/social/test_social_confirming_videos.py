"""Whose a reported video is, and since when it is there: with the office's key, and without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.links import Ownership, owns, read_post
from checks.model import ChannelRef, Engagement, Platform
from checks.social.confirming import Confirmation, Confirmer, Found
from checks.social.reader import SocialReader
from checks.social.youtube import YouTubeAdapter
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.youtube_office import (
    DAY,
    DINKES,
    DISHUB,
    asked,
    at_address,
    by_id,
    channel,
    named,
    used,
    video,
)

STRANGER = "UCStranger00000000000000"


async def confirm(office: Platforms, number: int, *candidates: ChannelRef) -> Confirmation:
    reader = SocialReader(YouTubeAdapter(), office.access, office.ledger, office.tokens)
    readers = {Platform.YOUTUBE: reader}
    confirmer = Confirmer(readers, office.access, office.ledger, office.tokens)
    post = read_post(f"https://youtu.be/v{number:010d}", now=NOW)
    return await confirmer.confirm(post, candidates, client=office.client, now=NOW)


@pytest.fixture
def keyless(platforms: Platforms) -> Platforms:
    platforms.access = replace(platforms.access, youtube_key="")
    return platforms


async def test_with_a_key_one_unit_tells_owner_time_title_and_counts(platforms: Platforms) -> None:
    channel(platforms.world, video(1, days=40, views=340, likes=12))
    told = await confirm(platforms, 1, by_id())
    assert (told.found, told.at, told.title) == (Found.YES, NOW - 40 * DAY, "Kabar 1")
    assert told.engagement == Engagement(likes=12, views=340)
    assert owns(by_id(), told.post) is Ownership.YES
    assert told.evidence is not None
    assert platforms.access.youtube_key not in repr(told)
    assert (asked(platforms.world), (await used(platforms)).units) == (["videos"], 1)


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        ("private", "private, deleted or never there"),
        ("unlisted", "the video is unlisted"),
        ("upcoming", "announces a stream that has not begun"),
    ],
)
async def test_with_a_key_what_not_everybody_can_watch_is_denied(
    platforms: Platforms, kind: str, note: str
) -> None:
    channel(platforms.world, video(1, kind=kind))
    told = await confirm(platforms, 1, by_id())
    assert (told.found, told.note) == (Found.NO, note)


async def test_with_a_key_a_stream_counts_from_its_beginning(platforms: Platforms) -> None:
    channel(platforms.world, video(1, days=1, kind="completed"))
    assert (await confirm(platforms, 1, by_id())).at == NOW - DAY


@pytest.mark.parametrize("ref", [named(), at_address("user/dinkes.contoh"), named(id_=DINKES)])
async def test_with_a_key_a_channel_known_by_a_name_is_held_against_the_id(
    platforms: Platforms, ref: ChannelRef
) -> None:
    channel(platforms.world, video(1))
    channel(platforms.world, video(2), id_=STRANGER, handle="musikviral")
    own, strange = await confirm(platforms, 1, ref), await confirm(platforms, 2, ref)
    assert (owns(ref, own.post), own.not_of) == (Ownership.YES, ())
    assert strange.not_of == (ref,)


async def test_with_a_key_a_handle_that_leads_elsewhere_says_nothing_of_a_custom_name(
    platforms: Platforms,
) -> None:
    custom = at_address("c/dinkes.contoh")
    channel(platforms.world, video(1))
    channel(platforms.world, video(2), id_=STRANGER, handle="musikviral")
    told = await confirm(platforms, 2, custom)
    assert (told.not_of, owns(custom, told.post)) == ((), Ownership.UNKNOWN)


async def test_with_a_key_that_is_not_taken_the_feed_tells(platforms: Platforms) -> None:
    channel(platforms.world, video(1))
    platforms.access = replace(platforms.access, youtube_key="expired")
    told = await confirm(platforms, 1, by_id())
    assert (told.found, told.at) == (Found.YES, NOW - DAY)
    assert told.evidence is not None
    assert told.evidence.source == "feed"


async def test_without_a_key_a_stranger_s_video_is_told_apart_by_the_handles(
    keyless: Platforms,
) -> None:
    channel(keyless.world, video(1))
    channel(keyless.world, video(2), id_=STRANGER, handle="musikviral")
    told = await confirm(keyless, 2, by_id())
    assert (told.found, told.post.handle, told.not_of) == (Found.YES, "musikviral", (by_id(),))
    assert told.at is None
    assert asked(keyless.world) == ["oembed", "videos.xml", "oembed"]


async def test_without_a_key_nothing_is_said_of_a_channel_that_shows_no_name(
    keyless: Platforms,
) -> None:
    channel(keyless.world)
    channel(keyless.world, video(2), id_=STRANGER, handle="musikviral")
    told = await confirm(keyless, 2, by_id())
    assert (told.not_of, owns(by_id(), told.post)) == ((), Ownership.UNKNOWN)


async def test_without_a_key_a_video_missing_in_a_full_feed_is_older_than_the_oldest_in_it(
    keyless: Platforms,
) -> None:
    channel(keyless.world, *(video(number, days=40 + number) for number in range(17)))
    told = await confirm(keyless, 16, by_id())
    assert (told.found, told.at, told.before) == (Found.YES, None, NOW - 54 * DAY)
    assert owns(by_id(), told.post) is Ownership.YES


async def test_without_a_key_a_video_missing_in_a_feed_with_room_is_left_unknown(
    keyless: Platforms,
) -> None:
    channel(keyless.world, video(1), video(2, kind="unlisted"))
    told = await confirm(keyless, 2, by_id())
    assert (told.found, told.before) == (Found.UNKNOWN, None)
    assert owns(by_id(), told.post) is Ownership.YES


async def test_without_a_key_the_right_one_of_two_channels_is_found(keyless: Platforms) -> None:
    channel(keyless.world, video(1))
    old = [video(number, days=40 + number) for number in range(20, 37)]
    channel(keyless.world, *old, id_=DISHUB, handle="dishub.contoh")
    told = await confirm(keyless, 36, by_id(DINKES), by_id(DISHUB))
    assert told.not_of == (by_id(DINKES),)
    assert owns(by_id(DISHUB), told.post) is Ownership.YES


async def test_without_a_key_a_name_that_was_taken_is_not_the_channel_s_any_more(
    keyless: Platforms,
) -> None:
    ref = named(id_=DINKES)
    channel(keyless.world, video(1), handle="dinkes.baru")
    channel(keyless.world, video(2), id_=STRANGER)
    assert (await confirm(keyless, 2, ref)).not_of == (ref,)
    assert owns(ref, (await confirm(keyless, 1, ref)).post) is Ownership.YES


async def test_a_youtube_that_can_not_be_reached_leaves_the_video_unknown(
    platforms: Platforms,
) -> None:
    channel(platforms.world, video(1))
    platforms.access = replace(platforms.access, stand_ins={Platform.YOUTUBE: "http://127.0.0.1:1"})
    assert (await confirm(platforms, 1, by_id())).found is Found.UNKNOWN
