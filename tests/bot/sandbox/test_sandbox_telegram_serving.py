from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.serving import serve


async def _hello(_: Request) -> PlainTextResponse:
    return PlainTextResponse("halo")


def app() -> Starlette:
    return Starlette(routes=[Route("/", _hello)])


async def test_an_application_is_served_on_a_free_port_until_the_block_ends() -> None:
    async with serve(app()) as first, serve(app()) as second, httpx.AsyncClient() as client:
        assert first != second
        assert (await client.get(first)).text == (await client.get(second)).text == "halo"
    async with httpx.AsyncClient() as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(first)


async def test_a_port_can_be_chosen_and_one_in_use_is_refused() -> None:
    async with serve(app()) as url:
        port = int(url.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"):
            async with serve(app(), port=port):
                pass
    async with serve(app(), port=port) as again:
        assert again == url


async def test_the_processs_signals_are_left_alone() -> None:
    before = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)]
    async with serve(app()):
        inside = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)]
    assert inside == before


async def test_a_request_that_never_ends_does_not_hold_the_end_up() -> None:
    arrived = asyncio.Event()

    async def never(_: Request) -> PlainTextResponse:
        arrived.set()
        await asyncio.Event().wait()
        return PlainTextResponse("")

    async with httpx.AsyncClient() as client:
        async with serve(Starlette(routes=[Route("/", never)])) as url:
            asking = asyncio.create_task(client.get(url))
            await arrived.wait()
        with pytest.raises(httpx.TransportError):
            await asking


async def test_an_application_that_fails_to_start_is_an_error() -> None:
    @asynccontextmanager
    async def broken(_: Starlette) -> AsyncIterator[None]:
        raise ValueError
        yield

    with pytest.raises(RuntimeError, match="failed to start"):
        async with serve(Starlette(lifespan=broken)):
            pytest.fail("it started")


async def test_the_applications_start_and_end_are_run() -> None:
    seen = []

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        seen.append("start")
        yield
        seen.append("end")

    async with serve(Starlette(lifespan=lifespan)):
        assert seen == ["start"]
    assert seen == ["start", "end"]
