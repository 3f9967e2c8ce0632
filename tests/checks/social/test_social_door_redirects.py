"""Where a platform's answers lead: on to its own addresses, and never out of a stand-in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import pytest

from checks.client import Client, ClientSettings
from checks.errors import TooManyRedirects
from checks.links import read_profile
from checks.model import Health, Platform, Reading, Trouble
from checks.social.access import PlatformAccess
from checks.social.door import Answer, Door
from checks.social.reader import SocialReader
from checks.social.stops import Breaker
from checks.social.telegram import TelegramAdapter
from checks.social.tokens import MemoryTokenBook
from checks.social.usage import MemoryLedger
from tests.checks.social.platform_office import NOW
from tests.checks.website_farm import Site

TELEGRAM = Platform.TELEGRAM
CLOSED = "https://t.me/tertutup"
NAME_PAGE = '<div class="tgme_page"><div class="tgme_page_extra">1 200 subscribers</div></div>'


class AskedForReal(Exception):
    """A name was to be looked up, that of a host which is no stand-in."""


async def no_name_server(host: str, port: int) -> list[str]:
    raise AskedForReal(host)


def settings_for(site: Site) -> ClientSettings:
    return ClientSettings(allow_private=frozenset({site.place}), pause=0, retry_pause=0)


def door_through(client: Client, base: str, platform: Platform = TELEGRAM) -> Door:
    access = PlatformAccess(stand_ins={platform: base})
    return Door(platform, client, access, MemoryLedger(), MemoryTokenBook(), NOW, Breaker())


async def got(site: Site, url: str, base: str, **options: Mapping[str, str]) -> Answer:
    async with Client(settings_for(site), resolver=no_name_server) as client:
        return await door_through(client, base).get(url, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("prefix", ["", "/tg"])
@pytest.mark.parametrize(
    "location", [CLOSED, "//t.me/tertutup", "https://telegram.me/tertutup", "/tertutup"]
)
async def test_a_redirect_to_the_platforms_own_address_is_followed_at_the_stand_in(
    site: Site, prefix: str, location: str
) -> None:
    site.redirect(f"{prefix}/s/tertutup", location)
    site.serve(f"{prefix}/tertutup", NAME_PAGE)
    answer = await got(site, "https://t.me/s/tertutup", site.url(prefix))
    assert (answer.status, answer.url) == (200, site.url(f"{prefix}/tertutup"))
    assert answer.hops == (site.url(f"{prefix}/s/tertutup"),)
    assert site.asked == [f"{prefix}/s/tertutup", f"{prefix}/tertutup"]


async def test_a_channel_whose_preview_is_off_is_told_by_its_name_page(site: Site) -> None:
    site.redirect("/s/tertutup", CLOSED)
    site.serve("/tertutup", NAME_PAGE)
    access = PlatformAccess(stand_ins={TELEGRAM: site.url("")})
    reader = SocialReader(TelegramAdapter(), access, MemoryLedger(), MemoryTokenBook())
    ref = read_profile(CLOSED)
    async with Client(settings_for(site), resolver=no_name_server) as client:
        [(_, found)] = await reader.read([ref], client=client, now=NOW, before={})
    assert isinstance(found, Reading)
    assert (found.health, found.trouble) == (Health.BLOCKED, Trouble.ACCOUNT_PRIVATE)
    assert "accept-language: en" in site.request_heads[-1].lower()


async def test_what_is_asked_for_is_kept_when_it_is_led_on(site: Site) -> None:
    site.redirect("/s/tertutup?before=12", "https://t.me/s/terbuka?before=12#bawah")
    site.serve("/s/terbuka?before=12", "x")
    answer = await got(site, "https://t.me/s/tertutup", site.url(""), query={"before": "12"})
    assert answer.body == b"x"


async def test_redirects_in_a_circle_through_the_real_address_end(site: Site) -> None:
    site.redirect("/s/tertutup", CLOSED)
    site.redirect("/tertutup", "https://t.me/s/tertutup")
    with pytest.raises(TooManyRedirects):
        await got(site, "https://t.me/s/tertutup", site.url(""))
    assert len(site.asked) <= ClientSettings().max_redirects + 1


async def test_another_platforms_stand_in_is_not_taken_for_ones_own(
    site: Site, open_site: Callable[..., Awaitable[Site]]
) -> None:
    other = await open_site()
    other.serve("/tertutup", "another platform's")
    site.redirect("/s/tertutup", other.url("/tertutup"))
    site.serve("/tertutup", "its own")
    assert (await got(site, "https://t.me/s/tertutup", site.url(""))).body == b"its own"
    assert other.asked == []


async def test_a_redirect_of_what_was_sent_is_not_followed(site: Site) -> None:
    site.redirect("/token", CLOSED, status=307)
    site.serve("/tertutup", NAME_PAGE)
    async with Client(settings_for(site), resolver=no_name_server) as client:
        answer = await door_through(client, site.url("")).post(
            "https://t.me/token", form={"secret": "x"}
        )
    assert answer.status == 307
    assert site.asked == ["/token"]


@pytest.mark.parametrize(
    ("base", "url", "address"),
    [
        ("http://127.0.0.1:9/tg", "https://t.me/s/x?a=1", "http://127.0.0.1:9/tg/s/x?a=1"),
        ("http://127.0.0.1:9/tg/", "http://127.0.0.1:9/tg/s/x", "http://127.0.0.1:9/tg/s/x"),
        ("http://127.0.0.1:9/tg", "http://127.0.0.1:9/tgx", "http://127.0.0.1:9/tg/tgx"),
        ("http://127.0.0.1:9", "http://127.0.0.1:9/s?a=1", "http://127.0.0.1:9/s?a=1"),
        ("http://127.0.0.1:9", "http://127.0.0.1:8/s", "http://127.0.0.1:9/s"),
        ("http://localhost:80/x", "http://localhost/x/y", "http://localhost/x/y"),
    ],
)
def test_an_address_below_the_stand_in_stays_itself(base: str, url: str, address: str) -> None:
    assert PlatformAccess(stand_ins={TELEGRAM: base}).address(TELEGRAM, url) == address


def test_without_a_stand_in_each_address_is_itself() -> None:
    assert PlatformAccess().address(TELEGRAM, "https://t.me/s/x#y") == "https://t.me/s/x#y"
