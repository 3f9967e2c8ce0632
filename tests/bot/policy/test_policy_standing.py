from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.standing import (
    ChannelFacts,
    PublicationMoment,
    ReportedPublication,
    Standing,
    Target,
    Thresholds,
    default_target,
    judge,
)
from bot.policy.workdays import Calendar
from checks.model import UNMEASURED, Health, Publication

CALENDAR = Calendar("WIB")
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)  # Wednesday 10.00 WIB
TARGET = Target(per_week=2, longest_gap_days=7)
MONTHLY = Target(per_week=0.5, longest_gap_days=14)


def ago(days: float) -> PublicationMoment:
    return PublicationMoment(NOW - timedelta(days=days))


def report(days: float, *, verified: bool = False) -> ReportedPublication:
    return ReportedPublication(NOW - timedelta(days=days), verified=verified)


MOMENTS = st.integers(0, 183 * 24 * 60).map(
    lambda minutes: datetime(2026, 6, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
PUBLICATIONS = st.builds(PublicationMoment, at=MOMENTS)
REPORTS = st.builds(ReportedPublication, at=MOMENTS, verified=st.booleans())
CHANNELS = st.builds(
    ChannelFacts,
    health=st.none() | st.sampled_from(Health),
    newest=st.none() | PUBLICATIONS,
    reports=st.lists(REPORTS, max_size=3).map(tuple),
    published=st.lists(PUBLICATIONS, max_size=4).map(tuple),
)
TARGETS = st.builds(Target, per_week=st.just(2.0), longest_gap_days=st.integers(1, 30))


@pytest.mark.parametrize(
    ("days", "standing"),
    [
        (0, Standing.FRESH),
        (7, Standing.FRESH),
        (8, Standing.SLOWING),
        (30, Standing.SLOWING),
        (31, Standing.STALE),
        (90, Standing.STALE),
        (91, Standing.SILENT),
        (4000, Standing.SILENT),
    ],
)
def test_a_channel_stands_by_the_age_of_its_newest_publication(
    days: int, standing: Standing
) -> None:
    verdict = judge(ChannelFacts(Health.OK, ago(days)), TARGET, NOW, CALENDAR)
    assert (verdict.standing, verdict.days) == (standing, days)
    assert verdict.behind == (days > 7)
    assert verdict.newest_at == NOW - timedelta(days=days)


def test_behind_is_measured_by_the_targets_gap_and_not_by_the_standing() -> None:
    verdict = judge(ChannelFacts(Health.OK, ago(10)), MONTHLY, NOW, CALENDAR)
    assert verdict.standing is Standing.SLOWING
    assert not verdict.behind


def test_days_change_at_local_midnight() -> None:
    just_before_midnight = PublicationMoment(datetime(2026, 11, 24, 16, 59, tzinfo=UTC))
    facts = ChannelFacts(Health.OK, just_before_midnight)
    two_minutes_later = datetime(2026, 11, 24, 17, 1, tzinfo=UTC)
    assert judge(facts, TARGET, just_before_midnight.at, CALENDAR).days == 0
    assert judge(facts, TARGET, two_minutes_later, CALENDAR).days == 1


def test_a_day_without_an_hour_is_that_day_in_every_zone() -> None:
    facts = ChannelFacts(
        Health.OK, PublicationMoment(Publication.moment_of(date(2026, 11, 25)), day_only=True)
    )
    for zone in ("WIB", "WIT", "Pacific/Auckland", "Pacific/Pago_Pago"):
        noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
        today = Calendar(zone).today(noon)
        assert judge(facts, TARGET, noon, Calendar(zone)).days == max(0, today.day - 25)


def test_a_moment_in_the_future_is_today() -> None:
    verdict = judge(ChannelFacts(Health.OK, ago(-2)), TARGET, NOW, CALENDAR)
    assert (verdict.standing, verdict.days, verdict.behind) == (Standing.FRESH, 0, False)


def test_a_site_that_never_had_news_is_silent_and_behind() -> None:
    verdict = judge(ChannelFacts(Health.STATIC), TARGET, NOW, CALENDAR)
    assert (verdict.standing, verdict.days, verdict.behind) == (Standing.SILENT, None, True)
    assert verdict.reason is None


@pytest.mark.parametrize("health", sorted(UNMEASURED))
def test_what_can_not_be_read_is_unmeasured_whatever_was_known_before(health: Health) -> None:
    verdict = judge(ChannelFacts(health, ago(120)), TARGET, NOW, CALENDAR)
    assert (verdict.standing, verdict.reason) == (Standing.UNMEASURED, health)
    assert (verdict.days, verdict.behind) == (None, False)


def test_a_channel_never_read_is_unmeasured_without_a_reason() -> None:
    verdict = judge(ChannelFacts(None), TARGET, NOW, CALENDAR)
    assert (verdict.standing, verdict.reason) == (Standing.UNMEASURED, None)


def test_a_reading_without_a_date_is_unmeasured() -> None:
    verdict = judge(ChannelFacts(Health.OK), TARGET, NOW, CALENDAR)
    assert (verdict.standing, verdict.reason) == (Standing.UNMEASURED, Health.UNDATED)


@pytest.mark.parametrize("health", sorted(UNMEASURED))
@pytest.mark.parametrize("verified", [True, False])
def test_a_report_makes_an_unreadable_channel_fresh_for_the_gap(
    health: Health, verified: bool
) -> None:
    facts = ChannelFacts(health, reports=(report(14, verified=verified),))
    within = judge(facts, MONTHLY, NOW, CALENDAR)
    assert (within.standing, within.days, within.behind) == (Standing.FRESH, 14, False)
    assert within.reported
    after = judge(facts, MONTHLY, NOW + timedelta(days=1), CALENDAR)
    assert (after.standing, after.reason) == (Standing.UNMEASURED, health)


def test_a_verified_report_counts_like_a_publication() -> None:
    facts = ChannelFacts(Health.OK, ago(60), (report(12, verified=True),))
    verdict = judge(facts, TARGET, NOW, CALENDAR)
    assert (verdict.standing, verdict.days, verdict.behind) == (Standing.SLOWING, 12, True)
    assert verdict.reported


def test_a_stewards_word_holds_for_the_gap_and_then_the_reading_counts_again() -> None:
    facts = ChannelFacts(Health.OK, ago(60), (report(7),))
    assert judge(facts, TARGET, NOW, CALENDAR).standing is Standing.FRESH
    after = judge(facts, TARGET, NOW + timedelta(days=1), CALENDAR)
    assert (after.standing, after.days, after.behind) == (Standing.STALE, 61, True)
    assert not after.reported


def test_a_report_older_than_the_reading_leaves_the_reading_newest() -> None:
    facts = ChannelFacts(Health.OK, ago(1), (report(3, verified=True),))
    verdict = judge(facts, TARGET, NOW, CALENDAR)
    assert (verdict.days, verdict.reported) == (1, False)


def test_a_publication_both_read_and_reported_is_not_called_reported() -> None:
    facts = ChannelFacts(Health.OK, ago(1), (report(1, verified=True),))
    assert not judge(facts, TARGET, NOW, CALENDAR).reported


def test_a_week_begins_on_monday_at_local_midnight() -> None:
    sunday_evening = PublicationMoment(datetime(2026, 11, 22, 16, 59, tzinfo=UTC))
    monday = PublicationMoment(datetime(2026, 11, 22, 17, tzinfo=UTC))
    same_day_again = PublicationMoment(monday.at, day_only=False)
    next_monday = PublicationMoment(datetime(2026, 11, 29, 17, tzinfo=UTC))
    facts = ChannelFacts(
        Health.OK, monday, published=(sunday_evening, monday, same_day_again, next_monday)
    )
    assert judge(facts, TARGET, NOW, CALENDAR).this_week == 2


@pytest.mark.parametrize(
    ("agency_class", "target"),
    [
        ("dinas", TARGET),
        ("badan", TARGET),
        ("rsud", TARGET),
        ("setda", TARGET),
        ("inspektorat", TARGET),
        ("uptd", TARGET),
        ("bumd", TARGET),
        ("Kecamatan", Target(1, 7)),
        ("kelurahan", MONTHLY),
    ],
)
def test_smaller_offices_have_smaller_targets(agency_class: str, target: Target) -> None:
    assert default_target(agency_class) == target


def test_the_thresholds_can_be_chosen() -> None:
    facts = ChannelFacts(Health.OK, ago(60))
    lenient = Thresholds(fresh_days=90, slowing_days=180, stale_days=365)
    assert judge(facts, TARGET, NOW, CALENDAR, lenient).standing is Standing.FRESH
    with pytest.raises(ValueError, match="ascend"):
        Thresholds(fresh_days=30, slowing_days=7)


@settings(max_examples=60)
@given(facts=CHANNELS, target=TARGETS, now=MOMENTS, added=REPORTS)
def test_a_further_report_never_makes_a_channel_look_worse(
    facts: ChannelFacts, target: Target, now: datetime, added: ReportedPublication
) -> None:
    before = judge(facts, target, now, CALENDAR)
    after = judge(replace(facts, reports=(*facts.reports, added)), target, now, CALENDAR)
    assert_no_worse(before.standing, after.standing)
    if before.standing.measured:
        assert after.behind <= before.behind


@settings(max_examples=60)
@given(facts=CHANNELS, target=TARGETS, now=MOMENTS, added=PUBLICATIONS)
def test_a_newer_publication_never_makes_a_channel_look_worse(
    facts: ChannelFacts, target: Target, now: datetime, added: PublicationMoment
) -> None:
    older = facts.newest or added
    newer = max(older, added, key=lambda moment: moment.at)
    before = judge(facts, target, now, CALENDAR)
    after = judge(replace(facts, newest=newer), target, now, CALENDAR)
    assert_no_worse(before.standing, after.standing)
    if before.standing.measured:
        assert after.behind <= before.behind


@settings(max_examples=60)
@given(facts=CHANNELS, target=TARGETS, now=MOMENTS, later=st.timedeltas(timedelta(0)))
def test_time_alone_never_freshens_a_channel(
    facts: ChannelFacts, target: Target, now: datetime, later: timedelta
) -> None:
    before = judge(facts, target, now, CALENDAR)
    after = judge(facts, target, now + min(later, timedelta(days=400)), CALENDAR)
    assert not is_worse(before.standing, after.standing)
    assert before.standing.measured or not after.standing.measured
    if after.standing.measured:
        assert before.behind <= after.behind


@settings(max_examples=60)
@given(facts=CHANNELS, target=TARGETS, now=MOMENTS)
def test_only_a_measured_channel_is_behind(
    facts: ChannelFacts, target: Target, now: datetime
) -> None:
    verdict = judge(facts, target, now, CALENDAR)
    assert verdict == judge(facts, target, now, CALENDAR)
    assert verdict.standing.measured or not verdict.behind
    assert (verdict.days is None) == (verdict.newest_at is None)
    if facts.health in UNMEASURED:
        assert verdict.standing in (Standing.FRESH, Standing.UNMEASURED)


def is_worse(one: Standing, other: Standing) -> bool:
    """Whether one is further from fresh than the other; never, where either is unmeasured."""
    order = [Standing.FRESH, Standing.SLOWING, Standing.STALE, Standing.SILENT]
    return one.measured and other.measured and order.index(one) > order.index(other)


def assert_no_worse(before: Standing, after: Standing) -> None:
    assert not is_worse(after, before)
    assert after.measured or not before.measured


def test_what_was_only_claimed_counts_once_a_day_and_not_beside_what_was_seen() -> None:
    monday, tuesday, wednesday = (ago(days) for days in (2, 1, 0))
    claimed = (monday, monday, tuesday, wednesday, ago(9))
    facts = ChannelFacts(Health.OK, wednesday, published=(wednesday,), claimed=claimed)
    assert judge(facts, TARGET, NOW, CALENDAR).this_week == 3
