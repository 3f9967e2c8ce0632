"""Small websites on 127.0.0.1, each on a port of its own, that answer and remember as told."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

Handler = Callable[[asyncio.StreamWriter], Awaitable[None]]

DATA = Path(__file__).parent / "data"

NOW = datetime(2026, 3, 18, 3, 0, tzinfo=UTC)
"""Wednesday, ten in the morning in Jakarta."""


def tls_server(name: str) -> ssl.SSLContext:
    """What a server needs to speak TLS with one of the test certificates."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(DATA / f"{name}.pem")
    return context


@dataclass(frozen=True)
class Answer:
    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Site:
    """One website: answers by path and query, and the log of what it was asked."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.host = host
        self.port = 0
        self.asked: list[str] = []
        self.request_heads: list[str] = []
        self._answers: dict[str, Answer | Handler] = {}
        self._server: asyncio.Server | None = None
        self._conversations: set[asyncio.Task[None]] = set()
        self.scheme = "http"

    @property
    def place(self) -> str:
        return f"{self.host}:{self.port}"

    def url(self, path: str = "/") -> str:
        return f"{self.scheme}://{self.place}{path}"

    def serve(
        self,
        path: str,
        body: str | bytes,
        kind: str = "text/html; charset=utf-8",
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        data = body.encode() if isinstance(body, str) else body
        self._answers[path] = Answer(data, status, {"Content-Type": kind, **(headers or {})})

    def redirect(self, path: str, target: str, status: int = 302) -> None:
        self._answers[path] = Answer(b"", status, {"Location": target})

    def handle(self, path: str, handler: Handler) -> None:
        """Let a coroutine write whatever it likes to the connection."""
        self._answers[path] = handler

    async def start(self, tls: ssl.SSLContext | None = None) -> None:
        self._server = await asyncio.start_server(self._accept, self.host, 0, ssl=tls)
        self.port = self._server.sockets[0].getsockname()[1]
        self.scheme = "https" if tls else "http"

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        for conversation in self._conversations:
            conversation.cancel()
        await asyncio.gather(*self._conversations, return_exceptions=True)
        await self._server.wait_closed()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        conversation = asyncio.current_task()
        assert conversation is not None
        self._conversations.add(conversation)
        try:
            await self._converse(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            self._conversations.discard(conversation)
            writer.close()
            with contextlib.suppress(ConnectionError, ssl.SSLError):
                await writer.wait_closed()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        target = head.split(" ", 2)[1]
        self.asked.append(target)
        self.request_heads.append(head)
        answer = self._answers.get(target)
        if answer is None:
            answer = Answer(b"<h1>Not Found</h1>", 404, {"Content-Type": "text/html"})
        if not isinstance(answer, Answer):
            await answer(writer)
            return
        lines = [f"HTTP/1.1 {answer.status} X", f"Content-Length: {len(answer.body)}"]
        lines += [f"{name}: {value}" for name, value in answer.headers.items()]
        writer.write("\r\n".join([*lines, "", ""]).encode() + answer.body)
        await writer.drain()
