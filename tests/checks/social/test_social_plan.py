"""What reading the channels takes: that 300 of each platform fit, and that the figures are true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial

import pytest

from checks.model import ChannelRef, Health, Platform, Reading
from checks.social.access import PlatformAccess
from checks.social.plan import POSTS_A_WEEK, PlatformPlan, plan
from checks.social.usage import MICRO_USD
from tests.checks.social.platform_office import Platforms
from tests.checks.social.x_office import crowd, post, remembered, x

OFFICE = PlatformAccess(
    instagram_token="a",
    instagram_office_id="17841400000000001",
    facebook_token="b",
    x_token="c",
    youtube_key="d",
    threads_token="e",
)
FIRST_OF_MONTH = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
"""Of one with 31 days."""
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
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
    assert (it.usd_first_month > 0) == (it.usd_a_month > 0) == (platform is Platform.X)


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

    assert it.usd_a_day == Decimal("0.86")
    assert it.usd_first_month == Decimal("30.86")
    assert it.usd_a_month == Decimal("28.29")
    assert it.ceiling == Decimal(35)
    assert "first day costs USD 6.00" in it.note


def with_ceiling(dollars: int) -> PlatformAccess:
    return PlatformAccess(x_token="c", x_usd_per_month=Decimal(dollars))


def test_x_does_not_fit_below_its_ceiling_where_there_are_too_many() -> None:
    assert not one(Platform.X, 400).fits
    assert not one(Platform.X, 300, with_ceiling(20)).fits


def test_x_fits_only_where_its_first_month_does() -> None:
    assert not one(Platform.X, 300, with_ceiling(30)).fits
    assert one(Platform.X, 300, with_ceiling(31)).fits


@pytest.mark.parametrize("channels", [200, 201])
def test_facebooks_plan_says_whose_token_it_takes_for_granted(channels: int) -> None:
    it = one(Platform.FACEBOOK, channels)

    assert it.fits
    assert "this is the allowance of a Page's or a system user's token" in it.note
    assert "200 calls an hour for each user of the app" in it.note
    assert ("too few for a sweep" in it.note) == (channels > 200)


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


async def test_the_first_month_of_x_costs_what_the_plan_says_and_fits(
    platforms: Platforms,
) -> None:
    refs = crowd(platforms, 300)

    before = await _read_daily(platforms, refs, FIRST_OF_MONTH, days=1)
    first_day = await _spent_since(platforms, FIRST_OF_MONTH)
    before = await _read_daily(platforms, before, FIRST_OF_MONTH + DAY, days=30, known=before)

    it = one(Platform.X, len(refs))
    assert f"USD {first_day:.2f}" in it.note
    assert len(before) == len(refs)
    month = await _spent_since(platforms, FIRST_OF_MONTH)
    assert abs(month - it.usd_first_month) < Decimal("0.10")


async def test_a_later_month_of_x_costs_what_the_plan_says(platforms: Platforms) -> None:
    refs = crowd(platforms, 60)
    week_before = FIRST_OF_MONTH - 7 * DAY

    before = await _read_daily(platforms, refs, week_before, days=7)
    await _read_daily(platforms, before, FIRST_OF_MONTH, days=31, known=before)

    it = one(Platform.X, len(refs))
    month = await _spent_since(platforms, FIRST_OF_MONTH)
    assert abs(month - it.usd_a_month) < Decimal("0.10")


async def _read_daily(
    platforms: Platforms,
    refs: Iterable[ChannelRef],
    first: datetime,
    *,
    days: int,
    known: Mapping[ChannelRef, Reading] | None = None,
) -> dict[ChannelRef, Reading]:
    """What is known after so many days of sweeps, all of which read every account."""
    known = known or {}
    for now in (first + day * DAY for day in range(days)):
        _publish(platforms, now)
        platforms.world.clock = partial(_same, now)
        found = await platforms.read(x(platforms), refs, now=now, before=known)
        assert {reading.health for reading in found.values()} == {Health.OK}
        refs = known = remembered(found)
    return dict(known)


def _same(moment: datetime) -> datetime:
    return moment


def _publish(platforms: Platforms, now: datetime) -> None:
    """Every account publishes at its own hour, so often as the plan expects."""
    every = timedelta(days=7) / POSTS_A_WEEK
    for number, account in enumerate(platforms.world.accounts):
        begun = now - 8 * DAY + ((number + 0.5) * HOUR) % every
        at = account.posts[-1].at + every if account.posts else begun
        while at <= now:
            account.posts.append(post(at))
            at += every


async def _spent_since(platforms: Platforms, moment: datetime) -> Decimal:
    used = await platforms.ledger.used(Platform.X, moment.date())
    return Decimal(used.micro_usd) / MICRO_USD
