"""The `fields` parameter of Meta's Graph API: `id,posts.limit(5){id,comments.summary(true)}`.

Written as the manual has it (Graph API, "Field Expansion").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_TOKEN = re.compile(r"[A-Za-z0-9_]+|[.,{}()]|[^\s]")
_NAME = re.compile(r"[A-Za-z0-9_]+")


class FieldsMalformed(Exception):
    """The parameter can't be read; the message is Graph's own."""


@dataclass(frozen=True, slots=True)
class FieldWanted:
    """One field: what is in the parentheses behind it, by name, and the fields wanted of it."""

    name: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    fields: Sequence[FieldWanted] = ()

    def limit(self, default: int) -> int:
        """How many items are wanted."""
        text = self.arguments.get("limit", "")
        return int(text) if text.isdigit() else default


def parse_fields(text: str) -> list[FieldWanted]:
    """The fields wanted, in order. Raises FieldsMalformed."""
    reader = _Reader(_TOKEN.findall(text))
    wanted = reader.fields()
    reader.expect_end()
    return wanted


class _Reader:
    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def fields(self) -> list[FieldWanted]:
        wanted = [self._field()]
        while self._accept(","):
            wanted.append(self._field())
        return wanted

    def expect_end(self) -> None:
        if self._at < len(self._tokens):
            raise self._malformed()

    def _field(self) -> FieldWanted:
        name = self._name()
        arguments: dict[str, str] = {}
        while self._accept("."):
            argument = self._name()
            self._expect("(")
            arguments[argument] = self._until_closed()
        fields: list[FieldWanted] = []
        if self._accept("{"):
            fields = self.fields()
            self._expect("}")
        return FieldWanted(name, arguments, fields)

    def _until_closed(self) -> str:
        parts: list[str] = []
        while not self._accept(")"):
            if self._at >= len(self._tokens):
                raise self._malformed()
            parts.append(self._tokens[self._at])
            self._at += 1
        return "".join(parts)

    def _name(self) -> str:
        token = self._tokens[self._at] if self._at < len(self._tokens) else ""
        if not _NAME.fullmatch(token):
            raise self._malformed()
        self._at += 1
        return token

    def _accept(self, token: str) -> bool:
        if self._at < len(self._tokens) and self._tokens[self._at] == token:
            self._at += 1
            return True
        return False

    def _expect(self, token: str) -> None:
        if not self._accept(token):
            raise self._malformed()

    def _malformed(self) -> FieldsMalformed:
        if self._at >= len(self._tokens):
            return FieldsMalformed("Syntax error: Expected name instead of end of string.")
        return FieldsMalformed(
            f'Syntax error "Expected end of string instead of "{self._tokens[self._at]}"." '
            f"at character {self._at}: {''.join(self._tokens)}"
        )
