"""What reading so many channels takes each day: calls, units, money, held against what there is.

Pure: nothing is asked. The figures follow from how the adapters ask, for accounts that were read
before; what the first day costs besides stands in the first month's price.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from checks.model import Platform
from checks.social.access import PlatformAccess
from checks.social.graph_batch import LARGEST_BATCH
from checks.social.graph_usage import NEARLY_SPENT
from checks.social.usage import MICRO_USD
from checks.social.x import IDENTITY_EVERY
from checks.social.x_money import POST_MICRO_USD, USER_MICRO_USD
from checks.social.x_search import REACH
from checks.social.x_users import MOST_USERS
from checks.social.youtube_api import RESERVE, UNITS_A_DAY
from checks.social.youtube_channels import IDS_PER_QUESTION
from checks.social.youtube_data import CHANNELS_PER_GROUP

POSTS_A_WEEK = 2
"""What an account is expected to publish: the usual target."""

AUTHORS_PER_SEARCH = 20
"""Names of the longest kind, fifteen characters, that one query of X has room for."""

GRAPH_CALLS_A_DAY = 4800
"""Times the people who saw (Instagram) or used (Facebook, Threads) the calling account that day:
what there is for one such person (Graph API, "Rate Limits")."""

APP_CALLS_AN_HOUR = 200
"""Of Graph with an app's or a person's own token, times the app's users: what there is for one of
them, whatever the day's allowance (Graph API, "Rate Limits")."""

PAGES_A_DAY = 24 * 60 * 60
"""One a second, the pace kept at pages that platforms show to everybody, for want of a limit."""

LONGEST_MONTH = 31
"""Days: a ceiling holds for every month, so for the longest."""

CENT = Decimal("0.01")
FREE = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class PlatformPlan:
    """What reading a platform's channels takes.

    `door` and `note` are a few English words. `calls_a_day` are counted as the platform counts
    them (YouTube: units of its quota), on an average day. `allowance` is what it gives in a day for
    nothing, None where it says nothing of the kind. Money is in US dollars: an average day's, that
    of the calendar month in which all accounts are read for the first time, and that of a later
    one, each at its dearest. `fits` tells whether what we use of the allowance, and the `ceiling`
    (a month's, None where none is set), suffice in every month.
    """

    platform: Platform
    channels: int
    door: str
    calls_a_day: float
    allowance: int | None
    fits: bool
    usd_a_day: Decimal = FREE
    usd_first_month: Decimal = FREE
    usd_a_month: Decimal = FREE
    ceiling: Decimal | None = None
    note: str = ""


def plan(channels: Mapping[Platform, int], access: PlatformAccess) -> tuple[PlatformPlan, ...]:
    """The plan of each platform that has channels, in the order of `Platform`; websites need none.

    A platform whose door is closed to this access costs nothing, and is known by reports alone.
    """
    return tuple(
        _PLANS[platform](channels[platform], access)
        for platform in Platform
        if platform in _PLANS and channels.get(platform, 0) > 0
    )


def _instagram(channels: int, access: PlatformAccess) -> PlatformPlan:
    if not access.instagram_token or not access.instagram_office_id:
        return _closed(Platform.INSTAGRAM, channels, "the office's token and account id")
    note = "an account of the office's that hardly anybody sees has no more than this allowance"
    return _graph(Platform.INSTAGRAM, channels, "business discovery, an account a call", note)


def _facebook(channels: int, access: PlatformAccess) -> PlatformPlan:
    """What kind of token the office has is not known here, so the note tells what differs."""
    if not access.facebook_token:
        return _closed(Platform.FACEBOOK, channels, "a token")
    requests = ceil(channels / LARGEST_BATCH)
    too_few = ", too few for a sweep" if channels > APP_CALLS_AN_HOUR else ""
    note = (
        f"sent in {requests} requests, of which each part counts; this is the allowance of a "
        f"Page's or a system user's token, while an app's or a person's own has "
        f"{APP_CALLS_AN_HOUR} calls an hour for each user of the app{too_few}"
    )
    return _graph(Platform.FACEBOOK, channels, "published posts of Pages, in batches", note)


def _threads(channels: int, access: PlatformAccess) -> PlatformPlan:
    if not access.threads_token:
        return _closed(Platform.THREADS, channels, "a token")
    return _graph(Platform.THREADS, channels, "profile discovery, an account a call", "")


