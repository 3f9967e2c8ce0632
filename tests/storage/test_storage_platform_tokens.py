"""Tokens of the platforms: the last one kept of each account, and never shown."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import text

from checks.model import Platform
from storage import platform_tokens
from storage.engine import Database
from storage.platform_tokens import StoredToken
from tests.storage.storage_examples import DAY, MINUTE, NOW

FIRST = StoredToken("act.first", "rft.first", NOW + timedelta(hours=2), NOW + 180 * DAY, "0123")
SECOND = StoredToken("act.second", "rft.second", NOW + timedelta(hours=4), NOW + 181 * DAY)


async def keep(
    database: Database,
    token: StoredToken,
    account: str = "dinkes_contoh",
    platform: Platform = Platform.TIKTOK,
) -> None:
    async with database.writing() as session:
        await platform_tokens.keep(session, platform, account, token, now=NOW)


async def found(
    database: Database, account: str = "dinkes_contoh", platform: Platform = Platform.TIKTOK
) -> StoredToken | None:
    async with database.reading() as session:
        return await platform_tokens.find(session, platform, account)


async def test_a_token_is_found_as_it_was_kept_also_by_another_process(
    database: Database, another_process: Database
) -> None:
    assert await found(database) is None
    await keep(database, FIRST)
    assert await found(another_process) == FIRST


async def test_a_later_token_takes_the_place_of_the_last_one(database: Database) -> None:
    await keep(database, FIRST)
    await keep(database, SECOND)
    assert await found(database) == SECOND
    async with database.reading() as session:
        assert await session.scalar(text("SELECT count(*) FROM platform_tokens")) == 1


async def test_each_account_of_each_platform_has_its_own(database: Database) -> None:
    await keep(database, FIRST)
    await keep(database, SECOND, account="")
    await keep(database, SECOND, platform=Platform.THREADS)
    assert await found(database) == FIRST
    assert await found(database, account="") == SECOND
    assert await found(database, platform=Platform.THREADS) == SECOND
    assert await found(database, account="someone_else") is None


async def test_a_token_without_an_end_and_without_a_renewal_is_kept(database: Database) -> None:
    endless = StoredToken("act.endless")
    await keep(database, endless)
    assert await found(database) == endless


async def test_two_processes_that_keep_a_token_at_once_leave_one_of_them(
    database: Database, another_process: Database
) -> None:
    for minute in range(5):
        account = f"account{minute}"
        later = StoredToken("act.later", expires_at=NOW + minute * MINUTE)
        await asyncio.gather(keep(database, FIRST, account), keep(another_process, later, account))
        assert await found(database, account) in (FIRST, later)


def test_a_token_is_not_shown_where_it_is_printed() -> None:
    assert "act." not in f"{FIRST!r} {FIRST}"
    assert "rft." not in f"{FIRST!r} {FIRST}"
