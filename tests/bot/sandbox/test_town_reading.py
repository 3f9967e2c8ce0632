from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

import checks
from bot.sandbox.town.agencies import TOWN_ZONE
from bot.sandbox.town.server import Town
from checks.client import Client, ClientSettings
from checks.model import ChannelRef, Health, Platform, Reading
from checks.website.articles import read_article

TODAY = date(2026, 11, 24)
SIX = datetime(2026, 11, 24, 6, tzinfo=TOWN_ZONE)
AS_INTENDED = {
    "bpbd": (Health.UNREACHABLE, None),
    "dinkes": (Health.OK, 2),
    "diskominfo": (Health.OK, 1),
    "disdik": (Health.OK, 12),
    "dishub": (Health.OK, 64),
    "dpupr": (Health.STATIC, None),
    "rsud": (Health.OK, 3),
    "kec-awan": (Health.OK, 41),
    "kel-embun": (Health.OK, 20),
    "dispora": (Health.HIJACKED, 3),
    "setda": (Health.OK, 5),
}
"""Each site's health, and the age of its newest article in days."""


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with Town(TODAY) as town:
        yield town


@pytest.fixture
async def client(town: Town) -> AsyncIterator[Client]:
    async with Client(ClientSettings(allow_private=town.allow_private)) as client:
        yield client


async def readings(town: Town, client: Client, now: datetime) -> dict[str, Reading]:
    names = {
        ChannelRef(Platform.WEBSITE, address): name for name, address in town.addresses.items()
    }
    return {
        names[ref]: reading async for ref, reading in checks.check(names, now=now, client=client)
    }


def newest_day(reading: Reading) -> date | None:
    return None if reading.newest is None else reading.newest.at.astimezone(TOWN_ZONE).date()


async def test_a_check_finds_every_site_as_it_is_meant_to_be(town: Town, client: Client) -> None:
    found = await readings(town, client, SIX)
    assert {
        name: (reading.health, (day := newest_day(reading)) and (TODAY - day).days)
        for name, reading in found.items()
    } == AS_INTENDED


async def test_the_dates_are_found_in_all_kinds_of_places(town: Town, client: Client) -> None:
    found = await readings(town, client, SIX)
    sources = {name: one.newest.evidence.source for name, one in found.items() if one.newest}
    assert sources["diskominfo"] == "wordpress"
    assert sources["disdik"] == "card"
    assert sources["rsud"] == "news-sitemap"
    assert sources["kec-awan"] == sources["kel-embun"] == "feed"


async def test_signs_of_spam_are_seen_on_the_hijacked_site_alone(
    town: Town, client: Client
) -> None:
    found = await readings(town, client, SIX)
    assert [name for name, reading in found.items() if reading.signs] == ["dispora"]


@pytest.mark.parametrize("name", ["dinkes", "disdik", "rsud", "kel-embun", "setda"])
async def test_what_was_published_during_the_day_is_read_at_once_and_tomorrow(
    town: Town, client: Client, name: str
) -> None:
    at = datetime(2026, 11, 24, 3, tzinfo=UTC)
    link = town.publish(name, "Sekolah Rakyat Tirta Kencana buka pendaftaran", at)
    look = await read_article(client, link, at + timedelta(minutes=15))
    assert look.publication is not None
    assert look.publication.at.astimezone(TOWN_ZONE).date() == TODAY
    tomorrow = await readings(town, client, SIX + timedelta(days=1))
    assert newest_day(tomorrow[name]) == TODAY
