"""What a reading with a key finds of YouTube channels, and what it costs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from checks.model import Engagement, Health, Identity, Trouble
from checks.social.usage import Usage
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.youtube_office import (
    DAY,
    DINKES,
    DISHUB,
    asked,
    by_id,
    channel,
    named,
    questions,
    read_one,
    used,
    video,
    with_key,
)

NEWEST = datetime(2026, 11, 22, 8, 0, 5, tzinfo=UTC)


async def test_the_newest_of_all_uploads_counts_not_the_first(platforms: Platforms) -> None:
    channel(platforms.world, video(1, 300, pinned=True), video(2, 1), video(3, 9), video(4, 4))
    reading = await read_one(platforms, by_id())
    assert reading.health is Health.OK
    assert [one.title for one in reading.recent] == ["Kabar 2", "Kabar 4", "Kabar 3", "Kabar 1"]
    assert reading.newest
    assert reading.newest.at == NOW - DAY


async def test_a_publication_says_where_it_was_read_and_links_as_a_report_would(
    platforms: Platforms,
) -> None:
    post = video(1, views=340, likes=12, comments=3)
    post.at, post.text = NEWEST, "\n Apel pagi \nLapangan kota"
    channel(platforms.world, post)
    newest = (await read_one(platforms, by_id())).newest
    assert newest is not None
    assert newest.at == NEWEST
    assert newest.url == "https://www.youtube.com/watch?v=v0000000001"
    assert newest.title == "Apel pagi"
    assert newest.engagement == Engagement(likes=12, comments=3, views=340)
    assert newest.evidence.source == "api"
    assert newest.evidence.raw == "2026-11-22T08:00:05Z"
    assert newest.evidence.title == "Apel pagi"
    assert newest.evidence.url == (
        "https://www.googleapis.com/youtube/v3/playlistItems"
        "?part=contentDetails,snippet&playlistId=UUDinkes0000000000000000&maxResults=10"
    )


async def test_counts_that_are_hidden_stay_unsaid(platforms: Platforms) -> None:
    channel(platforms.world, video(1, 1, views=7), video(2, 2))
    reading = await read_one(platforms, by_id())
    assert [one.engagement for one in reading.recent] == [Engagement(views=7), None]


async def test_a_private_video_is_no_publication(platforms: Platforms) -> None:
    channel(platforms.world, video(1, 1, kind="private"), video(2, 5))
    reading = await read_one(platforms, by_id())
    assert [one.title for one in reading.recent] == ["Kabar 2"]


async def test_a_stream_that_has_not_begun_is_no_publication_yet(platforms: Platforms) -> None:
    channel(platforms.world, video(1, 1, kind="upcoming"), video(2, 5))
    reading = await read_one(platforms, by_id())
    assert [one.title for one in reading.recent] == ["Kabar 2"]
    [aside] = reading.set_aside
    assert (aside.title, aside.note) == ("Kabar 1", "announces a stream that has not begun")


async def test_a_channel_that_only_announces_a_stream_has_posted_nothing(
    platforms: Platforms,
) -> None:
    channel(platforms.world, video(1, 1, kind="upcoming"))
    reading = await read_one(platforms, by_id())
    assert reading.trouble is Trouble.NOTHING_POSTED
    assert reading.health is Health.STATIC


async def test_a_stream_counts_from_when_it_began_however_long_it_was_announced(
    platforms: Platforms,
) -> None:
    channel(platforms.world, video(1, 2, kind="live"), video(2, 3, kind="completed"))
    reading = await read_one(platforms, by_id())
    assert [one.at for one in reading.recent] == [NOW - 2 * DAY, NOW - 3 * DAY]
    assert reading.newest
    assert "/videos?" in reading.newest.evidence.url
    assert reading.newest.evidence.raw == "2026-11-22T02:00:00Z"


async def test_a_date_in_the_future_is_set_aside(platforms: Platforms) -> None:
    channel(platforms.world, video(1, -2), video(2, 30))
    reading = await read_one(platforms, by_id())
    assert reading.newest
    assert reading.newest.title == "Kabar 2"
    assert [one.note for one in reading.set_aside] == ["lies in the future"]


async def test_a_channel_without_a_video_has_posted_nothing(platforms: Platforms) -> None:
    channel(platforms.world)
    reading = await read_one(platforms, named())
    assert (reading.health, reading.trouble) == (Health.STATIC, Trouble.NOTHING_POSTED)
    assert reading.identity == Identity(DINKES, "dinkes.contoh")


async def test_a_channel_of_private_videos_alone_has_posted_nothing(platforms: Platforms) -> None:
    channel(platforms.world, video(1, 1, kind="private"))
    assert (await read_one(platforms, by_id())).trouble is Trouble.NOTHING_POSTED


async def test_public_videos_behind_ten_private_ones_are_hidden_and_no_silence(
    platforms: Platforms,
) -> None:
    hidden = [video(number, number, kind="private") for number in range(1, 11)]
    channel(platforms.world, *hidden, video(11, 20))
    reading = await read_one(platforms, by_id())
    assert (reading.health, reading.trouble) == (Health.BLOCKED, Trouble.ACCOUNT_HIDDEN)
    assert reading.detail == "shows none of its videos, and counts 1"


async def test_fifty_channels_cost_sixty_one_units(platforms: Platforms) -> None:
    refs = []
    for number in range(50):
        id_ = f"UC{number:022d}"
        posts = [video(100 * number + one, one) for one in range(1, 13)]
        channel(platforms.world, *posts, id_=id_, handle=f"opd{number}")
        refs.append(named(f"opd{number}", id_))
    found = await platforms.read(with_key(platforms), refs)
    assert all(len(one.recent) == 10 for one in found.values())
    assert all(one.newest and one.newest.at == NOW - DAY for one in found.values())
    assert await used(platforms) == Usage(calls=61, units=61)
    names = asked(platforms.world)
    assert [names.count(one) for one in ("channels", "playlistItems", "videos")] == [1, 50, 10]


async def test_three_hundred_channels_fit_the_day_many_times(platforms: Platforms) -> None:
    refs = []
    for number in range(300):
        id_ = f"UC{number:022d}"
        channel(platforms.world, video(number, 1), id_=id_, handle=f"opd{number}")
        refs.append(named(f"opd{number}", id_))
    found = await platforms.read(with_key(platforms), refs)
    assert {one.health for one in found.values()} == {Health.OK}
    assert (await used(platforms)).units == 366
    assert {len(one["id"][0].split(",")) for one in questions(platforms.world, "channels")} == {50}


async def test_a_channel_is_asked_for_its_ten_newest(platforms: Platforms) -> None:
    channel(platforms.world, *(video(number, number) for number in range(1, 31)))
    reading = await read_one(platforms, by_id())
    assert len(reading.recent) == 10
    [query] = questions(platforms.world, "playlistItems")
    assert query["maxResults"] == ["10"]


async def test_two_addresses_of_one_channel_are_both_read(platforms: Platforms) -> None:
    channel(platforms.world, video(1))
    refs = [by_id(), named(id_=DINKES)]
    found = await platforms.read(with_key(platforms), refs)
    assert [found[ref].health for ref in refs] == [Health.OK, Health.OK]
    [query] = questions(platforms.world, "channels")
    assert query["id"] == [DINKES]


async def test_an_unknown_channel_spoils_no_other(platforms: Platforms) -> None:
    channel(platforms.world, video(1), id_=DISHUB, handle="dishub")
    refs = [by_id(DINKES), by_id(DISHUB)]
    found = await platforms.read(with_key(platforms), refs)
    assert [found[ref].health for ref in refs] == [Health.GONE, Health.OK]


async def test_a_clock_a_little_ahead_of_ours_is_believed(platforms: Platforms) -> None:
    channel(platforms.world, video(1, -timedelta(minutes=2) / DAY))
    assert (await read_one(platforms, by_id())).health is Health.OK
