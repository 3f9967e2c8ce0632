"""Telegram: what is not its page is not understood, and never taken for silence."""

from __future__ import annotations

import base64

import pytest

from bot.sandbox.platforms import Fault, Post, SocialAccount
from checks.client import Client, ClientSettings
from checks.links import read_profile
from checks.model import Health, Platform, Reading, Trouble
from checks.social.telegram import TelegramAdapter
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.website_farm import Site

REF = read_profile("https://t.me/pemkab_contoh")

OWN = "https://t.me/pemkab_contoh/412"
TIME = '<time datetime="2026-11-23T02:30:00+00:00">02:30</time>'


def footer(link: str = OWN, time: str = TIME) -> str:
    return (
        '<div class="tgme_widget_message_footer">'
        f'<a class="tgme_widget_message_date" href="{link}">{time}</a></div>'
    )


def message(inside: str, name: str = "pemkab_contoh/412", view: str = "") -> str:
    return f'<div class="tgme_widget_message" data-post="{name}" data-view="{view}">{inside}</div>'


HEADER = '<div class="tgme_channel_info_header_title"><span dir="auto">Pemkab Contoh</span></div>'


def page(*messages: str) -> str:
    return f'<section class="tgme_channel_history">{"".join(messages)}</section>'


async def read(platforms: Platforms, site: Site, body: str, status: int = 200) -> Reading:
    site.serve("/s/pemkab_contoh", body, status=status)
    reader = platforms.reader(TelegramAdapter(), stand_ins={Platform.TELEGRAM: site.url("")})
    settings = ClientSettings(allow_private=frozenset({site.place}), pause=0, retry_pause=0)
    async with Client(settings) as client:
        answered = dict(await reader.read([REF], client=client, now=NOW, before={}))
    return answered[REF]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html><body>Internet Positif</body></html>",
        '{"ok": true}',
        page(),
        page('<div class="tme_no_messages_found">No posts found</div>'),
        HEADER,
        '<div class="tgme_page"><div class="tgme_page_title">Pemkab Contoh</div></div>',
        '<div class="tgme_widget_message">tanpa nomor</div>',
        page(message("tanpa kaki")),
        page(message(footer(time="<time>02:30</time>"))),
        page(message(footer(time='<time datetime="kemarin">x</time>'))),
        page(message(footer(time='<time datetime="2026-11-23T02:30:00">naif</time>'))),
        page(message(footer(time='<time datetime="9999-12-31T23:59:59-14:00">x</time>'))),
        page(message(footer(link="javascript:alert(1)"))),
        page(message(footer(), name="???")),
        page(message(footer()), message("terbaru tanpa waktu", name="pemkab_contoh/413")),
        page(message(footer()))[:60],
    ],
)
async def test_what_can_not_be_read_is_our_failure(
    platforms: Platforms, site: Site, body: str
) -> None:
    reading = await read(platforms, site, body)
    assert reading.trouble is Trouble.ANSWER_NOT_UNDERSTOOD
    assert (reading.health, reading.recent) == (Health.FAILED, ())


@pytest.mark.parametrize("around", ["{}", f"<html><body>{HEADER}{{}}</body></html>"])
async def test_messages_are_read_whatever_stands_around_them(
    platforms: Platforms, site: Site, around: str
) -> None:
    wrapped = f'<div class="tgme_widget_message_wrap">{message(footer())}</div>'
    reading = await read(platforms, site, around.format(wrapped))
    assert (reading.health, [one.url for one in reading.recent]) == (Health.OK, [OWN])


async def test_a_preview_without_messages_is_told_from_a_page_of_somebody_else(
    platforms: Platforms, site: Site
) -> None:
    empty, foreign = [await read(platforms, site, body) for body in (HEADER, "<p>Login</p>")]
    assert (empty.detail, foreign.detail) == (
        "a preview without any message",
        "no page of Telegram's",
    )


async def test_an_older_message_without_time_does_not_spoil_the_newer_ones(
    platforms: Platforms, site: Site
) -> None:
    body = page(message("lama", name="pemkab_contoh/9"), message(footer()))
    reading = await read(platforms, site, body)
    assert [one.url for one in reading.recent] == [OWN]


@pytest.mark.parametrize(
    "view",
    [
        "bukan base64!",
        base64.b64encode(b'{"c": "x"}').decode(),
        base64.b64encode(b'{"c": 0}').decode(),
        base64.b64encode(b'{"c": 99999999999999999999999}').decode(),
        base64.b64encode(b"[null]").decode(),
    ],
)
async def test_a_number_that_can_not_be_read_is_no_identity(
    platforms: Platforms, site: Site, view: str
) -> None:
    reading = await read(platforms, site, page(message(footer(), view=view)))
    assert (reading.health, reading.identity) == (Health.OK, None)


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (403, Trouble.REFUSES_US),
        (404, Trouble.ANSWER_NOT_UNDERSTOOD),
        (503, Trouble.SERVER_ERROR),
    ],
)
async def test_other_answers_say_nothing_of_the_channel(
    platforms: Platforms, site: Site, status: int, trouble: Trouble
) -> None:
    assert (await read(platforms, site, "x", status)).trouble is trouble


async def test_gibberish_fails_one_channel_and_a_dead_server_stops_all(
    platforms: Platforms,
) -> None:
    account = SocialAccount(Platform.TELEGRAM, "1179933704", "pemkab_contoh")
    account.posts.append(Post("412", NOW))
    platforms.world.add(account)
    platforms.world.faults[Platform.TELEGRAM] = Fault.GIBBERISH
    reader = platforms.reader(TelegramAdapter())
    assert (await platforms.read(reader, [REF]))[REF].trouble is Trouble.ANSWER_NOT_UNDERSTOOD
    platforms.world.faults[Platform.TELEGRAM] = Fault.SERVER_ERROR
    refs = [read_profile(f"https://t.me/kanal_{number}") for number in range(9)]
    readings = await platforms.read(reader, refs)
    troubles = [readings[ref].trouble for ref in refs]
    assert troubles[:4] == [Trouble.SERVER_ERROR] * 4
    assert set(troubles[4:]) == {Trouble.PLATFORM_DOWN}
