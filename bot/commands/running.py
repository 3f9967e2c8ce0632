"""What every command does first: read the settings, set up the logs, run its coroutine."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from bot.settings import Settings

Result = TypeVar("Result")

CONNECTION_THREAD: Final = "_connection_worker_thread"
"""What aiosqlite 0.22 calls the thread of a connection, and Python the thread after it."""
SETTLING_SECONDS: Final = 1.0


def settings_and_logs(*, quiet: bool = True) -> Settings:
    """The settings, with logging configured; `quiet` keeps INFO out of a person's terminal.

    Raises bot.settings.SettingsInvalid.
    """
    from bot.logs import configure_logs
    from bot.settings import Settings

    settings = Settings.read()
    level = "WARNING" if quiet and settings.log_level == "INFO" else settings.log_level
    configure_logs(level, settings.secrets)
    return settings


def run_async(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """What the coroutine returns, on an event loop of its own."""

    async def settled() -> Result:
        before = frozenset(threading.enumerate())
        try:
            return await coroutine
        finally:
            await _connections_ended(before)

    return asyncio.run(settled())


async def _connections_ended(before: frozenset[threading.Thread]) -> None:
    """Wait for the threads of connections that failed to open, which aiosqlite 0.22 does not.

    They still report to the event loop, and print a traceback where it has been closed.
    """
    for thread in frozenset(threading.enumerate()) - before:
        if CONNECTION_THREAD in thread.name:
            await asyncio.to_thread(thread.join, SETTLING_SECONDS)
