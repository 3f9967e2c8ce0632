"""`segar`: the command line. A mistake gets one clear sentence and exit code 2."""

from __future__ import annotations

import os
import sys

import typer

from bot.app import PortTaken, TelegramUnreachable, TokenMissing
from bot.commands import check, demo, doctor, duties, invite, link, region, roster, serve
from bot.commands.moments import MomentUnreadable
from bot.delivery.sender import TokenRefused
from bot.policy.workdays import UnknownZone
from bot.settings import SettingsInvalid
from storage.errors import StorageError
from storage.spreadsheet import SpreadsheetError

EXIT_MISTAKE = 2
EXIT_TROUBLE = 1

MISTAKES = (
    MomentUnreadable,
    PortTaken,
    SettingsInvalid,
    SpreadsheetError,
    StorageError,
    TelegramUnreachable,
    TokenMissing,
    TokenRefused,
    UnknownZone,
)
"""Errors whose message is a sentence that says what to do next."""

app = typer.Typer(
    name="segar",
    help="Segar keeps the official channels of a local government fresh, kindly and with evidence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(region.app, name="region")
app.add_typer(roster.app, name="roster")
for module in (check, link, duties, invite, serve, doctor, demo):
    module.register(app)


def main() -> None:
    """The console script: runs a command and turns what went wrong into words."""
    try:
        app()
    except MISTAKES as error:
        _say(str(error))
        sys.exit(EXIT_MISTAKE)
    except BrokenPipeError:
        # Whoever read the output has had enough, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_TROUBLE)
    except Exception as error:
        if os.environ.get("SEGAR_LOG_LEVEL", "").upper() == "DEBUG":
            raise
        _say(
            f"Segar stumbled over {type(error).__name__}: {error}. "
            "Set SEGAR_LOG_LEVEL=DEBUG and try again to see where."
        )
        sys.exit(EXIT_TROUBLE)


def _say(sentence: str) -> None:
    typer.echo(" ".join(sentence.split()), err=True)
