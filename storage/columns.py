"""Column types and the one insert that both databases understand alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import DateTime, Dialect, FromClause, String, Table, TextClause, TypeDecorator
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC, also on SQLite, which keeps no zone of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"a time without a zone reached the database: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class OutsideText(TypeDecorator[str]):
    """Text that strangers wrote: what no database can hold is left out or replaced.

    PostgreSQL refuses the character NUL, and neither database takes half of a surrogate pair; both
    can stand in a page's JSON.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


async def insert_new(
    session: AsyncSession,
    into: FromClause,
    rows: Sequence[Mapping[str, Any]],
    *,
    unique: Sequence[str],
    where: TextClause | None = None,
) -> int:
    """Insert the rows whose `unique` columns are not there yet; how many were new.

    `where` is the condition of the unique index, where that is a partial one.
    """
    if not rows:
        return 0
    table = cast("Table", into)
    dialect = session.get_bind().dialect.name
    columns = [table.c[name] for name in unique]
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = (
        insert(table)
        .values(list(rows))
        .on_conflict_do_nothing(index_elements=columns, index_where=where)
    )
    inserted = await session.execute(statement.returning(columns[0]))
    return len(inserted.all())
