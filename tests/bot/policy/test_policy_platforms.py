from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.platforms import (
    READ,
    PlatformOut,
    is_gone_for_good,
    platforms_out,
    suspicions,
)
from bot.policy.trust import SweepOutcome
from checks.errors import HEALTHS
from checks.model import STOPS_PLATFORM, Health, Platform, Trouble

NOW = datetime(2026, 11, 24, 23, tzinfo=UTC)
READ_WELL = SweepOutcome(Platform.INSTAGRAM, Health.OK)


def failing(
    trouble: Trouble, platform: Platform = Platform.INSTAGRAM, *, lived_before: bool = True
) -> SweepOutcome:
    return SweepOutcome(
        platform, HEALTHS[trouble], trouble.value, trouble=trouble, lived_before=lived_before
    )


VANISHED = failing(Trouble.ACCOUNT_HIDDEN)
UNKNOWN = failing(Trouble.ACCOUNT_UNKNOWN, lived_before=False)


@pytest.mark.parametrize("trouble", sorted(STOPS_PLATFORM))
def test_a_platform_that_says_so_itself_is_out_for_its_own_reason(trouble: Trouble) -> None:
    out = platforms_out([failing(trouble)], {})
    assert out == {Platform.INSTAGRAM: PlatformOut(trouble, trouble.value)}


def test_a_permission_missing_for_one_account_leaves_its_neighbours_measured() -> None:
    unshared = failing(Trouble.PERMISSION_MISSING)
    assert platforms_out([READ_WELL, unshared], {}) == {}
    assert platforms_out([READ_WELL, failing(Trouble.QUOTA_SPENT)], {}) != {}


@pytest.mark.parametrize("trouble", [Trouble.TOKEN_REFUSED, Trouble.QUOTA_SPENT])
def test_a_youtube_key_that_is_refused_blinds_no_channel_that_has_a_feed(
    trouble: Trouble,
) -> None:
    known_by_handle = failing(trouble, Platform.YOUTUBE)
    read_by_feed = SweepOutcome(Platform.YOUTUBE, Health.OK)
    assert platforms_out([read_by_feed, known_by_handle], {}) == {}
    assert platforms_out([known_by_handle], {})[Platform.YOUTUBE].trouble is trouble


def test_one_account_that_vanishes_among_others_is_that_accounts_own() -> None:
    assert platforms_out([VANISHED, READ_WELL], {}) == {}
    assert suspicions([VANISHED, READ_WELL]) == {}


def test_most_accounts_answering_alike_are_an_outage_and_not_many_dead_accounts() -> None:
    out = platforms_out([VANISHED] * 3 + [READ_WELL] * 2, {})
    assert out[Platform.INSTAGRAM].trouble is Trouble.PLATFORM_DOWN
    assert out[Platform.INSTAGRAM].detail == "3 of 5 accounts answer alike: account_hidden"


def test_half_of_them_is_not_most() -> None:
    assert platforms_out([VANISHED] * 3 + [READ_WELL] * 3, {}) == {}


def test_an_account_known_to_live_that_can_be_read_clears_the_platform() -> None:
    outcomes = [UNKNOWN] * 6 + [READ_WELL]
    assert suspicions(outcomes)[Platform.INSTAGRAM].alike
    assert platforms_out(outcomes, {Platform.INSTAGRAM: Health.OK}) == {}
    assert platforms_out(outcomes, {Platform.INSTAGRAM: Health.GONE}) != {}


def test_a_lone_account_that_lived_calls_for_a_look_at_the_control() -> None:
    suspicion = suspicions([VANISHED])[Platform.INSTAGRAM]
    assert not suspicion.alike
    assert platforms_out([VANISHED], {}) == {}
    assert platforms_out([VANISHED], {Platform.INSTAGRAM: Health.GONE}) != {}
    assert platforms_out([VANISHED], {Platform.INSTAGRAM: Health.OK}) == {}


def test_what_failed_in_the_same_way_before_says_nothing_of_today() -> None:
    old = replace(UNKNOWN, failed_before=True)
    assert platforms_out([old] * 9 + [READ_WELL], {}) == {}


def test_websites_and_platforms_without_a_reader_are_never_out() -> None:
    site = SweepOutcome(Platform.WEBSITE, Health.UNREACHABLE, trouble=Trouble.TIMED_OUT)
    unread = replace(failing(Trouble.NO_READER, Platform.X), attempted=False)
    assert platforms_out([site] * 5 + [unread] * 5, {}) == {}


def test_one_platform_says_nothing_of_another() -> None:
    tiktok = SweepOutcome(Platform.TIKTOK, Health.OK)
    out = platforms_out([failing(Trouble.TOKEN_REFUSED)] * 3 + [tiktok] * 2, {})
    assert out.keys() == {Platform.INSTAGRAM}


@given(
    st.lists(
        st.builds(
            failing,
            st.sampled_from(Trouble),
            st.sampled_from([one for one in Platform if one is not Platform.WEBSITE]),
            lived_before=st.booleans(),
        ),
        max_size=12,
    ),
    st.dictionaries(st.sampled_from(Platform), st.sampled_from(Health)),
)
def test_a_control_that_is_read_leaves_out_only_what_said_so_itself(
    outcomes: list[SweepOutcome], controls: dict[Platform, Health]
) -> None:
    out = platforms_out(outcomes, controls)
    for platform, reason in out.items():
        said_so = any(
            one.platform is platform and one.trouble is reason.trouble for one in outcomes
        )
        assert said_so or controls.get(platform) not in READ
    assert platforms_out(list(reversed(outcomes)), controls).keys() == out.keys()


@pytest.mark.parametrize(("days", "gone"), [(0, False), (2.9, False), (3, True), (30, True)])
def test_an_absence_that_often_passes_is_believed_after_three_days(days: float, gone: bool) -> None:
    since = NOW - timedelta(days=days)
    absent = Trouble.PASSING_ABSENCE
    assert is_gone_for_good(absent, before=absent, failing_since=since, now=NOW) is gone
    assert not is_gone_for_good(Trouble.TIMED_OUT, before=absent, failing_since=since, now=NOW)


def test_once_believed_it_stays_gone_until_it_is_read_again() -> None:
    assert is_gone_for_good(
        Trouble.PASSING_ABSENCE, before=Trouble.ACCOUNT_UNKNOWN, failing_since=None, now=NOW
    )
    assert not is_gone_for_good(Trouble.PASSING_ABSENCE, before=None, failing_since=None, now=NOW)
