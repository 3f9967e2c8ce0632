"""Text with entities: measured, tidied and compared as the official server does it.

Offsets and lengths are UTF-16 code units. The rules are those of tdlib/td, `MessageEntity.cpp`:
`fix_formatted_text` and what it calls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

MAX_ENTITIES = 100
"""The Bot API manual: the rest are dropped in silence."""

SPLITTABLE = ("bold", "italic", "underline", "strikethrough", "spoiler")
QUOTES = ("blockquote", "expandable_blockquote")
PREFORMATTED = ("pre", "code")
_ORDER = ("pre", "code", *QUOTES, "text_link", "text_mention", *SPLITTABLE)

_REMOVED = frozenset({0x0D, 0x0333, 0x033F, 0x030A, *range(0x2028, 0x202F)})
"""Carriage return, combining lines, line and direction marks: taken out of every text."""
_NEWLINE, _SPACE = 0x0A, 0x20


@dataclass(frozen=True, slots=True)
class Entity:
    """One stretch of a text and what it is."""

    type: str
    offset: int
    length: int
    url: str | None = None
    user_id: int | None = None
    language: str | None = None
    custom_emoji_id: str | None = None

    @property
    def end(self) -> int:
        return self.offset + self.length


@dataclass(frozen=True, slots=True)
class FormattedText:
    """A plain text and its entities, sorted."""

    text: str
    entities: tuple[Entity, ...] = ()

    def part(self, entity: Entity) -> str:
        """The text an entity covers."""
        units = self.text.encode("utf-16-le", "surrogatepass")
        return units[entity.offset * 2 : entity.end * 2].decode("utf-16-le", "replace")


def utf16_length(text: str) -> int:
    """How many UTF-16 code units a text takes; "😀" takes two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def linked_words(text: str, links: Mapping[str, str]) -> Iterator[Entity]:
    """The entities that put an address behind each of some words of a text, the first of them."""
    for words, url in links.items():
        offset = utf16_length(text[: text.index(words)])
        yield Entity("text_link", offset, utf16_length(words), url=url)


def entity_from_json(value: dict[str, Any]) -> Entity:
    """An entity as a caller sends it in `entities` or `caption_entities`."""
    user = value.get("user") or {}
    return Entity(
        type=str(value["type"]),
        offset=int(value["offset"]),
        length=int(value["length"]),
        url=value.get("url"),
        user_id=user.get("id"),
        language=value.get("language"),
        custom_emoji_id=value.get("custom_emoji_id"),
    )


def tidy(formatted: FormattedText) -> FormattedText:
    """The text as it is delivered: cleaned, both ends trimmed, entities made to fit and merged."""
    units = _units(formatted.text)
    kept: list[int] = []
    position: list[int] = []
    for unit in units:
        position.append(len(kept))
        if unit not in _REMOVED:
            kept.append(_SPACE if unit < _SPACE and unit != _NEWLINE else unit)
    position.append(len(kept))
    start, end = _trimmed(kept)
    entities = []
    for entity in formatted.entities:
        first, last = position[entity.offset], position[entity.end]
        while first < last and kept[first] in (_NEWLINE, _SPACE):
            first += 1
        last = min(last, end)
        if first < last:
            entities.append(replace(entity, offset=first - start, length=last - first))
    return FormattedText(_text(kept[start:end]), _fitted(entities)[:MAX_ENTITIES])


def combined(own: FormattedText, found: list[Entity]) -> FormattedText:
    """`own` with the entities that were found in the text, where they don't cross its own."""
    return FormattedText(own.text, _fitted([*own.entities, *found])[:MAX_ENTITIES])


def _units(text: str) -> list[int]:
    raw = text.encode("utf-16-le", "surrogatepass")
    return [raw[i] | raw[i + 1] << 8 for i in range(0, len(raw), 2)]


def _text(units: list[int]) -> str:
    return b"".join(unit.to_bytes(2, "little") for unit in units).decode("utf-16-le")


def _trimmed(units: list[int]) -> tuple[int, int]:
    start, end = 0, len(units)
    while start < end and units[start] in (_NEWLINE, _SPACE):
        start += 1
    while end > start and units[end - 1] in (_NEWLINE, _SPACE):
        end -= 1
    return start, end


def _fitted(entities: list[Entity]) -> tuple[Entity, ...]:
    """Sorted, with styles merged and kept out of code, and no link or code inside another."""
    solid: list[Entity] = []
    quotes: list[Entity] = []
    for entity in sorted(entities, key=_sort_key):
        if entity.type in SPLITTABLE:
            continue
        group = quotes if entity.type in QUOTES else solid
        if not any(entity.offset < other.end and other.offset < entity.end for other in group):
            group.append(entity)
    code = [(entity.offset, entity.end) for entity in solid if entity.type in PREFORMATTED]
    styles = [
        Entity(style, start, end - start)
        for style in SPLITTABLE
        for start, end in _without(_merged(entities, style), code)
    ]
    return tuple(sorted([*solid, *quotes, *styles], key=_sort_key))


def _sort_key(entity: Entity) -> tuple[int, int, int]:
    rank = _ORDER.index(entity.type) if entity.type in _ORDER else len(_ORDER)
    return entity.offset, -entity.length, rank


def _merged(entities: list[Entity], style: str) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((e.offset, e.end) for e in entities if e.type == style):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without(
    stretches: list[tuple[int, int]], holes: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    for hole_start, hole_end in holes:
        stretches = [
            piece
            for start, end in stretches
            for piece in ((start, min(end, hole_start)), (max(start, hole_end), end))
            if piece[0] < piece[1]
        ]
    return stretches
