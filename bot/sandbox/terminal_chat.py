"""Talking to the bot from the terminal, as the steward of the demo."""

from __future__ import annotations

import asyncio
import signal
import sys
from types import TracebackType
from typing import Final, Self

from bot.sandbox.screen import Screen
from bot.sandbox.telegram import Account, Button, Message

ANSWER_SECONDS: Final = 5.0
"""An answer takes milliseconds; after so long there is none to come."""
QUIET_SECONDS: Final = 0.3
"""How long to wait for a second message after the first."""
QUIT: Final = frozenset({"/quit", "quit", "exit", "/keluar", "keluar"})


class TypedLines:
    """Lines typed on the terminal; Ctrl-C counts as their end.

    Reading in a thread would keep the process alive until the next press of Enter.
    """

    def __init__(self) -> None:
        self._lines: asyncio.Queue[str] = asyncio.Queue()

    def __enter__(self) -> Self:
        loop = asyncio.get_running_loop()
        loop.add_reader(sys.stdin, self._read)
        loop.add_signal_handler(signal.SIGINT, self._lines.put_nowait, "")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        loop = asyncio.get_running_loop()
        loop.remove_reader(sys.stdin)
        loop.remove_signal_handler(signal.SIGINT)

    async def next(self) -> str | None:
        """The next line without its end, or None after Ctrl-D or Ctrl-C."""
        line = await self._lines.get()
        return line.strip() if line else None

    def _read(self) -> None:
        self._lines.put_nowait(sys.stdin.readline())


async def chat(account: Account, screen: Screen) -> None:
    """Read lines and show the answers until the person quits; a number presses a button."""
    name = account.user.first_name
    screen.title(f"Go on: you are {name} now")
    screen.line(
        "Write to the bot (try /status, /bantuan, /privasi, or the link of an article). A number "
        "presses that button of the last message. /quit, Ctrl-D or Ctrl-C ends."
    )
    with TypedLines() as lines:
        while True:
            screen.console.print(f"\n{name}> ", end="")
            text = await lines.next()
            if text is None or text.lower() in QUIT:
                screen.console.print("\nSampai jumpa." if text is None else "Sampai jumpa.")
                return
            if text:
                await _exchange(account, screen, text)


async def _exchange(account: Account, screen: Screen, text: str) -> None:
    buttons = _buttons(account.messages)
    if text.isdecimal() and 1 <= int(text) <= len(buttons):
        message, button = buttons[int(text) - 1]
        account.press(message, button.text)
    else:
        try:
            account.say(text)
        except ValueError as error:
            screen.line(f"Not sent: {error}.")
            return
    patience = ANSWER_SECONDS
    while True:
        try:
            screen.said_by_bot(await account.receives(timeout=patience))
        except TimeoutError:
            return
        patience = QUIET_SECONDS


def _buttons(messages: list[Message]) -> list[tuple[Message, Button]]:
    """The buttons under the last message that has some."""
    for message in reversed(messages):
        if message.inline_keyboard:
            return [(message, button) for row in message.inline_keyboard for button in row]
    return []
