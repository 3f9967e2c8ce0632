"""The tasks that a loop has under way, the first trouble among them, and its bell."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any


class Crew:
    """Tasks begun and not yet done.

    A task that fails is trouble for the whole loop, which raises it at its next look instead of
    going on half-alive.
    """

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._trouble: BaseException | None = None
        self._bell = asyncio.Event()

    def __len__(self) -> int:
        return len(self._tasks)

    def ring(self) -> None:
        """End a pause now: there is something to do."""
        self._bell.set()

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Do the work beside the others; the bell rings when it is done."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def raise_trouble(self) -> None:
        """Raise what the first task that failed raised, if one did."""
        if self._trouble is not None:
            raise self._trouble

    async def one_done(self) -> None:
        """Wait until one of the tasks under way is done, if there are any."""
        if self._tasks:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

    async def pause(self, seconds: float) -> None:
        """Wait for the bell, but not for ever."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._bell.wait()
        self._bell.clear()

    def cancel(self) -> None:
        """Break off what is under way."""
        for task in self._tasks:
            task.cancel()

    async def all_done(self) -> None:
        """Wait until nothing is under way, however it ended."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            self._trouble = self._trouble or task.exception()
        self._bell.set()
