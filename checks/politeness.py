"""Politeness: few requests at a time to any one host, and not too many at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turnstile:
    """Lets at most `in_all` in at once, and at most `per_host` of them for the same host.

    Remembers only hosts that someone is asking or waiting for, so its size follows the work at
    hand and not the number of hosts ever seen.
    """

    def __init__(self, in_all: int, per_host: int) -> None:
        self._everyone = asyncio.Semaphore(in_all)
        self._per_host = per_host
        self._hosts: dict[str, tuple[asyncio.Semaphore, int]] = {}

    @asynccontextmanager
    async def entered(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn and hold it for as long as the block lasts."""
        gate, users = self._hosts.get(host) or (asyncio.Semaphore(self._per_host), 0)
        self._hosts[host] = gate, users + 1
        try:
            # The host's own gate first: who queues for a busy host must not hold a general place.
            async with gate, self._everyone:
                yield
        finally:
            gate, users = self._hosts.pop(host)
            if users > 1:
                self._hosts[host] = gate, users - 1
