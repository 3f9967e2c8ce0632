"""A reported post is confirmed by the door that its platform leaves open for everybody."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from bot.sandbox.platforms import Fault, Post, SocialAccount
from checks.client import Client, ClientSettings
from checks.links import PostLink, read_post
from checks.model import Engagement, Platform
from checks.social.access import PlatformAccess
from checks.social.confirming import Confirmation, Confirmer, Found
from checks.social.tokens import MemoryTokenBook
from checks.social.usage import MemoryLedger
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.website_farm import Site

X_POST = "https://x.com/orang_lain/status/1992400000000000000"
TIKTOK_POST = "https://www.tiktok.com/@orang.lain/video/7570000000000000001"
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"

EMBED = {
    "version": "1.0",
    "author_name": "Kominfo",
    "author_url": "https://x.com/Kominfo_Contoh",
    "html": '<blockquote class="twitter-tweet"><p lang="in" dir="ltr">Apel pagi<br>di alun-alun'
    '</p>&mdash; Kominfo <a href="https://x.com/">November 23, 2026</a></blockquote>',
}


@pytest.fixture
async def site_client(site: Site) -> AsyncIterator[Client]:
    settings = ClientSettings(allow_private=frozenset({site.place}), pause=0, retry_pause=0)
    async with Client(settings) as client:
        yield client


async def ask_site(site: Site, client: Client, link: str) -> Confirmation:
    post = read_post(link, now=NOW)
    access = PlatformAccess(stand_ins={post.platform: site.url("")})
    confirmer = Confirmer({}, access, MemoryLedger(), MemoryTokenBook())
    return await confirmer.confirm(post, [], client=client, now=NOW)


def embed_path(link: str) -> str:
    query = f"url={quote(link, safe='')}"
    return f"/oembed?format=json&{query}" if "youtube" in link else f"/oembed?{query}"


def serve_embed(site: Site, link: str, body: object) -> None:
    site.serve(embed_path(link), json.dumps(body), "application/json")


async def ask(platforms: Platforms, link: str) -> Confirmation:
    confirmer = Confirmer({}, platforms.access, platforms.ledger, platforms.tokens)
    return await confirmer.confirm(read_post(link, now=NOW), [], client=platforms.client, now=NOW)


@pytest.fixture
def channel(platforms: Platforms) -> SocialAccount:
    account = SocialAccount(Platform.TELEGRAM, "1179933704", "Pemkab_Contoh", "Pemkab")
    account.posts += [Post("412", NOW - timedelta(hours=5), "Vaksinasi\nbesok", views=1_300)]
    return platforms.world.add(account)


@pytest.mark.usefixtures("channel")
async def test_a_telegram_post_comes_with_time_title_views_and_channel(
    platforms: Platforms,
) -> None:
    confirmed = await ask(platforms, "https://t.me/pemkab_contoh/412")
    assert confirmed.found is Found.YES
    assert confirmed.at == NOW - timedelta(hours=5)
    assert (confirmed.title, confirmed.engagement) == ("Vaksinasi", Engagement(views=1_300))
    assert confirmed.post.platform_id == "1179933704"
    assert confirmed.evidence is not None
    assert confirmed.evidence.url == "https://t.me/pemkab_contoh/412?embed=1&mode=tme"
    assert len(platforms.world.calls) == 1


@pytest.mark.usefixtures("channel")
@pytest.mark.parametrize(
    "link",
    ["https://t.me/pemkab_contoh/999", "https://t.me/pemkab_contoh/1", "https://t.me/tak_ada/4"],
)
async def test_a_telegram_post_that_is_not_there_is_denied(platforms: Platforms, link: str) -> None:
    denied = await ask(platforms, link)
    assert (denied.found, denied.at) == (Found.NO, None)
    assert denied.note


@pytest.mark.usefixtures("channel")
@pytest.mark.parametrize("fault", [Fault.THROTTLED, Fault.SERVER_ERROR, Fault.GIBBERISH])
async def test_a_telegram_that_does_not_answer_leaves_the_post_unknown(
    platforms: Platforms, fault: Fault
) -> None:
    platforms.world.faults[Platform.TELEGRAM] = fault
    unknown = await ask(platforms, "https://t.me/pemkab_contoh/412")
    assert unknown.found is Found.UNKNOWN
    assert unknown.note


async def test_an_x_post_is_its_authors_whatever_the_address_claims(
    site: Site, site_client: Client
) -> None:
    serve_embed(site, X_POST, EMBED)
    confirmed = await ask_site(site, site_client, X_POST)
    assert confirmed.found is Found.YES
    assert confirmed.post.handle == "kominfo_contoh"
    assert confirmed.post.canonical == "https://x.com/kominfo_contoh/status/1992400000000000000"
    assert confirmed.at == read_post(X_POST, now=NOW).published_at
    assert confirmed.title == "Apel pagi"
    assert confirmed.evidence is not None
    assert (confirmed.evidence.source, confirmed.evidence.raw) == (
        "post-id",
        "1992400000000000000",
    )


HTML = "<!DOCTYPE html><html><title>404</title><body>Not Found</body></html>"


@pytest.mark.parametrize(
    ("link", "body"),
    [
        (X_POST, '{"error": "Sorry, that page does not exist."}'),
        (X_POST, '{"errors": [{"code": 34, "message": "Sorry, that page does not exist"}]}'),
        (TIKTOK_POST, '{"code": 404, "message": "Not found"}'),
        (VIDEO, "Not Found"),
    ],
)
async def test_a_platforms_own_word_that_there_is_no_such_post_denies_it(
    site: Site, site_client: Client, link: str, body: str
) -> None:
    site.serve(embed_path(link), body, "application/json", 404)
    denied = await ask_site(site, site_client, link)
    assert denied.found is Found.NO
    assert "no such post" in denied.note


@pytest.mark.parametrize("link", [X_POST, TIKTOK_POST, VIDEO])
@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, HTML),
        (404, ""),
        (404, "{}"),
        (404, "[]"),
        (403, HTML),
        (403, '{"error": "Sorry, you are not authorized."}'),
        (401, "Unauthorized"),
        (429, '{"error": "Too many requests"}'),
    ],
)
async def test_a_guard_s_refusal_is_no_word_on_the_post(
    site: Site, site_client: Client, link: str, status: int, body: str
) -> None:
    site.serve(embed_path(link), body, "text/html", status)
    unknown = await ask_site(site, site_client, link)
    assert unknown.found is Found.UNKNOWN
    assert str(status) in unknown.note


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"author_url": None},
        {"author_url": 7},
        {"author_url": "https://kominfo.example/"},
        {"author_url": "https://www.tiktok.com/@lain"},
    ],
)
async def test_an_answer_of_another_shape_confirms_nothing(
    site: Site, site_client: Client, body: object
) -> None:
    serve_embed(site, X_POST, body)
    unknown = await ask_site(site, site_client, X_POST)
    assert (unknown.found, unknown.at) == (Found.UNKNOWN, None)
    assert unknown.post == read_post(X_POST, now=NOW)


async def test_a_video_without_a_reader_is_confirmed_without_a_time(
    site: Site, site_client: Client
) -> None:
    serve_embed(
        site, VIDEO, {"title": "Apel", "author_url": "https://www.youtube.com/@PemkabContoh"}
    )
    confirmed = await ask_site(site, site_client, VIDEO)
    assert (confirmed.found, confirmed.at, confirmed.evidence) == (Found.YES, None, None)
    assert (confirmed.title, confirmed.post.handle) == ("Apel", "pemkabcontoh")


async def test_tiktok_is_asked_once_more_where_it_fails(platforms: Platforms) -> None:
    made = datetime(2025, 11, 7, tzinfo=UTC)
    post = Post("7570000000000000001", made, "Imunisasi", kind="flaky")
    platforms.world.add(SocialAccount(Platform.TIKTOK, "1", "dinkes.contoh", posts=[post]))
    link = "https://www.tiktok.com/@dinkes.contoh/video/7570000000000000001"
    confirmed = await ask(platforms, link)
    assert (confirmed.found, confirmed.title) == (Found.YES, "Imunisasi")
    assert confirmed.at == read_post(link, now=NOW).published_at
    assert len(platforms.world.calls) == 2


async def test_tiktok_that_fails_twice_leaves_the_post_unknown(platforms: Platforms) -> None:
    unknown = await ask(platforms, TIKTOK_POST)
    assert (unknown.found, len(platforms.world.calls)) == (Found.UNKNOWN, 2)
    assert "400" in unknown.note


async def test_a_website_is_nothing_a_platform_could_confirm(platforms: Platforms) -> None:
    page = PostLink(Platform.WEBSITE, "/berita/1", "https://kominfo.example/berita/1")
    confirmer = Confirmer({}, platforms.access, platforms.ledger, platforms.tokens)
    unknown = await confirmer.confirm(page, [], client=platforms.client, now=NOW)
    assert (unknown.found, platforms.world.calls) == (Found.UNKNOWN, [])
