"""`segar doctor`: is everything in order, in words."""

from __future__ import annotations

import typer

from bot.commands.running import run_async, settings_and_logs
from bot.diagnosis import Finding, diagnose

EXIT_ILL = 1


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: segar doctor")(doctor)


def doctor() -> None:
    """Say what is in order and what is still missing; exit code 1 where something is."""
    settings = settings_and_logs()

    async def work() -> bool:
        missing = False
        async for finding in diagnose(settings):
            _print(finding)
            missing = missing or finding.missing
        return missing

    if run_async(work()):
        typer.echo("\nSomething is missing: see the lines with ✗.")
        raise typer.Exit(EXIT_ILL)
    typer.echo("\nAll in order.")


def _print(finding: Finding) -> None:
    mark = "✗" if finding.missing else "✓"
    typer.echo(f"{mark} {finding.topic}: {finding.sentence}")
