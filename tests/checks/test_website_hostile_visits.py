"""Whole visits to sites that mean harm: an end in time, and a reading that says what was there."""

from __future__ import annotations

import asyncio
import gzip
import tracemalloc
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from checks.client import Client, ClientSettings
from checks.model import Health, Reading, Trouble
from checks.website.reader import read_website
from tests.checks.website_farm import NOW, Site

LINKED = '<link rel="alternate" type="application/rss+xml" href="/feed/">'
CARDS = "".join(
    f'<div><h3><a href="/b/{n}">Kabar dari desa nomor {n}</a></h3><span>{n} Maret 2026</span></div>'
    for n in (17, 12, 9)
)
HOME = f"<html><head><title>Dinas Contoh</title>{LINKED}</head><body>{CARDS}</body></html>"


@pytest.fixture
async def impatient(site: Site) -> AsyncIterator[Client]:
    settings = ClientSettings(
        allow_private=frozenset({site.place}), retry_pause=0, pause=0, total_timeout=0.5
    )
    async with Client(settings) as client:
        yield client


async def read(site: Site, client: Client) -> Reading:
    return await read_website(client, site.url(), NOW)


def outcome_of(reading: Reading, source: str) -> str:
    return next(one.outcome for one in reading.attempts if one.source == source)


async def test_a_feed_that_stalls_is_left_and_the_cards_tell(site: Site, impatient: Client) -> None:
    async def stall(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss>")
        await writer.drain()
        await asyncio.Event().wait()

    site.serve("/", HOME)
    site.handle("/feed/", stall)
    reading = await read(site, impatient)
    assert reading.newest is not None
    assert reading.newest.at.day == 17
    assert outcome_of(reading, "feed") == "no answer within 0.5 s"


async def test_a_home_page_that_never_ends_is_a_time_out(site: Site, impatient: Client) -> None:
    async def silence(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        await writer.drain()
        await asyncio.Event().wait()

    site.handle("/", silence)
    reading = await read(site, impatient)
    assert (reading.health, reading.trouble) == (Health.UNREACHABLE, Trouble.TIMED_OUT)


async def test_a_page_that_unpacks_to_hundreds_of_megabytes_costs_no_memory(
    site: Site, client: Client
) -> None:
    bomb = gzip.compress(HOME.encode() + bytes(200_000_000), 1)
    site.serve("/", bomb, headers={"Content-Encoding": "gzip"})
    tracemalloc.start()
    try:
        reading = await read(site, client)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 60_000_000
    assert "read only the page's first 1,500,000 bytes" in reading.detail


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;">]><rss>&b;</rss>',
        b'<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname">]><rss><channel>&f;</channel></rss>',
        b"<rss" + b"<item>" * 50_000,
        bytes(range(256)) * 100,
        b"<rss><channel>" + b"<item><title>x" * 2_000,
        b"{" * 100_000,
        b"\xff\xfe<\x00r\x00s\x00s\x00>\x00",
    ],
    ids=["entities", "a file", "unclosed", "noise", "cut off", "braces", "UTF-16"],
)
async def test_rubbish_in_place_of_a_feed_leaves_the_word_to_the_cards(
    site: Site, client: Client, body: bytes
) -> None:
    site.serve("/", HOME)
    site.serve("/feed/", body, "application/rss+xml")
    reading = await read(site, client)
    assert reading.health is Health.OK
    assert reading.newest is not None
    assert reading.newest.at.day == 17


async def test_endless_redirects_of_the_feed_stay_within_the_visit(
    site: Site, client: Client
) -> None:
    site.serve("/", HOME)
    site.redirect("/feed/", "/feed/1")
    for number in range(1, 30):
        site.redirect(f"/feed/{number}", f"/feed/{number + 1}")
    reading = await read(site, client)
    assert len(site.asked) <= 8
    assert reading.newest is not None
    assert "redirects" in outcome_of(reading, "feed")


async def test_a_home_page_that_redirects_without_end_says_so(site: Site, client: Client) -> None:
    for number in range(30):
        site.redirect(f"/{number or ''}", f"/{number + 1}")
    reading = await read(site, client)
    assert reading == replace(
        reading, health=Health.UNREACHABLE, trouble=Trouble.REDIRECT_LOOP, recent=()
    )


@pytest.mark.parametrize(
    ("charset", "header"),
    [
        ("windows-1252", "text/html; charset=utf-8"),
        ("utf-16", "text/html"),
        ("utf-8", "text/html; charset=utf-16"),
        ("windows-1252", "text/html; charset=nonsense"),
    ],
)
async def test_a_page_whose_charset_is_a_lie_is_read_all_the_same(
    site: Site, client: Client, charset: str, header: str
) -> None:
    home = HOME.replace("Kabar", "Jum’at – kabar").encode(charset)
    site.serve("/", home, header)
    reading = await read(site, client)
    assert reading.newest is not None
    assert reading.newest.at.day == 17
