from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.policy.ladder import EpisodeFacts, SentNudge, Step
from bot.policy.nudge_plan import (
    ClosedEpisode,
    NoteKind,
    NudgePlan,
    OperatorNote,
    PersonFacts,
    StewardedChannel,
    WhyNobody,
)
from bot.policy.nudging import plan_nudges
from bot.policy.standing import Standing, Verdict
from bot.policy.workdays import Calendar
from checks.model import ChannelRef, Health, Platform

CALENDAR = Calendar("WIB", {date(2026, 12, 25): "Hari Raya Natal"})
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)  # Tuesday 09.00 WIB
LAST_SEEN = datetime(2026, 11, 1, 2, tzinfo=UTC)

BEHIND = Verdict(Standing.SLOWING, 23, LAST_SEEN, behind=True, this_week=0)
ON_TIME = Verdict(Standing.FRESH, 1, NOW - timedelta(days=1), behind=False, this_week=1)
NEVER = Verdict(Standing.SILENT, None, None, behind=True, this_week=0)

SITI = PersonFacts(1, "Siti", 10, "Dinkes", "id", arrived=True)
BUDI = PersonFacts(2, "Budi", 20, "Disdik", "id", arrived=True)


def unmeasured(health: Health) -> Verdict:
    return Verdict(Standing.UNMEASURED, None, None, behind=False, this_week=0, reason=health)


def channel(
    channel_id: int = 1,
    verdict: Verdict = BEHIND,
    *,
    stewards: tuple[int, ...] = (1,),
    health: Health = Health.OK,
    agency_id: int = 10,
    paused_until: date | None = None,
) -> StewardedChannel:
    ref = ChannelRef(Platform.WEBSITE, f"https://opd{channel_id}.example/")
    return StewardedChannel(
        channel_id, ref, agency_id, "Dinkes", health, verdict, stewards, paused_until
    )


def plan(
    *channels: StewardedChannel,
    now: datetime = NOW,
    people: tuple[PersonFacts, ...] = (SITI, BUDI),
    episodes: tuple[EpisodeFacts, ...] = (),
    trusted: bool = True,
) -> NudgePlan:
    return plan_nudges(
        now=now,
        calendar=CALENDAR,
        people=people,
        channels=channels,
        episodes=episodes,
        sweep_trusted=trusted,
    )


def told(made: NudgePlan) -> dict[int, list[int]]:
    return {
        message.person.person_id: [one.channel.channel_id for one in message.channels]
        for message in made.messages
    }


def test_a_channel_behind_opens_an_episode_and_its_steward_is_told_gently() -> None:
    made = plan(channel())
    assert made.opened == (EpisodeFacts(1, TODAY),)
    [message] = made.messages
    assert (message.person, message.step, message.agency_id) == (SITI, Step.GENTLE, 10)
    assert message.key == "nudge:1:2026-11-24"
    assert (message.channels[0].due.nth, message.channels[0].due.workday) == (1, 1)
    assert made.why is None


def test_a_channel_on_time_bothers_nobody() -> None:
    made = plan(channel(verdict=ON_TIME))
    assert made == NudgePlan(why=WhyNobody.NOBODY_BEHIND)


def test_a_site_that_never_had_news_is_spoken_of() -> None:
    assert told(plan(channel(verdict=NEVER, health=Health.STATIC))) == {1: [1]}


def test_all_channels_of_a_person_are_in_one_message_worst_first() -> None:
    firm = EpisodeFacts(4, date(2026, 11, 20), (SentNudge(date(2026, 11, 20), Step.GENTLE),))
    stale = replace(BEHIND, standing=Standing.STALE, days=40)
    made = plan(
        channel(1),
        channel(2, NEVER, health=Health.STATIC),
        channel(3, stale),
        channel(4),
        channel(5, replace(BEHIND, days=25)),
        episodes=(firm,),
    )
    assert told(made) == {1: [4, 2, 3, 5, 1]}
    assert made.messages[0].step is Step.FIRM
    assert made.messages[0].channels[0].due.nth == 2


