"""When operators hear of a token: days before it ends, and once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.token_reminders import (
    NOTICE_DAYS,
    OF_THE_TOKEN,
    Credential,
    TokenReminder,
    TokenStep,
    refusal_key,
    token_reminders,
)
from bot.policy.workdays import Calendar
from checks.model import Platform, Trouble

CALENDAR = Calendar("Asia/Jakarta")
MORNING = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
"""Half past five of the 25th in Jakarta."""
TODAY = date(2026, 11, 25)
INSTAGRAM, FACEBOOK, THREADS = Platform.INSTAGRAM, Platform.FACEBOOK, Platform.THREADS


def credential(
    ends_at: datetime | None = None,
    *,
    platform: Platform = INSTAGRAM,
    name: str = "0123abcd",
    trouble: Trouble | None = None,
    detail: str = "the token is valid",
) -> Credential:
    return Credential(platform, name, trouble, ends_at, detail)


def told(*credentials: Credential, now: datetime = MORNING) -> tuple[TokenReminder, ...]:
    return token_reminders(credentials, CALENDAR, now)


def in_days(days: float) -> datetime:
    return MORNING + timedelta(days=days)


def test_a_token_with_two_weeks_left_is_told_with_its_day_and_the_days_left() -> None:
    [reminder] = told(credential(in_days(14)))
    assert reminder == TokenReminder(
        "token:0123abcd:2026-12-09",
        TokenStep.ENDING,
        (INSTAGRAM,),
        ends_on=date(2026, 12, 9),
        days_left=14,
        detail="the token is valid",
    )


@pytest.mark.parametrize("ends_at", [None, in_days(15), in_days(60)])
def test_a_token_with_more_left_or_without_an_end_is_not_told(ends_at: datetime | None) -> None:
    assert told(credential(ends_at)) == ()


def test_days_are_those_of_the_regions_own_clock() -> None:
    just_before_midnight = datetime(2026, 12, 9, 16, 59, tzinfo=UTC)
    assert told(credential(just_before_midnight))[0].ends_on == date(2026, 12, 9)
    assert told(credential(just_before_midnight + timedelta(minutes=1))) == ()


@pytest.mark.parametrize(("days", "left"), [(3, 3), (0.01, 0)])
def test_a_token_first_seen_with_fewer_days_is_told_at_once(days: float, left: int) -> None:
    [reminder] = told(credential(in_days(days)))
    assert (reminder.step, reminder.days_left) == (TokenStep.ENDING, left)


def test_an_end_that_passed_unseen_is_told_as_past() -> None:
    [reminder] = told(credential(in_days(-2)))
    assert (reminder.step, reminder.days_left) == (TokenStep.ENDED, -2)


@pytest.mark.parametrize("trouble", sorted(OF_THE_TOKEN))
def test_a_token_that_is_of_no_use_is_told_under_the_key_of_its_refusal(trouble: Trouble) -> None:
    dead = credential(in_days(3), trouble=trouble, detail="the token expired")
    assert told(dead) == (
        TokenReminder(
            refusal_key(INSTAGRAM, trouble, "0123abcd", TODAY),
            TokenStep.REFUSED,
            (INSTAGRAM,),
            trouble=trouble,
            detail="the token expired",
            since=TODAY,
        ),
    )


def test_a_token_that_lacks_permissions_is_told_by_their_names_and_its_end_as_well() -> None:
    lacking = replace(
        credential(in_days(3), trouble=Trouble.PERMISSION_MISSING), lacks=("instagram_basic",)
    )
    lacks, ends = told(lacking)
    assert (lacks.step, lacks.lacks, lacks.since) == (
        TokenStep.LACKING,
        ("instagram_basic",),
        TODAY,
    )
    assert lacks.trouble is None
    assert (ends.step, ends.days_left) == (TokenStep.ENDING, 3)
    assert lacks.key != refusal_key(INSTAGRAM, Trouble.PERMISSION_MISSING, "0123abcd", TODAY)


def test_a_permission_that_is_lost_again_is_told_again() -> None:
    lacking = replace(credential(trouble=Trouble.PERMISSION_MISSING), lacks=("instagram_basic",))
    [first] = told(lacking)
    [next_day] = told(replace(lacking, since=TODAY), now=in_days(1))
    [weeks_later] = told(lacking, now=in_days(30))
    assert next_day.key == first.key
    assert weeks_later.key != first.key


def test_a_refusal_has_one_key_while_it_lasts_and_another_when_it_comes_back() -> None:
    dead = credential(trouble=Trouble.TOKEN_REFUSED)
    [first] = told(dead)
    [next_day] = told(replace(dead, since=TODAY), now=in_days(1))
    [weeks_later] = told(dead, now=in_days(30))
    assert next_day.key == first.key
    assert weeks_later.key != first.key


@pytest.mark.parametrize("trouble", sorted(set(Trouble) - OF_THE_TOKEN))
def test_what_passes_is_not_told_and_hides_no_end(trouble: Trouble) -> None:
    assert told(credential(None, trouble=trouble)) == ()
    assert told(credential(in_days(40), trouble=trouble)) == ()
    [reminder] = told(credential(in_days(10), trouble=trouble))
    assert (reminder.step, reminder.trouble) == (TokenStep.ENDING, None)


def test_one_token_for_two_platforms_ends_once_and_dies_on_each() -> None:
    [reminder] = told(credential(in_days(5)), credential(in_days(5), platform=FACEBOOK))
    assert reminder.platforms == (INSTAGRAM, FACEBOOK)
    dead = Trouble.TOKEN_REFUSED
    both = told(credential(trouble=dead), credential(trouble=dead, platform=FACEBOOK))
    assert [one.platforms for one in both] == [(INSTAGRAM,), (FACEBOOK,)]


def test_tokens_that_end_on_one_day_are_told_each_by_itself() -> None:
    both = told(credential(in_days(5)), credential(in_days(5), platform=THREADS, name="ffff"))
    assert [one.platforms for one in both] == [(INSTAGRAM,), (THREADS,)]


def test_another_token_and_a_later_end_are_told_again() -> None:
    [first] = told(credential(in_days(5)))
    [replaced] = told(credential(in_days(5), name="ffff"))
    [renewed] = told(credential(in_days(6)))
    assert len({first.key, replaced.key, renewed.key}) == 3


@settings(max_examples=60)
@given(st.integers(-30, 90), st.lists(st.integers(0, 60), min_size=1, max_size=40))
def test_one_end_has_one_key_on_whatever_mornings_the_bot_looks(
    ends_in: int, mornings: list[int]
) -> None:
    ends_at = in_days(ends_in)
    sent: list[TokenReminder] = []
    for day in sorted(mornings):
        for reminder in told(credential(ends_at), now=in_days(day)):
            if reminder.key not in {one.key for one in sent}:
                sent.append(reminder)
    near = [day for day in sorted(mornings) if ends_in - day <= NOTICE_DAYS]
    assert [one.days_left for one in sent] == ([ends_in - near[0]] if near else [])


@settings(max_examples=60)
@given(
    st.integers(0, 2 * 365 * 24 * 60).map(lambda minute: MORNING + timedelta(minutes=minute)),
    st.integers(0, 40 * 24 * 60),
    st.integers(0, 40 * 24 * 60),
)
def test_what_is_told_once_is_told_until_the_end_with_ever_fewer_days(
    ends_at: datetime, minutes: int, more: int
) -> None:
    early, late = sorted((ends_at - timedelta(minutes=minutes), ends_at - timedelta(minutes=more)))
    first, second = told(credential(ends_at), now=early), told(credential(ends_at), now=late)
    assert len(first) <= len(second) <= 1
    for one, other in zip(first, second, strict=False):
        assert one.key == other.key
        assert one.days_left is not None
        assert other.days_left is not None
        assert NOTICE_DAYS >= one.days_left >= other.days_left >= 0
