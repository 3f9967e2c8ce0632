"""A migrated database of each kind, a town in it, and processes dead and alive."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from storage import roster
from storage.engine import Database
from storage.imports import import_roster
from tests.storage.storage_examples import NOW, Entry, Town

BOTH = ("sqlite", "postgresql")


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of either kind that nobody has opened."""
    kind = "sqlite" if request.param == "sqlite" else "postgres"
    make: Callable[[], str] = request.getfixturevalue(f"{kind}_url_factory")
    return make()


@pytest.fixture(params=BOTH)
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """A database of either kind without a table, or a file that isn't there yet."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{request.getfixturevalue('tmp_path') / 'new.db'}"
    make: Callable[[], str] = request.getfixturevalue("empty_postgres_url_factory")
    return make()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database, once SQLite and once PostgreSQL."""
    opened = await Database.open(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def another_process(database: Database, database_url: str) -> AsyncIterator[Database]:
    """The same database as another process has it open."""
    opened = await Database.open(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def town(database: Database) -> Town:
    """Kabupaten Cahaya with one agency, whose website and Instagram account it is."""
    async with database.writing() as session:
        region = await roster.add_region(
            session, slug="cahaya", name="Kabupaten Cahaya", zone="Asia/Jakarta", now=NOW
        )
        await import_roster(session, region.id, [Entry()], now=NOW, language="id")
        agency = await roster.agency_called(session, region, "Dinkes")
        channels = await roster.channels(session, region.id)
    return Town(region, agency, *channels)


@pytest.fixture(scope="session")
def dead_holder() -> str:
    """The holder's name of a process of this host that has ended."""
    with subprocess.Popen([sys.executable, "-S", "-c", ""]) as process:
        process.wait()
    return f"{socket.gethostname()}:{process.pid}:dead"


@pytest.fixture(scope="session")
def living_holder() -> Iterator[str]:
    """The holder's name of another process of this host that is running."""
    with subprocess.Popen(
        [sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        yield f"{socket.gethostname()}:{process.pid}:alive"
        process.terminate()


@pytest.fixture(scope="session")
def me() -> str:
    """The holder's name of this process."""
    return f"{socket.gethostname()}:{os.getpid()}:me"
