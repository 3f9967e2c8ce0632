from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.trust import SweepOutcome, TrustReason, TrustVerdict, sweep_trusted
from checks.model import Health, Platform

READ = SweepOutcome(Platform.WEBSITE, Health.OK)
NAMELESS = SweepOutcome(Platform.WEBSITE, Health.UNREACHABLE, "Name not known: dinkes.example")
TIMED_OUT = SweepOutcome(Platform.WEBSITE, Health.UNREACHABLE, "timed out after 20 s")
REFUSED = SweepOutcome(Platform.WEBSITE, Health.UNREACHABLE, "connection refused")
SERVER_ERROR = SweepOutcome(Platform.WEBSITE, Health.UNREACHABLE, "answered 503")
FAILED = SweepOutcome(Platform.WEBSITE, Health.FAILED, "no route")
NO_READER = SweepOutcome(Platform.TIKTOK, Health.FAILED, "no reader", attempted=False)
TOKEN_EXPIRED = SweepOutcome(Platform.INSTAGRAM, Health.FAILED, "token expired")


def verdict(trusted: bool, reason: TrustReason) -> TrustVerdict:
    return TrustVerdict(trusted, reason)


@pytest.mark.parametrize("failure", [NAMELESS, TIMED_OUT, REFUSED, FAILED])
def test_most_failing_alike_is_our_own_outage(failure: SweepOutcome) -> None:
    assert sweep_trusted([failure] * 6 + [READ] * 5) == verdict(
        False, TrustReason.MOST_FAILED_ALIKE
    )


@pytest.mark.parametrize(
    "details",
    [
        ("name not known", "name server gives no answer"),
        ("connection refused", "no connection possible"),
        ("no answer within 20 s", "no connection within 5 s"),
        ("timed out", "no encrypted connection in time"),
    ],
)
def test_failures_are_alike_by_what_happened_and_not_by_their_wording(
    details: tuple[str, str],
) -> None:
    failures = [SweepOutcome(Platform.WEBSITE, Health.UNREACHABLE, one) for one in details * 3]
    assert sweep_trusted([*failures, READ]) == verdict(False, TrustReason.MOST_FAILED_ALIKE)


def test_half_failing_alike_is_not_most() -> None:
    assert sweep_trusted([NAMELESS] * 5 + [READ] * 5).trusted


def test_failing_in_different_ways_is_theirs() -> None:
    assert sweep_trusted([NAMELESS] * 3 + [TIMED_OUT] * 3 + [READ] * 2) == verdict(
        True, TrustReason.NO_COMMON_FAILURE
    )


def test_nothing_read_at_all_is_ours_however_it_failed() -> None:
    assert sweep_trusted([NAMELESS, TIMED_OUT, REFUSED]) == verdict(
        False, TrustReason.NOTHING_WAS_READ
    )


def test_a_lasting_outage_is_not_trusted_on_its_second_day_either() -> None:
    second_day = [replace(NAMELESS, failed_before=True)] * 10
    assert not sweep_trusted(second_day).trusted


@pytest.mark.parametrize("health", [Health.BLOCKED, Health.GONE, Health.HIJACKED, Health.UNDATED])
def test_an_answer_that_says_no_is_an_answer(health: Health) -> None:
    assert sweep_trusted([SweepOutcome(Platform.WEBSITE, health)] * 10).trusted


def test_a_server_that_answers_with_an_error_was_reached() -> None:
    assert sweep_trusted([SERVER_ERROR] * 10).trusted


def test_a_channel_without_a_reader_is_no_witness() -> None:
    assert sweep_trusted([NO_READER] * 9 + [READ]).trusted
    assert not sweep_trusted([NO_READER] * 9 + [NAMELESS] * 3 + [READ]).trusted
    assert sweep_trusted([NO_READER] * 9) == verdict(True, TrustReason.NOTHING_ATTEMPTED)
    assert sweep_trusted([]).trusted


def test_sites_long_dead_do_not_speak_against_us() -> None:
    dead = replace(NAMELESS, failed_before=True)
    assert sweep_trusted([dead] * 13 + [READ] * 7).trusted


def test_sites_long_dead_do_not_hide_an_outage_of_the_rest() -> None:
    dead = replace(NAMELESS, failed_before=True)
    assert sweep_trusted([dead] * 13 + [TIMED_OUT] * 6 + [READ]) == verdict(
        False, TrustReason.MOST_FAILED_ALIKE
    )


def test_two_sites_failing_alike_at_once_are_doubted() -> None:
    assert not sweep_trusted([NAMELESS, NAMELESS]).trusted
    assert sweep_trusted([NAMELESS, TIMED_OUT]).trusted
    assert sweep_trusted([NAMELESS, READ]).trusted


def test_two_sites_that_were_down_before_are_simply_down() -> None:
    assert sweep_trusted([replace(NAMELESS, failed_before=True)] * 2).trusted


def test_one_site_alone_says_nothing_about_us() -> None:
    assert sweep_trusted([NAMELESS]).trusted


def test_two_of_three_are_too_few_for_a_common_cause() -> None:
    assert sweep_trusted([NAMELESS, NAMELESS, READ]).trusted


def test_an_expired_key_to_one_platform_leaves_the_websites_trusted() -> None:
    assert sweep_trusted([TOKEN_EXPIRED] * 9 + [READ] * 2) == verdict(
        True, TrustReason.ONE_PLATFORM
    )
    assert not sweep_trusted([TOKEN_EXPIRED] * 9 + [FAILED] + [READ]).trusted


OUTCOMES = st.lists(
    st.sampled_from(
        [READ, NAMELESS, TIMED_OUT, REFUSED, SERVER_ERROR, FAILED, NO_READER, TOKEN_EXPIRED]
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(outcomes=OUTCOMES, data=st.data())
def test_trust_knows_no_order(outcomes: list[SweepOutcome], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(outcomes))
    assert sweep_trusted(shuffled).trusted == sweep_trusted(outcomes).trusted


@settings(max_examples=60)
@given(outcomes=OUTCOMES)
def test_another_site_read_never_costs_trust(
    outcomes: list[SweepOutcome],
) -> None:
    if sweep_trusted([*outcomes, READ]).trusted is False:
        assert sweep_trusted(outcomes).trusted is False
