"""Presses of inline buttons, by people whose screen may be behind or whose client is tampered."""

from __future__ import annotations

from itertools import chain

from bot.sandbox.telegram.state import Message, Press, User, buttons_of
from bot.sandbox.telegram.views import press_json
from bot.sandbox.telegram.world import World


def data_behind(message: Message, button: str) -> str:
    """The data of an inline button, told by its text or its data; the newest keyboard's first.

    Raises `LookupError` where the message never had one.
    """
    keyboards = [message.reply_markup, *(old.reply_markup for old in reversed(message.edits))]
    rows = chain.from_iterable(map(buttons_of, keyboards))
    for candidate in chain.from_iterable(rows):
        if candidate.data and button in (candidate.text, candidate.data):
            return candidate.data
    shown = [each.text for row in message.inline_keyboard for each in row]
    raise LookupError(f"no button {button!r} to press, there are {shown}")


def press_with(world: World, user: User, message: Message, data: str) -> Press:
    """A press of the user under the message with this data; the bot learns of it by an update."""
    number = f"{user.id}{world.next_number():010d}"
    press = Press(number, user, message, data, world.clock())
    world.presses[press.id] = press
    world.updates.add("callback_query", press_json(world, press))
    return press
