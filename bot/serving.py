"""Serve an ASGI application on loopback from inside the running event loop."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

CUT_CONNECTION = "cut_connection"
"""The key in `scope["state"]` of a function that drops the connection without an answer."""

KEEP_ALIVE_SECONDS = 75
"""Longer than any client here keeps an idle connection, so that none is reused as it closes."""

GRACE_SECONDS = 0.5
"""How long a request may go on working at the end, its connection gone, before it is cancelled."""


class _Protocol(H11Protocol):
    """uvicorn's HTTP/1.1 that lets the application drop its own connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # asyncio sets this on sockets it opens itself; on a listener handed in it is ours to set,
        # or an answer in two writes waits 40 ms for the first one's acknowledgement.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.app_state = {**self.app_state, CUT_CONNECTION: transport.abort}


class _Server(uvicorn.Server):
    """uvicorn that leaves the process's signals alone and stops the moment it is told."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.stopping = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        except SystemExit:
            raise RuntimeError("the application failed to start") from None
        self.ready.set()

    async def main_loop(self) -> None:
        while not self.stopping.is_set():
            await self.on_tick(0)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), timeout=1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            transport: Any = connection.transport
            transport.abort()
        tasks = list(self.server_state.tasks)
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=GRACE_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        for server in self.servers:
            await server.wait_closed()
        await self.lifespan.shutdown()


@contextlib.asynccontextmanager
async def serve(app: Any, *, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve `app` until the block ends and yield its base address, `http://HOST:PORT`.

    Port 0 takes a free one. No signal handler is installed. Connections still open at the end of
    the block are dropped. Raises `OSError` where the address is taken and `RuntimeError` where the
    application fails to start.
    """
    with socket.create_server((host, port)) as listener:
        server = _Server(_configuration(app))
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        ready = asyncio.create_task(server.ready.wait())
        try:
            await asyncio.wait({serving, ready}, return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                await serving
            yield f"http://{host}:{listener.getsockname()[1]}"
        finally:
            ready.cancel()
            server.stopping.set()
            await serving


def _configuration(app: Any) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=_Protocol,
        ws="none",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )
