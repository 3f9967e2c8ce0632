"""The quick reader of prescribed stamps tells what the reader of all forms tells."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.website.dates import Moment, read_moment
from checks.website.machine_stamps import read_stamp

TODAY = date(2026, 3, 18)

ZONES = [UTC, *(timezone(timedelta(hours=hours)) for hours in (7, 9, -5))]

MOMENTS = st.datetimes(
    datetime(2000, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2026, 3, 17),  # noqa: DTZ001
    timezones=st.sampled_from(ZONES),
)


@given(MOMENTS.map(lambda at: at.replace(microsecond=0)))
def test_both_readers_agree_on_prescribed_stamps(at: datetime) -> None:
    for text in (format_datetime(at), at.isoformat()):
        assert read_stamp(text, TODAY) == read_moment(text, TODAY)
        found = read_stamp(text, TODAY)
        assert found is not None
        assert found.at == at


@given(st.from_regex(r"(Mon, )?[0-9]{2} (Mar|Foo|Des) 20[0-9]{2} [0-9]{2}:61:[0-9]{2} (GMT|WIB)"))
def test_what_is_not_quite_so_is_left_to_the_reader_of_all_forms(text: str) -> None:
    assert read_stamp(text, TODAY) == read_moment(text, TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tue, 17 Mar 2026 23:30:00 +0000", date(2026, 3, 18)),
        ("Tue, 17 Mar 2026 23:30:00 +0700", date(2026, 3, 17)),
        ("2026-03-17T23:30:00Z", date(2026, 3, 18)),
        ("Sel, 17 Mar 2026 08:00:00 WIB", date(2026, 3, 17)),
        ("2026-02-30T08:00:00Z", None),
    ],
)
def test_the_day_is_the_one_in_western_indonesia_for_universal_time(
    text: str, day: date | None
) -> None:
    found = read_stamp(text, TODAY)
    assert (found.day if found else None) == day


def test_a_future_stamp_is_told_as_such() -> None:
    at = datetime(2026, 9, 1, tzinfo=UTC)
    assert read_stamp("2026-09-01T00:00:00Z", TODAY) == Moment(date(2026, 9, 1), at)
