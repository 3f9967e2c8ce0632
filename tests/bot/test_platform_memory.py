"""What the readers of platforms remember in the database: tokens, and what was used."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.platform_tokens import DatabaseTokenBook
from bot.platform_usage import DatabaseLedger
from checks.model import Platform
from checks.social.tokens import OFFICE, Token, TokenBook
from checks.social.usage import Ledger, Usage
from storage.engine import Database
from tests.conftest import UrlFactory

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.fixture
async def database(sqlite_url_factory: UrlFactory) -> AsyncIterator[Database]:
    opened = await Database.open(sqlite_url_factory())
    yield opened
    await opened.close()


async def test_a_token_comes_back_whole(database: Database) -> None:
    book: TokenBook = DatabaseTokenBook(database)
    assert await book.find(Platform.THREADS, OFFICE) is None
    token = Token("one", "two", NOW + timedelta(hours=2), NOW + timedelta(days=180), "0123")
    await book.keep(Platform.THREADS, OFFICE, token, now=NOW)
    assert await book.find(Platform.THREADS, OFFICE) == token
    await book.keep(Platform.THREADS, OFFICE, Token("three"), now=NOW)
    assert await DatabaseTokenBook(database).find(Platform.THREADS, OFFICE) == Token("three")


async def test_usage_adds_up_over_days(database: Database) -> None:
    ledger: Ledger = DatabaseLedger(database)
    await ledger.note(Platform.X, TODAY - timedelta(days=1), Usage(1, 0, 5000))
    await ledger.note(Platform.X, TODAY, Usage(2, 1, 10_000))
    await ledger.note(Platform.X, TODAY, Usage(calls=1))
    assert await ledger.used(Platform.X, TODAY) == Usage(3, 1, 10_000)
    assert await ledger.used(Platform.X, TODAY - timedelta(days=1)) == Usage(4, 1, 15_000)
    assert await ledger.used(Platform.YOUTUBE, TODAY) == Usage()
