"""How a method is found by its name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.telegram.parameters import Parameters
from bot.sandbox.telegram.world import World

Handler = Callable[[World, Parameters], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Method:
    """A Bot API method: its official name and what does it."""

    name: str
    handler: Handler


METHODS: dict[str, Method] = {}
"""By name in lower case: the official server takes a name in any case."""


def method(name: str) -> Callable[[Handler], Handler]:
    """Register what does the method `name`; its result is what `result` holds in the answer."""

    def register(handler: Handler) -> Handler:
        METHODS[name.lower()] = Method(name, handler)
        return handler

    return register
