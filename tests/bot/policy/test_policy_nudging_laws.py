from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.ladder import EpisodeFacts, SentNudge, Step, due_step
from bot.policy.nudge_plan import NudgePlan, PersonFacts, StewardedChannel
from bot.policy.nudging import plan_nudges
from bot.policy.standing import Standing, Verdict
from bot.policy.workdays import Calendar
from checks.model import ChannelRef, Health, Platform

CALENDAR = Calendar("WITA", {date(2026, 12, 24): "Cuti bersama", date(2026, 12, 25): "Natal"})
FIRST_DAY = date(2026, 12, 1)
DAYS = st.integers(0, 30).map(lambda offset: FIRST_DAY + timedelta(days=offset))
NIGHT_AND_DAY = st.integers(0, 30 * 24 * 60).map(
    lambda minutes: datetime(2026, 12, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
REMINDER_HOURS = st.builds(
    lambda day, minutes: CALENDAR.start_of_day(day) + timedelta(minutes=minutes),
    DAYS.filter(CALENDAR.is_workday),
    st.integers(8 * 60 + 30, 15 * 60 - 1),
).filter(lambda at: CALENDAR.quiet_reason(at) is None)

MEASURED = st.builds(
    Verdict,
    standing=st.sampled_from([Standing.FRESH, Standing.SLOWING, Standing.STALE, Standing.SILENT]),
    days=st.none() | st.integers(0, 200),
    newest_at=st.just(datetime(2026, 11, 1, tzinfo=UTC)),
    behind=st.booleans(),
    this_week=st.integers(0, 3),
)
UNMEASURED = st.just(
    Verdict(Standing.UNMEASURED, None, None, behind=False, this_week=0, reason=Health.BLOCKED)
)
PEOPLE = st.tuples(
    *(
        st.builds(
            PersonFacts,
            person_id=st.just(person_id),
            name=st.just("Pengelola"),
            agency_id=st.none() | st.integers(1, 2),
            agency=st.just("Dinas"),
            language=st.just("id"),
            arrived=st.booleans(),
            unreachable=st.booleans(),
            leave_until=st.none() | DAYS,
            already_nudged_today=st.booleans(),
        )
        for person_id in range(3)
    )
)
CHANNELS = st.tuples(
    *(
        st.builds(
            StewardedChannel,
            channel_id=st.just(channel_id),
            ref=st.just(ChannelRef(Platform.WEBSITE, f"https://opd{channel_id}.example/")),
            agency_id=st.integers(1, 2),
            agency=st.just("Dinas"),
            health=st.just(Health.OK),
            verdict=MEASURED | UNMEASURED,
            steward_ids=st.lists(st.integers(0, 3), max_size=3, unique=True).map(tuple),
            paused_until=st.none() | DAYS,
        )
        for channel_id in range(5)
    )
)


@st.composite
def open_episodes(draw: st.DrawFn) -> tuple[EpisodeFacts, ...]:
    """Episodes with a history: some told, some told halfway, some not at all."""
    found = []
    for channel_id in draw(st.sets(st.integers(0, 4))):
        opened_on = draw(DAYS)
        told_on = sorted({opened_on + timedelta(days=draw(st.integers(0, 9))) for _ in range(2)})
        sent = [
            SentNudge(day, step)
            for day, step in zip(told_on, (Step.GENTLE, Step.FIRM), strict=False)
        ]
        found.append(EpisodeFacts(channel_id, opened_on, tuple(sent[: draw(st.integers(0, 2))])))
    return tuple(found)


def plan(
    now: datetime,
    channels: tuple[StewardedChannel, ...],
    people: tuple[PersonFacts, ...],
    episodes: tuple[EpisodeFacts, ...],
) -> NudgePlan:
    return plan_nudges(
        now=now,
        calendar=CALENDAR,
        people=people,
        channels=channels,
        episodes=episodes,
        sweep_trusted=True,
    )


def carried_out(
    made: NudgePlan, people: tuple[PersonFacts, ...], episodes: tuple[EpisodeFacts, ...]
) -> tuple[tuple[PersonFacts, ...], tuple[EpisodeFacts, ...]]:
    """The people and the open episodes after the plan was carried out."""
    sent = {
        one.channel.channel_id: SentNudge(message.day, one.due.step)
        for message in made.messages
        for one in message.channels
    }
    closed = {episode.channel_id for episode in made.closed}
    told = {message.person.person_id for message in made.messages}
    return (
        tuple(
            replace(who, already_nudged_today=who.already_nudged_today or who.person_id in told)
            for who in people
        ),
        tuple(
            replace(episode, nudges=(*episode.nudges, sent[episode.channel_id]))
            if episode.channel_id in sent
            else episode
            for episode in (*episodes, *made.opened)
            if episode.channel_id not in closed
        ),
    )


@settings(max_examples=60)
@given(now=REMINDER_HOURS, people=PEOPLE, channels=CHANNELS, episodes=open_episodes())
def test_a_plan_carried_out_leaves_nothing_to_do(
    now: datetime,
    people: tuple[PersonFacts, ...],
    channels: tuple[StewardedChannel, ...],
    episodes: tuple[EpisodeFacts, ...],
) -> None:
    first = plan(now, channels, people, episodes)
    again = plan(now, channels, *carried_out(first, people, episodes))
    assert (again.messages, again.opened, again.closed) == ((), (), ())
    assert again.why is not None


@settings(max_examples=60)
@given(now=REMINDER_HOURS, people=PEOPLE, channels=CHANNELS, episodes=open_episodes())
def test_an_episode_remembers_what_a_person_forgot(
    now: datetime,
    people: tuple[PersonFacts, ...],
    channels: tuple[StewardedChannel, ...],
    episodes: tuple[EpisodeFacts, ...],
) -> None:
    first = plan(now, channels, people, episodes)
    _, episodes_after = carried_out(first, people, episodes)
    again = plan(now, channels, people, episodes_after)
    assert not told_of(first) & told_of(again)


@settings(max_examples=60)
@given(now=NIGHT_AND_DAY, people=PEOPLE, channels=CHANNELS, episodes=open_episodes())
def test_no_message_leaves_outside_reminder_hours(
    now: datetime,
    people: tuple[PersonFacts, ...],
    channels: tuple[StewardedChannel, ...],
    episodes: tuple[EpisodeFacts, ...],
) -> None:
    made = plan(now, channels, people, episodes)
    if CALENDAR.quiet_reason(now) is not None:
        assert (made.messages, made.opened, made.operator_notes) == ((), (), ())
    assert (made.why is None) == bool(made.messages)


@settings(max_examples=60)
@given(now=REMINDER_HOURS, people=PEOPLE, channels=CHANNELS, episodes=open_episodes())
def test_each_due_channel_is_told_once_to_someone_who_may_be_told(
    now: datetime,
    people: tuple[PersonFacts, ...],
    channels: tuple[StewardedChannel, ...],
    episodes: tuple[EpisodeFacts, ...],
) -> None:
    today = CALENDAR.today(now)
    made = plan(now, channels, people, episodes)
    assert len({message.key for message in made.messages}) == len(made.messages)
    told = Counter(one.channel for message in made.messages for one in message.channels)
    assert set(told.values()) <= {1}
    for message in made.messages:
        assert may_be_told(message.person, today)
        assert not message.person.already_nudged_today
        for one in message.channels:
            assert message.person.person_id in one.channel.steward_ids
    opened = {episode.channel_id: episode for episode in (*episodes, *made.opened)}
    by_id = {who.person_id: who for who in people}
    for channel in channels:
        speakable = (
            channel.verdict.standing.measured
            and channel.verdict.behind
            and not (channel.paused_until and today <= channel.paused_until)
        )
        stewards = [by_id[one] for one in channel.steward_ids if one in by_id]
        recipient = next((who for who in stewards if may_be_told(who, today)), None)
        due = speakable and due_step(opened[channel.channel_id], today, CALENDAR) is not None
        expected = due and recipient is not None and not recipient.already_nudged_today
        assert told[channel] == int(expected)


def told_of(made: NudgePlan) -> set[int]:
    return {one.channel.channel_id for message in made.messages for one in message.channels}


def may_be_told(person: PersonFacts, today: date) -> bool:
    on_leave = person.leave_until is not None and today <= person.leave_until
    return person.arrived and not person.unreachable and not on_leave
