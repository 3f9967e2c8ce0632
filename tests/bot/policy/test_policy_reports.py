from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.report_facts import (
    CandidateChannel,
    DateCheck,
    OnTheirWord,
    Ownership,
    ReportDecision,
    ReportedLink,
    ReportOutcome,
)
from bot.policy.reports import accept
from bot.policy.standing import (
    ChannelFacts,
    PublicationMoment,
    ReportedPublication,
    Target,
    judge,
)
from bot.policy.workdays import Calendar
from checks.model import Health, Platform, Publication

CALENDAR = Calendar("WIB")
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)  # Wednesday 10.00 WIB


def link(
    at: datetime | None = NOW - timedelta(hours=1),
    checked: DateCheck = DateCheck.PAGE_DATE,
    *,
    platform: Platform = Platform.INSTAGRAM,
    day_only: bool = False,
    already_known: bool = False,
    confirmed: bool = False,
    missing: bool = False,
) -> ReportedLink:
    published = None if at is None else PublicationMoment(at, day_only)
    return ReportedLink(platform, checked, published, already_known, confirmed, missing)


def undated(checked: DateCheck, platform: Platform = Platform.FACEBOOK) -> ReportedLink:
    return ReportedLink(platform, checked)


def owned(
    owns: Ownership = Ownership.YES,
    *,
    channel_id: int = 1,
    platform: Platform = Platform.INSTAGRAM,
    gap: int = 7,
    taken: bool = False,
) -> CandidateChannel:
    return CandidateChannel(channel_id, platform, owns, gap, taken)


def decide(reported: ReportedLink, *channels: CandidateChannel) -> ReportDecision:
    return accept(reported, channels or (owned(),), NOW, CALENDAR)


def test_a_link_of_theirs_with_a_date_is_recorded_verified_and_closes_the_episode() -> None:
    at = NOW - timedelta(days=2)
    assert decide(link(at)) == ReportDecision(
        ReportOutcome.VERIFIED,
        channel_id=1,
        publication=ReportedPublication(at, verified=True),
        days=2,
        closes_episode=True,
    )


def test_a_date_without_a_known_owner_is_recorded_unverified() -> None:
    decision = decide(link(), owned(Ownership.UNKNOWN))
    assert decision.outcome is ReportOutcome.UNVERIFIED
    assert decision.publication == ReportedPublication(NOW - timedelta(hours=1))
    assert decision.closes_episode
    assert decision.why is OnTheirWord.NO_ACCOUNT


def test_a_time_inside_an_id_proves_nothing_until_the_platform_says_whose_it_is() -> None:
    claimed = decide(link(checked=DateCheck.ID_TIME))
    assert (claimed.outcome, claimed.why) == (ReportOutcome.UNVERIFIED, OnTheirWord.NOT_LOOKED_UP)
    confirmed = decide(link(checked=DateCheck.ID_TIME, confirmed=True))
    assert (confirmed.outcome, confirmed.why) == (ReportOutcome.VERIFIED, None)


def test_a_post_that_the_platform_confirms_without_a_date_counts_from_now() -> None:
    undated_post = ReportedLink(Platform.YOUTUBE, DateCheck.NOT_READABLE, confirmed=True)
    decision = decide(undated_post, owned(platform=Platform.YOUTUBE))
    assert (decision.outcome, decision.why) == (ReportOutcome.UNVERIFIED, OnTheirWord.NO_DATE)
    assert decision.publication == ReportedPublication(NOW)


def test_what_is_on_record_elsewhere_is_theirs_only_where_they_are_named() -> None:
    elsewhere = replace(link(), known_elsewhere=9)
    unsure = decide(elsewhere, owned(Ownership.UNKNOWN))
    assert unsure == ReportDecision(ReportOutcome.ELSEWHERE, channel_id=9)
    assert accept(elsewhere, (), NOW, CALENDAR) == unsure
    assert decide(elsewhere, owned()).outcome is ReportOutcome.VERIFIED


@pytest.mark.parametrize(
    ("days", "outcome"), [(7, ReportOutcome.UNVERIFIED), (8, ReportOutcome.OUTDATED)]
)
def test_a_post_known_to_be_older_than_the_window_is_outdated(
    days: int, outcome: ReportOutcome
) -> None:
    old = replace(undated(DateCheck.NOT_READABLE), before=NOW - timedelta(days=days))
    decision = decide(old, owned(platform=Platform.FACEBOOK))
    assert decision.outcome is outcome
    assert (decision.publication is None) == (outcome is ReportOutcome.OUTDATED)


