from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.workdays import (
    Calendar,
    DayOff,
    QuietReason,
    UnknownZone,
    merge_overrides,
    zone_abbreviation,
    zone_key,
)

HOLIDAYS = {
    date(2026, 12, 24): "Cuti Bersama Hari Raya Natal",
    date(2026, 12, 25): "Hari Raya Natal",
    date(2026, 4, 5): "Kebangkitan Yesus Kristus",
}
JAKARTA = Calendar("Asia/Jakarta", HOLIDAYS)
JAYAPURA = Calendar("WIT", HOLIDAYS)

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
CALENDARS = st.builds(
    Calendar,
    zone=st.sampled_from(["WIB", "WITA", "WIT", "UTC"]),
    days_off=st.dictionaries(DAYS, st.just("Hari libur daerah"), max_size=8),
    extra_workdays=st.frozensets(DAYS, max_size=4),
)


def jakarta(day: date, hour: int, minute: int = 0) -> datetime:
    return JAKARTA.start_of_day(day) + timedelta(hours=hour, minutes=minute)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("WIB", "Asia/Jakarta"),
        ("wita", "Asia/Makassar"),
        (" WIT ", "Asia/Jayapura"),
        ("Asia/Pontianak", "Asia/Pontianak"),
    ],
)
def test_a_zone_may_be_named_as_people_name_it(name: str, key: str) -> None:
    assert zone_key(name) == key
    assert Calendar(name).zone == key


@pytest.mark.parametrize("name", ["", "Asia", "Asia/Bekasi", "WIBB", "../etc/passwd", "a\0b"])
def test_an_unknown_zone_is_refused_by_name(name: str) -> None:
    with pytest.raises(UnknownZone) as caught:
        Calendar(name)
    assert caught.value.name == name


@pytest.mark.parametrize(
    ("zone", "short"),
    [
        ("Asia/Jakarta", "WIB"),
        ("Asia/Pontianak", "WIB"),
        ("WITA", "WITA"),
        ("WIT", "WIT"),
        ("Asia/Singapore", "+08"),
    ],
)
def test_a_zone_is_printed_as_people_print_it(zone: str, short: str) -> None:
    assert zone_abbreviation(zone, datetime(2026, 11, 24, tzinfo=UTC)) == short


def test_a_moment_falls_on_the_date_of_the_region() -> None:
    late_evening_in_london = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
    assert JAKARTA.today(late_evening_in_london) == date(2026, 11, 24)
    assert JAYAPURA.today(late_evening_in_london) == date(2026, 11, 25)
    assert JAYAPURA.local(late_evening_in_london).time() == time(1, 30)


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        JAKARTA.local(datetime(2026, 11, 24, 9))  # noqa: DTZ001 (the point of the test)


def test_a_day_and_a_week_begin_at_local_midnight() -> None:
    wednesday = datetime(2026, 11, 25, 3, tzinfo=UTC)
    assert JAKARTA.start_of_week(wednesday) == date(2026, 11, 23)
    assert JAKARTA.start_of_day(date(2026, 11, 23)) == datetime(2026, 11, 22, 17, tzinfo=UTC)


def test_joint_leave_is_no_working_day() -> None:
    assert JAKARTA.day_off_reason(date(2026, 12, 24)) == DayOff(
        QuietReason.HOLIDAY, "Cuti Bersama Hari Raya Natal"
    )
    assert JAKARTA.next_workday(date(2026, 12, 23)) == date(2026, 12, 28)


def test_a_holiday_on_a_sunday_is_called_by_its_name() -> None:
    assert JAKARTA.day_off_reason(date(2026, 4, 5)) == DayOff(
        QuietReason.HOLIDAY, "Kebangkitan Yesus Kristus"
    )
    assert JAKARTA.day_off_reason(date(2026, 4, 12)) == DayOff(QuietReason.WEEKEND)


