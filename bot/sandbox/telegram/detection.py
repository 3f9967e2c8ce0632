"""The entities Telegram finds by itself in a text: commands, mentions, hashtags, links, e-mail."""

from __future__ import annotations

import re

from bot.sandbox.telegram.entities import Entity, utf16_length

_DOMAINS = "com|net|org|info|edu|gov|io|co|me|app|dev|tv|id|my|sg|uk|us|eu|de|nl|au|jp"
"""Top domains recognised without a scheme; a short list of the thousand Telegram knows."""

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]+\.)+[A-Za-z]{2,24}(?![\w-])", re.ASCII)
_LINK = re.compile(
    r"(?<![\w@./])(?:https?://(?:[^\s/?#<>\"]+\.)[^\s/?#<>\"]+|(?:[\w-]+\.)+(?:"
    + _DOMAINS
    + r")\b)"
    r"(?::\d+)?(?:[/?#][^\s<>\"]*)?",
    re.IGNORECASE,
)
_PATTERNS = (
    ("url", _LINK),
    ("email", _EMAIL),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{1,32})?(?![\w/<>])"),
    ),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{2,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<!\w)#(?=\w*[^\W\d_])\w{1,256}(?!\w)")),
)
"""After tdlib/td, `MessageEntity.cpp`: match_bot_commands, match_mentions, match_hashtags."""


def find_entities(text: str) -> list[Entity]:
    """Every entity that stands in `text` by itself, none inside another, in no order."""
    found: list[Entity] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            part = match.group()
            if kind == "url":
                part = part.rstrip(".,:;!?'\")]}")
            offset = utf16_length(text[: match.start()])
            entity = Entity(kind, offset, utf16_length(part))
            if not any(entity.offset < other.end and other.offset < entity.end for other in found):
                found.append(entity)
    return found
