"""What the tests of checks share: websites of their own, and a client that may ask them."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest

from checks import exchange
from checks.client import Client, ClientSettings
from tests.checks.website_farm import DATA, Site


@pytest.fixture
async def open_site() -> AsyncIterator[Callable[..., Awaitable[Site]]]:
    """Start as many websites as a test needs."""
    sites: list[Site] = []

    async def opened(host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Site:
        site = Site(host)
        await site.start(tls)
        sites.append(site)
        return site

    yield opened
    for site in sites:
        await site.stop()


@pytest.fixture
async def site(open_site: Callable[..., Awaitable[Site]]) -> Site:
    return await open_site()


@pytest.fixture
async def client(site: Site) -> AsyncIterator[Client]:
    """A client that may ask `site` and nothing else that is private."""
    settings = ClientSettings(allow_private=frozenset({site.place}), retry_pause=0, pause=0)
    async with Client(settings) as opened:
        yield opened


@pytest.fixture
def trusted_authority(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make the test authority one of the system's, as OpenSSL's environment variable allows."""
    monkeypatch.setenv("SSL_CERT_FILE", str(DATA / "authority.pem"))
    exchange.tls_context.cache_clear()
    yield
    exchange.tls_context.cache_clear()