def test_a_day_declared_worked_is_worked() -> None:
    saturday = date(2026, 12, 26)
    calendar = Calendar("WIB", HOLIDAYS, frozenset({saturday, date(2026, 12, 24)}))
    assert calendar.is_workday(saturday)
    assert calendar.day_off_reason(date(2026, 12, 24)) is None
    assert calendar.quiet_reason(jakarta(saturday, 9)) is None


def test_the_operator_adds_and_removes_days() -> None:
    birthday = date(2026, 12, 2)
    merged = merge_overrides(HOLIDAYS, {birthday: "Hari jadi"}, [date(2026, 12, 24)])
    assert merged[birthday] == "Hari jadi"
    assert Calendar("WIB", merged).is_workday(date(2026, 12, 24))
    assert date(2026, 12, 24) in HOLIDAYS


def test_a_day_both_removed_and_added_is_off() -> None:
    day = date(2026, 12, 24)
    assert merge_overrides(HOLIDAYS, {day: "Libur daerah"}, [day])[day] == "Libur daerah"


def test_a_calendar_does_not_change_with_the_table_it_was_made_from() -> None:
    table = dict(HOLIDAYS)
    calendar = Calendar("WIB", table)
    table.clear()
    assert not calendar.is_workday(date(2026, 12, 25))
    assert calendar == Calendar("WIB", HOLIDAYS)
    assert hash(calendar) == hash(Calendar("WIB", HOLIDAYS))


def test_working_days_are_counted_with_both_ends() -> None:
    assert JAKARTA.workdays_between(date(2026, 12, 21), date(2026, 12, 21)) == 1
    assert JAKARTA.workdays_between(date(2026, 12, 21), date(2026, 12, 28)) == 4
    assert JAKARTA.workdays_between(date(2026, 12, 26), date(2026, 12, 27)) == 0
    assert JAKARTA.workdays_between(date(2026, 12, 28), date(2026, 12, 21)) == 0


def test_working_days_are_added_over_weekends_and_holidays() -> None:
    assert JAKARTA.add_workdays(date(2026, 12, 23), 2) == date(2026, 12, 29)
    assert JAKARTA.add_workdays(date(2026, 12, 26), 0) == date(2026, 12, 26)
    with pytest.raises(ValueError, match="go back 1"):
        JAKARTA.add_workdays(date(2026, 12, 23), -1)


TUESDAY, FRIDAY, SATURDAY = date(2026, 11, 24), date(2026, 11, 27), date(2026, 11, 28)


@pytest.mark.parametrize(
    ("day", "hour", "minute", "reason"),
    [
        (TUESDAY, 8, 29, QuietReason.OUTSIDE_HOURS),
        (TUESDAY, 8, 30, None),
        (TUESDAY, 12, 0, None),
        (TUESDAY, 14, 59, None),
        (TUESDAY, 15, 0, QuietReason.OUTSIDE_HOURS),
        (FRIDAY, 11, 29, None),
        (FRIDAY, 11, 30, QuietReason.FRIDAY_PRAYER),
        (FRIDAY, 13, 29, QuietReason.FRIDAY_PRAYER),
        (FRIDAY, 13, 30, None),
        (FRIDAY, 16, 0, QuietReason.OUTSIDE_HOURS),
        (SATURDAY, 9, 0, QuietReason.WEEKEND),
        (date(2026, 12, 25), 12, 0, QuietReason.HOLIDAY),
    ],
)
def test_reminders_keep_to_their_hours(
    day: date, hour: int, minute: int, reason: QuietReason | None
) -> None:
    assert JAKARTA.quiet_reason(jakarta(day, hour, minute)) is reason


@settings(max_examples=60)
@given(calendar=CALENDARS, day=DAYS, count=st.integers(1, 12))
def test_adding_and_counting_working_days_agree(calendar: Calendar, day: date, count: int) -> None:
    arrived = calendar.add_workdays(day, count)
    assert calendar.is_workday(arrived)
    assert calendar.workdays_between(day + timedelta(days=1), arrived) == count
