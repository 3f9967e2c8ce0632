"""Times are UTC and text is what a database can hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import StatementError

from storage import publications, roster
from storage.columns import OutsideText, UtcDateTime
from storage.engine import Database
from tests.storage.storage_examples import NOW, Town, article

ZONES = some.timedeltas(min_value=timedelta(hours=-14), max_value=timedelta(hours=14)).map(timezone)

EARLIEST, LATEST = datetime.fromisoformat("1970-01-02"), datetime.fromisoformat("2200-01-01")


class NoZone(tzinfo):
    """A zone that doesn't know its offset, which makes a time naive."""

    def utcoffset(self, moment: datetime | None, /) -> None:
        return None

    dst = utcoffset

    def tzname(self, moment: datetime | None, /) -> None:
        return None


@given(some.datetimes(EARLIEST, LATEST, timezones=ZONES))
def test_a_time_of_any_zone_is_stored_and_read_as_the_same_moment_in_utc(moment: datetime) -> None:
    column = UtcDateTime()
    dialects: tuple[Any, ...] = (sqlite, postgresql)
    for dialect in (module.dialect() for module in dialects):
        stored = column.process_bind_param(moment, dialect)
        assert stored is not None
        # SQLite gives back a time without a zone, PostgreSQL one in the session's.
        for answer in (
            stored.replace(tzinfo=None),
            stored.astimezone(timezone(timedelta(hours=7))),
        ):
            read = column.process_result_value(answer, dialect)
            assert read == moment
            assert read is not None
            assert read.tzinfo is UTC


@pytest.mark.parametrize("zone", [None, NoZone()])
async def test_a_time_without_a_zone_is_refused(database: Database, zone: tzinfo | None) -> None:
    naive = datetime(2026, 7, 1, 9, 0, tzinfo=zone)
    with pytest.raises(StatementError, match="without a zone"):
        async with database.writing() as session:
            await roster.add_region(session, slug="a", name="A", zone="Asia/Jakarta", now=naive)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 7, 1, 9, 0, 0, 1, tzinfo=timezone(timedelta(hours=7))),
        datetime(2000, 1, 1, tzinfo=timezone(timedelta(hours=8))),
        datetime(2099, 12, 31, 23, 59, 59, 999_999, tzinfo=timezone(timedelta(hours=-9))),
    ],
)
async def test_a_time_comes_back_from_the_database_to_the_microsecond(
    database: Database, town: Town, moment: datetime
) -> None:
    async with database.writing() as session:
        await publications.remember(session, town.website.id, [article(1, moment)], seen_at=NOW)
    async with database.reading() as session:
        known = await publications.publication_at(session, town.website.id, article(1, NOW).url)
    assert known is not None
    assert known.at == moment
    assert known.at.tzinfo is UTC


async def test_a_title_that_no_database_can_hold_is_kept_as_far_as_it_can_be(
    database: Database, town: Town
) -> None:
    strange = article(1, NOW, title="Vaksin\x00asi \ud83d gratis", raw="\x00Rabu")
    async with database.writing() as session:
        await publications.remember(session, town.website.id, [strange], seen_at=NOW)
        known = await publications.publication_at(session, town.website.id, strange.url)
    assert known is not None
    assert (known.title, known.raw) == ("Vaksinasi ? gratis", "Rabu")


@given(some.text())
def test_ordinary_text_is_stored_as_it_is(written: str) -> None:
    dialects: Any = sqlite
    stored = OutsideText().process_bind_param(written, dialects.dialect())
    assert stored == written.replace("\x00", "")
