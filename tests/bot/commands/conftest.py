"""Running `segar` as a person would: in this process for speed, as a process where it matters."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import os
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.cli import main
from bot.sandbox.telegram import BotApi
from bot.serving import serve
from checks.model import ChannelRef, Platform
from storage import roster
from storage.engine import Database
from storage.imports import import_roster
from storage.spreadsheet import AgencyClass, RosterAgency
from tests.conftest import UrlFactory

SEGAR = str(Path(sys.executable).with_name("segar"))
"""The console script."""
NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Standard output as one JSON object a line: anything else in it is an error."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def object(self) -> dict[str, Any]:
        [found] = self.objects
        return found


class Segar:
    """`segar` in this process; what it is set to comes from the environment."""

    def __call__(self, *arguments: str) -> Outcome:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
            main(arguments)
        code = ended.value.code
        return Outcome(code if isinstance(code, int) else 0, out.getvalue(), err.getvalue())

    async def beside(self, *arguments: str) -> Outcome:
        """The same while this event loop goes on serving."""
        return await asyncio.to_thread(self, *arguments)

    async def process(self, *arguments: str) -> Outcome:
        """The console script itself."""
        running = await asyncio.create_subprocess_exec(
            SEGAR, *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        out, err = await running.communicate()
        assert running.returncode is not None
        return Outcome(running.returncode, out.decode(), err.decode())


@pytest.fixture
def segar() -> Iterator[Segar]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield Segar()
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to run in, with nothing set."""
    for name in os.environ:
        if name.startswith("SEGAR_"):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def database_url(sqlite_url_factory: UrlFactory, monkeypatch: pytest.MonkeyPatch) -> str:
    """A migrated database that the commands use."""
    url = sqlite_url_factory()
    monkeypatch.setenv("SEGAR_DATABASE_URL", url)
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = await Database.open(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def lebak(database: Database) -> roster.Region:
    """A region with one agency, Dinkes, whose steward has not arrived."""
    async with database.writing() as session:
        region = await roster.add_region(
            session, slug="lebak", name="Kabupaten Lebak", zone="Asia/Makassar", now=NOW
        )
        account = "https://www.instagram.com/dinkes_lebak/"
        agency = RosterAgency(
            "Dinas Kesehatan",
            "Dinkes",
            AgencyClass.DINAS,
            (ChannelRef(Platform.INSTAGRAM, account, "dinkes_lebak"),),
            ("Siti",),
        )
        await import_roster(session, region.id, [agency], now=NOW, language="id")
        return region


@pytest.fixture
async def api(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[BotApi]:
    """Telegram on loopback, with the bot's token and address set."""
    telegram = BotApi()
    async with serve(telegram.app) as address:
        monkeypatch.setenv("SEGAR_TELEGRAM_API", address)
        monkeypatch.setenv("SEGAR_TELEGRAM_TOKEN", telegram.token)
        yield telegram


@pytest.fixture
def unused_address() -> Iterator[str]:
    """An address on loopback that refuses connections."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@pytest.fixture
def free_port() -> int:
    """A port on loopback that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
