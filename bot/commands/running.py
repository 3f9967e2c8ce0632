"""What every command does first: read the settings, set up the logs, run its coroutine."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from bot.settings import Settings

Result = TypeVar("Result")


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
    return asyncio.run(coroutine)
