"""The Bot API's methods, one module for each family."""

from __future__ import annotations

from bot.sandbox.telegram.methods import (
    albums,
    callbacks,
    chats,
    commands,
    copies,
    edits,
    files,
    messages,
    profile,
    updates,
)
from bot.sandbox.telegram.methods.registry import METHODS, Method

__all__ = ["METHODS", "Method"]

_FAMILIES = (
    albums,
    callbacks,
    chats,
    commands,
    copies,
    edits,
    files,
    messages,
    profile,
    updates,
)
