"""Bring a database up to the newest revision, once, however many processes start together."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

UPGRADE_LOCK = 0x5E6A2
"""The key of PostgreSQL's advisory lock; any constant of our own would do."""


class RevisionFromFuture(Exception):
    """The database is at a revision this Segar doesn't know."""

    def __init__(self, revision: str) -> None:
        super().__init__(revision)
        self.revision = revision


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, made here rather than in a file that would have to be found."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(configuration())


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Apply what is missing up to `revision`, inside the caller's transaction.

    Raises RevisionFromFuture where the database knows a revision that these scripts don't.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})
    scripts = _scripts()
    current = MigrationContext.configure(connection).get_current_heads()
    if current == (scripts.as_revision_number(revision),):
        return
    known = {script.revision for script in scripts.walk_revisions()}
    for name in current:
        if name not in known:
            raise RevisionFromFuture(name)
    command.upgrade(configuration(connection), revision)
