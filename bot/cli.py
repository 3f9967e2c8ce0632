"""`segar`: the command line. A mistake gets one clear sentence and exit code 2.

Commands import what they need when they run: asking for help takes a tenth of a second, not two.
"""

from __future__ import annotations

import io
import logging
import os
import sys
import traceback
from collections.abc import Sequence

import typer

from bot.commands import (
    check,
    connect,
    demo,
    doctor,
    duties,
    invite,
    link,
    periodic,
    region,
    roster,
    serve,
)
from bot.commands.mistakes import EXIT_MISTAKE, EXIT_TROUBLE, Mistake
from bot.commands.output import example, say

app = typer.Typer(
    name="segar",
    help="Segar keeps the official channels of a local government fresh, kindly and with evidence.",
    epilog=example("segar demo"),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(region.app, name="region")
app.add_typer(roster.app, name="roster")
app.add_typer(connect.app, name="connect")
app.add_typer(periodic.app, name="periodic")
for module in (check, link, duties, invite, serve, doctor, demo):
    module.register(app)


def main(arguments: Sequence[str] | None = None) -> None:
    """The console script: runs a command and turns what went wrong into words.

    `arguments` are the process's own where none are given. Always raises SystemExit.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a mark that a terminal can't show is no reason
    try:
        app(args=arguments)
    except Exception as error:
        sys.exit(_explained(error))


def _explained(error: Exception) -> int:
    """Say what went wrong; the exit code it means."""
    if isinstance(error, (Mistake, *_mistakes())):
        say(str(error))
        return EXIT_MISTAKE
    from bot.logs import without_secrets

    if _debugging():
        typer.echo(without_secrets("".join(traceback.format_exception(error))), err=True)
    say(
        without_secrets(f"Segar stumbled over {type(error).__name__}: {error}. ")
        + "Set SEGAR_LOG_LEVEL=DEBUG and try again to see where."
    )
    return EXIT_TROUBLE


def _mistakes() -> tuple[type[Exception], ...]:
    """The errors of the other parts whose message says what to do; imported only to be told."""
    from bot.app import PortTaken
    from bot.delivery.connection import TelegramUnreachable, TokenMissing, TokenRefused
    from bot.settings import SettingsInvalid
    from storage.errors import StorageError

    return (
        PortTaken,
        SettingsInvalid,
        StorageError,
        TelegramUnreachable,
        TokenMissing,
        TokenRefused,
    )


def _debugging() -> bool:
    asked = os.environ.get("SEGAR_LOG_LEVEL", "").upper() == "DEBUG"
    return asked or logging.getLogger().level == logging.DEBUG
