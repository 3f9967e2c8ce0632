"""What reading the channels takes: that 300 of each platform fit, and that the figures are true."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from checks.model import Platform
from checks.social.access import PlatformAccess
from checks.social.plan import POSTS_A_WEEK, PlatformPlan, plan
from checks.social.usage import MICRO_USD
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.x_office import crowd, post, read_again, remembered, spent, x

OFFICE = PlatformAccess(
    instagram_token="a",
    instagram_office_id="17841400000000001",
    facebook_token="b",
    x_token="c",
    youtube_key="d",
    threads_token="e",
)
SOCIAL = [platform for platform in Platform if platform is not Platform.WEBSITE]


def one(platform: Platform, channels: int, access: PlatformAccess = OFFICE) -> PlatformPlan:
    [only] = plan({platform: channels}, access)
    return only


@pytest.mark.parametrize("platform", SOCIAL)
def test_three_hundred_channels_fit_each_platforms_free_allowance(platform: Platform) -> None:
    it = one(platform, 300)

    assert it.fits
    assert it.calls_a_day > 0
    assert it.allowance is None or it.calls_a_day <= it.allowance
    assert (it.usd_a_month > 0) == (platform is Platform.X)


@pytest.mark.parametrize(
    ("platform", "calls", "allowance"),
    [
        (Platform.INSTAGRAM, 300, 4800),
        (Platform.FACEBOOK, 300, 4800),
        (Platform.X, 15.43, None),
        (Platform.YOUTUBE, 6 + 300 + 60, 10_000),
        (Platform.TIKTOK, 300, None),
        (Platform.THREADS, 300, 4800),
        (Platform.TELEGRAM, 300, None),
    ],
)
def test_the_calls_of_a_day_are_counted_as_the_platform_counts_them(
    platform: Platform, calls: float, allowance: int | None
) -> None:
    it = one(platform, 300)

    assert (it.calls_a_day, it.allowance) == (calls, allowance)


def test_x_costs_what_its_posts_and_weekly_lookups_cost() -> None:
    it = one(Platform.X, 300)

    assert (it.usd_a_day, it.usd_a_month) == (Decimal("0.86"), Decimal("26.07"))
    assert it.ceiling == Decimal(30)
    assert "first day costs USD 6.00" in it.note


def test_x_does_not_fit_below_its_ceiling_where_there_are_too_many() -> None:
    assert not one(Platform.X, 400).fits
    assert not one(Platform.X, 300, PlatformAccess(x_token="c", x_usd_per_month=Decimal(20))).fits


@pytest.mark.parametrize(
    ("platform", "channels"),
    [(Platform.INSTAGRAM, 3841), (Platform.FACEBOOK, 4000), (Platform.YOUTUBE, 9000)],
)
def test_more_than_an_allowance_holds_does_not_fit(platform: Platform, channels: int) -> None:
    assert not one(platform, channels).fits


def test_a_closed_door_costs_nothing_and_says_what_it_needs() -> None:
    plans = plan(dict.fromkeys(SOCIAL, 300), PlatformAccess(tiktok_embed=False))

    closed = {it.platform for it in plans if it.calls_a_day == 0}
    assert closed == set(SOCIAL) - {Platform.YOUTUBE, Platform.TELEGRAM}
    assert all(it.note.startswith("needs ") for it in plans if it.platform in closed)
    assert all(it.usd_a_month == 0 for it in plans)


def test_without_a_key_youtube_takes_a_feed_each() -> None:
    it = one(Platform.YOUTUBE, 300, PlatformAccess())

    assert (it.calls_a_day, it.allowance, it.fits) == (300, None, True)


def test_only_platforms_with_channels_are_planned_for_and_websites_never() -> None:
    plans = plan({Platform.WEBSITE: 40, Platform.X: 0, Platform.TELEGRAM: 2}, OFFICE)

    assert [it.platform for it in plans] == [Platform.TELEGRAM]


async def test_a_week_of_x_costs_what_the_plan_says(platforms: Platforms) -> None:
    channels = 40
    refs = crowd(platforms, channels, *(7 / POSTS_A_WEEK * n - 1 for n in range(1, 3)))
    before = remembered(await platforms.read(x(platforms), refs))
    first_day = await spent(platforms)

    for day in range(1, 8):
        if day in {2, 5}:
            _everybody_posts(platforms, NOW + timedelta(days=day - 0.5))
        before = await read_again(platforms, before, days=day)

    it = one(Platform.X, channels)
    week = Decimal((await spent(platforms)).micro_usd - first_day.micro_usd) / MICRO_USD
    assert f"USD {Decimal(first_day.micro_usd) / MICRO_USD:.2f}" in it.note
    assert abs(week - it.usd_a_day * 7) < Decimal("0.05")


def _everybody_posts(platforms: Platforms, at: datetime) -> None:
    for account in platforms.world.accounts:
        account.posts.append(post(at))
