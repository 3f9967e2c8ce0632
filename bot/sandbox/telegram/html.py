"""The HTML parse mode as tdlib/td's `parse_html` reads it, with its errors and byte offsets."""

from __future__ import annotations

import string
from dataclasses import dataclass, replace

from bot.sandbox.telegram.entities import Entity, FormattedText
from bot.sandbox.telegram.links import checked_link, linked_user

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_NAMED = {b"lt": 0x3C, b"gt": 0x3E, b"amp": 0x26, b"quot": 0x22}
_SPACES = frozenset(b" \t\r\n\v\0")
_NAME_ENDS = frozenset(b"=>/\"'") | _SPACES
_TOKEN = frozenset((string.ascii_letters + string.digits + ".-").encode())
_MAX_REFERENCE = 10


class HtmlError(ValueError):
    """The text is not the HTML that Telegram reads; the message is the official one."""


@dataclass(slots=True)
class _Open:
    """A tag that was opened and not yet closed."""

    name: str
    argument: str
    offset: int
    begin: int


def parse_html(text: str) -> FormattedText:
    """The plain text of `text` and its entities, neither trimmed nor merged.

    Raises `HtmlError` with the reason that stands behind "can't parse entities: ".
    """
    if "\0" in text:
        raise HtmlError("Text must not contain null bytes")
    return _Reader(text.encode()).read()


