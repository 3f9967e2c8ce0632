"""Wake everyone who waits for the world to change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Changes:
    """A condition without a lock, so that plain (not async) code can ring it."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake everyone who waits now."""
        self._rung.set()
        self._rung = asyncio.Event()

    async def until(self, look: Callable[[], T | None], timeout: float) -> T:
        """The first answer of `look` that isn't None or False, asked now and after each ring.

        Raises `TimeoutError` after `timeout` seconds of real time.
        """
        async with asyncio.timeout(timeout):
            while True:
                rung = self._rung
                found = look()
                if found is not None and found is not False:
                    return found
                await rung.wait()