def test_a_person_with_channels_of_two_agencies_gets_one_message() -> None:
    made = plan(channel(1, agency_id=20), channel(2, agency_id=10))
    assert told(made) == {1: [1, 2]}
    assert made.messages[0].agency_id == 10


def test_a_message_about_another_agency_goes_under_that_agencys_name() -> None:
    made = plan(channel(1, agency_id=20))
    assert made.messages[0].agency_id == 20


def test_a_channel_newly_behind_joins_what_is_due_and_not_what_was_told() -> None:
    yesterday = date(2026, 11, 23)
    silent_today = EpisodeFacts(1, yesterday, (SentNudge(yesterday, Step.GENTLE),))
    assert told(plan(channel(1), channel(2), episodes=(silent_today,))) == {1: [2]}


def test_the_second_reminder_says_how_many_working_days_it_has_been() -> None:
    friday = date(2026, 11, 20)
    episode = EpisodeFacts(1, friday, (SentNudge(friday, Step.GENTLE),))
    [message] = plan(channel(), episodes=(episode,)).messages
    due = message.channels[0].due
    assert (due.step, due.nth, due.workday) == (Step.FIRM, 2, 3)


def test_a_person_told_today_is_not_told_again() -> None:
    made = plan(channel(), people=(replace(SITI, already_nudged_today=True),))
    assert (made.messages, made.why) == ((), WhyNobody.ALREADY_TOLD)


def test_after_the_last_step_there_is_silence() -> None:
    episode = EpisodeFacts(
        1,
        date(2026, 11, 2),
        (SentNudge(date(2026, 11, 2), Step.GENTLE), SentNudge(date(2026, 11, 4), Step.FIRM)),
    )
    made = plan(channel(), episodes=(episode,))
    assert (made.messages, made.why) == ((), WhyNobody.NOTHING_DUE)


def test_a_paused_channel_is_left_alone_through_its_last_day() -> None:
    made = plan(channel(paused_until=TODAY))
    assert (made.messages, made.opened, made.why) == ((), (), WhyNobody.PAUSED)
    assert told(plan(channel(paused_until=TODAY - timedelta(days=1)))) == {1: [1]}


@pytest.mark.parametrize(
    ("primary", "note"),
    [
        (replace(SITI, leave_until=TODAY), NoteKind.ON_LEAVE),
        (replace(SITI, arrived=False), NoteKind.NOT_ARRIVED),
        (replace(SITI, unreachable=True), NoteKind.UNREACHABLE),
    ],
)
def test_the_deputy_stands_in_or_the_operator_hears_of_it(
    primary: PersonFacts, note: NoteKind
) -> None:
    with_deputy = plan(channel(stewards=(1, 2)), people=(primary, BUDI))
    assert told(with_deputy) == {2: [1]}
    assert with_deputy.operator_notes == ()
    alone = plan(channel(), people=(primary, BUDI))
    assert (alone.messages, alone.why) == ((), WhyNobody.NOBODY_TO_TELL)
    assert alone.operator_notes == (OperatorNote(note, 1),)


def test_a_deputy_who_has_not_arrived_is_no_deputy() -> None:
    made = plan(
        channel(stewards=(1, 2)),
        people=(replace(SITI, leave_until=TODAY), replace(BUDI, arrived=False)),
    )
    assert made.operator_notes == (OperatorNote(NoteKind.ON_LEAVE, 1),)


def test_a_person_back_from_leave_is_told() -> None:
    yesterday = TODAY - timedelta(days=1)
    assert told(plan(channel(), people=(replace(SITI, leave_until=yesterday),))) == {1: [1]}


@pytest.mark.parametrize("stewards", [(), (99,)])
def test_a_channel_without_a_steward_is_the_operators(stewards: tuple[int, ...]) -> None:
    made = plan(channel(stewards=stewards))
    assert made.operator_notes == (OperatorNote(NoteKind.NO_STEWARD, 1),)
    assert made.opened == (EpisodeFacts(1, TODAY),)


