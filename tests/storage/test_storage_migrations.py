"""The migrations make the tables, keep the rows, and leave a newer Segar's database alone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, create_engine, inspect, make_url, text

from storage.engine import Database
from storage.errors import DatabaseFromFuture
from storage.migrations.upgrade import configuration, upgrade
from storage.tables import Base
from tests.storage.storage_examples import NOW

REVISIONS = [
    script.revision
    for script in ScriptDirectory.from_config(configuration()).walk_revisions("base", "heads")
][::-1]
"""Every revision, oldest first."""


@pytest.fixture
def engine(empty_database_url: str) -> Engine:
    """A blocking engine on an empty database."""
    url = make_url(empty_database_url)
    return create_engine(url.set(drivername=url.drivername.replace("+aiosqlite", "")))


def in_one_transaction(engine: Engine, work: Callable[[Connection], Any]) -> Any:
    try:
        with engine.begin() as connection:
            return work(connection)
    finally:
        engine.dispose()


def fill(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """Put a row into every table as it is at this revision; what every table holds then."""
    tables = MetaData()
    tables.reflect(connection)
    for table in tables.sorted_tables:
        if table.name == "alembic_version":
            continue
        values = {
            column.name: _value(column.type.python_type, is_key=bool(column.foreign_keys))
            for column in table.columns
        }
        if "closed_at" in values:
            values["closed_at"] = None
        connection.execute(table.insert().values(values))
    return rows_of(connection)


def _value(kind: type[Any], *, is_key: bool) -> Any:
    if is_key or kind is int:
        return 1
    samples: dict[str, Any] = {
        "str": "x",
        "bool": True,
        "datetime": NOW,
        "date": NOW.date(),
        # What SQLAlchemy says of JSON.
        "object": {"a": [1, None]},
    }
    return samples[kind.__name__]


def rows_of(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    tables = MetaData()
    tables.reflect(connection)
    return {
        table.name: [dict(row) for row in connection.execute(table.select()).mappings()]
        for table in tables.sorted_tables
        if table.name != "alembic_version"
    }


def test_the_migrations_make_exactly_the_tables(engine: Engine) -> None:
    def differences(connection: Connection) -> Any:
        upgrade(connection)
        return compare_metadata(MigrationContext.configure(connection), Base.metadata)

    assert in_one_transaction(engine, differences) == []


@pytest.mark.parametrize(
    ("table", "index"),
    [("stewardships", "uq_stewardships_current"), ("episodes", "uq_episodes_open")],
)
def test_the_partial_indexes_hold_for_current_rows_only(
    engine: Engine, table: str, index: str
) -> None:
    def condition(connection: Connection) -> str:
        upgrade(connection)
        found = {one["name"]: one for one in inspect(connection).get_indexes(table)}[index]
        assert found["unique"]
        dialect = connection.dialect.name
        return str(found["dialect_options"][f"{dialect}_where"])

    assert "IS NULL" in in_one_transaction(engine, condition)


@pytest.mark.parametrize(("before", "after"), list(pairwise(REVISIONS)))
def test_a_revision_keeps_the_rows_of_the_one_before_up_and_down(
    engine: Engine, before: str, after: str
) -> None:
    def there_and_back(connection: Connection) -> None:
        upgrade(connection, before)
        filled = fill(connection)
        assert all(filled.values())
        upgrade(connection, after)
        upgraded = rows_of(connection)
        for table, rows in filled.items():
            assert [row | old for row, old in zip(upgraded[table], rows, strict=True)] == (
                upgraded[table]
            )
        command.downgrade(configuration(connection), before)
        assert rows_of(connection) == filled

    in_one_transaction(engine, there_and_back)


def test_the_first_revision_can_be_undone(engine: Engine) -> None:
    def up_and_down(connection: Connection) -> list[str]:
        upgrade(connection)
        command.downgrade(configuration(connection), "base")
        return inspect(connection).get_table_names()

    assert in_one_transaction(engine, up_and_down) == ["alembic_version"]


async def test_a_database_of_a_newer_segar_is_refused_and_unchanged(
    database: Database, database_url: str
) -> None:
    async with database.writing() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        await session.execute(text("DROP TABLE calendar_days"))
    with pytest.raises(DatabaseFromFuture, match="newer Segar") as refused:
        await Database.open(database_url)
    assert refused.value.revision == "9999"
    async with database.reading() as session:
        connection = await session.connection()
        tables = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
        revision = await session.scalar(text("SELECT version_num FROM alembic_version"))
    assert revision == "9999"
    assert set(tables) == set(Base.metadata.tables) - {"calendar_days"} | {"alembic_version"}


async def test_opening_an_up_to_date_database_again_changes_nothing(
    database: Database, database_url: str
) -> None:
    async with database.writing() as session:
        connection = await session.connection()
        before = await connection.run_sync(fill)
    await (await Database.open(database_url)).close()
    async with database.reading() as session:
        connection = await session.connection()
        assert await connection.run_sync(rows_of) == before
