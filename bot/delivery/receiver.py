"""The receiver: fetches updates, stores them, and only then confirms them to Telegram.

python-telegram-bot's own updater confirms what it fetched before anything handled it, so that a
kill loses it. Here the next `offset`, which is the confirmation (Bot API manual, getUpdates), is
only asked for after the rows are committed.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Final

import structlog
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.delivery.connection import TokenRefused
from bot.delivery.outcomes import seconds_of
from storage import inbox
from storage.engine import Database
from storage.inbox import StoredUpdate

log = structlog.get_logger(__name__)

LONG_POLL: Final = 25
"""Seconds one getUpdates waits for something to happen; Telegram allows 50."""
READ_MARGIN: Final = 10
"""Seconds on top for the answer to arrive."""
LONGEST_PAUSE: Final = 30.0
"""Seconds; pauses double up to this while Telegram is out of reach."""
CONFLICT_PAUSE: Final = 10.0
"""Seconds that another process with our token is left to end."""
ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")


class Receiver:
    """Fills the inbox from getUpdates.

    `alive_at` is when Telegram last answered.
    """

    def __init__(
        self,
        *,
        database: Database,
        bot: Bot,
        clock: Callable[[], datetime],
        stored: Callable[[], None],
    ) -> None:
        self._database = database
        self._bot = bot
        self._clock = clock
        self._stored = stored
        self._offset: int | None = None
        self.alive_at: datetime | None = None

    async def run(self) -> None:
        """Fetch for ever, from a Telegram that has just been reached.

        Raises TokenRefused, and whatever the database raises.
        """
        self.alive_at = self._clock()
        while True:
            await self._until_it_works(self.fetch)

    async def fetch(self) -> None:
        """One long poll: store what came; the next call confirms it."""
        try:
            updates = await self._bot.get_updates(
                offset=self._offset,
                timeout=LONG_POLL,
                read_timeout=LONG_POLL + READ_MARGIN,
                allowed_updates=ALLOWED_UPDATES,
            )
        except Conflict as error:
            if "webhook" not in error.message.casefold():
                raise
            # While there is one, getUpdates is refused. What waits to be fetched stays.
            log.warning("webhook_removed", reason=error.message)
            await self._bot.delete_webhook()
            return
        self.alive_at = self._clock()
        if not updates:
            return
        await self._store(updates)
        self._offset = updates[-1].update_id + 1
        self._stored()

    async def _store(self, updates: Sequence[Update]) -> None:
        rows = [
            StoredUpdate(
                update_id=update.update_id,
                chat_id=None if update.effective_chat is None else update.effective_chat.id,
                payload=json.loads(update.to_json()),
            )
            for update in updates
        ]
        async with self._database.writing() as session:
            await inbox.store(session, self._bot.id, rows, now=self._clock())

    async def _until_it_works(self, call: Callable[[], Awaitable[object]]) -> None:
        pause = 1.0
        while True:
            try:
                await call()
            except InvalidToken as error:
                raise TokenRefused from error
            except RetryAfter as error:
                await asyncio.sleep(seconds_of(error).total_seconds())
            except Conflict as error:
                log.warning("another_process_polls", reason=error.message)
                await asyncio.sleep(CONFLICT_PAUSE)
            except NetworkError as error:
                log.warning("telegram_unreachable", reason=error.message)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            except TelegramError as error:
                log.warning("updates_refused", reason=error.message)
                await asyncio.sleep(LONGEST_PAUSE)
            else:
                return
