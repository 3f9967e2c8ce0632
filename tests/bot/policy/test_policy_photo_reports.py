from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.photo_reports import (
    AlbumPart,
    PhotoDecision,
    PhotoOutcome,
    ShownChannel,
    accept_photo,
)
from bot.policy.standing import ChannelFacts, ReportedPublication, Standing, Target, judge
from bot.policy.workdays import Calendar
from checks.model import Health

CALENDAR = Calendar("WIB")
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)  # Wednesday 10.00 WIB
SITE, ACCOUNT = ShownChannel(1, 7), ShownChannel(2, 14)
PROBLEMS = [
    PhotoOutcome.NOT_KEPT,
    PhotoOutcome.TOO_LARGE,
    PhotoOutcome.NOT_A_PICTURE,
    PhotoOutcome.BROKEN,
]


def decide(
    *channels: ShownChannel,
    problem: PhotoOutcome | None = None,
    on_record_for: frozenset[int] = frozenset(),
    album: tuple[AlbumPart, ...] = (),
) -> PhotoDecision:
    return accept_photo(
        channels, NOW, CALENDAR, problem=problem, on_record_for=on_record_for, album=album
    )


def test_the_only_channel_is_meant_and_counts_on_the_stewards_word() -> None:
    assert decide(ACCOUNT) == PhotoDecision(
        PhotoOutcome.RECORDED,
        channel_id=2,
        publication=ReportedPublication(NOW, verified=False),
        quiet_until=date(2026, 12, 9),
    )


def test_reminders_pause_for_as_long_as_the_channel_stands_fresh_by_it() -> None:
    decision = decide(SITE)
    assert decision.publication is not None
    assert decision.quiet_until is not None
    facts = ChannelFacts(Health.FAILED, reports=(decision.publication,))
    last = CALENDAR.start_of_day(decision.quiet_until)
    after = CALENDAR.start_of_day(date.fromordinal(decision.quiet_until.toordinal() + 1))
    assert judge(facts, Target(2, 7), last, CALENDAR).standing is Standing.FRESH
    assert judge(facts, Target(2, 7), after, CALENDAR).standing is Standing.UNMEASURED


def test_of_several_channels_the_steward_says_which() -> None:
    assert decide(SITE, ACCOUNT) == PhotoDecision(PhotoOutcome.WHICH_CHANNEL, candidates=(1, 2))


def test_without_a_channel_in_their_care_nothing_is_recorded() -> None:
    assert decide() == PhotoDecision(PhotoOutcome.NO_CHANNEL)
    assert decide(problem=PhotoOutcome.NO_CHANNEL).outcome is PhotoOutcome.NO_CHANNEL


def test_a_picture_on_record_for_a_channel_of_theirs_is_a_duplicate_without_a_question() -> None:
    for channels in ((ACCOUNT,), (SITE, ACCOUNT)):
        decision = decide(*channels, on_record_for=frozenset({2, 9}))
        assert decision == PhotoDecision(PhotoOutcome.DUPLICATE, 2)


def test_a_picture_on_record_for_somebody_elses_channel_is_not_evidence_for_theirs() -> None:
    for channels in ((SITE,), (SITE, ACCOUNT)):
        decision = decide(*channels, on_record_for=frozenset({9}))
        assert decision == PhotoDecision(PhotoOutcome.USED_ELSEWHERE)


@pytest.mark.parametrize("problem", PROBLEMS)
def test_without_a_picture_nothing_counts_and_nothing_is_asked(problem: PhotoOutcome) -> None:
    assert decide(SITE, ACCOUNT, problem=problem) == PhotoDecision(problem)


@pytest.mark.parametrize("spoken", [PhotoOutcome.RECORDED, PhotoOutcome.WHICH_CHANNEL, None])
def test_the_rest_of_an_album_goes_silently_with_the_part_that_speaks_for_it(
    spoken: PhotoOutcome | None,
) -> None:
    first = AlbumPart(PhotoOutcome.BROKEN), AlbumPart(spoken, 2)
    rest = PhotoDecision(PhotoOutcome.ALBUM, 2, silent=True)
    assert decide(SITE, ACCOUNT, album=first) == rest
    assert decide(SITE, album=first, on_record_for=frozenset({1})) == rest


def test_the_first_good_picture_of_an_album_speaks_for_it_also_after_others() -> None:
    before = (
        AlbumPart(PhotoOutcome.NOT_KEPT),
        AlbumPart(PhotoOutcome.DUPLICATE, 1),
        AlbumPart(PhotoOutcome.USED_ELSEWHERE),
    )
    assert decide(SITE, album=before) == decide(SITE)


@pytest.mark.parametrize("problem", PROBLEMS)
def test_one_album_is_told_of_a_problem_once(problem: PhotoOutcome) -> None:
    first = decide(SITE, problem=problem)
    second = decide(SITE, problem=problem, album=(AlbumPart(first.outcome),))
    assert not first.silent
    assert second == PhotoDecision(problem, silent=True)
    spoken = AlbumPart(PhotoOutcome.RECORDED, 1)
    assert decide(SITE, problem=problem, album=(spoken,)).silent


TAKEN = ShownChannel(3, 7, taken=True)


def test_a_picture_for_an_account_that_was_taken_records_nothing() -> None:
    decision = decide(TAKEN)
    assert decision == PhotoDecision(PhotoOutcome.ACCOUNT_TAKEN, 3)
    assert decide(TAKEN, album=(AlbumPart(decision.outcome),)).silent


def test_also_an_account_that_was_taken_may_be_the_one_meant() -> None:
    assert decide(SITE, TAKEN).candidates == (1, 3)


PARTS = st.builds(
    AlbumPart,
    st.sampled_from([None, *PhotoOutcome]),
    st.one_of(st.none(), st.integers(1, 4)),
)


@settings(max_examples=150)
@given(
    channels=st.lists(
        st.builds(ShownChannel, st.integers(1, 4), st.sampled_from([7, 14])),
        max_size=3,
        unique_by=lambda one: one.channel_id,
    ),
    problem=st.one_of(st.none(), st.sampled_from(PROBLEMS)),
    on_record_for=st.frozensets(st.integers(1, 6), max_size=3),
    album=st.lists(PARTS, max_size=4),
)
def test_it_counts_for_one_of_their_channels_at_most_once(
    channels: list[ShownChannel],
    problem: PhotoOutcome | None,
    on_record_for: frozenset[int],
    album: list[AlbumPart],
) -> None:
    decision = accept_photo(
        channels, NOW, CALENDAR, problem=problem, on_record_for=on_record_for, album=album
    )
    counts = decision.publication is not None
    assert counts == (decision.outcome is PhotoOutcome.RECORDED)
    assert counts == (decision.quiet_until is not None)
    assert (len(decision.candidates) > 1) == (decision.outcome is PhotoOutcome.WHICH_CHANNEL)
    if counts or decision.candidates:
        assert not on_record_for
        assert problem is None
        assert not any(part.speaks for part in album)
        assert not decision.silent
    if counts:
        assert decision.channel_id in {one.channel_id for one in channels}
