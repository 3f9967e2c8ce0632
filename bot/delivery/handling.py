"""Handles the inbox: each update once, each chat's in their order, chats side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Final

import structlog
from telegram import Update
from telegram.ext import Application

from storage import inbox
from storage.engine import Database
from storage.inbox import StoredUpdate

log = structlog.get_logger(__name__)

BATCH: Final = 50
CHATS_AT_ONCE: Final = 16
LOOK_EVERY: Final = 2.0
"""Seconds between looks at the inbox for what a dead process left behind."""


class Handling:
    """Carries stored updates to the application's handlers.

    A handler marks its update as handled in the transaction of its effects. What no handler
    answers to is marked here. An update whose handler could not even say that it failed stays
    where it is and is handled again when its lease runs out.
    """

    def __init__(
        self,
        *,
        database: Database,
        application: Application[Any, Any, Any, Any, Any, Any],
        clock: Callable[[], datetime],
        holder: str,
    ) -> None:
        self._database = database
        self._application = application
        self._clock = clock
        self._holder = holder
        self._wake = asyncio.Event()
        self._stopping = False
        self._unfinished: set[int] = set()
        application.add_error_handler(self._note_unfinished)

    def wake(self) -> None:
        """There is something in the inbox."""
        self._wake.set()

    def stop(self) -> None:
        """End the run when what is being handled is done."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Handle until `stop`."""
        while not self._stopping:
            if not await self.handle_waiting():
                await self._pause()

    async def handle_waiting(self) -> int:
        """Handle what waits now; how many updates."""
        async with self._database.reading() as session:
            if not await inbox.waiting(session):
                return 0
        async with self._database.writing() as session:
            updates = await inbox.claim(
                session,
                self._application.bot.id,
                me=self._holder,
                now=self._clock(),
                limit=BATCH,
            )
        by_chat = groupby(
            sorted(updates, key=lambda stored: stored.chat_id or 0), key=lambda one: one.chat_id
        )
        places = asyncio.Semaphore(CHATS_AT_ONCE)
        async with asyncio.TaskGroup() as chats:
            for _, of_chat in by_chat:
                chats.create_task(self._handle_chat(list(of_chat), places))
        return len(updates)

    async def _handle_chat(
        self, updates: Sequence[StoredUpdate], places: asyncio.Semaphore
    ) -> None:
        async with places:
            for stored in updates:
                update = Update.de_json(dict(stored.payload), self._application.bot)
                await self._application.process_update(update)
                if stored.update_id in self._unfinished:
                    self._unfinished.discard(stored.update_id)
                    continue
                async with self._database.writing() as session:
                    await inbox.mark_handled(
                        session, self._application.bot.id, stored.update_id, now=self._clock()
                    )

    async def _note_unfinished(self, update: object, context: Any) -> None:
        log.error("update_not_handled", exc_info=context.error)
        if isinstance(update, Update):
            self._unfinished.add(update.update_id)

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(LOOK_EVERY):
                await self._wake.wait()
        except TimeoutError:
            return
        self._wake.clear()
