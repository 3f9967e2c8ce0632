"""The sandbox's Instagram and Threads answer and refuse as Meta's own interfaces do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from bot.sandbox.platforms import Mood, Post, SocialAccount
from checks.model import Platform
from checks.social.fingerprints import fingerprint
from tests.checks.social.graph_office import DINKES, OFFICE_ID, account, codes
from tests.checks.social.platform_office import NOW, Platforms

INSTAGRAM, THREADS = Platform.INSTAGRAM, Platform.THREADS


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False) as client:
        yield client


async def ask(
    http: httpx.AsyncClient, office: Platforms, platform: Platform, path: str, **query: str
) -> Any:
    headers = {"Authorization": f"Bearer {office.world.tokens[platform]}"}
    base = office.access.stand_ins[platform]
    return (await http.get(f"{base}{path}", params=query, headers=headers)).json()


async def discover(http: httpx.AsyncClient, office: Platforms, fields: str) -> Any:
    wanted = f"business_discovery.username(dinkes.contoh){{{fields}}}"
    return await ask(http, office, INSTAGRAM, f"/v26.0/{OFFICE_ID}", fields=wanted)


async def test_an_account_of_instagram_is_shown_as_it_is_by_instagram(
    platforms: Platforms, http: httpx.AsyncClient
) -> None:
    kinds = ["", "REELS", "CAROUSEL_ALBUM"]
    posts = [
        Post(code, NOW - timedelta(days=day), f"Kabar {day}", kind, 41, 2, 340)
        for day, (code, kind) in enumerate(zip(codes(3), kinds, strict=True), start=1)
    ]
    platforms.world.add(
        SocialAccount(INSTAGRAM, DINKES, "dinkes.contoh", "Dinas Kesehatan", posts=posts)
    )
    media = "id,caption,media_type,media_product_type,permalink,timestamp,like_count,view_count"
    told = await discover(http, platforms, f"username,name,media_count,media.limit(2){{{media}}}")
    assert told["id"] == OFFICE_ID
    found = told["business_discovery"]
    assert (found["id"], found["name"], found["media_count"]) == (DINKES, "Dinas Kesehatan", 3)
    picture, reel = found["media"]["data"]
    assert (picture["media_type"], picture["media_product_type"]) == ("IMAGE", "FEED")
    assert (reel["media_type"], reel["media_product_type"]) == ("VIDEO", "REELS")
    assert ("view_count" in picture, reel["view_count"]) == (False, 340)
    assert picture["timestamp"] == "2026-11-23T02:00:00+0000"
    after = found["media"]["paging"]["cursors"]["after"]
    told = await discover(http, platforms, f"media.after({after}).limit(2){{media_type}}")
    (album,) = told["business_discovery"]["media"]["data"]
    assert album["media_type"] == "CAROUSEL_ALBUM"
    assert "paging" not in told["business_discovery"]["media"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("id,stories", 10),
        ("id,live_media", 36104),
        ("id,email", 100),
        ("media{id,shortcode}", 100),
        ("media{thumbnail_url}", 100),
        ("media.after(zzz){id}", 100),
        ("media{id", 2500),
    ],
)
async def test_what_instagram_does_not_show_is_refused(
    platforms: Platforms, http: httpx.AsyncClient, fields: str, code: int
) -> None:
    account(platforms.world, INSTAGRAM, "dinkes.contoh", 1)
    assert (await discover(http, platforms, fields))["error"]["code"] == code


async def test_nobodys_name_is_refused_in_instagrams_words(
    platforms: Platforms, http: httpx.AsyncClient
) -> None:
    error = (await discover(http, platforms, "id"))["error"]
    assert (error["code"], error["error_subcode"]) == (110, 2207013)
    assert error["error_user_msg"] == "The user with username: dinkes.contoh cannot be found."
    account(platforms.world, INSTAGRAM, "dinkes.contoh").mood = Mood.HIDDEN
    assert await discover(http, platforms, "id") == {"id": OFFICE_ID}


@pytest.mark.parametrize("platform", [INSTAGRAM, THREADS])
@pytest.mark.parametrize(
    ("token", "code", "status"), [("", 104, 400), ("wrong", 190, 401), ("instagram", 190, 401)]
)
async def test_a_wrong_token_opens_nothing(
    platforms: Platforms,
    http: httpx.AsyncClient,
    platform: Platform,
    token: str,
    code: int,
    status: int,
) -> None:
    path = f"/v26.0/{OFFICE_ID}" if platform is INSTAGRAM else "/v1.0/profile_posts"
    url = f"{platforms.access.stand_ins[platform]}{path}"
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = await http.get(url, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    right = platforms.world.tokens[platform]
    answer = await http.get(url, params={"access_token": right, "username": "x"})
    assert answer.json().get("error", {}).get("code") not in {104, 190}


async def test_a_profile_of_threads_is_shown_page_by_page(
    platforms: Platforms, http: httpx.AsyncClient
) -> None:
    account(platforms.world, THREADS, "dinkes.contoh", 1, 2, 3)
    query = {"username": "Dinkes.Contoh", "fields": "id,permalink,media_type", "limit": "2"}
    told = await ask(http, platforms, THREADS, "/v1.0/profile_posts", **query)
    assert [set(post) for post in told["data"]] == [{"id", "permalink", "media_type"}] * 2
    assert "access_token=threads-token" in told["paging"]["next"]
    after = told["paging"]["cursors"]["after"]
    told = await ask(http, platforms, THREADS, "/v1.0/profile_posts", **query, after=after)
    assert len(told["data"]) == 1
    assert "next" not in told["paging"]
    after = told["paging"]["cursors"]["after"]
    told = await ask(http, platforms, THREADS, "/v1.0/profile_posts", **query, after=after)
    assert told == {"data": []}


@pytest.mark.parametrize(
    ("changed", "code", "subcode"),
    [
        ({"username": ""}, 100, None),
        ({"username": "hilang.contoh"}, 100, 33),
        ({"fields": "id,owner"}, 100, None),
        ({"limit": "101"}, 100, None),
        ({"limit": "-1"}, 100, None),
        ({"after": "zzz"}, 100, None),
    ],
)
async def test_what_threads_does_not_show_is_refused(
    platforms: Platforms,
    http: httpx.AsyncClient,
    changed: dict[str, str],
    code: int,
    subcode: int | None,
) -> None:
    account(platforms.world, THREADS, "dinkes.contoh", 1)
    query = {"username": "dinkes.contoh", **changed}
    error = (await ask(http, platforms, THREADS, "/v1.0/profile_posts", **query))["error"]
    assert (error["code"], error.get("error_subcode")) == (code, subcode)


async def test_renewing_takes_the_right_kind_of_question(
    platforms: Platforms, http: httpx.AsyncClient
) -> None:
    told = await ask(http, platforms, THREADS, "/refresh_access_token", grant_type="refresh")
    assert told["error"]["code"] == 100


async def test_asking_about_a_token_takes_the_token(
    platforms: Platforms, http: httpx.AsyncClient
) -> None:
    told = await ask(http, platforms, INSTAGRAM, "/v26.0/debug_token")
    assert told["error"]["code"] == 100
    told = await ask(http, platforms, INSTAGRAM, "/v26.0/debug_token", input_token="other")
    assert told["data"]["is_valid"] is False


def test_a_fingerprint_tells_secrets_apart_and_nothing_of_them() -> None:
    assert fingerprint("THAAtoken") == fingerprint("THAAtoken") != fingerprint("THAAtokeN")
    assert len(fingerprint("THAAtoken")) == 16
    assert fingerprint("") == "e3b0c44298fc1c14"
