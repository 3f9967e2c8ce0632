"""The sender: takes due messages from the outbox and carries them to Telegram, at its pace.

A row is noted as in flight before the call and as sent after it. A process killed in between
leaves it in flight, and the next one sends it again: nothing is lost, and only what was in flight
can come twice. While the process lives, a call that was cut leaves a nudge `unknown` instead,
since two reminders on one day are worse than one that may be missing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from html import unescape
from re import compile as regex
from typing import Final

import structlog
from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.delivery.connection import TokenRefused
from bot.delivery.crew import Crew
from bot.delivery.outcomes import Fate, Outcome, outcome_of
from bot.delivery.pace import Pace
from bot.delivery.settling import settle
from bot.texts import Phrasebook
from storage import outbox
from storage.engine import Database
from storage.outbox import Claimed

log = structlog.get_logger(__name__)

AT_ONCE: Final = 8
"""Calls in flight at a time: python-telegram-bot reaches 30 a second well below that."""
SEND_TIMEOUT: Final = 30.0
"""Seconds one message may take in all; shorter than outbox.IN_FLIGHT_AT_MOST."""
RECOVER_EVERY: Final = 5.0
"""Seconds between looks for what a process that died left in flight."""
LOOK_EVERY: Final = 0.5
"""Seconds between looks at the outbox: other processes put messages there too."""
TAG = regex(r"<[^>]*>")


class Sender:
    """Delivers the outbox of one database through one bot.

    `alive_at` is when it last looked at the outbox.
    """

    def __init__(
        self,
        *,
        database: Database,
        bot: Bot,
        phrasebook: Phrasebook,
        clock: Callable[[], datetime],
        holder: str,
    ) -> None:
        self._database = database
        self._bot = bot
        self._phrasebook = phrasebook
        self._clock = clock
        self._holder = holder
        self._pace = Pace()
        self._taking = asyncio.Lock()
        self._calls = Crew()
        self._stopping = False
        self.alive_at: datetime | None = None

    def wake(self) -> None:
        """Look at the outbox at once."""
        self._calls.ring()

    def stop(self) -> None:
        """End the run when what is in flight has been noted."""
        self._stopping = True
        self._calls.ring()

    async def run(self) -> None:
        """Deliver until `stop`. Raises TokenRefused, and whatever the database raises."""
        loop = asyncio.get_running_loop()
        recover_at = loop.time()
        try:
            while not self._stopping:
                self.alive_at = self._clock()
                if loop.time() >= recover_at:
                    recover_at = loop.time() + RECOVER_EVERY
                    await self._recover_orphans()
                if not await self._take():
                    await self._calls.pause(LOOK_EVERY)
        except asyncio.CancelledError:
            self._calls.cancel()
            raise
        finally:
            await self._calls.all_done()
        self._calls.raise_trouble()

    async def deliver_due(self) -> int:
        """Send what is due now and wait until it is noted; how many messages were tried.

        Raises TokenRefused.
        """
        tried = len(self._calls)
        while (taken := await self._take()) or self._calls:
            tried += taken
            await self._calls.one_done()
        return tried

    async def _take(self) -> int:
        """Begin to send as much as is due and as there is room for; how many messages."""
        self._calls.raise_trouble()
        async with self._taking:
            room = AT_ONCE - len(self._calls)
            now = self._clock()
            async with self._database.reading() as session:
                due_at = await outbox.next_due(session)
            if room <= 0 or due_at is None or due_at > now:
                return 0
            async with self._database.writing() as session:
                claimed = await outbox.claim_due(
                    session,
                    holder=self._holder,
                    now=now,
                    limit=room,
                    busy_chats=self._pace.busy_chats(),
                )
            for message in claimed:
                self._calls.begin(self._deliver(message))
            return len(claimed)

    async def _recover_orphans(self) -> None:
        async with self._database.writing() as session:
            await outbox.recover_orphans(session, me=self._holder, now=self._clock())

    async def _deliver(self, message: Claimed) -> None:
        await self._pace.turn(message.chat_id)
        try:
            async with asyncio.timeout(SEND_TIMEOUT):
                message_id = await self._call(message)
        except TelegramError as error:
            await self._settle(message, outcome_of(error))
        except TimeoutError:
            await self._settle(
                message, Outcome(Fate.UNSURE, f"no answer within {SEND_TIMEOUT:.0f} s")
            )
        else:
            await self._note_sent(message, message_id)

    async def _call(self, message: Claimed) -> int:
        try:
            return await self._send(message, message.text, ParseMode.HTML)
        except TelegramError as error:
            if outcome_of(error).fate is not Fate.PLAIN:
                raise
            log.exception("markup_refused", key=message.key)
        return await self._send(message, unescape(TAG.sub("", message.text)), None)

    async def _send(self, message: Claimed, text: str, parse_mode: ParseMode | None) -> int:
        markup = None
        if message.buttons is not None:
            markup = InlineKeyboardMarkup.de_json(dict(message.buttons), self._bot)
        sent = await self._bot.send_message(
            message.chat_id,
            text,
            parse_mode=parse_mode,
            reply_markup=markup,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        return sent.message_id

    async def _note_sent(self, message: Claimed, message_id: int) -> None:
        async with self._database.writing() as session:
            await outbox.mark_sent(session, message.id, message_id=message_id, now=self._clock())
        log.info("message_sent", kind=message.kind, outbox=message.id, attempts=message.attempts)

    async def _settle(self, message: Claimed, outcome: Outcome) -> None:
        log.warning(
            "message_not_sent",
            kind=message.kind,
            outbox=message.id,
            fate=outcome.fate.value,
            reason=outcome.reason,
        )
        if outcome.wait is not None:
            self._pace.hold(message.chat_id, outcome.wait)
        async with self._database.writing() as session:
            await settle(session, message, outcome, now=self._clock(), phrasebook=self._phrasebook)
        if outcome.fate is Fate.TOKEN:
            raise TokenRefused