def test_an_undated_post_of_nobody_named_says_so() -> None:
    confirmed = ReportedLink(Platform.YOUTUBE, DateCheck.NOT_READABLE, confirmed=True)
    decision = decide(confirmed, owned(Ownership.UNKNOWN, platform=Platform.YOUTUBE))
    assert decision.why is OnTheirWord.NO_ACCOUNT


@pytest.mark.parametrize("owns", [Ownership.YES, Ownership.UNKNOWN])
def test_what_the_public_cannot_see_is_not_published(owns: Ownership) -> None:
    decision = decide(link(checked=DateCheck.ID_TIME, missing=True), owned(owns))
    assert decision == ReportDecision(ReportOutcome.NOT_PUBLISHED, channel_id=1)


def test_what_another_posts_under_the_channels_name_is_not_its_work() -> None:
    decision = decide(link(confirmed=True), owned(taken=True))
    assert decision == ReportDecision(ReportOutcome.ACCOUNT_TAKEN, channel_id=1)


def test_what_is_surely_a_colleagues_is_offered_as_theirs() -> None:
    others = (
        owned(Ownership.UNKNOWN, channel_id=7),
        owned(Ownership.YES, channel_id=8, platform=Platform.X),
        owned(Ownership.YES, channel_id=9),
    )
    mine = (owned(Ownership.NO),)
    decision = accept(link(), mine, NOW, CALENDAR, others=others)
    assert decision == ReportDecision(ReportOutcome.COLLEAGUES, channel_id=9)
    assert accept(link(), mine, NOW, CALENDAR, others=others[:2]).outcome is (
        ReportOutcome.NOT_THEIRS
    )
    assert accept(link(), (owned(),), NOW, CALENDAR, others=others).channel_id == 1


def test_a_link_nobody_can_date_rests_on_the_stewards_word() -> None:
    decision = decide(undated(DateCheck.NOT_READABLE), owned(platform=Platform.FACEBOOK, gap=14))
    assert decision == ReportDecision(
        ReportOutcome.UNVERIFIED,
        channel_id=1,
        publication=ReportedPublication(NOW),
        closes_episode=True,
        quiet_until=date(2026, 12, 9),
        why=OnTheirWord.NOT_LOOKED_UP,
    )


def test_a_page_read_and_found_without_a_date_is_not_recorded() -> None:
    decision = decide(
        undated(DateCheck.NO_DATE, Platform.WEBSITE), owned(platform=Platform.WEBSITE)
    )
    assert decision == ReportDecision(ReportOutcome.NOT_DATED, channel_id=1)


@pytest.mark.parametrize(
    "channels",
    [
        (owned(Ownership.NO),),
        (owned(platform=Platform.X),),
        (owned(Ownership.NO), owned(platform=Platform.WEBSITE)),
    ],
)
def test_a_link_of_someone_else_is_refused(channels: tuple[CandidateChannel, ...]) -> None:
    assert decide(link(), *channels) == ReportDecision(ReportOutcome.NOT_THEIRS)


def test_a_steward_without_channels_owns_no_link() -> None:
    assert accept(link(), (), NOW, CALENDAR).outcome is ReportOutcome.NOT_THEIRS


def test_a_known_owner_wins_over_a_possible_one() -> None:
    decision = decide(link(), owned(Ownership.UNKNOWN), owned(channel_id=2))
    assert (decision.outcome, decision.channel_id) == (ReportOutcome.VERIFIED, 2)


def test_a_link_that_may_be_of_several_channels_is_asked_about() -> None:
    decision = decide(
        link(),
        owned(Ownership.UNKNOWN),
        owned(Ownership.NO, channel_id=2),
        owned(Ownership.UNKNOWN, channel_id=3),
    )
    assert decision == ReportDecision(ReportOutcome.WHICH_CHANNEL, candidates=(1, 3))


def test_a_link_already_on_record_is_a_duplicate() -> None:
    decision = decide(link(already_known=True))
    assert decision == ReportDecision(ReportOutcome.DUPLICATE, channel_id=1)


def test_someone_elses_link_is_not_called_a_duplicate() -> None:
    decision = decide(link(already_known=True), owned(Ownership.NO))
    assert decision.outcome is ReportOutcome.NOT_THEIRS