def _graph(platform: Platform, channels: int, door: str, note: str) -> PlatformPlan:
    fits = channels <= GRAPH_CALLS_A_DAY * NEARLY_SPENT / 100
    return PlatformPlan(platform, channels, door, channels, GRAPH_CALLS_A_DAY, fits, note=note)


def _x(channels: int, access: PlatformAccess) -> PlatformPlan:
    if not access.x_token:
        return _closed(Platform.X, channels, "a bearer token and credits")
    searches = ceil(channels / AUTHORS_PER_SEARCH)
    lookups = ceil(channels / MOST_USERS) / IDENTITY_EVERY.days
    user, post = Decimal(USER_MICRO_USD) / MICRO_USD, Decimal(POST_MICRO_USD) / MICRO_USD
    posts_a_day = post * POSTS_A_WEEK / 7
    a_day = channels * (user / IDENTITY_EVERY.days + posts_a_day)
    first_day = channels * (user + posts_a_day * REACH.days)
    users_a_month = user * ceil(LONGEST_MONTH / IDENTITY_EVERY.days)
    later = channels * (users_a_month + posts_a_day * LONGEST_MONTH)
    # The first search tells of as many days as it reaches, every later one of its own.
    first = channels * (users_a_month + posts_a_day * (REACH.days + LONGEST_MONTH - 1))
    note = (
        f"paid for by the new post ({POSTS_A_WEEK} a week each) and the weekly look at who each "
        f"account is; the first day costs USD {first_day.quantize(CENT)}"
    )
    return PlatformPlan(
        Platform.X,
        channels,
        f"recent search, about {AUTHORS_PER_SEARCH} accounts a query",
        round(searches + lookups, 2),
        None,
        max(first, later) <= access.x_usd_per_month,
        a_day.quantize(CENT),
        first.quantize(CENT),
        later.quantize(CENT),
        access.x_usd_per_month,
        note,
    )


def _youtube(channels: int, access: PlatformAccess) -> PlatformPlan:
    if not access.youtube_key:
        note = "the feed fails in waves; a key is steadier, and finds channels by their @name"
        return PlatformPlan(
            Platform.YOUTUBE, channels, "a feed a channel", channels, None, fits=True, note=note
        )
    # The statistics of all the newest uploads are asked for: see checks.social.youtube_data.
    units = ceil(channels / IDS_PER_QUESTION) + channels + ceil(channels / CHANNELS_PER_GROUP)
    return PlatformPlan(
        Platform.YOUTUBE,
        channels,
        "the Data API, in units",
        units,
        UNITS_A_DAY,
        units <= UNITS_A_DAY - RESERVE,
        note=f"{RESERVE} units of the day are left untouched",
    )


def _tiktok(channels: int, access: PlatformAccess) -> PlatformPlan:
    if not access.tiktok_embed and not access.tiktok_client_key:
        needs = "each account's own login, or the profile embed switched on"
        return _closed(Platform.TIKTOK, channels, needs)
    return _pages(Platform.TIKTOK, channels, "the profile embed, or an account's own login")


def _telegram(channels: int, access: PlatformAccess) -> PlatformPlan:
    return _pages(Platform.TELEGRAM, channels, "the public preview, a page a channel")


def _pages(platform: Platform, channels: int, door: str) -> PlatformPlan:
    note = f"a page a second at most: {ceil(channels / 60)} minutes"
    return PlatformPlan(
        platform, channels, door, channels, None, fits=channels <= PAGES_A_DAY, note=note
    )


def _closed(platform: Platform, channels: int, needs: str) -> PlatformPlan:
    return PlatformPlan(
        platform, channels, "closed: reports alone", 0, None, fits=True, note=f"needs {needs}"
    )


_PLANS: Mapping[Platform, Callable[[int, PlatformAccess], PlatformPlan]] = {
    Platform.INSTAGRAM: _instagram,
    Platform.FACEBOOK: _facebook,
    Platform.X: _x,
    Platform.YOUTUBE: _youtube,
    Platform.TIKTOK: _tiktok,
    Platform.THREADS: _threads,
    Platform.TELEGRAM: _telegram,
}
