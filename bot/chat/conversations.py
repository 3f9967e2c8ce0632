"""Which conversation answers to what. The order matters: the first that fits is the only one."""

from __future__ import annotations

from typing import Any

from telegram import Message, Update
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    filters,
)

from bot.buttons import ACCOUNT, CHANNEL, EVIDENCE, FORGET, INFORMATION, PERIODIC, PHOTO, STATUS
from bot.chat.account_accepted import accept_account
from bot.chat.help import not_understood, show_help, stale_button, switch_language
from bot.chat.information import class_chosen, duty_chosen
from bot.chat.membership import group_migrated, membership_changed
from bot.chat.message_posts import is_forwarded_from_a_channel, links_in
from bot.chat.photo_reports import photo_channel_chosen, posted_photo
from bot.chat.posted import channel_chosen, posted
from bot.chat.privacy import forget, forget_decided, privacy
from bot.chat.start import register, start
from bot.chat.status import show_evidence, status
from bot.chat.turn import SERVICES, Context, Conversation, for_people, in_private, turn_by_turn
from bot.services import Services

MESSAGES = filters.UpdateType.MESSAGE
EDITS = filters.UpdateType.EDITED_MESSAGE & filters.ChatType.PRIVATE
PRIVATE = MESSAGES & filters.ChatType.PRIVATE
UNTOLD = filters.Document.MimeType("application/octet-stream")
"""What a telephone calls a file that it doesn't know: it may be a picture."""
PICTURES = filters.PHOTO | filters.Document.IMAGE | UNTOLD
MIGRATION = filters.StatusUpdate.MIGRATE


def install(application: Application[Any, Any, Any, Any, Any, Any], services: Services) -> None:
    """Give the application all conversations and what they work with."""
    application.bot_data[SERVICES] = services
    application.add_handlers(_handlers())


def _handlers() -> list[BaseHandler[Update, Context, None]]:
    return [
        ChatMemberHandler(turn_by_turn(membership_changed), ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(MESSAGES & MIGRATION, turn_by_turn(group_migrated)),
        _command(["start"], in_private(start)),
        _command(["daftar"], in_private(register)),
        _command(["help", "bantuan"], in_private(show_help)),
        _command(["privasi", "privacy"], in_private(privacy)),
        _command(["status"], for_people(status)),
        _command(["posted", "unggah"], for_people(posted)),
        _command(["lupakan", "forget"], for_people(forget)),
        _command(["bahasa", "language"], for_people(switch_language)),
        _press(STATUS, for_people(status)),
        _press(EVIDENCE, for_people(show_evidence)),
        _press(FORGET, for_people(forget_decided)),
        _press(CHANNEL, for_people(channel_chosen)),
        _press(PHOTO, for_people(photo_channel_chosen)),
        _press(ACCOUNT, for_people(accept_account)),
        _press(INFORMATION, for_people(class_chosen)),
        _press(PERIODIC, for_people(duty_chosen)),
        CallbackQueryHandler(turn_by_turn(for_people(stale_button))),
        _message(_PointsToPosts(), for_people(posted)),
        MessageHandler(EDITS & _PointsToPosts(), turn_by_turn(for_people(posted))),
        _message(PICTURES, for_people(posted_photo)),
        _message(~filters.StatusUpdate.ALL, for_people(not_understood)),
    ]


def _command(names: list[str], conversation: Conversation) -> BaseHandler[Update, Context, None]:
    return MessageHandler(MESSAGES & _IsCommand(names), turn_by_turn(conversation))


def _press(topic: str, conversation: Conversation) -> BaseHandler[Update, Context, None]:
    return CallbackQueryHandler(turn_by_turn(conversation), pattern=rf"^{topic}(:|$)")


def _message(
    fits: filters.BaseFilter, conversation: Conversation
) -> BaseHandler[Update, Context, None]:
    return MessageHandler(PRIVATE & fits, turn_by_turn(conversation))


class _IsCommand(filters.MessageFilter):
    """A message whose text or caption begins with one of the commands, and is meant for us.

    python-telegram-bot's CommandHandler knows no captions, and a photo's is where /posted stands.
    """

    def __init__(self, names: list[str]) -> None:
        super().__init__(name=f"command {'/'.join(names)}")
        self._names = frozenset(names)

    def filter(self, message: Message) -> bool:
        first = (message.text or message.caption or "").split(maxsplit=1)[:1]
        name, _, addressee = "".join(first).lower().partition("@")
        meant_for_us = addressee in ("", message.get_bot().username.lower())
        return name.removeprefix("/") in self._names and name.startswith("/") and meant_for_us


class _PointsToPosts(filters.MessageFilter):
    """A message with a link in it, or forwarded from a channel."""

    def filter(self, message: Message) -> bool:
        return is_forwarded_from_a_channel(message) or bool(links_in(message))
