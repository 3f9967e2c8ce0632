"""The world the server keeps: everything in memory, one bot in it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.sandbox.telegram.changes import Changes
from bot.sandbox.telegram.commands import CommandBook
from bot.sandbox.telegram.detection import find_entities
from bot.sandbox.telegram.entities import FormattedText, combined
from bot.sandbox.telegram.floods import FloodControl
from bot.sandbox.telegram.polling import UpdateQueue
from bot.sandbox.telegram.profile import Profile
from bot.sandbox.telegram.state import (
    Chat,
    ChatKind,
    Json,
    Membership,
    Message,
    Press,
    StoredFile,
    User,
    Version,
    WorkSign,
)
from bot.sandbox.telegram.views import message_json
from bot.sandbox.telegram.webhook import Webhook


class World:
    """Users, chats and messages, and what of them becomes an update."""

    def __init__(
        self, bot: User, *, privacy: bool, floods: bool, clock: Callable[[], datetime]
    ) -> None:
        self.bot = bot
        self.privacy = privacy
        self.clock = clock
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.presses: dict[str, Press] = {}
        self.work_signs: list[WorkSign] = []
        self.commands = CommandBook()
        self.profile = Profile(name=bot.first_name)
        self.logged_out = False
        self.changed = Changes()
        self.updates = UpdateQueue(clock, self.changed)
        self.webhook = Webhook(self.updates)
        self._floods = FloodControl() if floods else None
        self._numbers = itertools.count(1)

    def next_number(self) -> int:
        """A number nobody else got, for files, albums and presses."""
        return next(self._numbers)

    def private_chat(self, user: User) -> Chat:
        """The chat between a person and the bot, opened or not."""
        chat = self.chats.get(user.id)
        if chat is None:
            chat = Chat(user.id, ChatKind.PRIVATE, user.first_name, {user.id: Membership.MEMBER})
            self.chats[user.id] = chat
        return chat

    def admit(self, chat: Chat, count: int = 1) -> None:
        """Let the bot send so many messages; raises `ApiError` 429 where they flood the chat."""
        if self._floods is not None:
            self._floods.admit(chat, count, self.clock())

    def post(self, chat: Chat, sender: User, formatted: FormattedText, **parts: Any) -> Message:
        """A new message in `chat`, with the entities Telegram finds by itself."""
        found = combined(formatted, find_entities(formatted.text))
        chat.last_message_id += 1
        message = Message(
            chat_id=chat.id,
            id=chat.last_message_id,
            sender=sender,
            date=self.clock(),
            text=found.text,
            entities=found.entities,
            **parts,
        )
        chat.messages[message.id] = message
        self.changed.ring()
        return message

    def post_service(self, chat: Chat, sender: User, service: Json) -> Message:
        """A service message, which every bot in the chat sees."""
        message = self.post(chat, sender, FormattedText(""), service=service)
        self.tell("message", message)
        return message

    def edit(
        self, message: Message, formatted: FormattedText | None, markup: Json | None
    ) -> Message:
        """Change text (None: keep it) and keyboard, remembering what stood there before."""
        now = self.clock()
        before = Version(message.text, message.entities, message.reply_markup, now)
        message.edits.append(before)
        if formatted is not None:
            found = combined(formatted, find_entities(formatted.text))
            message.text, message.entities = found.text, found.entities
        message.reply_markup = markup
        message.edited_at = now
        self.changed.ring()
        return message

    def store_file(self, content: bytes, name: str, mime_type: str, folder: str) -> StoredFile:
        """Keep what was uploaded under a path it can be fetched from."""
        number = self.next_number()
        suffix = name.rpartition(".")[2] if "." in name else "bin"
        stored = StoredFile(
            id=f"AgACAgUAAxkBAAI{number:06d}",
            unique_id=f"AQAD{number:06d}",
            path=f"{folder}/file_{number}.{suffix}",
            content=content,
            name=name,
            mime_type=mime_type,
        )
        self.files[stored.id] = stored
        return stored

    def tell(self, kind: str, message: Message) -> None:
        """Make an update of a person's message, where the bot may see it."""
        chat = self.chats[message.chat_id]
        if chat.bot is not None and chat.bot.present and self.sees(chat, message):
            self.updates.add(kind, message_json(self, message))

    def sees(self, chat: Chat, message: Message) -> bool:
        """Whether privacy mode lets the bot see a message in a group.

        The Bot API manual, "Privacy mode": commands, replies to the bot, mentions of it and
        service messages; everything as administrator or with privacy mode off.
        """
        if chat.kind is ChatKind.PRIVATE or not self.privacy or message.service is not None:
            return True
        if chat.bot is not None and chat.bot.administers:
            return True
        replied = chat.messages.get(message.reply_to or 0)
        if replied is not None and replied.sender is self.bot:
            return True
        formatted = FormattedText(message.text, message.entities)
        own_name = f"@{self.bot.username}".lower()
        for entity in message.entities:
            part = formatted.part(entity).lower()
            if entity.type == "bot_command" and ("@" not in part or part.endswith(own_name)):
                return True
            if entity.type == "mention" and part == own_name:
                return True
        return False

    def send(
        self, chat: Chat, formatted: FormattedText, markup: Json | None, **parts: Any
    ) -> Message:
        """A message from the bot."""
        return self.post(chat, self.bot, formatted, reply_markup=markup, **parts)
