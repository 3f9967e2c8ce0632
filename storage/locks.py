"""Decisions that must not be taken at the same time, on the database that has many writers."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

PUBLICATIONS = 7_351_942_001
"""A number of our own. One for all channels: with one each, two transactions that remember on the
same channels in another order would wait for each other."""


async def lock_publications(session: AsyncSession) -> None:
    """From here to the end of the transaction, be the only one that remembers publications.

    What is asked now is asked of all that others have committed: no row is there yet that both
    could meet on. SQLite lets one transaction write anyway ("Explicit Locking", PostgreSQL manual).
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(select(func.pg_advisory_xact_lock(PUBLICATIONS)))
