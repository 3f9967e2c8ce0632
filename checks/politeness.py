"""Politeness: few requests at a time to any one host, a pause between, and not too many at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class _Host:
    """The gate of one host: how many may enter, how many are there or waiting, and when again."""

    gate: asyncio.Semaphore
    users: int = 0
    free_at: float = 0.0
    """The loop's time from which the next may enter."""
    forgetting: asyncio.TimerHandle | None = None


class Turnstile:
    """Lets at most `in_all` in at once, and at most `per_host` of them for the same host.

    Whoever enters for a host waits until `pause` seconds after the last one left, or as long as
    `longer_pauses` say for this host. Remembers only hosts that someone is asking, waiting for or
    has just left, so its size follows the work at hand and not the number of hosts ever seen.
    """

    def __init__(
        self,
        in_all: int,
        per_host: int,
        pause: float = 0.0,
        longer_pauses: Mapping[str, float] | None = None,
    ) -> None:
        self._everyone = asyncio.Semaphore(in_all)
        self._per_host = per_host
        self._pause = pause
        self._longer_pauses = longer_pauses or {}
        self._hosts: dict[str, _Host] = {}

    @property
    def remembered(self) -> int:
        """How many hosts are remembered."""
        return len(self._hosts)

    @asynccontextmanager
    async def entered(self, name: str) -> AsyncIterator[None]:
        """Wait for a turn and hold it for as long as the block lasts."""
        loop = asyncio.get_running_loop()
        pause = self._longer_pauses.get(name, self._pause)
        host = self._hosts.setdefault(name, _Host(asyncio.Semaphore(self._per_host)))
        host.users += 1
        try:
            # The host's own gate first: who queues for a busy host must not hold a general place.
            async with host.gate:
                await asyncio.sleep(max(host.free_at - loop.time(), 0))
                async with self._everyone:
                    try:
                        yield
                    finally:
                        host.free_at = loop.time() + pause
        finally:
            host.users -= 1
            if host.forgetting:
                host.forgetting.cancel()
            if not host.users:
                host.forgetting = loop.call_later(pause, self._forget, name)

    def _forget(self, name: str) -> None:
        if not self._hosts[name].users:
            del self._hosts[name]
