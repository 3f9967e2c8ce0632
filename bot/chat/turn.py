"""One update and the answer to it.

What a handler changes, what it answers, and the note that its update is handled are committed
together: an update has its effects once, however often it is handed over, and no answer is lost.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import structlog
from telegram import Bot, Chat, Update
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from bot.buttons import Keyboard
from bot.policy.workdays import ZONE_ALIASES
from bot.services import Services
from bot.texts.pages import pages_of
from bot.texts.phrasebook import DEFAULT_LANGUAGE
from storage import inbox, outbox, people, roster
from storage.engine import Session
from storage.outbox import Message
from storage.people import Person
from storage.roster import Region

log = structlog.get_logger(__name__)

SERVICES = "services"
"""The key under which the application's bot_data holds the Services."""

Context = CallbackContext[Any, Any, Any, Any]


class AlreadyHandled(Exception):
    """Another process handled the update meanwhile: nothing of this turn may stay."""


class Turn:
    """An update with who sent it, and a place to put the answer."""

    def __init__(
        self,
        services: Services,
        bot: Bot,
        update: Update,
        person: Person | None,
        region: Region | None,
        now: datetime,
    ) -> None:
        self.services = services
        self.update = update
        self.person = person
        self.region = region
        self.now = now
        self._bot = bot
        self._answers: list[tuple[str, Keyboard | None]] = []

    @property
    def language(self) -> str:
        return DEFAULT_LANGUAGE if self.person is None else self.person.language

    @property
    def zone(self) -> str:
        return ZONE_ALIASES["WIB"] if self.region is None else self.region.zone

    @property
    def chat(self) -> Chat:
        chat = self.update.effective_chat
        if chat is None:
            raise ValueError("an update without a chat has nobody to answer")
        return chat

    @property
    def text(self) -> str:
        """What was written, or the caption of what was sent."""
        message = self.update.effective_message
        return "" if message is None else message.text or message.caption or ""

    @property
    def origin(self) -> str:
        """A name for the message this turn is about, the same however often it is told."""
        message = self.update.effective_message
        number = self.update.update_id if message is None else message.message_id
        return f"{self._bot.id}:{self.chat.id}:{number}"

    def known(self) -> tuple[Person, Region]:
        """Who is speaking; for handlers behind `for_people`, which lets nobody else through."""
        if self.person is None or self.region is None:
            raise ValueError("this conversation is for registered people")
        return self.person, self.region

    def label(self, key: str, **facts: Any) -> str:
        return self.services.phrasebook.label(key, self.language, **facts)

    def answer(self, template: str, *, buttons: Keyboard | None = None, **facts: Any) -> None:
        """Answer with a template; `buttons` go under its last page."""
        text = self.services.phrasebook.say(template, self.language, self.zone, **facts)
        pages = pages_of(text)
        self._answers += [(page, None) for page in pages[:-1]]
        self._answers.append((pages[-1], buttons))

    @asynccontextmanager
    async def deciding(self) -> AsyncIterator[Session]:
        """The turn's one transaction: effects, answers and the note that it was handled."""
        async with self.services.database.writing() as session:
            yield session
            for number, (text, buttons) in enumerate(self._answers):
                message = Message(
                    key=f"answer:{self._bot.id}:{self.update.update_id}:{number}",
                    chat_id=self.chat.id,
                    kind="answer",
                    text=text,
                    region_id=None if self.region is None else self.region.id,
                    person_id=None if self.person is None else self.person.id,
                    buttons=buttons,
                )
                await outbox.enqueue(session, message, now=self.now)
            await self._mark_handled(session)
        self.services.wake_sender()

    async def fail(self, error: Exception) -> None:
        """Forget what was prepared, and say so with a code that the log holds too."""
        code = secrets.token_hex(3).upper()
        log.error("handler_failed", code=code, update_id=self.update.update_id, exc_info=error)
        self._answers.clear()
        if self.update.effective_chat is not None:
            self.answer("trouble", code=code)
        async with self.deciding():
            pass

    async def acknowledge_press(self) -> None:
        """Stop the spinner on a pressed button; a press too old for that is no trouble."""
        query = self.update.callback_query
        if query is None:
            return
        try:
            await query.answer()
        except TelegramError as error:
            log.info("press_not_acknowledged", reason=error.message)

    async def _mark_handled(self, session: Session) -> None:
        if not await inbox.mark_handled(session, self._bot.id, self.update.update_id, now=self.now):
            raise AlreadyHandled


Conversation = Callable[[Turn], Awaitable[None]]


def turn_by_turn(
    conversation: Conversation,
) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    """The conversation as a handler for python-telegram-bot."""

    async def handle(update: Update, context: Context) -> None:
        services: Services = context.application.bot_data[SERVICES]
        turn = await _begin(services, context.bot, update)
        try:
            await turn.acknowledge_press()
            await conversation(turn)
        except AlreadyHandled:
            log.info("update_handled_elsewhere", update_id=update.update_id)
        except Exception as error:
            await turn.fail(error)

    return handle


def for_people(conversation: Conversation) -> Conversation:
    """Only for registered people, in private: others are told what to do instead."""

    async def guarded(turn: Turn) -> None:
        if turn.chat.type != Chat.PRIVATE:
            turn.answer("help_group")
        elif turn.person is None:
            turn.answer("not_registered")
        else:
            await conversation(turn)
            return
        async with turn.deciding():
            pass

    return guarded


async def _begin(services: Services, bot: Bot, update: Update) -> Turn:
    user = update.effective_user
    person = region = None
    if user is not None:
        async with services.database.reading() as session:
            person = await people.person_with(session, user.id)
            if person is not None:
                region = await roster.region_of(session, person.region_id)
    return Turn(services, bot, update, person, region, services.clock())
