"""`segar doctor`: is everything in order, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.commands.mistakes import EXIT_TROUBLE
from bot.commands.output import example, plain
from bot.commands.running import run_async, settings_and_logs

if TYPE_CHECKING:
    from bot.findings import Finding


def register(app: typer.Typer) -> None:
    app.command(epilog=example("segar doctor"))(doctor)


def doctor() -> None:
    """Say what is in order, what is missing, and what to do."""
    from bot.app import utc_now
    from bot.diagnosis import diagnose

    settings = settings_and_logs()

    async def work() -> bool:
        missing = False
        async for finding in diagnose(settings, utc_now):
            _print(finding)
            missing = missing or finding.missing
        return missing

    if run_async(work()):
        typer.echo("\nSomething is missing: see the lines with ✗.")
        raise typer.Exit(EXIT_TROUBLE)
    typer.echo("\nAll in order.")


def _print(finding: Finding) -> None:
    mark = "✗" if finding.missing else "✓"
    typer.echo(plain(f"{mark} {finding.topic}: {finding.sentence}"))
