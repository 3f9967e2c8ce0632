"""sendMediaGroup."""

from __future__ import annotations

from bot.sandbox.telegram.entities import FormattedText
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.media import attach
from bot.sandbox.telegram.methods.registry import method
from bot.sandbox.telegram.methods.targets import replied_message, writable_chat
from bot.sandbox.telegram.methods.texts import caption
from bot.sandbox.telegram.parameters import Parameters
from bot.sandbox.telegram.state import Attachment, Json
from bot.sandbox.telegram.views import message_json
from bot.sandbox.telegram.world import World

SMALLEST, LARGEST = 2, 10
"""The Bot API manual, sendMediaGroup: 2-10 items."""


@method("sendMediaGroup")
async def send_media_group(world: World, parameters: Parameters) -> list[Json]:
    """An album of photos or of documents; every message of it as it was delivered."""
    items = parameters.value("media")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise bad_request("expected an Array of InputMedia")
    if len(items) > LARGEST:
        raise bad_request("too many messages to send as an album")
    if len(items) < SMALLEST:
        raise bad_request("too few messages to send as an album")
    kinds = [str(item.get("type", "")).lower() for item in items]
    for kind in kinds:
        if kind not in ("photo", "document"):
            raise bad_request(f"can't parse InputMedia: type {kind!r} is unsupported")
        if kind != kinds[0]:
            raise bad_request(f"{kind} can't be mixed with other media types")
    chat = writable_chat(world, parameters)
    replied = replied_message(chat, parameters)
    prepared = [_prepared(world, parameters, item) for item in items]
    world.admit(chat, len(items))
    album = str(world.next_number())
    return [
        message_json(
            world,
            world.send(chat, text, None, attachment=attachment, reply_to=replied, album=album),
        )
        for text, attachment in prepared
    ]


def _prepared(world: World, parameters: Parameters, item: Json) -> tuple[FormattedText, Attachment]:
    text = caption(
        world,
        str(item.get("caption") or ""),
        str(item.get("parse_mode") or ""),
        item.get("caption_entities"),
    )
    return text, attach(world, parameters, str(item["type"]).lower(), str(item.get("media") or ""))
