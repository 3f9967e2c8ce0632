"""Talking to the bot from the terminal, as the steward of the demo."""

from __future__ import annotations

import asyncio

from bot.sandbox.screen import Screen
from bot.sandbox.telegram import Account, Button, Message

QUIET_SECONDS = 1.0
"""An answer takes milliseconds; after so long without one there is none to come."""
QUIT = frozenset({"/quit", "quit", "exit", "/keluar", "keluar"})


async def chat(account: Account, screen: Screen) -> None:
    """Read lines and show the answers until the person quits; a number presses a button."""
    screen.title("Go on: you are Wira now")
    screen.line("Write to the bot (try /status, /bantuan, a link). A number presses the button")
    screen.line("with that place under the last message. /quit, Ctrl-D or Ctrl-C ends.")
    while True:
        try:
            text = (await asyncio.to_thread(input, "\nWira> ")).strip()
        except (EOFError, KeyboardInterrupt):
            return
        if text.lower() in QUIT:
            return
        if text:
            await _exchange(account, screen, text)


async def _exchange(account: Account, screen: Screen, text: str) -> None:
    buttons = _buttons(account.messages)
    if text.isdigit() and 1 <= int(text) <= len(buttons):
        message, button = buttons[int(text) - 1]
        account.press(message, button.text)
    else:
        account.say(text)
    while True:
        try:
            screen.said_by_bot(await account.receives(timeout=QUIET_SECONDS))
        except TimeoutError:
            return


def _buttons(messages: list[Message]) -> list[tuple[Message, Button]]:
    """The buttons under the last message that has some."""
    for message in reversed(messages):
        if message.inline_keyboard:
            return [(message, button) for row in message.inline_keyboard for button in row]
    return []
