"""Opening the database: SQLite by default, PostgreSQL by URL; migrations are applied at start."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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

URL_FORMS = "sqlite+aiosqlite:///segar.db or postgresql+psycopg://user@host/name"

SQLITE_PRAGMAS = (
    # First: turning WAL on already needs the lock, and several processes start together.
    f"PRAGMA busy_timeout = {SQLITE_BUSY_SECONDS * 1000}",
    "PRAGMA journal_mode = WAL",
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
            engine = create_async_engine(url, pool_pre_ping=not url.startswith("sqlite"))
        except (SQLAlchemyError, ValueError, ImportError) as error:
            raise DatabaseUnusable(shown, f"the address must be one like {URL_FORMS}") from error
        database = cls(engine)
        try:
            if engine.dialect.name == "sqlite":
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


def _prepare_sqlite(engine: Engine) -> None:
    """Set every connection up. Raises sqlite3.Error where no file can be opened or made."""
    # Asked here, because aiosqlite 0.22 leaves a thread behind where it can't connect, which may
    # outlive the event loop and then writes a traceback.
    arguments, options = engine.dialect.create_connect_args(engine.url)
    sqlite3.connect(*arguments, **options).close()

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
