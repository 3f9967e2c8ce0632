"""`segar demo`: one working day in a sandbox, then a chat with the bot."""

from __future__ import annotations

import typer

from bot.commands.running import run_async
from bot.logs import configure_logs


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: segar demo")(demo)


def demo() -> None:
    """Live one working day in a demo town: no account, no token, nothing beyond 127.0.0.1."""
    from bot.sandbox.demo import live_one_day

    configure_logs("ERROR")
    run_async(live_one_day())
