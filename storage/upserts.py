"""Insert a row or change the one that is there, in one statement that no other can come between."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import FromClause, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession


async def upsert(
    session: AsyncSession,
    into: FromClause,
    row: Mapping[str, Any],
    *,
    unique: Sequence[str],
    adding: Collection[str] = (),
) -> None:
    """Insert the row, or give the one with the same `unique` columns its other values.

    The columns named in `adding` are added to what stands there.
    """
    table = cast("Table", into)
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(dict(row))
    changes = {
        name: table.c[name] + statement.excluded[name]
        if name in adding
        else statement.excluded[name]
        for name in row
        if name not in unique
    }
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[table.c[name] for name in unique], set_=changes
        )
    )