@pytest.mark.parametrize(
    "health",
    [
        Health.HIJACKED,
        Health.PARKED,
        Health.GONE,
        Health.BLOCKED,
        Health.UNREACHABLE,
        Health.FAILED,
    ],
)
def test_a_channel_that_can_not_be_read_goes_to_the_operator(health: Health) -> None:
    made = plan(channel(verdict=unmeasured(health), health=health))
    assert (made.messages, made.opened) == ((), ())
    assert made.operator_notes == (OperatorNote(NoteKind.CHANNEL_UNREADABLE, 1, health),)


def test_an_undated_site_bothers_nobody() -> None:
    made = plan(channel(verdict=unmeasured(Health.UNDATED), health=Health.UNDATED))
    assert made == NudgePlan(why=WhyNobody.NOBODY_BEHIND)


def test_a_hijacked_site_reported_fresh_is_still_the_operators() -> None:
    made = plan(channel(verdict=replace(ON_TIME, reported=True), health=Health.HIJACKED))
    assert made.operator_notes == (OperatorNote(NoteKind.CHANNEL_UNREADABLE, 1, Health.HIJACKED),)


def test_after_a_sweep_not_trusted_only_the_operator_is_told() -> None:
    made = plan(
        channel(),
        channel(2, unmeasured(Health.UNREACHABLE), health=Health.UNREACHABLE),
        trusted=False,
    )
    assert made == NudgePlan(
        operator_notes=(OperatorNote(NoteKind.SWEEP_NOT_TRUSTED),),
        why=WhyNobody.SWEEP_NOT_TRUSTED,
    )


@pytest.mark.parametrize(
    ("now", "why", "day_off"),
    [
        (datetime(2026, 11, 28, 2, tzinfo=UTC), WhyNobody.NOT_A_WORKDAY, ""),
        (datetime(2026, 12, 25, 2, tzinfo=UTC), WhyNobody.NOT_A_WORKDAY, "Hari Raya Natal"),
        (datetime(2026, 11, 24, 1, 29, tzinfo=UTC), WhyNobody.OUTSIDE_HOURS, ""),
        (datetime(2026, 11, 24, 8, tzinfo=UTC), WhyNobody.OUTSIDE_HOURS, ""),
        (datetime(2026, 11, 27, 5, tzinfo=UTC), WhyNobody.FRIDAY_PRAYER, ""),
    ],
)
def test_outside_reminder_hours_nobody_is_told_and_nothing_opens(
    now: datetime, why: WhyNobody, day_off: str
) -> None:
    assert plan(channel(), now=now) == NudgePlan(why=why, day_off=day_off)


@pytest.mark.parametrize("day", [24, 28])
@pytest.mark.parametrize("trusted", [True, False])
def test_a_publication_closes_the_episode_on_any_day(day: int, trusted: bool) -> None:
    made = plan(
        channel(verdict=ON_TIME),
        now=datetime(2026, 11, day, 2, tzinfo=UTC),
        episodes=(EpisodeFacts(1, date(2026, 11, 20)),),
        trusted=trusted,
    )
    assert made.closed == (ClosedEpisode(1, ON_TIME.newest_at, reported=False),)
    assert made.messages == ()


def test_a_report_closes_the_episode_of_a_channel_that_can_not_be_read() -> None:
    made = plan(
        channel(verdict=replace(ON_TIME, reported=True), health=Health.BLOCKED),
        episodes=(EpisodeFacts(1, date(2026, 11, 20)),),
    )
    assert made.closed == (ClosedEpisode(1, ON_TIME.newest_at, reported=True),)


def test_an_episode_stays_open_while_its_channel_can_not_be_read() -> None:
    made = plan(
        channel(verdict=unmeasured(Health.UNREACHABLE), health=Health.UNREACHABLE),
        episodes=(EpisodeFacts(1, date(2026, 11, 20)),),
    )
    assert (made.closed, made.opened, made.messages) == ((), (), ())
