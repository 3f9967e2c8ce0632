"""Stamps of feeds, sitemaps and markup that `read_moment` reads."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from checks.website.dates import Moment, read_moment

TODAY = date(2026, 11, 24)
DAY = date(2025, 8, 17)
MORNING = datetime(2025, 8, 17, 3, 15, tzinfo=UTC)  # 10:15 in western Indonesia


@pytest.mark.parametrize(
    "stamp",
    [
        "2025-08-17T10:15:00+07:00", "2025-08-17T10:15:00+0700", "2025-08-17T10:15:00+07",
        "2025-08-17T10:15:00.000+07:00", "2025-08-17T10:15:00,5+07:00",
        "2025-08-17 10:15:00 +0700", "2025-08-17 10:15:00+07:00", "2025-08-17T10:15+07:00",
        "2025-08-17T03:15:00Z", "2025-08-17T03:15Z", "2025-08-17t03:15:00z",
        "2025-08-17T03:15:00+00:00", "2025-08-17T03:15:00-00:00", "20250817T101500+0700",
        "20250817T031500Z", "2025-W33-7T10:15:00+07:00", "2025W337T101500+0700",
        "2025-229T10:15:00+07:00", "2025-08-17WIB10:15:00", "2025-08-17WIB10:15:00+07:00",
        "2025-08-17 10:15:00 WIB", "2025-08-17 11:15 WITA", "2025-08-17T12:15:00 WIT",
        "2025-08-17T10:15:00+07:00[Asia/Jakarta]", "  2025-08-17T10:15:00+07:00\n",
        "Sun, 17 Aug 2025 10:15:00 +0700", "Sun, 17 Aug 2025 03:15:00 GMT",
        "Sun, 17 Aug 2025 03:15:00 UT", "Sun, 17 Aug 2025 03:15:00 +0000",
        "17 Aug 2025 10:15 +0700", "Sun, 17 Aug 25 10:15:00 +0700",
        "Minggu, 17 Agustus 2025 10:15:00 +0700", "Min, 17 Agt 2025 10:15:00 WIB",
        "Ahad, 17 Agu 2025 12:15:00 WIT", "Minggu, 17 Agustus 2025 10.15 WIB",
        "Sat, 16 Aug 2025 23:15:00 EDT", "Sunday, 17-Aug-25 03:15:00 UTC",
        "Sun Aug 17 2025 10:15:00 GMT+0700 (Western Indonesia Time)",
        "Sun Aug 17 10:15:00 WIB 2025", "17/08/2025 10:15 WIB", "17-08-2025 10:15:00 +07:00",
        "8/17/2025 10:15:00 AM WIB", "1755400500", "1755400500000", "1755400500.0",
        "Diposting Minggu, 17 Agustus 2025 pukul 10:15 WIB",
    ],
)  # fmt: skip
def test_a_stamp_with_hour_and_zone_gives_the_moment(stamp: str) -> None:
    moment = read_moment(stamp, TODAY)
    assert moment is not None
    assert moment.at is not None
    assert moment.at.replace(microsecond=0) == MORNING
    assert moment.at.tzinfo is UTC
    assert moment.day in {DAY, date(2025, 8, 16)}


@pytest.mark.parametrize(
    "stamp",
    [
        "2025-08-17", "2025-08-17 10:15:00", "2025-08-17T10:15:00", "2025-08-17 00:00:00",
        "20250817", "20250817101500", "20250817T101500", "2025-W33-7", "2025-229", "17-08-2025",
        "17/08/2025", "2025/08/17", "2025.08.17", "17-08-2025 10:15", "Sun, 17 Aug 2025 10:15:00",
        "Minggu, 17 Agustus 2025 10:15:00", "17 Agustus 2025", "Agustus 17, 2025",
        "Sun Aug 17 10:15:00 2025", "2025-08-17+07:00", "2025-08-17T99:15:00+07:00",
        "2025-08-17T10:15:00+99:00", "17 Aug 2025 WIB",
    ],
)  # fmt: skip
def test_a_stamp_without_hour_or_zone_gives_the_day_alone(stamp: str) -> None:
    assert read_moment(stamp, TODAY) == Moment(DAY, None)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2025-08-16T20:00:00Z", DAY),
        ("Sat, 16 Aug 2025 20:00:00 +0000", DAY),
        ("Sat, 16 Aug 2025 20:00:00 GMT", DAY),
        ("2025-08-17T00:30:00+09:00", DAY),
        ("2025-08-17T22:00:00-07:00", DAY),
        ("2025-08-16T24:00:00+07:00", DAY),
        ("2025-08-17T23:59:60+07:00", DAY),
        ("1755374400", DAY),
    ],
)
def test_the_day_is_that_of_the_zone_or_of_western_indonesia_for_universal_time(
    stamp: str, day: date
) -> None:
    moment = read_moment(stamp, TODAY)
    assert moment is not None
    assert moment.day == day


@pytest.mark.parametrize(
    "stamp",
    [
        "", " ", "0", "0000-00-00", "0000-00-00 00:00:00", "-0001-11-30T00:00:00+00:00",
        "Wed, 30 Nov -0001 00:00:00 +0000", "1970-01-01T00:00:00Z",
        "Thu, 01 Jan 1970 00:00:00 +0000", "Thu, 01 Jan 70 00:00:00 GMT",
        "Fri, 31 Dec 99 00:00:00 GMT", "1999-12-31", "2025-02-30", "2025-13-01T00:00:00Z",
        "31 Februari 2025", "2025", "2025-08", "2025-W60-1", "2025-400", "20251340", "99999999",
        "-1", "1e9", "12345", "915148800", "4102444800", "4102444800000", "99999999999", "now",
        "Agustus 2025", "1 - 5 Agustus 2025", "null", "Invalid Date", "17550000001234567",
    ],
)  # fmt: skip
def test_zero_early_impossible_and_partial_stamps_are_nothing(stamp: str) -> None:
    assert read_moment(stamp, TODAY) is None


def test_a_day_after_tomorrow_is_returned_for_the_caller_to_refuse() -> None:
    assert read_moment("2030-01-01T00:00:00+07:00", TODAY) == Moment(
        date(2030, 1, 1), datetime(2029, 12, 31, 17, tzinfo=UTC)
    )
    assert read_moment("1 Januari 2030", TODAY) == Moment(date(2030, 1, 1), None)


def test_words_fall_back_on_the_reader_of_short_texts() -> None:
    assert read_moment("2 jam yang lalu", TODAY) == Moment(TODAY, None)
    assert read_moment("Kemarin", TODAY) == Moment(date(2026, 11, 23), None)
