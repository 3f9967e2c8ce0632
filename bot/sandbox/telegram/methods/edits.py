"""editMessageText, editMessageCaption, editMessageReplyMarkup."""

from __future__ import annotations

from bot.sandbox.telegram.detection import find_entities
from bot.sandbox.telegram.entities import FormattedText, combined
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.markup import read_inline_markup
from bot.sandbox.telegram.methods.registry import method
from bot.sandbox.telegram.methods.targets import named_message, writable_chat
from bot.sandbox.telegram.methods.texts import read_caption, read_text
from bot.sandbox.telegram.parameters import Parameters
from bot.sandbox.telegram.state import Json, Message
from bot.sandbox.telegram.views import message_json
from bot.sandbox.telegram.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@method("editMessageText")
async def edit_message_text(world: World, parameters: Parameters) -> Json:
    """Change a text message; the message as it stands now."""
    formatted = read_text(world, parameters)
    message = _editable(world, parameters)
    if message.attachment is not None:
        raise bad_request("there is no text in the message to edit")
    return _edited(world, message, formatted, read_inline_markup(parameters))


@method("editMessageCaption")
async def edit_message_caption(world: World, parameters: Parameters) -> Json:
    """Change the caption of a photo or document."""
    formatted = read_caption(world, parameters)
    message = _editable(world, parameters)
    if message.attachment is None:
        raise bad_request("there is no caption in the message to edit")
    return _edited(world, message, formatted, read_inline_markup(parameters))


@method("editMessageReplyMarkup")
async def edit_message_reply_markup(world: World, parameters: Parameters) -> Json:
    """Change or remove the buttons under a message."""
    message = _editable(world, parameters)
    return _edited(world, message, None, read_inline_markup(parameters))


def _editable(world: World, parameters: Parameters) -> Message:
    if parameters.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = writable_chat(world, parameters)
    message = named_message(chat, parameters, "edit")
    if not message.from_bot or not message.editable:
        raise bad_request("message can't be edited")
    return message


def _edited(
    world: World, message: Message, formatted: FormattedText | None, markup: Json | None
) -> Json:
    now = FormattedText(message.text, message.entities)
    wanted = now if formatted is None else combined(formatted, find_entities(formatted.text))
    if wanted == now and markup == message.reply_markup:
        raise bad_request(NOT_MODIFIED)
    return message_json(world, world.edit(message, formatted, markup))
