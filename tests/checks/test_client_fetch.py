"""Fetching: honest, polite, and over in time whatever the other side does."""

from __future__ import annotations

import asyncio
import gzip
import tracemalloc
import zlib
from collections.abc import Awaitable, Callable

import pytest

from checks.client import Client, ClientSettings
from checks.errors import (
    Interrupted,
    NotHttp,
    Refused,
    TimedOut,
    TlsFailed,
    TooLarge,
    TooManyRedirects,
)
from checks.model import Health
from tests.checks.website_farm import Site, tls_server


def settings_for(*sites: Site, **changes: float) -> ClientSettings:
    chosen = {"retry_pause": 0, "pause": 0, **changes}
    places = frozenset(site.place for site in sites)
    return ClientSettings(allow_private=places, **chosen)  # type: ignore[arg-type]


async def test_an_answer_comes_with_its_address_status_headers_and_text(
    site: Site, client: Client
) -> None:
    site.serve("/berita?halaman=1", "<p>Halo</p>", status=203, headers={"X-Besar": "Ya"})
    page = await client.get(site.url("/berita?halaman=1#atas"))
    assert page.url == site.url("/berita?halaman=1")
    assert (page.status, page.text(), page.headers["x-besar"]) == (203, "<p>Halo</p>", "Ya")
    assert page.content_type == "text/html"
    assert (page.hops, page.requests) == ((), 1)


async def test_the_client_says_who_it_is_and_where_to_ask(site: Site) -> None:
    site.serve("/", "x")
    settings = ClientSettings(
        contact="https://segar.example/", allow_private=frozenset({site.place})
    )
    async with Client(settings) as client:
        await client.get(site.url())
    head = site.request_heads[0]
    assert "User-Agent: Segar/" in head
    assert "(+https://segar.example/)" in head
    assert f"Host: {site.place}" in head


async def test_redirects_are_followed_and_remembered(site: Site, client: Client) -> None:
    site.redirect("/", "/id", 301)
    site.redirect("/id", "beranda?x=1")
    site.serve("/beranda?x=1", "home")
    page = await client.get(site.url())
    assert page.url == site.url("/beranda?x=1")
    assert page.hops == (site.url("/"), site.url("/id"))
    assert page.requests == 3


async def test_cookies_are_not_kept(site: Site, client: Client) -> None:
    site.serve("/", "x", headers={"Set-Cookie": "a=b"})
    await client.get(site.url())
    await client.get(site.url())
    assert all("Cookie" not in head for head in site.request_heads)


async def test_a_circle_of_redirects_ends_at_once(site: Site, client: Client) -> None:
    site.redirect("/", "/a")
    site.redirect("/a", "/")
    with pytest.raises(TooManyRedirects) as trouble:
        await client.get(site.url())
    assert trouble.value.requests == 2
    assert trouble.value.health is Health.UNREACHABLE


async def test_an_endless_row_of_redirects_ends_after_five(site: Site, client: Client) -> None:
    for number in range(9):
        site.redirect(f"/{number}", f"/{number + 1}")
    with pytest.raises(TooManyRedirects):
        await client.get(site.url("/0"))
    assert len(site.asked) == 6


async def test_no_more_requests_than_allowed_are_made(site: Site, client: Client) -> None:
    for number in range(9):
        site.redirect(f"/{number}", f"/{number + 1}")
    with pytest.raises(TooManyRedirects) as trouble:
        await client.get(site.url("/0"), most_requests=2)
    assert trouble.value.requests == len(site.asked) == 2