@pytest.mark.parametrize(
    ("gap", "days", "outcome", "closes"),
    [
        (7, 7, ReportOutcome.VERIFIED, True),
        (7, 8, ReportOutcome.TOO_OLD, False),
        (14, 14, ReportOutcome.VERIFIED, True),
        (14, 15, ReportOutcome.TOO_OLD, False),
        (3, 7, ReportOutcome.VERIFIED, False),
        (3, 8, ReportOutcome.TOO_OLD, False),
    ],
)
def test_the_window_is_a_week_or_the_channels_gap(
    gap: int, days: int, outcome: ReportOutcome, closes: bool
) -> None:
    decision = decide(link(NOW - timedelta(days=days)), owned(gap=gap))
    assert (decision.outcome, decision.closes_episode) == (outcome, closes)
    assert decision.days == days


def test_what_is_too_old_is_recorded_all_the_same() -> None:
    at = NOW - timedelta(days=40)
    assert decide(link(at)).publication == ReportedPublication(at, verified=True)


def test_the_window_can_be_widened() -> None:
    reported = link(NOW - timedelta(days=20))
    decision = accept(reported, (owned(),), NOW, CALENDAR, window_days=30)
    assert decision.outcome is ReportOutcome.VERIFIED


def test_a_time_from_an_id_may_be_three_hours_early_at_midnight() -> None:
    late_on_the_eighth_day = datetime(2026, 11, 17, 15, tzinfo=UTC)  # 22.00 WIB
    assert decide(link(late_on_the_eighth_day)).outcome is ReportOutcome.TOO_OLD
    from_id = decide(link(late_on_the_eighth_day, DateCheck.ID_TIME, confirmed=True))
    assert from_id.outcome is ReportOutcome.VERIFIED
    an_hour_earlier = late_on_the_eighth_day - timedelta(hours=1, seconds=1)
    assert decide(link(an_hour_earlier, DateCheck.ID_TIME)).outcome is ReportOutcome.TOO_OLD


@pytest.mark.parametrize(
    ("ahead", "checked", "outcome"),
    [
        (timedelta(seconds=10), DateCheck.ID_TIME, ReportOutcome.VERIFIED),
        (timedelta(seconds=11), DateCheck.ID_TIME, ReportOutcome.FUTURE),
        (timedelta(hours=13), DateCheck.PAGE_DATE, ReportOutcome.VERIFIED),
        (timedelta(hours=14), DateCheck.PAGE_DATE, ReportOutcome.FUTURE),
    ],
)
def test_a_future_date_is_no_publication(
    ahead: timedelta, checked: DateCheck, outcome: ReportOutcome
) -> None:
    decision = decide(link(NOW + ahead, checked, confirmed=True))
    assert decision.outcome is outcome
    assert (decision.publication is None) == (outcome is ReportOutcome.FUTURE)


def test_a_page_dated_today_without_an_hour_is_not_in_the_future() -> None:
    decision = decide(link(Publication.moment_of(date(2026, 11, 25)), day_only=True))
    assert (decision.outcome, decision.days) == (ReportOutcome.VERIFIED, 0)
    assert decision.publication is not None
    assert decision.publication.day_only


@pytest.mark.parametrize(
    ("checked", "at"),
    [(DateCheck.ID_TIME, None), (DateCheck.NO_DATE, NOW), (DateCheck.NOT_READABLE, NOW)],
)
def test_a_date_and_how_it_was_found_go_together(checked: DateCheck, at: datetime | None) -> None:
    with pytest.raises(ValueError, match="contradicts"):
        link(at, checked)


@settings(max_examples=60)
@given(
    hours=st.integers(-48, 24 * 40),
    gap=st.integers(1, 20),
    owns=st.sampled_from(Ownership),
    checked=st.sampled_from(DateCheck),
    confirmed=st.booleans(),
    health=st.sampled_from([Health.OK, Health.STATIC, Health.BLOCKED, Health.FAILED]),
)
def test_a_report_that_closes_the_episode_leaves_the_channel_not_behind(
    hours: int, gap: int, owns: Ownership, checked: DateCheck, confirmed: bool, health: Health
) -> None:
    dated = checked in (DateCheck.ID_TIME, DateCheck.PAGE_DATE)
    at = NOW - timedelta(hours=hours) if dated else None
    decision = decide(link(at, checked, confirmed=confirmed), owned(owns, gap=gap))
    if decision.publication is None:
        assert not decision.closes_episode
        return
    old = PublicationMoment(NOW - timedelta(days=300))
    facts = ChannelFacts(health, old, reports=(decision.publication,))
    verdict = judge(facts, Target(2, gap), NOW, CALENDAR)
    assert decision.closes_episode == (verdict.standing.measured and not verdict.behind)
    looked_up = checked is DateCheck.PAGE_DATE or (dated and confirmed)
    assert decision.publication.verified == (looked_up and owns is Ownership.YES)
    assert (decision.why is None) == (decision.publication.verified)
