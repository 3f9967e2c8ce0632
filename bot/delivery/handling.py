"""Handles the inbox: each update once, each chat's in their order, chats side by side."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import structlog
from telegram import Update
from telegram.ext import Application

from bot.delivery.crew import Crew
from storage import inbox
from storage.engine import Database
from storage.inbox import StoredUpdate

log = structlog.get_logger(__name__)

HELD_AT_ONCE: Final = 50
"""Updates taken from the inbox and not yet handled."""
CHATS_AT_ONCE: Final = 16
LOOK_EVERY: Final = 2.0
"""Seconds between looks at the inbox for what a dead process left behind."""

Chat = int | None
"""A chat's id; None for updates that belong to no chat."""


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
        self._taking = asyncio.Lock()
        self._places = asyncio.Semaphore(CHATS_AT_ONCE)
        self._lines: dict[Chat, deque[StoredUpdate]] = {}
        self._chats = Crew()
        self._unfinished: set[int] = set()
        self._stopping = False
        application.add_error_handler(self._note_unfinished)

    def wake(self) -> None:
        """There is something in the inbox."""
        self._chats.ring()

    def stop(self) -> None:
        """End the run when the updates under way are handled."""
        self._stopping = True
        self._chats.ring()

    async def run(self) -> None:
        """Handle until `stop`, or raise what the database raises."""
        try:
            while not self._stopping:
                if not await self._take():
                    await self._chats.pause(LOOK_EVERY)
        except asyncio.CancelledError:
            self._chats.cancel()
            raise
        finally:
            await self._chats.all_done()
            await self._give_back()
        self._chats.raise_trouble()

    async def handle_waiting(self) -> int:
        """Handle what waits now and wait until it is done; how many updates."""
        handled = sum(map(len, self._lines.values()))
        while (taken := await self._take()) or self._chats:
            handled += taken
            await self._chats.one_done()
        return handled

    async def _take(self) -> int:
        """Put updates from the inbox into their chats' lines; how many."""
        self._chats.raise_trouble()
        async with self._taking:
            room = HELD_AT_ONCE - sum(map(len, self._lines.values()))
            async with self._database.reading() as session:
                if room <= 0 or not await inbox.waiting(session):
                    return 0
            async with self._database.writing() as session:
                updates = await inbox.claim(
                    session,
                    self._application.bot.id,
                    me=self._holder,
                    now=self._clock(),
                    limit=room,
                )
            for stored in updates:
                self._line_up(stored)
            return len(updates)

    def _line_up(self, stored: StoredUpdate) -> None:
        line = self._lines.get(stored.chat_id)
        if line is not None:
            line.append(stored)
            return
        self._lines[stored.chat_id] = deque([stored])
        self._chats.begin(self._handle_chat(stored.chat_id))

    async def _handle_chat(self, chat: Chat) -> None:
        line = self._lines[chat]
        try:
            async with self._places:
                while line and not self._stopping:
                    await self._handle(line[0])
                    line.popleft()
        finally:
            del self._lines[chat]

    async def _handle(self, stored: StoredUpdate) -> None:
        error = None
        try:
            update = Update.de_json(dict(stored.payload), self._application.bot)
        except Exception as unreadable:
            # Kept, it would be the end of every process that comes across it.
            log.exception("update_unreadable", update_id=stored.update_id)
            error = repr(unreadable)
        else:
            await self._application.process_update(update)
        if stored.update_id in self._unfinished:
            self._unfinished.discard(stored.update_id)
            return
        async with self._database.writing() as session:
            await inbox.mark_handled(
                session,
                self._application.bot.id,
                stored.update_id,
                now=self._clock(),
                error=error,
            )

    async def _note_unfinished(self, update: object, context: Any) -> None:
        log.error("update_not_handled", exc_info=context.error)
        if isinstance(update, Update):
            self._unfinished.add(update.update_id)

    async def _give_back(self) -> None:
        """Let the next process handle at once what this one took and did not handle."""
        async with self._database.writing() as session:
            await inbox.release(session, self._application.bot.id, me=self._holder)
