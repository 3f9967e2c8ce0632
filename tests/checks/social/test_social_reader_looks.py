"""Looks between the sweeps meet a platform's troubles without costing a sweep its readings."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.sandbox.platforms import Fault, Post, SocialAccount
from checks.links import read_post, read_profile
from checks.model import Health, Platform, Trouble
from checks.social.confirming import Confirmer, Found
from checks.social.instagram import InstagramAdapter
from checks.social.reader import SocialReader
from tests.checks.social.platform_office import NOW, Platforms
from tests.journeys.conversing import instagram_post

OWN = read_profile("https://www.instagram.com/dinkes.contoh/")
NEXT_MORNING = NOW + timedelta(hours=15)


@pytest.fixture
def reader(platforms: Platforms) -> SocialReader:
    posts = [Post("DRaBcDeFgHi", NOW - timedelta(days=1), "Apel")]
    account = SocialAccount(Platform.INSTAGRAM, "17841400000000101", "dinkes.contoh", posts=posts)
    platforms.world.add(account)
    return platforms.reader(InstagramAdapter())


async def health(platforms: Platforms, reader: SocialReader, now: datetime = NOW) -> Health:
    return (await platforms.read(reader, [OWN], now=now))[OWN].health


@pytest.mark.parametrize("fault", list(Fault))
async def test_no_report_costs_the_next_sweep_its_readings(
    platforms: Platforms, reader: SocialReader, fault: Fault
) -> None:
    platforms.world.faults[Platform.INSTAGRAM] = fault
    for number in range(8):
        readers = {Platform.INSTAGRAM: reader}
        confirmer = Confirmer(readers, platforms.access, platforms.ledger, platforms.tokens)
        post = read_post(instagram_post(NOW - timedelta(hours=1), number=number), now=NOW)
        told = await confirmer.confirm(post, [OWN], client=platforms.client, now=NOW)
        assert told.found is Found.UNKNOWN
    del platforms.world.faults[Platform.INSTAGRAM]
    assert await health(platforms, reader, NEXT_MORNING) is Health.OK


async def test_failures_of_looks_do_not_count_towards_a_sweep_s_stop(
    platforms: Platforms, reader: SocialReader
) -> None:
    platforms.world.faults[Platform.INSTAGRAM] = Fault.SERVER_ERROR
    for _ in range(4):
        await platforms.read(reader.looking_up(), [OWN])
    found = await platforms.read(reader, [OWN])
    assert found[OWN].trouble is not Trouble.PLATFORM_DOWN
    del platforms.world.faults[Platform.INSTAGRAM]
    assert await health(platforms, reader) is Health.OK


async def test_a_look_keeps_to_the_stop_that_a_sweep_met(
    platforms: Platforms, reader: SocialReader
) -> None:
    platforms.world.faults[Platform.INSTAGRAM] = Fault.TOKEN_EXPIRED
    await platforms.read(reader, [OWN])
    platforms.world.calls.clear()
    found = await platforms.read(reader.looking_up(), [OWN])
    assert found[OWN].trouble is Trouble.TOKEN_REFUSED
    assert platforms.world.calls == []
