from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from bot import cli
from bot.cli import app
from bot.commands import region
from tests.bot.commands.conftest import SEGAR, Segar


def every_command() -> Iterator[tuple[str, ...]]:
    yield ()
    for name, command in sorted(get_command(app).commands.items()):  # type: ignore[attr-defined]
        yield (name,)
        for inner in sorted(getattr(command, "commands", {})):
            yield (name, inner)


COMMANDS = list(every_command())


def test_the_commands_are_those_of_the_contract() -> None:
    assert {" ".join(command) for command in COMMANDS if command} >= {
        "check",
        "link",
        "roster read",
        "roster import",
        "roster export",
        "region add",
        "region list",
        "invite",
        "run",
        "sweep",
        "nudge",
        "doctor",
        "demo",
    }


@pytest.mark.parametrize("command", COMMANDS, ids=[" ".join(one) or "segar" for one in COMMANDS])
def test_help_ends_with_an_example_that_can_be_copied(
    segar: Segar, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    outcome = segar(*command, "--help")
    assert outcome.code == 0
    example = outcome.out.rstrip().splitlines()[-1].strip()
    assert example.startswith(f"Example: segar {' '.join(command)}".rstrip())


def test_the_list_of_commands_is_whole_on_a_narrow_terminal(
    segar: Segar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert "..." not in segar("--help").out.partition("Commands:")[2]


def test_asking_for_help_loads_nothing_heavy() -> None:
    heavy = {"telegram", "sqlalchemy", "alembic", "httpx", "openpyxl", "matplotlib", "pydantic"}
    code = f"import sys, bot.cli; print(*({heavy!r} & sys.modules.keys()))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []


@pytest.mark.parametrize(("typed", "offered"), [("reg", "region"), ("region a", "add")])
def test_the_shell_completes_commands(
    typed: str, offered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_SEGAR_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", f"segar {typed}")
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split())))
    completed = subprocess.run([SEGAR], capture_output=True, text=True, check=True)
    assert completed.stdout.split() == [offered]


def test_an_unknown_command_is_a_mistake(segar: Segar) -> None:
    outcome = segar("swep")
    assert (outcome.code, outcome.out) == (2, "")
    assert "'swep'" in outcome.err


class Fragile:
    """A command that stumbles in a way nobody foresaw."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __call__(self) -> None:
        raise self._error


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "http://127.0.0.1/bot4200000001:AAFakefakefakefakefakefakefakefakefa/getMe"
    stumbling = typer.Typer()
    stumbling.command()(Fragile(ZeroDivisionError(f"too much\nfor {secret}")).__call__)
    monkeypatch.setattr(cli, "app", stumbling)


def test_what_nobody_foresaw_is_one_sentence(segar: Segar, fragile: None) -> None:
    outcome = segar()
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == (
        "Segar stumbled over ZeroDivisionError: too much for http://127.0.0.1/bot•••/getMe. "
        "Set SEGAR_LOG_LEVEL=DEBUG and try again to see where.\n"
    )


def test_a_traceback_is_shown_to_who_asks_for_it_and_holds_no_token(
    segar: Segar, fragile: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEGAR_LOG_LEVEL", "debug")
    outcome = segar()
    assert outcome.code == 1
    assert "Traceback (most recent call last)" in outcome.err
    assert "AAFake" not in outcome.err


def test_a_letter_that_the_terminal_can_not_show_is_no_crash(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "opd.csv").write_text("Perangkat Daerah;Website\nDinas Ébène;a.go.id\n", "utf-8")
    monkeypatch.setenv("PYTHONUTF8", "0")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    command = [SEGAR, "roster", "read", "opd.csv"]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Dinas ?b?ne" in shown.stdout


def test_slugs_may_hold_digits_and_hyphens() -> None:
    assert region.SLUG.fullmatch("kab-lebak-2")
