"""sendMessage, sendPhoto, sendDocument, deleteMessage, sendChatAction."""

from __future__ import annotations

from datetime import timedelta

from bot.sandbox.telegram.entities import FormattedText
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.markup import read_markup
from bot.sandbox.telegram.media import attach
from bot.sandbox.telegram.methods.registry import method
from bot.sandbox.telegram.methods.targets import named_message, replied_message, writable_chat
from bot.sandbox.telegram.methods.texts import read_caption, read_text
from bot.sandbox.telegram.parameters import Parameters
from bot.sandbox.telegram.state import Attachment, Chat, ChatKind, Json, WorkSign
from bot.sandbox.telegram.views import message_json
from bot.sandbox.telegram.world import World

DELETABLE = timedelta(hours=48)
"""The Bot API manual, deleteMessage: a message can be deleted for 48 hours."""

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
"""The Bot API manual, sendChatAction."""


@method("sendMessage")
async def send_message(world: World, parameters: Parameters) -> Json:
    """A text; the message as it was delivered."""
    formatted = read_text(world, parameters)
    markup = read_markup(parameters)
    chat = writable_chat(world, parameters)
    return _sent(world, chat, formatted, markup, parameters)


@method("sendPhoto")
async def send_photo(world: World, parameters: Parameters) -> Json:
    """A photo with a caption."""
    return _send_attachment(world, parameters, "photo")


@method("sendDocument")
async def send_document(world: World, parameters: Parameters) -> Json:
    """A document with a caption."""
    return _send_attachment(world, parameters, "document")


@method("deleteMessage")
async def delete_message(world: World, parameters: Parameters) -> bool:
    """Delete a message of the bot, or in a private chat also the person's."""
    chat = writable_chat(world, parameters)
    message = named_message(chat, parameters, "delete")
    if world.clock() - message.date > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    administers = chat.bot is not None and chat.bot.administers
    if not (message.from_bot or chat.kind is ChatKind.PRIVATE or administers):
        raise bad_request("message can't be deleted")
    message.deleted = True
    world.changed.ring()
    return True


@method("sendChatAction")
async def send_chat_action(world: World, parameters: Parameters) -> bool:
    """Show that the bot is typing, uploading and so on."""
    chat = writable_chat(world, parameters)
    action = parameters.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.work_signs.append(WorkSign(chat.id, action, world.clock()))
    world.changed.ring()
    return True


def _send_attachment(world: World, parameters: Parameters, kind: str) -> Json:
    caption = read_caption(world, parameters)
    markup = read_markup(parameters)
    chat = writable_chat(world, parameters)
    attachment = attach(world, parameters, kind, parameters.text(kind))
    return _sent(world, chat, caption, markup, parameters, attachment)


def _sent(
    world: World,
    chat: Chat,
    formatted: FormattedText,
    markup: Json | None,
    parameters: Parameters,
    attachment: Attachment | None = None,
) -> Json:
    replied = replied_message(chat, parameters)
    world.admit(chat)
    message = world.send(
        chat,
        formatted,
        markup,
        attachment=attachment,
        reply_to=replied,
        preview=parameters.value("link_preview_options"),
    )
    return message_json(world, message)
