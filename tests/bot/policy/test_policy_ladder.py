from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.ladder import LADDER, DueStep, EpisodeFacts, SentNudge, Step, due_step
from bot.policy.workdays import Calendar

CALENDAR = Calendar("WIB", {date(2026, 12, 24): "Cuti bersama", date(2026, 12, 25): "Natal"})
MONDAY = date(2026, 11, 23)


def told_over(opened_on: date, days: list[date]) -> dict[date, DueStep]:
    """What is told when the ladder is asked on each of the days."""
    episode, told = EpisodeFacts(1, opened_on), {}
    for day in days:
        if due := due_step(episode, day, CALENDAR):
            told[day] = due
            episode = EpisodeFacts(1, opened_on, (*episode.nudges, SentNudge(day, due.step)))
    return told


def every_day(first: date, count: int) -> list[date]:
    return [first + timedelta(days=offset) for offset in range(count)]


def test_gentle_on_the_first_day_firm_on_the_third_then_silence() -> None:
    assert told_over(MONDAY, every_day(MONDAY, 40)) == {
        MONDAY: DueStep(Step.GENTLE, nth=1, workday=1),
        date(2026, 11, 25): DueStep(Step.FIRM, nth=2, workday=3),
    }


def test_days_off_do_not_count() -> None:
    wednesday = date(2026, 12, 23)
    days = [day for day in every_day(wednesday, 20) if CALENDAR.is_workday(day)]
    assert told_over(wednesday, days) == {
        wednesday: DueStep(Step.GENTLE, nth=1, workday=1),
        date(2026, 12, 29): DueStep(Step.FIRM, nth=2, workday=3),
    }


def test_a_step_missed_is_told_once_at_the_next_chance() -> None:
    friday = date(2026, 11, 27)
    assert told_over(MONDAY, [MONDAY, *every_day(friday, 1), date(2026, 11, 30)]) == {
        MONDAY: DueStep(Step.GENTLE, nth=1, workday=1),
        friday: DueStep(Step.FIRM, nth=2, workday=5),
    }


def test_the_first_word_is_gentle_however_late_and_the_second_keeps_its_distance() -> None:
    back_from_leave = date(2026, 12, 7)
    assert told_over(MONDAY, every_day(back_from_leave, 10)) == {
        back_from_leave: DueStep(Step.GENTLE, nth=1, workday=11),
        date(2026, 12, 9): DueStep(Step.FIRM, nth=2, workday=13),
    }


def test_nothing_is_due_before_the_episodes_first_working_day() -> None:
    saturday = date(2026, 11, 28)
    assert due_step(EpisodeFacts(1, saturday), saturday, CALENDAR) is None
    assert due_step(EpisodeFacts(1, saturday), saturday - timedelta(days=1), CALENDAR) is None


def test_the_ladder_climbs() -> None:
    assert [rung.day for rung in LADDER] == sorted({rung.day for rung in LADDER})
    assert [rung.step.rank for rung in LADDER] == sorted({rung.step.rank for rung in LADDER})


@settings(max_examples=60)
@given(asked=st.lists(st.integers(0, 60), max_size=60).map(sorted))
def test_each_step_is_told_at_most_once_and_never_before_its_day(asked: list[int]) -> None:
    told = told_over(MONDAY, [MONDAY + timedelta(days=offset) for offset in asked])
    steps = [due.step for due in told.values()]
    assert steps == [rung.step for rung in LADDER][: len(steps)]
    for rung, (day, due) in zip(LADDER, told.items(), strict=False):
        assert due.workday == CALENDAR.workdays_between(MONDAY, day) >= rung.day
