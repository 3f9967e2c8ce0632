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

from bot.buttons import Keyboard, ids_of
from bot.policy.workdays import ZONE_ALIASES
from bot.services import Services
from bot.texts.pages import pages_of
from bot.texts.phrasebook import DEFAULT_LANGUAGE
from storage import inbox, outbox, people, roster
from storage.engine import Session
from storage.outbox import Message
from storage.people import Person
from storage.reports import ALBUM
from storage.roster import Region

log = structlog.get_logger(__name__)

SERVICES = "services"
"""The key under which the application's bot_data holds the Services."""

Context = CallbackContext[Any, Any, Any, Any]


class AlreadyHandled(Exception):
    """Another process handled the update meanwhile: nothing of this turn may stay."""


class Turn:
    """An update with who sent it, and a place to put the answer.

    `person` and `region` are None for whoever is not registered. A conversation that changes who
    is speaking sets them anew, so that its answer is in their language and zone.
    """

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
        self._sender = person, region
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
    def argument(self) -> str:
        """What follows the command; empty where nothing does."""
        _, *argument = self.text.split(maxsplit=1)
        return "".join(argument).strip()

    @property
    def origin(self) -> str:
        """A name for the message this turn is about, the same however often it is told.

        That of a message in an album begins with the album's.
        """
        message = self.update.effective_message
        number = self.update.update_id if message is None else message.message_id
        return f"{self.album_origin or f'{self._bot.id}:{self.chat.id}'}:{number}"

    @property
    def is_edit(self) -> bool:
        """Whether an earlier message was changed."""
        return self.update.edited_message is not None

    @property
    def album_origin(self) -> str | None:
        """A name for the album the message is part of: Telegram sends each picture by itself."""
        message = self.update.effective_message
        album = None if message is None else message.media_group_id
        return album and f"{self._bot.id}:{self.chat.id}{ALBUM}{album}"

    def known(self) -> tuple[Person, Region]:
        """Who is speaking; for handlers behind `for_people`, which lets nobody else through."""
        if self.person is None or self.region is None:
            raise ValueError("this conversation is for registered people")
        return self.person, self.region

    def pressed(self, topic: str, count: int) -> tuple[int, ...] | None:
        """The ids on the pressed button; None where no button of this topic was pressed."""
        query = self.update.callback_query
        return None if query is None else ids_of(query.data, topic, count)

    def label(self, key: str, **facts: Any) -> str:
        return self.services.phrasebook.label(key, self.language, **facts)

    def answer(self, template: str, *, buttons: Keyboard | None = None, **facts: Any) -> None:
        """Answer with a template; `buttons` go under its last page."""
        text = self.services.phrasebook.say(template, self.language, self.zone, **facts)
        pages = pages_of(text)
        self._answers += [(page, None) for page in pages[:-1]]
        self._answers.append((pages[-1], buttons))

    async def reply(self, template: str, *, buttons: Keyboard | None = None, **facts: Any) -> None:
        """Answer with a template and end the turn, where there is nothing to change."""
        async with self.deciding():
            self.answer(template, buttons=buttons, **facts)

    @asynccontextmanager
    async def deciding(self) -> AsyncIterator[Session]:
        """The turn's one transaction: effects, answers and the note that it was handled.

        What raises inside leaves nothing behind. Ask nobody outside meanwhile: on SQLite the
        whole database waits. Raises AlreadyHandled, and then nothing is kept either.
        """
        async with self.services.database.writing() as session:
            yield session
            for number, (text, buttons) in enumerate(self._answers):
                await outbox.enqueue(session, self._message(number, text, buttons), now=self.now)
            if not await inbox.mark_handled(
                session, self._bot.id, self.update.update_id, now=self.now
            ):
                raise AlreadyHandled
        self.services.wake_sender()

    async def fail(self, error: Exception) -> None:
        """Forget what was prepared, and say so with a code that the log holds too."""
        code = secrets.token_hex(3).upper()
        log.error("handler_failed", code=code, update_id=self.update.update_id, exc_info=error)
        self._answers.clear()
        # Whom the conversation was about to let in is not there: that was rolled back.
        self.person, self.region = self._sender
        async with self.deciding():
            if self.update.effective_chat is not None:
                self.answer("trouble", code=code)

    async def acknowledge_press(self) -> None:
        """Stop the spinner on a pressed button; a press too old for that is no trouble."""
        query = self.update.callback_query
        if query is None:
            return
        try:
            await query.answer()
        except TelegramError as error:
            log.info("press_not_acknowledged", reason=error.message)

    def _message(self, number: int, text: str, buttons: Keyboard | None) -> Message:
        # An answer in a group is to the group: that it can't be sent says nothing of the person.
        is_private = self.chat.type == Chat.PRIVATE
        return Message(
            key=f"answer:{self._bot.id}:{self.update.update_id}:{number}",
            chat_id=self.chat.id,
            kind="answer",
            text=text,
            region_id=None if self.region is None else self.region.id,
            person_id=self.person.id if self.person is not None and is_private else None,
            buttons=buttons,
        )


Conversation = Callable[[Turn], Awaitable[None]]


def turn_by_turn(
    conversation: Conversation,
) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    """The conversation as a handler for python-telegram-bot."""

    async def handle(update: Update, context: Context) -> None:
        services: Services = context.application.bot_data[SERVICES]
        turn = await _begin(services, context.bot, update)
        try:
            await _hold(conversation, turn)
        except AlreadyHandled:
            log.info("update_handled_elsewhere", update_id=update.update_id)

    return handle


def in_private(conversation: Conversation) -> Conversation:
    """Only between the two of them: in a group it points to the private chat."""

    async def guarded(turn: Turn) -> None:
        if turn.chat.type == Chat.PRIVATE:
            await conversation(turn)
        else:
            await turn.reply("help_group")

    return guarded


def for_people(conversation: Conversation) -> Conversation:
    """Only for registered people, in private: others are told what to do instead."""

    async def guarded(turn: Turn) -> None:
        if turn.person is None:
            await turn.reply("not_registered")
        else:
            await conversation(turn)

    return in_private(guarded)


async def _hold(conversation: Conversation, turn: Turn) -> None:
    try:
        await turn.acknowledge_press()
        await conversation(turn)
    except AlreadyHandled:
        raise
    except Exception as error:
        await turn.fail(error)


async def _begin(services: Services, bot: Bot, update: Update) -> Turn:
    user = update.effective_user
    person = region = None
    if user is not None:
        async with services.database.reading() as session:
            person = await people.person_with(session, user.id)
            if person is not None:
                region = await roster.region_of(session, person.region_id)
    return Turn(services, bot, update, person, region, services.clock())
