"""`segar run`: the bot, the ticker and the sender in one process."""

from __future__ import annotations

import typer

from bot.app import run
from bot.commands.running import run_async, settings_and_logs


def register(app: typer.Typer) -> None:
    app.command("run", epilog="Example: segar run")(run_bot)


def run_bot() -> None:
    """Run the bot until it is stopped with Ctrl-C or SIGTERM."""
    settings = settings_and_logs(quiet=False)
    run_async(run(settings))
