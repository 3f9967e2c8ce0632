"""What a reading without a key finds of YouTube channels."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.responses import Response

from bot.sandbox.platforms import Fault, Mood
from checks.model import Engagement, Health, Identity, Platform, Trouble
from checks.social.usage import Usage
from checks.social.youtube import YouTubeAdapter
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.youtube_office import (
    CUT,
    DAY,
    DINKES,
    DISHUB,
    asked,
    at_address,
    by_id,
    channel,
    named,
    questions,
    read_one,
    scripted_youtube,
    used,
    video,
    without_key,
)

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><feed '
    'xmlns:yt="http://www.youtube.com/xml/schemas/2015" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">'
    "<yt:channelId>Dinkes0000000000000000</yt:channelId><title>Dinas</title>"
    "<published>2026-11-24T01:00:00+00:00</published>"
)


def entry(
    video_id: str = "v0000000001", at: str = "2026-11-22T08:00:05+00:00", more: str = ""
) -> str:
    return (
        f"<entry><yt:videoId>{video_id}</yt:videoId><title>Apel &amp; doa</title>"
        f"<published>{at}</published>{more}</entry>"
    )


def community(views: str, likes: str) -> str:
    return (
        "<media:group><media:community>"
        f'<media:starRating count="{likes}" average="5.00"/><media:statistics views="{views}"/>'
        "</media:community></media:group>"
    )


async def test_the_newest_of_all_videos_counts_and_never_the_channels_birth(
    platforms: Platforms,
) -> None:
    channel(platforms.world, video(1, 300, pinned=True), video(2, 2, kind="short"), video(3, 9))
    reading = await read_one(platforms, by_id(), without_key(platforms))
    assert reading.health is Health.OK
    assert [one.at for one in reading.recent] == [NOW - 2 * DAY, NOW - 9 * DAY, NOW - 300 * DAY]
    assert reading.identity == Identity(DINKES)


async def test_a_publication_says_where_it_was_read_and_how_it_was_taken(
    platforms: Platforms,
) -> None:
    channel(platforms.world, video(1, views=340, likes=12), video(2, 2, views=7))
    newest, older = (await read_one(platforms, by_id(), without_key(platforms))).recent
    assert newest.url == "https://www.youtube.com/watch?v=v0000000001"
    assert newest.engagement == Engagement(likes=12, views=340)
    assert older.engagement == Engagement(views=7)
    assert newest.evidence.source == "feed"
    assert newest.evidence.url == (f"https://www.youtube.com/feeds/videos.xml?channel_id={DINKES}")
    assert newest.evidence.raw == "2026-11-23T02:00:00+00:00"
    assert newest.evidence.title == newest.title == "Kabar 1"


async def test_each_channel_costs_one_call_and_no_unit(platforms: Platforms) -> None:
    refs = [by_id(f"UC{number:022d}") for number in range(12)]
    for number, ref in enumerate(refs):
        channel(platforms.world, video(number), id_=str(ref.platform_id), handle=f"opd{number}")
    found = await platforms.read(without_key(platforms), refs)
    assert {one.health for one in found.values()} == {Health.OK}
    assert await used(platforms) == Usage(calls=12)
    assert YouTubeAdapter().batch_size(platforms.access) == 50
    assert without_key(platforms).batch_size == 1


async def test_a_handle_whose_id_is_remembered_is_read_by_it(platforms: Platforms) -> None:
    channel(platforms.world, video(1), handle="dinkes.baru")
    reading = await read_one(platforms, named(id_=DINKES), without_key(platforms))
    assert reading.health is Health.OK
    assert reading.identity == Identity(DINKES)


async def test_a_handle_without_an_id_says_what_to_do(platforms: Platforms) -> None:
    reader = without_key(platforms)
    for ref in named(), at_address("c/dinkes"):
        reading = await read_one(platforms, ref, reader)
        assert (reading.health, reading.trouble) == (Health.FAILED, Trouble.NO_READER)
        assert reading.detail == (
            "only the address with the channel's id can be read without a key: "
            "https://www.youtube.com/channel/UC..."
        )
    assert asked(platforms.world) == []


async def test_an_old_user_name_has_a_feed_and_tells_its_id(platforms: Platforms) -> None:
    channel(platforms.world, video(1), handle="pemkabcontoh")
    reading = await read_one(platforms, at_address("user/pemkabcontoh"), without_key(platforms))
    assert reading.identity == Identity(DINKES)
    assert questions(platforms.world, "videos.xml") == [{"user": ["pemkabcontoh"]}]


async def test_a_channel_without_a_video_has_posted_nothing(platforms: Platforms) -> None:
    channel(platforms.world)
    reading = await read_one(platforms, by_id(), without_key(platforms))
    assert (reading.health, reading.trouble) == (Health.STATIC, Trouble.NOTHING_POSTED)


@pytest.mark.parametrize("mood", [Mood.SUSPENDED, Mood.PRIVATE, Mood.HIDDEN])
async def test_a_channel_that_is_not_found_may_be_found_tomorrow(
    platforms: Platforms, mood: Mood
) -> None:
    channel(platforms.world, video(1), mood=mood)
    reading = await read_one(platforms, by_id(), without_key(platforms))
    assert (reading.health, reading.trouble) == (Health.UNREACHABLE, Trouble.PASSING_ABSENCE)
    assert reading.detail == "the feed answers 404"


async def test_a_wave_of_404_makes_nobody_gone(platforms: Platforms) -> None:
    channel(platforms.world, video(1))
    channel(platforms.world, video(2), id_=DISHUB, handle="dishub")
    platforms.world.faults[Platform.YOUTUBE] = Fault.EVERYTHING_MISSING
    found = await platforms.read(without_key(platforms), [by_id(), by_id(DISHUB)])
    assert {one.trouble for one in found.values()} == {Trouble.PASSING_ABSENCE}


async def test_a_wave_of_500_stops_the_platform(platforms: Platforms) -> None:
    platforms.world.faults[Platform.YOUTUBE] = Fault.SERVER_ERROR
    refs = [by_id(f"UC{number:022d}") for number in range(8)]
    found = await platforms.read(without_key(platforms), refs)
    troubles = [found[ref].trouble for ref in refs]
    assert troubles == [Trouble.SERVER_ERROR] * 4 + [Trouble.PLATFORM_DOWN] * 4


@pytest.mark.parametrize(("said", "seconds"), [("120", 120), ("", 3600), ("soon", 3600)])
async def test_too_many_requests_end_the_asking_for_as_long_as_youtube_says(
    platforms: Platforms, said: str, seconds: int
) -> None:
    async with scripted_youtube(platforms) as youtube:
        youtube.say("feed", Response("Sorry...", 429, headers={"Retry-After": said}))
        reader = without_key(youtube.office)
        for reading in await youtube.read(by_id(), by_id(DISHUB), reader=reader):
            assert reading.trouble is Trouble.QUOTA_SPENT
        assert youtube.asked == ["feed"]
        almost, then = (NOW + timedelta(seconds=seconds + more) for more in (-1, 0))
        await read_one(youtube.office, by_id(), reader, almost)
        assert youtube.asked == ["feed"]
        await read_one(youtube.office, by_id(), reader, then)
        assert youtube.asked == ["feed", "feed"]


async def test_a_throttled_platform_stops(platforms: Platforms) -> None:
    platforms.world.faults[Platform.YOUTUBE] = Fault.THROTTLED
    reading = await read_one(platforms, by_id(), without_key(platforms))
    assert (reading.health, reading.trouble) == (Health.FAILED, Trouble.QUOTA_SPENT)


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (Response("", 403), Trouble.REFUSES_US),
        (Response("Bad Request", 400), Trouble.ANSWER_NOT_UNDERSTOOD),
        (Response("", 410), Trouble.PASSING_ABSENCE),
        (Response("", 503), Trouble.SERVER_ERROR),
        (CUT, Trouble.INTERRUPTED),
        ("", Trouble.ANSWER_NOT_UNDERSTOOD),
        ("<html><body>Before you continue</body></html>", Trouble.ANSWER_NOT_UNDERSTOOD),
        ('{"hello": ["world"]}', Trouble.ANSWER_NOT_UNDERSTOOD),
        (HEAD + entry(), Trouble.ANSWER_NOT_UNDERSTOOD),
        (HEAD + entry()[:60], Trouble.ANSWER_NOT_UNDERSTOOD),
        ("<feed><entry/></feed>", Trouble.ANSWER_NOT_UNDERSTOOD),
        ('<feed xmlns="http://www.w3.org/2005/Atom"></feed>', Trouble.ANSWER_NOT_UNDERSTOOD),
        ("<!DOCTYPE feed [<!ENTITY a 'b'>]>" + HEAD + "</feed>", Trouble.ANSWER_NOT_UNDERSTOOD),
        (HEAD + entry(video_id="") + "</feed>", Trouble.ANSWER_NOT_UNDERSTOOD),
        (HEAD + entry(video_id="a b/../c") + "</feed>", Trouble.ANSWER_NOT_UNDERSTOOD),
        (HEAD + entry(at="") + "</feed>", Trouble.ANSWER_NOT_UNDERSTOOD),
        (HEAD + entry(at="kemarin") + "</feed>", Trouble.ANSWER_NOT_UNDERSTOOD),
        (HEAD + entry(at="2026-11-22T08:00:05") + "</feed>", Trouble.ANSWER_NOT_UNDERSTOOD),
        (HEAD.replace("Dinkes", "Dishub") + entry() + "</feed>", Trouble.ANSWER_NOT_UNDERSTOOD),
        (HEAD + "</feed>", Trouble.NOTHING_POSTED),
    ],
)
async def test_an_answer_that_is_no_feed_is_neither_silence_nor_death(
    platforms: Platforms, answer: object, trouble: Trouble
) -> None:
    async with scripted_youtube(platforms) as youtube:
        youtube.say("feed", answer)
        [reading] = await youtube.read(by_id(), reader=without_key(youtube.office))
    assert reading.trouble is trouble
    assert reading.newest is None


async def test_a_feed_with_the_shapes_of_the_real_one_is_read(platforms: Platforms) -> None:
    body = HEAD + entry(more=community("340", "12"))
    body += entry("v0000000002", "2026-11-23T23:00:05-07:00", community("1e3", "9" * 40))
    async with scripted_youtube(platforms) as youtube:
        youtube.say("feed", body + entry("v0000000003", "2027-01-01T00:00:00Z") + "</feed>")
        [reading] = await youtube.read(by_id(), reader=without_key(youtube.office))
    newest_is_ahead = [one.raw for one in reading.set_aside]
    assert newest_is_ahead == ["2026-11-23T23:00:05-07:00", "2027-01-01T00:00:00Z"][::-1]
    [publication] = reading.recent
    assert publication.title == "Apel & doa"
    assert publication.engagement == Engagement(likes=12, views=340)


async def test_one_feed_that_breaks_off_spoils_no_other(platforms: Platforms) -> None:
    async with scripted_youtube(platforms) as youtube:
        youtube.say("feed", CUT, CUT, HEAD + entry() + "</feed>")
        reader = without_key(youtube.office)
        broken, read = await youtube.read(by_id(DISHUB), by_id(DINKES), reader=reader)
    assert (broken.health, broken.trouble) == (Health.UNREACHABLE, Trouble.INTERRUPTED)
    assert read.health is Health.OK
