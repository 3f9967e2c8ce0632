"""Where no door is open for one post, the lists of the accounts it may be of tell."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest

from checks.client import Client, ClientSettings
from checks.links import read_post, read_profile
from checks.model import (
    ChannelRef,
    Evidence,
    Health,
    Identity,
    Platform,
    Publication,
    Reading,
    Trouble,
)
from checks.social.access import PlatformAccess
from checks.social.confirming import Confirmation, Confirmer, Found
from checks.social.readings import posts_reading, troubled
from checks.social.tokens import MemoryTokenBook
from checks.social.usage import MemoryLedger
from tests.checks.social.platform_office import NOW
from tests.checks.website_farm import Site
from tests.journeys.conversing import instagram_post

OWN = read_profile("https://www.instagram.com/dinkes.contoh/")
OTHER = read_profile("https://www.instagram.com/rsud.contoh/")
MADE = NOW - timedelta(days=2)


class ListedPosts:
    """A reader that knows its accounts' readings, and remembers whom it was asked for."""

    batch_size = 1

    def __init__(self, readings: Mapping[ChannelRef, Reading]) -> None:
        self._readings = readings
        self.asked: list[ChannelRef] = []

    async def read(
        self,
        refs: Sequence[ChannelRef],
        *,
        client: Client,
        now: datetime,
        before: Mapping[ChannelRef, Reading],
    ) -> Sequence[tuple[ChannelRef, Reading]]:
        self.asked += refs
        return [(ref, self._readings[ref]) for ref in refs if ref in self._readings]


def listed(*links_and_days: tuple[str, float], handle: str = "dinkes.contoh") -> Reading:
    posts = [
        Publication(
            NOW - timedelta(days=days), link, "Apel", Evidence("api", "https://x.example", "raw")
        )
        for link, days in links_and_days
    ]
    return posts_reading(posts, NOW, identity=Identity("17841", handle))


def older(*days: float) -> list[tuple[str, float]]:
    return [(read_post(instagram_post(NOW - timedelta(days=day))).canonical, day) for day in days]


async def confirm(
    link: str,
    reader: ListedPosts,
    *candidates: ChannelRef,
    stand_ins: Mapping[Platform, str] | None = None,
    allowed: frozenset[str] = frozenset(),
) -> Confirmation:
    post = read_post(link, now=NOW)
    access = PlatformAccess(stand_ins=stand_ins or {})
    confirmer = Confirmer({post.platform: reader}, access, MemoryLedger(), MemoryTokenBook())
    settings = ClientSettings(allow_private=allowed, pause=0, retry_pause=0)
    async with Client(settings) as client:
        return await confirmer.confirm(post, candidates, client=client, now=NOW)


async def test_a_post_in_an_accounts_list_is_that_accounts_with_the_lists_time() -> None:
    link = instagram_post(MADE)
    shown = read_post(link).canonical
    reader = ListedPosts({OWN: listed(*older(5), (shown, 1.9))})
    confirmed = await confirm(link, reader, OWN)
    assert confirmed.found is Found.YES
    assert confirmed.at == NOW - timedelta(days=1.9)
    assert (confirmed.post.handle, confirmed.post.platform_id) == ("dinkes.contoh", "17841")
    assert confirmed.title == "Apel"


async def test_the_account_that_the_address_names_is_looked_at_first() -> None:
    link = instagram_post(MADE, "rsud.contoh")
    reader = ListedPosts({OTHER: listed((read_post(link).canonical, 2), handle="rsud.contoh")})
    confirmed = await confirm(link, reader, OWN, OTHER)
    assert reader.asked == [OTHER]
    assert confirmed.post.handle == "rsud.contoh"


async def test_an_address_that_names_the_wrong_account_is_put_right() -> None:
    link = instagram_post(MADE, "rsud.contoh")
    reader = ListedPosts({OWN: listed((read_post(link).canonical, 2)), OTHER: listed(*older(1))})
    confirmed = await confirm(link, reader, OTHER, OWN)
    assert (confirmed.found, confirmed.post.handle) == (Found.YES, "dinkes.contoh")


async def test_a_post_that_a_longer_list_lacks_is_not_there() -> None:
    reader = ListedPosts({OWN: listed(*older(1, 3, 4, 5, 6))})
    denied = await confirm(instagram_post(MADE), reader, OWN)
    assert denied.found is Found.NO