async def test_own_headers_stay_with_the_host_they_were_meant_for(
    site: Site, open_site: Callable[..., Awaitable[Site]]
) -> None:
    other = await open_site()
    site.redirect("/", other.url())
    other.serve("/", "x")
    async with Client(settings_for(site, other)) as client:
        await client.get(site.url(), headers={"Authorization": "Bearer secret"})
    assert "Bearer secret" in site.request_heads[0]
    assert "secret" not in other.request_heads[0]


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
    ],
)
async def test_packed_answers_are_unpacked(
    site: Site, client: Client, encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    site.serve("/", pack(b"berita " * 1000), headers={"Content-Encoding": encoding})
    assert (await client.get(site.url())).body == b"berita " * 1000


async def test_an_answer_that_would_unpack_without_end_costs_no_memory(site: Site) -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    site.serve("/", bomb, headers={"Content-Encoding": "gzip"})
    async with Client(settings_for(site, max_bytes=1_000_000)) as client:
        tracemalloc.start()
        try:
            with pytest.raises(TooLarge) as trouble:
                await client.get(site.url())
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert peak < 10_000_000
    assert trouble.value.health is Health.FAILED


async def test_an_endless_answer_is_cut_off(site: Site) -> None:
    async def pour(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    site.handle("/", pour)
    async with Client(settings_for(site, max_bytes=300_000)) as client:
        with pytest.raises(TooLarge):
            await client.get(site.url())


async def test_an_answer_that_comes_in_drops_is_given_up_in_time(site: Site) -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0.01)

    site.handle("/", drip)
    async with Client(settings_for(site, total_timeout=0.15)) as client:
        with pytest.raises(TimedOut) as trouble:
            await client.get(site.url())
    assert trouble.value.detail == "no answer within 0.15 s"


async def test_headers_without_end_are_no_http(site: Site, client: Client) -> None:
    async def boast(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"X-More: " + b"x" * 8192 + b"\r\n")
            await writer.drain()

    site.handle("/", boast)
    with pytest.raises(NotHttp):
        await client.get(site.url())


async def test_what_does_not_speak_http_is_no_http(site: Site, client: Client) -> None:
    async def greet(writer: asyncio.StreamWriter) -> None:
        writer.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
        await writer.drain()

    site.handle("/", greet)
    with pytest.raises(NotHttp):
        await client.get(site.url())


async def test_a_closed_port_is_a_refused_connection(
    open_site: Callable[..., Awaitable[Site]],
) -> None:
    closed = Site()
    await closed.start()
    await closed.stop()
    async with Client(settings_for(closed)) as client:
        with pytest.raises(Refused) as trouble:
            await client.get(closed.url())
    assert trouble.value.detail == "connection refused"
    assert trouble.value.requests == 1


async def test_a_broken_connection_is_tried_once_more(site: Site, client: Client) -> None:
    async def break_off(writer: asyncio.StreamWriter) -> None:
        if len(site.asked) > 1:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    site.handle("/", break_off)
    page = await client.get(site.url())
    assert (page.text(), page.requests) == ("ok", 2)


async def test_a_connection_that_breaks_twice_is_given_up(site: Site, client: Client) -> None:
    async def break_off(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok")

    site.handle("/", break_off)
    with pytest.raises(Interrupted):
        await client.get(site.url())
    assert len(site.asked) == 2


async def test_a_server_error_is_tried_once_more_and_then_believed(
    site: Site, client: Client
) -> None:
    site.serve("/", "busy", status=503)
    page = await client.get(site.url())
    assert (page.status, page.requests) == (503, 2)


async def test_few_requests_go_to_one_host_at_once(
    site: Site, open_site: Callable[..., Awaitable[Site]]
) -> None:
    other = await open_site()
    other.serve("/", "quick")
    at_once = {"now": 0, "most": 0}
    opened = asyncio.Event()

    async def wait(writer: asyncio.StreamWriter) -> None:
        at_once["now"] += 1
        at_once["most"] = max(at_once.values())
        await opened.wait()
        at_once["now"] -= 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    site.handle("/", wait)
    async with Client(settings_for(site, other, per_host=2)) as client:
        waiting = [asyncio.create_task(client.get(site.url())) for _ in range(6)]
        assert (await client.get(other.url())).text() == "quick"
        opened.set()
        await asyncio.gather(*waiting)
    assert at_once["most"] == 2
    assert len(site.asked) == 6


async def test_waiting_for_a_turn_does_not_count_against_the_host(site: Site) -> None:
    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.3)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    site.handle("/", slow)
    async with Client(settings_for(site, per_host=1, total_timeout=1.5)) as client:
        pages = await asyncio.gather(*(client.get(site.url()) for _ in range(6)))
    assert [page.text() for page in pages] == ["ok"] * 6


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("Jum’at".encode(), "text/html; charset=utf-8", "Jum’at"),
        ("Jum’at".encode("cp1252"), "text/html; charset=iso-8859-1", "Jum’at"),
        ("Jum’at".encode("cp1252"), "text/html", "Jum’at"),
        ("Jum’at".encode(), "text/html", "Jum’at"),
        (b"\xef\xbb\xbf" + "Jum’at".encode(), "text/html; charset=latin-1", "Jum’at"),
        (
            '<meta charset="windows-1252">’'.encode("cp1252"),
            "text/html",
            '<meta charset="windows-1252">’',
        ),
        ("Jum’at".encode(), "text/html; charset=nonsense", "Jum’at"),
        ("Jum’at ".encode() + b"\xff", "text/html; charset=utf-8", "Jum’at \ufffd"),
        ("Jum’at".encode("cp1252"), "text/html; charset=utf-8", "Jum’at"),
        ("Jum’at".encode(), "text/html; charset=utf-16", "Jum’at"),
        ("Jum’at".encode("utf-16-le"), "text/html; charset=utf-8", "Jum’at"),
    ],
)
async def test_text_is_read_as_a_browser_reads_it(
    site: Site, client: Client, body: bytes, kind: str, text: str
) -> None:
    site.serve("/", body, kind)
    assert (await client.get(site.url())).text() == text


@pytest.mark.usefixtures("trusted_authority")
async def test_a_trusted_certificate_is_trusted(open_site: Callable[..., Awaitable[Site]]) -> None:
    site = await open_site(tls=tls_server("trusted"))
    site.serve("/", "encrypted")
    async with Client(settings_for(site)) as client:
        assert (await client.get(site.url())).text() == "encrypted"


@pytest.mark.parametrize(
    ("name", "detail"),
    [
        ("self-signed", "certificate is self-signed"),
        ("expired", "certificate expired"),
        ("wrong-name", "certificate is for another address"),
    ],
)
@pytest.mark.usefixtures("trusted_authority")
async def test_a_certificate_that_can_not_be_trusted_says_why(
    open_site: Callable[..., Awaitable[Site]], name: str, detail: str
) -> None:
    site = await open_site(tls=tls_server(name))
    site.serve("/", "encrypted")
    async with Client(settings_for(site)) as client:
        with pytest.raises(TlsFailed) as trouble:
            await client.get(site.url())
    assert trouble.value.detail == detail
    assert trouble.value.health is Health.UNREACHABLE
    assert site.asked == []


async def test_a_page_may_be_cut_instead_of_refused(site: Site, client: Client) -> None:
    site.serve("/", b"berita " * 1000)
    page = await client.get(site.url(), max_bytes=700, cut=True)
    assert page.body == b"berita " * 100
    assert page.cut


async def test_a_page_of_just_the_size_allowed_is_whole(site: Site, client: Client) -> None:
    site.serve("/", b"berita " * 100)
    page = await client.get(site.url(), max_bytes=700, cut=True)
    assert page.body == b"berita " * 100
    assert not page.cut
