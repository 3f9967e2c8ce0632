"""How people wait for messages."""

from __future__ import annotations

from collections.abc import Callable

from bot.sandbox.telegram.state import Message

PATIENCE = 10.0
"""Seconds of real time a person waits for the bot where nothing else is said."""

Predicate = Callable[[Message], bool] | str | None
"""Which message is meant: a function, a part of its text, or any."""


def as_function(predicate: Predicate) -> Callable[[Message], bool]:
    """A predicate in its longest form."""
    if predicate is None:
        return lambda _: True
    if isinstance(predicate, str):
        return lambda message: predicate in message.text
    return predicate
