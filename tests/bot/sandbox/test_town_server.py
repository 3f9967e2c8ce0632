from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from bot.sandbox.town import server
from bot.sandbox.town.server import DEAD, Town
from bot.sandbox.town.sites import DOMAIN
from checks.model import Platform
from storage.spreadsheet import read_roster

TODAY = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 3, tzinfo=UTC)
TITLE = "Sekolah Rakyat Tirta Kencana buka pendaftaran"


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with Town(TODAY) as town:
        yield town


@pytest.fixture
async def visitor() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(follow_redirects=True, trust_env=False) as visitor:
        yield visitor


async def test_every_site_but_the_dead_one_answers(town: Town, visitor: httpx.AsyncClient) -> None:
    for name, address in town.addresses.items():
        if name != DEAD:
            response = await visitor.get(address)
            assert response.status_code == 200
            assert "Kabupaten Tirta Kencana" in response.text
            assert DOMAIN not in response.text
    assert len(set(town.addresses.values())) == len(town.addresses)


async def test_the_dead_site_refuses_connections(town: Town, visitor: httpx.AsyncClient) -> None:
    with pytest.raises(httpx.ConnectError):
        await visitor.get(town.addresses[DEAD])


async def test_a_root_may_lead_on_to_the_real_page(town: Town, visitor: httpx.AsyncClient) -> None:
    response = await visitor.get(town.addresses["setda"])
    assert [one.status_code for one in response.history] == [302]
    assert response.url.path == "/portal/beranda"


async def test_what_a_site_does_not_have_is_not_found(
    town: Town, visitor: httpx.AsyncClient
) -> None:
    response = await visitor.get(f"{town.addresses['disdik']}/feed/")
    assert response.status_code == 404


async def test_every_address_may_be_let_through_a_guard(town: Town) -> None:
    assert town.allow_private == {urlsplit(one).netloc for one in town.addresses.values()}
    assert all(one.startswith("127.0.0.1:") for one in town.allow_private)


async def test_the_roster_keeps_its_mess_and_gets_the_addresses(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    town.roster(path)
    written = path.read_bytes()
    for name, address in town.addresses.items():
        written = written.replace(urlsplit(address).netloc.encode(), f"{name}.{DOMAIN}".encode())
    assert written == server.ROSTER.read_bytes()


async def test_a_careful_clerk_reads_the_served_addresses(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    town.roster(path)
    read = {
        channel.canonical.rstrip("/")
        for agency in read_roster(path).agencies
        for channel in agency.channels
        if channel.platform is Platform.WEBSITE
    }
    assert read == set(town.addresses.values())


@pytest.mark.parametrize(
    ("name", "list_path", "date_in_list"),
    [
        ("dinkes", "/feed/", "Tue, 24 Nov 2026 10:00:00 +0700"),
        ("diskominfo", "/wp-json/wp/v2/posts", "2026-11-24T03:00:00"),
        ("disdik", "/", '<span class="tanggal">Selasa, 24 November 2026</span>'),
        ("rsud", "/sitemap-news.xml", "2026-11-24T10:00:00+07:00"),
        ("kel-embun", "/feeds/posts/default", "2026-11-24T10:00:00+07:00"),
        ("setda", "/feed/", "Tue, 24 Nov 2026 10:00:00 +0700"),
    ],
)
async def test_what_is_published_has_a_page_and_a_place_in_the_list(
    town: Town, visitor: httpx.AsyncClient, name: str, list_path: str, date_in_list: str
) -> None:
    link = town.publish(name, TITLE, AT)
    page = await visitor.get(link)
    assert page.status_code == 200
    assert f">{TITLE}<" in page.text
    assert "24 November 2026" in page.text
    listed = await visitor.get(f"{town.addresses[name]}{list_path}")
    assert TITLE in listed.text
    assert date_in_list in listed.text
    assert link in (await visitor.get(town.addresses[name])).text


async def test_a_title_can_not_break_a_page(town: Town, visitor: httpx.AsyncClient) -> None:
    link = town.publish("dinkes", 'Anak & <b>"Gizi"</b>', AT)
    page = await visitor.get(link)
    assert "Anak &amp; &lt;b&gt;" in page.text
    assert "<b>" not in page.text


async def test_a_site_without_news_or_without_life_publishes_nothing(town: Town) -> None:
    with pytest.raises(ValueError, match="dpupr has no news"):
        town.publish("dpupr", TITLE, AT)
    with pytest.raises(KeyError):
        town.publish(DEAD, TITLE, AT)