@pytest.mark.parametrize("days", [(0.5, 1), (0.5, 1, 300, 400, 500)])
async def test_a_list_that_may_not_reach_back_denies_nothing(days: tuple[float, ...]) -> None:
    reader = ListedPosts({OWN: listed(*older(*days))})
    unknown = await confirm(instagram_post(MADE), reader, OWN)
    assert unknown.found is Found.UNKNOWN


async def test_a_post_that_was_only_just_made_may_still_appear() -> None:
    reader = ListedPosts({OWN: listed(*older(1, 3, 4, 5, 6))})
    unknown = await confirm(instagram_post(NOW - timedelta(minutes=20)), reader, OWN)
    assert unknown.found is Found.UNKNOWN


async def test_a_reader_that_can_not_read_leaves_the_post_unknown_and_says_why() -> None:
    stopped = troubled(Trouble.TOKEN_REFUSED, NOW, "the token expired (190/463)")
    assert stopped.health is Health.FAILED
    unknown = await confirm(instagram_post(MADE), ListedPosts({OWN: stopped}), OWN)
    assert (unknown.found, unknown.note) == (Found.UNKNOWN, "the token expired (190/463)")


async def test_one_account_that_can_not_be_read_keeps_the_others_from_denying() -> None:
    stopped = troubled(Trouble.TIMED_OUT, NOW, "no answer")
    reader = ListedPosts({OWN: stopped, OTHER: listed(*older(1, 3, 4, 5, 6))})
    assert (await confirm(instagram_post(MADE), reader, OWN, OTHER)).found is Found.UNKNOWN


@pytest.mark.parametrize(("accounts", "found"), [(5, Found.NO), (9, Found.UNKNOWN)])
async def test_at_most_five_accounts_are_read_and_those_left_out_keep_them_from_denying(
    accounts: int, found: Found
) -> None:
    refs = [read_profile(f"https://www.instagram.com/kecamatan{n}/") for n in range(accounts)]
    reader = ListedPosts({ref: listed(*older(1, 3, 4, 5, 6)) for ref in refs})
    told = await confirm(instagram_post(MADE), reader, *refs)
    assert (told.found, len(reader.asked)) == (found, 5)
    assert found is Found.NO or told.note == "only 5 of 9 accounts were looked at"


async def test_one_confirmer_reads_an_account_once_for_all_posts_of_a_message() -> None:
    links = [instagram_post(MADE, number=number) for number in range(8)]
    reader = ListedPosts({OWN: listed(*((read_post(link).canonical, 2) for link in links))})
    access = PlatformAccess()
    confirmer = Confirmer({OWN.platform: reader}, access, MemoryLedger(), MemoryTokenBook())
    async with Client() as client:
        at_once = [
            confirmer.confirm(read_post(link, now=NOW), [OWN], client=client, now=NOW)
            for link in links
        ]
        confirmed = await asyncio.gather(*at_once)
    assert {one.found for one in confirmed} == {Found.YES}
    assert reader.asked == [OWN]


async def test_a_facebook_code_can_not_be_held_against_numbers() -> None:
    page = read_profile("https://www.facebook.com/dinkescontoh")
    numbered = "https://www.facebook.com/100064000000001/posts/1222333444555666"
    reader = ListedPosts({page: listed(*((numbered, day) for day in (1, 2, 3, 4, 5)))})
    coded = "https://www.facebook.com/dinkescontoh/posts/pfbid02abcDEF"
    assert (await confirm(coded, reader, page)).found is Found.UNKNOWN
    same = "https://www.facebook.com/dinkescontoh/posts/1222333444555666"
    assert (await confirm(same, reader, page)).found is Found.YES


@pytest.mark.parametrize("status", [200, 401])
async def test_a_videos_time_comes_from_its_channels_list(site: Site, status: int) -> None:
    link = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    body = {"title": "Apel pagi", "author_url": "https://www.youtube.com/@pemkabcontoh"}
    site.serve(
        f"/oembed?format=json&url={quote(link, safe='')}",
        json.dumps(body),
        "application/json",
        status,
    )
    channel = read_profile("https://www.youtube.com/@pemkabcontoh")
    reader = ListedPosts({channel: listed((link, 3), handle="pemkabcontoh")})
    confirmed = await confirm(
        link,
        reader,
        channel,
        stand_ins={Platform.YOUTUBE: site.url("")},
        allowed=frozenset({site.place}),
    )
    assert (confirmed.found, confirmed.at) == (Found.YES, NOW - timedelta(days=3))
    assert confirmed.post.handle == "pemkabcontoh"
