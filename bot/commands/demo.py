"""`segar demo`: one working day in a sandbox, then a chat with the bot."""

from __future__ import annotations

import typer

from bot.commands.output import example
from bot.commands.running import run_async


def register(app: typer.Typer) -> None:
    app.command(epilog=example("segar demo"))(demo)


def demo() -> None:
    """Live one working day in a town of its own on 127.0.0.1."""
    from bot.app import utc_now
    from bot.logs import configure_logs
    from bot.sandbox.demo import live_one_day

    configure_logs("ERROR")
    run_async(live_one_day(utc_now()))
