"""Opening the database: SQLite by default, PostgreSQL by URL; migrations are applied at start."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, event, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from storage.errors import DatabaseFromFuture, DatabaseUnusable
from storage.migrations.upgrade import RevisionFromFuture, upgrade

Session: TypeAlias = AsyncSession
"""One transaction. The other packages pass it on and know nothing else of it."""

SQLITE_BUSY_SECONDS = 15
"""How long a writer waits for another one. A write of Segar's takes milliseconds."""

SQLITE_RETRY_SECONDS = 0.05

PRIMARY_CODE = 0xFF
"""The bits of SQLite's result code that tell the kind ("Result and Error Codes" in its manual)."""

URL_FORMS = "sqlite+aiosqlite:///segar.db or postgresql+psycopg://user@host/name"

SQLITE_PRAGMAS = (
    f"PRAGMA busy_timeout = {SQLITE_BUSY_SECONDS * 1000}",
    "PRAGMA synchronous = FULL",  # a message decided on must survive a power cut
    "PRAGMA foreign_keys = ON",
)


class Database:
    """An open database: hands out sessions, each of which is one transaction."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(segar_writes=True)

    @classmethod
    async def open(cls, url: str) -> Database:
        """Connect, apply missing migrations, and return the database.

        Raises DatabaseUnusable where the URL, the server or the file doesn't allow it, and
        DatabaseFromFuture where a newer Segar wrote it; in both cases nothing was changed.
        """
        shown = _without_password(url)
        try:
            # Parameters hold names and messages: they are not for logs.
            engine = create_async_engine(
                url, pool_pre_ping=not url.startswith("sqlite"), hide_parameters=True
            )
        except (SQLAlchemyError, ValueError, ImportError) as error:
            raise DatabaseUnusable(shown, f"the address must be one like {URL_FORMS}") from error
        database = cls(engine)
        try:
            if engine.dialect.name == "sqlite":
                await _turn_wal_on(engine.sync_engine)
                _prepare_sqlite(engine.sync_engine)
            async with database._writer.begin() as connection:
                await connection.run_sync(upgrade)
        except RevisionFromFuture as error:
            await database.close()
            raise DatabaseFromFuture(shown, error.revision) from error
        except (DBAPIError, sqlite3.Error, OSError) as error:
            await database.close()
            cause = error.orig if isinstance(error, DBAPIError) else error
            raise DatabaseUnusable(shown, " ".join(str(cause).split())) from error
        return database

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session for questions; whatever it changes is rolled back."""
        async with AsyncSession(self._engine, expire_on_commit=False) as session:
            yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session for one decision: committed as a whole at the end, or not at all.

        On SQLite it holds the write lock from its beginning, so that what it read stays true
        until it commits. Do no network call inside.
        """
        async with AsyncSession(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @asynccontextmanager
    async def rehearsing(self) -> AsyncIterator[AsyncSession]:
        """Like `writing`, but rolled back at the end: for --dry-run."""
        async with AsyncSession(self._writer, expire_on_commit=False) as session:
            yield session
            await session.rollback()

    async def close(self) -> None:
        await self._engine.dispose()


async def _turn_wal_on(engine: Engine) -> None:
    """Make the file if need be, and let readers go on while one writes. Raises sqlite3.Error.

    Not by aiosqlite: where that can't connect, it leaves a thread behind that may outlive the
    event loop (0.22). And not by one attempt: of two processes on a new file SQLite refuses one at
    once, without waiting as it does for an ordinary write.
    """
    (file,), options = engine.dialect.create_connect_args(engine.url)
    is_uri = bool(options.get("uri", False))
    attempts = range(round(SQLITE_BUSY_SECONDS / SQLITE_RETRY_SECONDS))
    for attempt in attempts:
        try:
            with closing(sqlite3.connect(file, timeout=0, uri=is_uri)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & PRIMARY_CODE == sqlite3.SQLITE_BUSY
            if not is_busy or attempt == attempts[-1]:
                raise
        await asyncio.sleep(SQLITE_RETRY_SECONDS)


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, record: object) -> None:
        # The driver would begin transactions of its own, and only at the first write.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in SQLITE_PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("segar_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _without_password(url: str) -> str:
    try:
        address = make_url(url)
    except (SQLAlchemyError, ValueError):
        return "(unreadable address)"
    # PostgreSQL takes `password` and `sslpassword` in the query, too.
    secret = [name for name in address.query if "password" in name]
    return address.difference_update_query(secret).render_as_string(hide_password=True)
