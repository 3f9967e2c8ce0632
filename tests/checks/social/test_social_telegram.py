"""Telegram: what is read of a channel's public preview."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.sandbox.platforms import Fault, Mood, Post, SocialAccount
from checks.links import read_profile
from checks.model import ChannelRef, Engagement, Health, Identity, Platform, Reading, Trouble
from checks.social.telegram import TelegramAdapter
from tests.checks.social.platform_office import NOW, Platforms

REF = read_profile("https://t.me/pemkab_contoh")


def channel(platforms: Platforms, *posts: Post, **changes: object) -> SocialAccount:
    account = SocialAccount(
        Platform.TELEGRAM, "1179933704", "Pemkab_Contoh", "Pemkab Contoh", posts=[*posts]
    )
    for name, value in changes.items():
        setattr(account, name, value)
    return platforms.world.add(account)


def post(number: int, hours_ago: float, text: str = "Apel pagi", **more: object) -> Post:
    return Post(str(number), NOW - timedelta(hours=hours_ago), text, **more)  # type: ignore[arg-type]


async def read(platforms: Platforms, ref: ChannelRef = REF) -> Reading:
    readings = await platforms.read(platforms.reader(TelegramAdapter()), [ref])
    return readings[ref]


async def test_a_channel_is_read_with_its_times_links_titles_and_views(
    platforms: Platforms,
) -> None:
    channel(
        platforms,
        post(411, 30, "Libur & cuti bersama\nKantor tutup", views=33_000),
        post(412, 5, "\n\nVaksinasi di puskesmas", views=1_312),
    )
    reading = await read(platforms)
    assert reading.health is Health.OK
    assert [one.url for one in reading.recent] == [
        "https://t.me/pemkab_contoh/412",
        "https://t.me/pemkab_contoh/411",
    ]
    newest, older = reading.recent
    assert newest.at == NOW - timedelta(hours=5)
    assert newest.title == "Vaksinasi di puskesmas"
    assert newest.engagement == Engagement(views=1_300)
    assert older.engagement == Engagement(views=33_000)
    assert older.title == "Libur & cuti bersama"
    assert newest.evidence.source == "page"
    assert newest.evidence.url == "https://t.me/s/pemkab_contoh"
    assert newest.evidence.raw == "2026-11-23T21:00:00+00:00"
    assert len(platforms.world.calls) == 1


async def test_the_channels_number_is_its_identity(platforms: Platforms) -> None:
    channel(platforms, post(412, 5))
    reading = await read(platforms)
    assert reading.identity == Identity("1179933704", "pemkab_contoh")


async def test_a_name_that_another_channel_has_taken_is_told(platforms: Platforms) -> None:
    channel(platforms, post(412, 5), id="1555000111")
    ref = ChannelRef(REF.platform, REF.canonical, REF.handle, "1179933704")
    assert (await read(platforms, ref)).trouble is Trouble.NAME_TAKEN


@pytest.mark.parametrize(
    "kind",
    ["photo", "album", "video", "poll", "forward", "reply", "edited", "unsupported"],
)
async def test_every_kind_of_message_is_read_once_with_its_own_link_and_time(
    platforms: Platforms, kind: str
) -> None:
    channel(platforms, post(300, 60), post(412, 5, "Kata kami", kind=kind))
    reading = await read(platforms)
    assert [one.url for one in reading.recent] == [
        "https://t.me/pemkab_contoh/412",
        "https://t.me/pemkab_contoh/300",
    ]
    assert reading.recent[0].at == NOW - timedelta(hours=5)
    assert reading.recent[0].title == "Kata kami"


async def test_a_message_without_words_is_a_publication_all_the_same(platforms: Platforms) -> None:
    channel(platforms, post(412, 5, "", kind="album"))
    reading = await read(platforms)
    assert reading.newest is not None
    assert (reading.newest.title, reading.newest.engagement) == ("", None)


async def test_service_messages_are_no_publications(platforms: Platforms) -> None:
    channel(platforms, post(1, 900, "Channel created", kind="service"))
    reading = await read(platforms)
    assert (reading.health, reading.trouble) == (Health.STATIC, Trouble.NOTHING_POSTED)
    assert reading.identity == Identity("1179933704", "pemkab_contoh")


async def test_a_page_of_pins_alone_is_looked_behind(platforms: Platforms) -> None:
    pins = [post(100 + number, 20, "pinned a photo", kind="service") for number in range(25)]
    channel(platforms, post(99, 48, "Sebelum semua sematan"), *pins)
    reading = await read(platforms)
    assert reading.newest is not None
    assert reading.newest.title == "Sebelum semua sematan"
    assert reading.newest.evidence.url == "https://t.me/s/pemkab_contoh?before=105"
    assert len(platforms.world.calls) == 2


async def test_a_channel_that_only_pins_is_not_called_silent(platforms: Platforms) -> None:
    channel(platforms, *(post(number, 9, "pin", kind="service") for number in range(2, 99)))
    reading = await read(platforms)
    assert (reading.health, len(platforms.world.calls)) == (Health.FAILED, 3)


async def test_a_future_message_is_set_aside(platforms: Platforms) -> None:
    channel(platforms, post(411, 30), post(412, -48))
    reading = await read(platforms)
    assert reading.newest is not None
    assert reading.newest.url.endswith("/411")
    assert [one.note for one in reading.set_aside] == ["lies in the future"]


@pytest.mark.parametrize(
    ("mood", "detail"),
    [
        (Mood.HIDDEN, "a channel whose preview is switched off"),
        (Mood.PRIVATE, "a group, not a channel"),
    ],
)
async def test_a_channel_without_preview_and_a_group_are_blocked(
    platforms: Platforms, mood: Mood, detail: str
) -> None:
    channel(platforms, post(412, 5), mood=mood, followers=12_345)
    reading = await read(platforms)
    assert (reading.health, reading.detail) == (Health.BLOCKED, detail)


async def test_a_name_that_nobody_has_is_gone_unless_it_was_read_before(
    platforms: Platforms,
) -> None:
    assert (await read(platforms)).trouble is Trouble.ACCOUNT_UNKNOWN
    ref = ChannelRef(REF.platform, REF.canonical, REF.handle, "1179933704")
    assert (await read(platforms, ref)).trouble is Trouble.ACCOUNT_HIDDEN


async def test_where_a_living_channel_is_missing_too_the_fault_is_not_with_the_accounts(
    platforms: Platforms,
) -> None:
    platforms.world.faults[Platform.TELEGRAM] = Fault.EVERYTHING_MISSING
    control = read_profile("https://t.me/telegram")
    reader = platforms.reader(TelegramAdapter(), controls={Platform.TELEGRAM: control})
    other = read_profile("https://t.me/lainnya")
    readings = await platforms.read(reader, [REF, other])
    assert {one.trouble for one in readings.values()} == {Trouble.PLATFORM_DOWN}
    assert len(platforms.world.calls) == 4


async def test_too_many_requests_stop_the_platform_until_it_says(platforms: Platforms) -> None:
    platforms.world.faults[Platform.TELEGRAM] = Fault.THROTTLED
    reader = platforms.reader(TelegramAdapter())
    readings = await platforms.read(reader, [REF])
    assert readings[REF].trouble is Trouble.QUOTA_SPENT
    await platforms.read(reader, [REF], now=NOW + timedelta(seconds=119))
    assert len(platforms.world.calls) == 1
    platforms.world.faults.clear()
    channel(platforms, post(412, 5))
    again = await platforms.read(reader, [REF], now=NOW + timedelta(seconds=121))
    assert again[REF].health is Health.OK


async def test_one_channel_is_one_call_and_is_counted(platforms: Platforms) -> None:
    channel(platforms, post(412, 5))
    await read(platforms)
    used = await platforms.ledger.used(Platform.TELEGRAM, NOW.date())
    assert (used.calls, used.micro_usd) == (1, 0)