class _Reader:
    """One pass over the bytes; a zero byte stands behind the end and counts as a space."""

    def __init__(self, source: bytes) -> None:
        self.size = len(source)
        self.source = source + b"\0"
        self.at = 0
        self.plain = bytearray()
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> FormattedText:
        while self.at < self.size:
            byte = self.source[self.at]
            if byte == ord("&") and (code := self._reference()):
                self.offset += 1 + (code > 0xFFFF)
                self.plain += chr(code).encode("utf-8", "surrogatepass")
            elif byte == ord("<"):
                self._tag()
            else:
                if byte & 0xC0 != 0x80:
                    self.offset += 1 + (byte >= 0xF0)
                self.plain.append(byte)
                self.at += 1
        if self.open:
            name = self.open[-1].name
            raise HtmlError(f'Can\'t find end tag corresponding to start tag "{name}"')
        try:
            text = self.plain.decode()
        except UnicodeDecodeError:
            raise HtmlError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from None
        entities = [
            replace(entity, language=None) if entity.type == "code" else entity
            for entity in self.entities
        ]
        return FormattedText(text, tuple(entities))

    def _reference(self) -> int:
        """The code point of the reference that begins here, stepped over; 0 where there is none."""
        end = self.at + 1
        if self.source[end] == ord("#"):
            hexadecimal = self.source[end + 1 : end + 2] == b"x"
            end += 2 if hexadecimal else 1
            digits = (string.hexdigits if hexadecimal else string.digits).encode()
            first = end
            while self.source[end] in digits:
                end += 1
            raw = self.source[first:end].decode()
            code = int(raw, 16 if hexadecimal else 10) if raw else 0
            if code == 0 or code >= 0x10FFFF or end - self.at >= _MAX_REFERENCE:
                return 0
        else:
            while chr(self.source[end]) in string.ascii_letters:
                end += 1
            code = _NAMED.get(self.source[self.at + 1 : end], 0)
            if code == 0:
                return 0
        self.at = end + (self.source[end] == ord(";"))
        return code

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.source[self.at] == ord("/"):
            self._end_tag(begin)
        else:
            self._start_tag(begin)
        self.at += 1

    def _skip_spaces(self) -> None:
        while self.source[self.at] != 0 and self.source[self.at] in _SPACES:
            self.at += 1

    def _lowered(self, start: int) -> str:
        raw = self.source[start : self.at]
        return raw.lower().decode("utf-8", "replace")

    def _start_tag(self, begin: int) -> None:
        while self.source[self.at] not in _SPACES and self.source[self.at] != ord(">"):
            self.at += 1
        if self.source[self.at] == 0:
            raise HtmlError(f"Unclosed start tag at byte offset {begin}")
        name = self._lowered(begin + 1)
        if name not in _TYPES:
            raise HtmlError(f'Unsupported start tag "{name}" at byte offset {begin}')
        argument = ""
        while self.source[self.at] != ord(">"):
            self._skip_spaces()
            if self.source[self.at] == ord(">"):
                break
            attribute, value = self._attribute(name, begin)
            argument = _argument(name, attribute, value, argument)
        if name == "span" and argument != "spoiler":
            raise HtmlError(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(_Open(name, argument, self.offset, len(self.plain)))

    def _attribute(self, name: str, begin: int) -> tuple[str, str | None]:
        """The attribute that begins here and its value, None where it has no equal sign."""
        start = self.at
        while self.source[self.at] not in _NAME_ENDS:
            self.at += 1
        attribute = self.source[start : self.at].decode("utf-8", "replace")
        if not attribute:
            raise HtmlError(f'Empty attribute name in the tag "{name}" at byte offset {begin}')
        self._skip_spaces()
        unclosed = f'Unclosed start tag "{name}" at byte offset {begin}'
        if self.source[self.at] != ord("="):
            if self.source[self.at] == 0:
                raise HtmlError(unclosed)
            return attribute, None
        self.at += 1
        self._skip_spaces()
        if self.source[self.at] == 0:
            raise HtmlError(unclosed)
        value = self._value()
        if self.source[self.at] == 0:
            raise HtmlError(f"Unclosed start tag at byte offset {begin}")
        return attribute, value

    def _value(self) -> str:
        quote = self.source[self.at]
        if quote not in b"'\"":
            start = self.at
            while self.source[self.at] in _TOKEN:
                self.at += 1
            if self.source[self.at] not in _SPACES and self.source[self.at] != ord(">"):
                raise HtmlError(f"Unexpected end of name token at byte offset {start}")
            return self._lowered(start)
        self.at += 1
        value = bytearray()
        while self.source[self.at] not in (quote, 0):
            if self.source[self.at] == ord("&") and (code := self._reference()):
                value += chr(code).encode("utf-8", "surrogatepass")
            else:
                value.append(self.source[self.at])
                self.at += 1
        if self.source[self.at] == quote:
            self.at += 1
        return value.decode("utf-8", "replace")

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            raise HtmlError(f"Unexpected end tag at byte offset {begin}")
        while self.source[self.at] not in _SPACES and self.source[self.at] != ord(">"):
            self.at += 1
        found = self._lowered(begin + 2)
        self._skip_spaces()
        if self.source[self.at] != ord(">"):
            raise HtmlError(f"Unclosed end tag at byte offset {begin}")
        opened = self.open.pop()
        if found not in ("", opened.name):
            raise HtmlError(
                f"Unmatched end tag at byte offset {begin}, "
                f'expected "</{opened.name}>", found "</{found}>"'
            )
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, tag: _Open) -> None:
        entity = Entity(_TYPES[tag.name], tag.offset, self.offset - tag.offset)
        last = self.entities[-1] if self.entities else None
        same = last is not None and (last.offset, last.end) == (entity.offset, entity.end)
        if tag.name == "a":
            linked = _link(
                entity, tag.argument or self.plain[tag.begin :].decode("utf-8", "replace")
            )
            if linked is not None:
                self.entities.append(linked)
            return
        if tag.name == "tg-emoji":
            if not tag.argument.isdecimal() or int(tag.argument) == 0:
                raise HtmlError("Invalid custom emoji identifier specified")
            entity = replace(entity, custom_emoji_id=tag.argument)
        elif tag.name == "blockquote" and tag.argument:
            entity = replace(entity, type="expandable_blockquote")
        elif tag.name == "pre" and same and last and last.type == "code" and last.language:
            self.entities.pop()
            entity = replace(entity, language=last.language)
        elif tag.name == "code" and tag.argument:
            if same and last and last.type == "pre":
                self.entities.pop()
                entity = replace(entity, type="pre")
            entity = replace(entity, language=tag.argument)
        self.entities.append(entity)


def _argument(name: str, attribute: str, value: str | None, known: str) -> str:
    """What a tag's attributes say so far, one more attribute read."""
    if name == "blockquote" and attribute == "expandable":
        return "1"
    if value is None:
        return known
    if (name, attribute) in (("a", "href"), ("tg-emoji", "emoji-id")):
        return value
    if (name, attribute) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (name, attribute) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return known


def _link(entity: Entity, url: str) -> Entity | None:
    user = linked_user(url)
    if user is not None:
        return replace(entity, type="text_mention", user_id=user)
    link = checked_link(url)
    return None if link is None else replace(entity, url=link)
