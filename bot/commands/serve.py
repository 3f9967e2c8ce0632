"""`segar run`: the bot, the ticker and the sender in one process."""

from __future__ import annotations

import typer

from bot.commands.output import example
from bot.commands.running import run_async, settings_and_logs


def register(app: typer.Typer) -> None:
    app.command("run", epilog=example("segar run"))(run_bot)


def run_bot() -> None:
    """Run the bot until Ctrl-C or SIGTERM."""
    from bot.app import run

    settings = settings_and_logs(quiet=False)

    run_async(run(settings))
