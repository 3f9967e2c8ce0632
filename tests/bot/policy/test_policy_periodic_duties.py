from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.periodic_duties import (
    OPEN_DAYS,
    OpenDuty,
    PeriodicDuty,
    current_due_date,
    fulfilled_by,
    open_duties,
)

ONE_DAY = timedelta(days=1)
TODAY = date(2026, 11, 25)


@dataclass(frozen=True, slots=True)
class Duty:
    due_on: date
    every_year: bool = False
    agency_class: str | None = None
    id: int = 1
    title: str = "LKjIP"


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
YEARLY = st.builds(Duty, due_on=DAYS, every_year=st.just(True))
DUTIES = st.builds(Duty, due_on=DAYS, every_year=st.booleans())


def opened(*duties: PeriodicDuty, today: date = TODAY) -> list[OpenDuty]:
    return open_duties(duties, "dinas", (), today)


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 11, 25), date(2027, 3, 31)),
        (date(2027, 3, 31), date(2027, 3, 31)),
        (date(2027, 9, 27), date(2027, 3, 31)),
        (date(2027, 9, 28), date(2028, 3, 31)),
        (date(2030, 1, 1), date(2030, 3, 31)),
    ],
)
def test_a_yearly_duty_moves_on_when_a_late_post_counts_no_more(today: date, due: date) -> None:
    assert current_due_date(Duty(date(2027, 3, 31), every_year=True), today) == due


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2028, 1, 10), date(2028, 2, 29)),
        (date(2029, 1, 10), date(2029, 2, 28)),
        (date(2031, 12, 1), date(2032, 2, 29)),
        (date(2100, 1, 10), date(2100, 2, 28)),
    ],
)
def test_the_leap_day_is_the_last_of_february_elsewhere(today: date, due: date) -> None:
    assert current_due_date(Duty(date(2028, 2, 29), every_year=True), today) == due


@given(YEARLY, DAYS)
@settings(max_examples=200)
def test_the_current_due_date_is_the_day_of_some_year_and_never_before_the_first(
    duty: Duty, today: date
) -> None:
    due = current_due_date(duty, today)
    assert due >= duty.due_on
    assert due.month == duty.due_on.month
    assert due.day == duty.due_on.day or (duty.due_on.day, due.day) == (29, 28)


@given(YEARLY, DAYS)
@settings(max_examples=200)
def test_a_yearly_duty_is_never_further_away_than_a_year_once_it_began(
    duty: Duty, today: date
) -> None:
    due = current_due_date(duty, today)
    assert due >= today - OPEN_DAYS * ONE_DAY
    assert due == duty.due_on or due <= today + (366 - OPEN_DAYS) * ONE_DAY


@given(YEARLY, DAYS)
@settings(max_examples=200)
def test_the_current_due_date_never_goes_back(duty: Duty, today: date) -> None:
    assert current_due_date(duty, today) <= current_due_date(duty, today + ONE_DAY)


@given(DUTIES, st.integers(-400, 400))
@settings(max_examples=200)
def test_a_duty_is_open_half_a_year_around_its_due_date_and_no_longer(
    duty: Duty, offset: int
) -> None:
    today = duty.due_on + offset * ONE_DAY
    due = current_due_date(duty, today)
    expected = abs((due - today).days) <= OPEN_DAYS
    assert [one.due for one in opened(duty, today=today)] == ([due] if expected else [])
    if not duty.every_year:
        assert due == duty.due_on


@given(DUTIES, DAYS)
@settings(max_examples=100)
def test_what_is_ticked_for_its_due_date_is_open_no_more(duty: Duty, today: date) -> None:
    due = current_due_date(duty, today)
    assert open_duties([duty], "dinas", {(duty.id, due)}, today) == []
    other = {(duty.id, due + ONE_DAY), (duty.id + 1, due)}
    assert open_duties([duty], "dinas", other, today) == opened(duty, today=today)


@given(st.lists(DUTIES, max_size=8), DAYS)
@settings(max_examples=100)
def test_the_nearest_due_date_comes_first(duties: list[Duty], today: date) -> None:
    distances = [abs(one.days) for one in opened(*duties, today=today)]
    assert distances == sorted(distances)


def test_this_year_s_tick_leaves_the_next_one_open_in_its_time() -> None:
    yearly = Duty(date(2027, 3, 31), every_year=True)
    done = {(yearly.id, date(2027, 3, 31))}
    assert open_duties([yearly], "dinas", done, date(2027, 8, 1)) == []
    later = open_duties([yearly], "dinas", done, date(2027, 11, 1))
    assert later == [OpenDuty(1, "LKjIP", date(2028, 3, 31), 151)]


def test_a_duty_of_a_class_is_only_its_agencies() -> None:
    for_all = Duty(TODAY, id=1)
    for_dinas = Duty(TODAY, id=2, agency_class="dinas")
    for_villages = Duty(TODAY, id=3, agency_class="kelurahan")
    assert [one.duty_id for one in opened(for_all, for_dinas, for_villages)] == [1, 2]


@pytest.mark.parametrize(("days", "pressing"), [(31, False), (30, True), (0, True), (-180, True)])
def test_a_duty_presses_from_thirty_days_before_it_is_due(days: int, pressing: bool) -> None:
    [one] = opened(Duty(TODAY + days * ONE_DAY))
    assert (one.days, one.pressing) == (days, pressing)


def test_a_post_from_before_a_duty_was_open_does_not_fulfil_it() -> None:
    near, far = Duty(TODAY + 10 * ONE_DAY, id=1), Duty(TODAY + 100 * ONE_DAY, id=2)
    duties = opened(near, far)
    assert fulfilled_by(duties, TODAY) == duties
    assert fulfilled_by(duties, far.due_on - OPEN_DAYS * ONE_DAY) == duties
    assert [one.duty_id for one in fulfilled_by(duties, TODAY - 81 * ONE_DAY)] == [1]
    assert fulfilled_by(duties, TODAY - 171 * ONE_DAY) == []


@given(DUTIES, DAYS)
@settings(max_examples=50)
def test_what_is_published_today_fulfils_whatever_is_open(duty: Duty, today: date) -> None:
    duties = opened(duty, today=today)
    assert fulfilled_by(duties, today) == duties
