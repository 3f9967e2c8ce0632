"""Buttons under a message, as plain values, and what a press carries back.

A button carries the topic of the conversation that made it and short ids, never a text or a name.
Telegram holds 64 bytes (Bot API manual, InlineKeyboardButton.callback_data).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

LONGEST_DATA = 64
LARGEST_ID = 2**31 - 1
"""The largest number an id of ours can be: the database's INTEGER ends there (PostgreSQL)."""
MOST_BUTTONS = 20
"""Telegram shows a hundred (Bot API manual); more than this would be a wall on a phone."""
LONGEST_LABEL = 64
"""Characters: our own choice, about what a phone shows of a button that takes the whole width."""

Button = Mapping[str, str]
Keyboard = Mapping[str, Any]
"""An InlineKeyboardMarkup as the Bot API's JSON."""

STATUS = "status"
"""status: shows how one's channels stand."""
EVIDENCE = "evidence"
"""evidence:<channel>: shows where its newest date was read."""
FORGET = "forget"
"""forget:<person>:<1 yes, 0 no>: the question under /lupakan."""
ACCOUNT = "account"
"""account:<channel>: says that whoever answers under the channel's name now is the right one."""
CHANNEL = "channel"
"""channel:<report>:<channel>: says to which channel a reported link belongs."""
PHOTO = "photo"
"""photo:<report>:<channel>: says for which channel a picture is evidence."""
INFORMATION = "information"
"""information:<publication>:<person>:<choice>: says what kind of information a post is."""
PERIODIC = "periodic"
"""periodic:<publication>:<person>:<duty>:<due date>: says which periodic duty a post fulfils; a
date is a number such as 20270331, and a duty and a date of 0 say that it is none of them."""


def button(text: str, topic: str, *ids: int) -> Button:
    """A button whose press reaches the conversation of this topic with these ids.

    A text too long for a button ends in an ellipsis.

    Raises ValueError where the data would be longer than Telegram holds.
    """
    data = ":".join([topic, *map(str, ids)])
    if len(data.encode()) > LONGEST_DATA:
        raise ValueError(f"callback data is longer than {LONGEST_DATA} bytes: {data}")
    label = text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1]}…"
    return {"text": label, "callback_data": data}


def column(buttons: Sequence[Button]) -> Keyboard | None:
    """The buttons below one another, as a phone shows them readably; None where there are none.

    Only the first `MOST_BUTTONS` are shown.
    """
    return {"inline_keyboard": [[one] for one in buttons[:MOST_BUTTONS]]} if buttons else None


def ids_of(data: str | None, topic: str, count: int) -> tuple[int, ...] | None:
    """The numbers a press carries, or None where this is not what we would have made."""
    kind, *ids = (data or "").split(":")
    made_by_us = kind == topic and len(ids) == count and all(map(_is_id, ids))
    return tuple(map(int, ids)) if made_by_us else None


def _is_id(text: str) -> bool:
    plausible = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID))
    return plausible and int(text) <= LARGEST_ID
