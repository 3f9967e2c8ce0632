"""Opening a database, and what a transaction promises."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import roster
from storage.engine import Database, Session
from storage.errors import DatabaseUnusable
from tests.storage.storage_examples import NOW, Town

PASSWORD = "rahasia-sekali"


async def add_region(session: Session, slug: str) -> None:
    await roster.add_region(session, slug=slug, name=slug, zone="Asia/Jakarta", now=NOW)


async def slugs(database: Database) -> list[str]:
    async with database.reading() as session:
        return [region.slug for region in await roster.regions(session)]


async def test_two_processes_that_start_together_both_open_a_new_database(
    empty_database_url: str,
) -> None:
    results = await asyncio.gather(
        *(Database.open(empty_database_url) for _ in range(4)), return_exceptions=True
    )
    opened = [result for result in results if isinstance(result, Database)]
    async with opened[0].writing() as session:
        await add_region(session, "cahaya")
    seen = [await slugs(database) for database in opened]
    for database in opened:
        await database.close()
    assert seen == [["cahaya"]] * 4


@pytest.mark.parametrize(
    "url",
    [
        "",
        "segar.db",
        "nosuch+driver://x/y",
        "sqlite:///segar.db",
        f"postgresql+psycopg://segar:{PASSWORD}@127.0.0.1:port/segar",
        f"postgresql+psycopg://segar:{PASSWORD}@127.0.0.1:1/segar",
        f"postgresql+psycopg://127.0.0.1:1/segar?user=segar&password={PASSWORD}",
    ],
)
async def test_an_unusable_url_is_refused_with_a_sentence_that_hides_the_password(url: str) -> None:
    with pytest.raises(DatabaseUnusable) as refused:
        await Database.open(url)
    sentence = str(refused.value)
    assert sentence.startswith("The database ")
    assert "can't be used: " in sentence
    assert "\n" not in sentence
    assert PASSWORD not in sentence + refused.value.url


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_bytes(b"Yth. Kepala Dinas Kominfo, " * 400)
    before = file.read_bytes()
    with pytest.raises(DatabaseUnusable, match="file is not a database"):
        await Database.open(f"sqlite+aiosqlite:///{file}")
    assert file.read_bytes() == before


async def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "missing" / "segar.db"):
        with pytest.raises(DatabaseUnusable, match="unable to open database file"):
            await Database.open(f"sqlite+aiosqlite:///{place}")


async def test_a_database_of_another_program_is_refused_and_left_alone(
    empty_database_url: str,
) -> None:
    database = await Database.open(empty_database_url)
    async with database.writing() as session:
        await session.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(DatabaseUnusable, match="already exists"):
        await Database.open(empty_database_url)
    async with database.reading() as session:
        with pytest.raises(Exception, match="alembic_version"):
            await session.execute(text("SELECT * FROM alembic_version"))
    await database.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 15_000), ("synchronous", 2)],
)
async def test_sqlite_is_set_up_for_several_processes_and_power_cuts(
    tmp_path: Path, pragma: str, value: object
) -> None:
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'new.db'}")
    async with database.reading() as session:
        assert await session.scalar(text(f"PRAGMA {pragma}")) == value
    await database.close()


async def test_a_decision_that_fails_leaves_nothing(database: Database) -> None:
    async def decide_and_fail() -> None:
        async with database.writing() as session:
            await add_region(session, "cahaya")
            raise LookupError

    with pytest.raises(LookupError):
        await decide_and_fail()
    assert await slugs(database) == []


async def test_a_rehearsal_sees_what_it_does_and_leaves_nothing(database: Database) -> None:
    async with database.rehearsing() as session:
        await add_region(session, "cahaya")
        assert [region.slug for region in await roster.regions(session)] == ["cahaya"]
    assert await slugs(database) == []


async def test_a_question_changes_nothing(database: Database) -> None:
    async with database.reading() as session:
        await add_region(session, "cahaya")
    assert await slugs(database) == []


async def test_a_second_writer_on_sqlite_waits_and_sees_what_the_first_wrote(
    sqlite_url_factory: Callable[[], str],
) -> None:
    database = await Database.open(sqlite_url_factory())
    first_has_begun, first_may_end = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with database.writing() as session:
            assert await roster.regions(session) == []
            first_has_begun.set()
            await first_may_end.wait()
            await add_region(session, "first")

    async def second() -> list[str]:
        await first_has_begun.wait()
        async with database.writing() as session:
            return [region.slug for region in await roster.regions(session)]

    writers = (asyncio.create_task(first()), asyncio.create_task(second()))
    await first_has_begun.wait()
    # A reader is not kept waiting, and by its answer the second writer has asked for the lock.
    assert await slugs(database) == []
    assert not writers[1].done()
    first_may_end.set()
    await writers[0]
    assert await writers[1] == ["first"]
    await database.close()


async def test_a_row_that_belongs_to_nothing_is_refused(database: Database, town: Town) -> None:
    statement = text(
        "INSERT INTO nudges (episode_id, person_id, day, step) VALUES (99, 99, '2026-07-01', 'x')"
    )
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        async with database.writing() as session:
            await session.execute(statement)
