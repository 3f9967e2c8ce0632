"""forwardMessage and copyMessage."""

from __future__ import annotations

from bot.sandbox.telegram.entities import FormattedText
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.markup import read_markup
from bot.sandbox.telegram.methods.registry import method
from bot.sandbox.telegram.methods.targets import (
    known_chat,
    named_message,
    replied_message,
    writable_chat,
)
from bot.sandbox.telegram.methods.texts import read_caption
from bot.sandbox.telegram.parameters import Parameters
from bot.sandbox.telegram.state import Json, Message
from bot.sandbox.telegram.views import message_json, timestamp, user_json
from bot.sandbox.telegram.world import World

_PARTICIPLES = {"forward": "forwarded", "copy": "copied"}


@method("forwardMessage")
async def forward_message(world: World, parameters: Parameters) -> Json:
    """Send a message on, saying whose it is."""
    chat = writable_chat(world, parameters)
    source = _source(world, parameters, "forward")
    origin: Json = source.forwarded or {
        "type": "user",
        "sender_user": user_json(source.sender),
        "date": timestamp(source.date),
    }
    text = FormattedText(source.text, source.entities)
    world.admit(chat)
    sent = world.send(chat, text, None, attachment=source.attachment, forwarded=origin)
    return message_json(world, sent)


@method("copyMessage")
async def copy_message(world: World, parameters: Parameters) -> Json:
    """Send a message on as one's own; the new message's id."""
    chat = writable_chat(world, parameters)
    source = _source(world, parameters, "copy")
    text = FormattedText(source.text, source.entities)
    if source.attachment is not None and "caption" in parameters.texts:
        text = read_caption(world, parameters)
    markup, replied = read_markup(parameters), replied_message(chat, parameters)
    world.admit(chat)
    sent = world.send(chat, text, markup, attachment=source.attachment, reply_to=replied)
    return {"message_id": sent.id}


def _source(world: World, parameters: Parameters, purpose: str) -> Message:
    message = named_message(known_chat(world, parameters, "from_chat_id"), parameters, purpose)
    if message.service is not None:
        raise bad_request(f"message can't be {_PARTICIPLES[purpose]}")
    return message
