"""The readers' ledger, kept in the database."""

from __future__ import annotations

from datetime import date

from checks.model import Platform
from checks.social.usage import Usage
from storage import platform_usage
from storage.engine import Database
from storage.platform_usage import StoredUsage


class DatabaseLedger:
    """Keeps count over all regions and processes (checks.social.usage.Ledger)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, platform: Platform, day: date, usage: Usage) -> None:
        """Add to what was used on the day; committed when this returns."""
        stored = StoredUsage(usage.calls, usage.units, usage.micro_usd)
        async with self._database.writing() as session:
            await platform_usage.note(session, platform, day, stored)

    async def used(self, platform: Platform, since: date) -> Usage:
        """What was used on that day and after it."""
        async with self._database.reading() as session:
            stored = await platform_usage.used(session, platform, since)
        return Usage(stored.calls, stored.units, stored.micro_usd)
