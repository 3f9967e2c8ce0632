"""Column types and the one insert that both databases understand alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import DateTime, Dialect, FromClause, Table, TypeDecorator
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC, also on SQLite, which keeps no zone of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone reached the database: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


async def insert_new(
    session: AsyncSession,
    into: FromClause,
    rows: Sequence[Mapping[str, Any]],
    *,
    unique: Sequence[str],
) -> int:
    """Insert the rows whose `unique` columns are not there yet; how many were new."""
    if not rows:
        return 0
    table = cast("Table", into)
    dialect = session.get_bind().dialect.name
    columns = [table.c[name] for name in unique]
    statement = (
        postgresql.insert(table).values(list(rows)).on_conflict_do_nothing(index_elements=columns)
        if dialect == "postgresql"
        else sqlite.insert(table).values(list(rows)).on_conflict_do_nothing(index_elements=columns)
    )
    inserted = await session.execute(statement.returning(columns[0]))
    return len(inserted.all())
