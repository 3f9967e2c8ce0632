"""Why a site can't be reached at all: each way has its trouble, and the health follows."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable

import pytest

from checks.client import Client, ClientSettings, FetchError
from checks.errors import HEALTHS
from checks.model import Health, Trouble
from tests.checks.website_farm import Site, tls_server

OURS = {
    Trouble.TOO_LARGE,
    Trouble.NETWORK_DOWN,
    Trouble.ADDRESS_FORBIDDEN,
    Trouble.NO_READER,
    Trouble.READER_FAILED,
    Trouble.TOKEN_REFUSED,
    Trouble.PERMISSION_MISSING,
    Trouble.QUOTA_SPENT,
    Trouble.PLATFORM_DOWN,
    Trouble.ANSWER_NOT_UNDERSTOOD,
}


def settings_for(site: Site, **changes: float) -> ClientSettings:
    chosen = {"retry_pause": 0, "pause": 0, **changes}
    return ClientSettings(allow_private=frozenset({site.place}), **chosen)  # type: ignore[arg-type]


async def trouble_of(url: str, settings: ClientSettings) -> FetchError:
    async def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    async with Client(settings, resolver=unknown) as client:
        with pytest.raises(FetchError) as caught:
            await client.get(url)
    return caught.value


def test_every_trouble_has_its_health_and_only_ours_is_ours() -> None:
    assert HEALTHS.keys() == set(Trouble)
    assert {trouble for trouble in Trouble if HEALTHS[trouble] is Health.FAILED} == OURS
    assert Health.OK not in HEALTHS.values()


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("expired", Trouble.CERTIFICATE_EXPIRED),
        ("wrong-name", Trouble.CERTIFICATE_OF_ANOTHER_NAME),
        ("self-signed", Trouble.CERTIFICATE_UNTRUSTED),
    ],
)
@pytest.mark.usefixtures("trusted_authority")
async def test_a_certificate_says_what_is_wrong_with_it(
    open_site: Callable[..., Awaitable[Site]], name: str, trouble: Trouble
) -> None:
    site = await open_site(tls=tls_server(name))
    error = await trouble_of(site.url(), settings_for(site))
    assert (error.trouble, error.health) == (trouble, Health.UNREACHABLE)


async def test_an_unknown_authority_is_not_trusted(
    open_site: Callable[..., Awaitable[Site]],
) -> None:
    site = await open_site(tls=tls_server("trusted"))
    error = await trouble_of(site.url(), settings_for(site))
    assert error.trouble is Trouble.CERTIFICATE_UNTRUSTED


async def test_a_server_without_encryption_has_no_certificate_to_trust() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as plain:
        place = f"127.0.0.1:{plain.sockets[0].getsockname()[1]}"
        settings = ClientSettings(allow_private=frozenset({place}))
        error = await trouble_of(f"https://{place}/", settings)
    assert error.trouble is Trouble.CERTIFICATE_UNTRUSTED


async def test_a_name_nobody_knows_a_closed_port_and_a_circle_are_told_apart(site: Site) -> None:
    site.redirect("/", "/")
    settings = settings_for(site)
    circle = await trouble_of(site.url(), settings)
    unknown = await trouble_of("http://dinas.example/", settings)
    private = await trouble_of("http://127.0.0.1:9/", settings)
    await site.stop()
    closed = await trouble_of(site.url(), settings)
    await site.start()
    assert [error.trouble for error in (circle, unknown, private, closed)] == [
        Trouble.REDIRECT_LOOP,
        Trouble.NAME_UNKNOWN,
        Trouble.ADDRESS_FORBIDDEN,
        Trouble.REFUSED,
    ]
    assert private.health is Health.FAILED


async def test_a_slow_a_large_and_a_broken_answer_are_told_apart(site: Site) -> None:
    async def hangs_up(writer: object) -> None:
        return

    site.serve("/besar", b"x" * 3000)
    site.handle("/putus", hangs_up)
    settings = settings_for(site, max_bytes=1000)
    large = await trouble_of(site.url("/besar"), settings)
    broken = await trouble_of(site.url("/putus"), settings)
    slow = await trouble_of(site.url("/besar"), settings_for(site, total_timeout=0.0))
    assert (large.trouble, large.health) == (Trouble.TOO_LARGE, Health.FAILED)
    assert (broken.trouble, broken.health) == (Trouble.INTERRUPTED, Health.UNREACHABLE)
    assert (slow.trouble, slow.health) == (Trouble.TIMED_OUT, Health.UNREACHABLE)
