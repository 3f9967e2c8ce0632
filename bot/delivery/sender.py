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
"""Seconds one call may take in all; shorter than outbox.IN_FLIGHT_AT_MOST."""
LOOK_EVERY: Final = 0.5
"""Seconds between looks at the outbox: other processes put messages there too."""
TAG = regex(r"<[^>]*>")


class TokenRefused(Exception):
    """Telegram does not know the bot's token (any more): nothing can be sent."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram does not accept the bot's token. Copy it anew from @BotFather "
            "into SEGAR_TELEGRAM_TOKEN."
        )


class Sender:
    """Delivers the outbox of one database through one bot."""

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
        self._wake = asyncio.Event()
        self._stopping = False
        self.alive_at: datetime | None = None

    def wake(self) -> None:
        """Look at the outbox at once."""
        self._wake.set()

    def stop(self) -> None:
        """End the run when what is in flight has been noted."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Deliver until `stop`. Raises TokenRefused."""
        while not self._stopping:
            self.alive_at = self._clock()
            async with self._database.writing() as session:
                await outbox.recover_orphans(session, me=self._holder, now=self._clock())
            if not await self.deliver_due():
                await self._pause()

    async def deliver_due(self) -> int:
        """Send what is due now; how many messages were tried. Raises TokenRefused."""
        now = self._clock()
        async with self._database.reading() as session:
            due_at = await outbox.next_due(session)
        if due_at is None or due_at > now:
            return 0
        async with self._database.writing() as session:
            claimed = await outbox.claim_due(
                session,
                holder=self._holder,
                now=now,
                limit=AT_ONCE,
                busy_chats=self._pace.busy_chats(),
            )
        results = await asyncio.gather(*map(self._deliver, claimed), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                raise result
        return len(claimed)

    async def _deliver(self, message: Claimed) -> None:
        await self._pace.turn(message.chat_id)
        try:
            message_id = await self._call(message, parse_mode=ParseMode.HTML)
        except TelegramError as error:
            outcome = outcome_of(error)
        except TimeoutError:
            outcome = Outcome(Fate.UNSURE, f"no answer within {SEND_TIMEOUT:.0f} s")
        else:
            await self._note_sent(message, message_id)
            return
        if outcome.fate is Fate.PLAIN:
            log.error("markup_refused", key=message.key, reason=outcome.reason)
            await self._deliver_plain(message)
        else:
            await self._settle(message, outcome)

    async def _deliver_plain(self, message: Claimed) -> None:
        try:
            message_id = await self._call(message, parse_mode=None)
        except TelegramError as error:
            outcome = outcome_of(error)
            fate = Fate.IMPOSSIBLE if outcome.fate is Fate.PLAIN else outcome.fate
            await self._settle(message, Outcome(fate, outcome.reason, outcome.wait))
        except TimeoutError:
            await self._settle(message, Outcome(Fate.UNSURE, "no answer in time"))
        else:
            await self._note_sent(message, message_id)

    async def _call(self, message: Claimed, *, parse_mode: ParseMode | None) -> int:
        text = message.text if parse_mode else unescape(TAG.sub("", message.text))
        markup = None
        if message.buttons is not None:
            markup = InlineKeyboardMarkup.de_json(dict(message.buttons), self._bot)
        async with asyncio.timeout(SEND_TIMEOUT):
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

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(LOOK_EVERY):
                await self._wake.wait()
        except TimeoutError:
            return
        self._wake.clear()
