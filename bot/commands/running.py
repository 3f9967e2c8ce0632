"""What every command does first: read the settings, set up the logs, run its coroutine."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from typing import Any, TypeVar

import typer

from bot.logs import configure_logs
from bot.settings import Settings

Result = TypeVar("Result")


def settings_and_logs(*, quiet: bool = True) -> Settings:
    """The settings, with logging configured; `quiet` keeps INFO out of a person's terminal.

    Raises bot.settings.SettingsInvalid.
    """
    settings = Settings.read()
    level = "WARNING" if quiet and settings.log_level == "INFO" else settings.log_level
    configure_logs(level)
    return settings


def run_async(coroutine: Coroutine[Any, Any, Result]) -> Result:
    return asyncio.run(coroutine)


def print_json(value: Any) -> None:
    """One JSON value on one line."""
    typer.echo(json.dumps(value, ensure_ascii=False))
