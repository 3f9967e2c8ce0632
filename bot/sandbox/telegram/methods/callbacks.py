"""answerCallbackQuery."""

from __future__ import annotations

from datetime import timedelta

from bot.sandbox.telegram.entities import utf16_length
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.methods.registry import method
from bot.sandbox.telegram.parameters import Parameters
from bot.sandbox.telegram.state import Answer
from bot.sandbox.telegram.world import World

ANSWERABLE = timedelta(seconds=60)
"""How long a press can be answered. The manual names no time; Telegram's is of this order."""

MAX_ANSWER = 200
"""The Bot API manual, answerCallbackQuery: 0-200 characters."""


@method("answerCallbackQuery")
async def answer_callback_query(world: World, parameters: Parameters) -> bool:
    """Stop the spinner on a pressed button, once."""
    text = parameters.text("text")
    if utf16_length(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    press = world.presses.get(parameters.text("callback_query_id"))
    if press is None or press.answer is not None or world.clock() - press.at > ANSWERABLE:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    press.answer = Answer(text, parameters.truth("show_alert"), parameters.text("url") or None)
    world.changed.ring()
    return True
