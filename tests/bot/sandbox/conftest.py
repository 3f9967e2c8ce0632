from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.sandbox.telegram import Account, BotApi
from bot.serving import serve
from tests.bot.sandbox.sandbox_telegram_tools import Ask, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def api(clock: Clock) -> BotApi:
    return BotApi(clock=clock)


@pytest.fixture
async def url(api: BotApi) -> AsyncIterator[str]:
    async with serve(api.app) as address:
        yield address


@pytest.fixture
async def bot(api: BotApi, url: str) -> AsyncIterator[Bot]:
    bot = Bot(
        api.token,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=_request(),
        get_updates_request=_request(),
    )
    async with bot:
        yield bot


@pytest.fixture
async def client(api: BotApi, url: str) -> AsyncIterator[httpx.AsyncClient]:
    base = f"{url}/bot{api.token}"
    async with httpx.AsyncClient(base_url=base, timeout=5, verify=False) as client:
        yield client


@pytest.fixture
def siti(api: BotApi) -> Account:
    """A person who pressed Start, and whose /start was confirmed."""
    siti = api.person(1001, "Siti")
    siti.start()
    api.world.updates.clear()
    return siti


@pytest.fixture
def ask(client: httpx.AsyncClient) -> Ask:
    """Call a method with raw JSON and return the body of the answer."""

    async def ask(method: str, **parameters: Any) -> dict[str, Any]:
        response = await client.post(f"/{method}", json=parameters)
        body: dict[str, Any] = response.json()
        assert response.status_code == body.get("error_code", 200)
        return body

    return ask


def _request() -> HTTPXRequest:
    """Without certificates, which take longer to load than all else a test does."""
    return HTTPXRequest(httpx_kwargs={"verify": False})


@pytest.fixture
def hosts_reached(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every host that is connected to or looked up from now on, whoever does it."""
    hosts: set[str] = set()
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connecting(self: socket.socket, address: Any) -> None:
        hosts.add(str(address[0] if isinstance(address, tuple) else address))
        connect(self, address)

    def looking_up(host: Any, *rest: Any, **named: Any) -> Any:
        hosts.add(str(host))
        return look_up(host, *rest, **named)

    monkeypatch.setattr(socket.socket, "connect", connecting)
    monkeypatch.setattr(socket, "getaddrinfo", looking_up)
    return hosts


@pytest.fixture
def unpaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers come at once, also the fourth within a second to one person."""
    monkeypatch.setattr("bot.delivery.pace.PERSON_BURST", 100)
