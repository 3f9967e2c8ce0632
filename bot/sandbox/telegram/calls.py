"""Calls as they were made, and the hooks around them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.sandbox.telegram.parameters import Parameters


class Stage(StrEnum):
    """An instant in the life of a call."""

    RECEIVED = "received"
    """The call arrived; nothing was done yet."""
    PROCESSED = "processed"
    """It was done (or refused); the answer was not sent yet."""


@dataclass(slots=True)
class Call:
    """One call to the Bot API, and how it was answered.

    `method` is the official name, or as it was written where it is unknown; `at` is the server's
    clock. `status` is None until an answer is sent, and stays so where a fault holds it back.
    """

    method: str
    parameters: Parameters
    at: datetime
    chat_id: int | None
    status: int | None = None
    result: Any = None
    error: str = ""


Hook = Callable[[Call, Stage], Awaitable[None]]
