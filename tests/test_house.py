"""What holds for the repository as a whole."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from setuptools import Distribution  # type: ignore[import-untyped]
from typer.main import get_command

from bot.cli import app
from bot.logs import TOKEN
from bot.sandbox.telegram import SANDBOX_TOKEN

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "checks", "storage")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

REGISTRY = re.compile(
    r"(?:--index-url|--extra-index-url|--find-links)[ =]\S"
    r"|https?://[^\s\"'<>]*(?:pypi\.|pythonhosted\.|/simple/|artifactory|nexus|devpi)",
    re.IGNORECASE,
)
"""Where packages come from is each machine's own affair."""
PLACE = re.compile(r"(?<![\w.:/-])/(?:(?:home|Users)/[\w.-]+/|(?:root|work|workspace)/[\w.-]+)")
"""A path on the machine of whoever wrote it."""
CREDENTIAL = re.compile(
    r"gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|AKIA[0-9A-Z]{16}|AIza[\w-]{35}|xox[abp]-\w{10,}"
    r"|EAA[A-Za-z0-9]{40,}|sk-[A-Za-z0-9]{20,}"
)
"""How the tokens of GitHub, AWS, Google, Slack, Meta and others begin."""
FAKE = re.compile(r"fake|wrong|never|sandbox|example|contoh", re.IGNORECASE)
"""What a token in a test says of itself."""


def files() -> Iterator[Path]:
    """The repository's own files: what version control ignores lies elsewhere."""
    for folder in (*PACKAGES, "tests", "benchmarks", "docs", ".ci"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
    for path in sorted(ROOT.iterdir()):
        if (
            path.is_file()
            and path.name != ".env"
            and path.suffix not in (".db", ".db-wal", ".db-shm")
        ):
            yield path


def texts() -> Iterator[tuple[Path, str]]:
    for path in files():
        try:
            yield path.relative_to(ROOT), path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def found(pattern: re.Pattern[str]) -> list[str]:
    this = Path(__file__).relative_to(ROOT)
    return [
        f"{path}: {match[0]}"
        for path, text in texts()
        if path != this
        for match in pattern.finditer(text)
    ]


def test_the_packages_import_only_what_they_may() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout


def test_no_registry_is_named() -> None:
    assert found(REGISTRY) == []


def test_no_path_of_a_machine_is_named() -> None:
    # The example websites have addresses such as /home/berita/12, as many real ones do.
    assert [line for line in found(PLACE) if not line.startswith("tests/checks/sites/")] == []


def test_no_token_is_kept_but_those_that_open_nothing() -> None:
    tokens = [line for line in found(TOKEN) if SANDBOX_TOKEN not in line]
    assert [line for line in tokens if not FAKE.search(line)] == []
    assert found(CREDENTIAL) == []


def test_everything_a_package_needs_is_installed_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    distribution = Distribution({"script_name": "setup.py"})
    distribution.parse_config_files()
    distribution.include_package_data = False  # no list of files is written for this
    build = distribution.get_command_obj("build_py")
    build.ensure_finalized()
    built = {os.path.relpath(output, build.build_lib) for output in build.get_outputs()}
    needed = {
        str(path.relative_to(ROOT))
        for path in files()
        if path.relative_to(ROOT).parts[0] in PACKAGES
    }
    assert needed - built == set()
    suffixes = {Path(path).suffix for path in needed}
    assert suffixes >= {".py", ".j2", ".toml", ".csv", ".html", ".xml", ".json", ".mako"}
    assert {f"{package}/py.typed" for package in PACKAGES} <= built


@pytest.mark.parametrize(
    ("module", "names"),
    [
        ("checks", ["check"]),
        (
            "checks.model",
            ["Platform", "ChannelRef", "Publication", "Evidence", "Health", "Reading"],
        ),
        ("checks.links", ["LinkRejected", "find_links", "read_post", "read_profile"]),
        ("checks.website.dates", ["find_date"]),
        ("checks.website.pages", ["published_on"]),
        ("checks.website.hijack", ["is_spam"]),
        ("storage.spreadsheet", ["read_roster", "write_roster", "to_json"]),
        ("bot.cli", ["main"]),
    ],
)
def test_names_that_others_rely_on_are_there(module: str, names: list[str]) -> None:
    loaded = importlib.import_module(module)
    assert [name for name in names if not hasattr(loaded, name)] == []


def test_every_exported_name_exists() -> None:
    missing = []
    for path in files():
        if path.name != "__init__.py" or path.relative_to(ROOT).parts[0] not in PACKAGES:
            continue
        module = importlib.import_module(".".join(path.parent.relative_to(ROOT).parts))
        missing += [
            f"{module.__name__}.{name}"
            for name in getattr(module, "__all__", [])
            if not hasattr(module, name)
        ]
    assert missing == []


def test_the_console_script_is_the_command_line() -> None:
    assert PROJECT["project"]["scripts"] == {"segar": "bot.cli:main"}


def documented(pattern: str) -> set[str]:
    """What the README and the contributor's guide tell to type."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
    return {
        name
        for page in pages
        for name in re.findall(pattern, page.read_text("utf-8"), re.MULTILINE)
    }


def test_every_make_command_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = documented(r"(?:^[ \t]*(?:\$ )?|`)make ([a-z]+)")
    assert named
    assert named <= targets


def test_every_segar_command_in_the_documents_exists() -> None:
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    named = documented(r"(?:^[ \t]*(?:\$ )?|`)(?:\S*bin/)?segar ([a-z]+)")
    assert named
    assert named <= commands
