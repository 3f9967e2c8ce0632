"""The text or caption of a call: parsed, tidied and measured."""

from __future__ import annotations

from bot.sandbox.telegram.entities import (
    Entity,
    FormattedText,
    entity_from_json,
    tidy,
    utf16_length,
)
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.html import HtmlError, parse_html
from bot.sandbox.telegram.parameters import Parameters
from bot.sandbox.telegram.state import Json
from bot.sandbox.telegram.world import World

MAX_TEXT = 4096
MAX_CAPTION = 1024
"""The Bot API manual: UTF-16 code units after entities were parsed."""


def read_text(world: World, parameters: Parameters) -> FormattedText:
    """The `text` of a call; `ApiError` 400 where it is empty, too long or can't be parsed."""
    if not parameters.text("text"):
        raise bad_request("message text is empty")
    source = parameters.text("text")
    formatted = _formatted(
        world, source, parameters.text("parse_mode"), parameters.value("entities")
    )
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if utf16_length(formatted.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return formatted


def read_caption(world: World, parameters: Parameters) -> FormattedText:
    """The `caption` of a call, which may be empty."""
    entities = parameters.value("caption_entities")
    return caption(world, parameters.text("caption"), parameters.text("parse_mode"), entities)


def caption(
    world: World, source: str, parse_mode: str, entities: list[Json] | None
) -> FormattedText:
    """A caption as it will stand; raises `ApiError` 400 where it is too long or can't be parsed."""
    formatted = _formatted(world, source, parse_mode, entities)
    if utf16_length(formatted.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return formatted


def _formatted(
    world: World, source: str, parse_mode: str, entities: list[Json] | None
) -> FormattedText:
    mode = parse_mode.lower()
    if mode == "html":
        try:
            parsed = parse_html(source)
        except HtmlError as error:
            raise bad_request(f"can't parse entities: {error}") from None
    elif mode in ("markdown", "markdownv2"):
        raise bad_request(f"parse mode {parse_mode} isn't supported by this sandbox, use HTML")
    elif mode not in ("", "none"):
        raise bad_request("unsupported parse_mode")
    else:
        parsed = FormattedText(source, _given(source, entities or []))
    known = tuple(
        entity
        for entity in parsed.entities
        if entity.user_id is None or entity.user_id in world.users
    )
    return tidy(FormattedText(parsed.text, known))


def _given(source: str, values: list[Json]) -> tuple[Entity, ...]:
    try:
        entities = tuple(entity_from_json(value) for value in values)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise bad_request("can't parse MessageEntity") from None
    length = utf16_length(source)
    for entity in entities:
        if entity.offset < 0:
            raise bad_request(f"receive an entity with incorrect offset {entity.offset}")
        if entity.length < 0:
            raise bad_request(f"receive an entity with incorrect length {entity.length}")
        if entity.end > length:
            raise bad_request(
                f"entity beginning at UTF-16 offset {entity.offset} "
                f"ends after the end of the text at UTF-16 offset {entity.end}"
            )
    return entities
