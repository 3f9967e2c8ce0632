from __future__ import annotations

from datetime import date

import pytest

from bot.public_holidays import days_off, missing_joint_leave


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "Tahun Baru Masehi"),
        (date(2026, 2, 16), "Cuti Bersama Tahun Baru Imlek"),
        (date(2026, 3, 18), "Cuti Bersama Hari Suci Nyepi"),
        (date(2026, 3, 19), "Hari Suci Nyepi"),
        (date(2026, 3, 24), "Cuti Bersama Hari Raya Idul Fitri"),
        (date(2026, 5, 27), "Hari Raya Idul Adha"),
        (date(2026, 8, 17), "Hari Kemerdekaan Republik Indonesia"),
        (date(2026, 12, 24), "Cuti Bersama Hari Raya Natal"),
        (date(2026, 12, 25), "Hari Raya Natal"),
        (date(2027, 3, 25), "Cuti Bersama Wafat Yesus Kristus"),
        (date(2027, 12, 24), "Cuti Bersama Hari Raya Natal"),
    ],
)
def test_holidays_and_joint_leave_have_indonesian_names(day: date, name: str) -> None:
    assert days_off([day.year])[day].startswith(name)


def test_a_year_has_all_its_days_off_and_no_others() -> None:
    in_december = {day for day in days_off([2026]) if day.month == 12}
    assert in_december == {date(2026, 12, 24), date(2026, 12, 25)}
    assert len(days_off([2026])) == 25


def test_several_years_are_one_table() -> None:
    assert days_off([2026, 2027]) == days_off([2026]) | days_off([2027])
    assert days_off([]) == {}


def test_changing_an_answer_does_not_change_the_next() -> None:
    days_off([2026]).clear()
    assert date(2026, 12, 25) in days_off([2026])


def test_a_year_without_decreed_joint_leave_is_noticed() -> None:
    assert not missing_joint_leave(2026)
    assert not missing_joint_leave(2027)
    assert missing_joint_leave(2035)
    assert date(2035, 8, 17) in days_off([2035])
