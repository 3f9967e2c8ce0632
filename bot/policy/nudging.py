"""Standings, history and calendar in; who is told what today out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from bot.policy.ladder import EpisodeFacts, due_step
from bot.policy.nudge_plan import (
    ClosedEpisode,
    NoteKind,
    Nudge,
    NudgedChannel,
    NudgePlan,
    OperatorNote,
    PersonFacts,
    StewardedChannel,
    WhyNobody,
)
from bot.policy.standing import Standing
from bot.policy.workdays import Calendar, QuietReason
from checks.model import Health

NOTEWORTHY: frozenset[Health] = frozenset(
    {
        Health.HIJACKED,
        Health.PARKED,
        Health.GONE,
        Health.BLOCKED,
        Health.UNREACHABLE,
        Health.FAILED,
    }
)
"""Healths that somebody other than the steward has to mend."""


def plan_nudges(
    *,
    now: datetime,
    calendar: Calendar,
    people: Iterable[PersonFacts],
    channels: Sequence[StewardedChannel],
    episodes: Iterable[EpisodeFacts],
    sweep_trusted: bool,
) -> NudgePlan:
    """Who is told what at `now`, given all channels of the region and its open episodes.

    At most one message a person, only in reminder hours and after a sweep that can be trusted, and
    only about channels that are measured, behind, not paused and due on their ladder, on platforms
    that are not out. Each such
    channel goes to the first of its stewards who can be told. Episodes are opened only when
    messages may go out; they are closed at any hour.
    """
    today = calendar.today(now)
    open_episodes = {episode.channel_id: episode for episode in episodes}
    closed = _caught_up(channels, open_episodes)
    if (quiet := calendar.quiet_reason(now)) is not None:
        return _quiet_plan(quiet, calendar, today, closed)
    if not sweep_trusted:
        return NudgePlan(
            closed=closed,
            operator_notes=(OperatorNote(NoteKind.SWEEP_NOT_TRUSTED),),
            why=WhyNobody.SWEEP_NOT_TRUSTED,
        )
    return _plan_in_hours(today, calendar, people, channels, open_episodes, closed)


def _plan_in_hours(
    today: date,
    calendar: Calendar,
    people: Iterable[PersonFacts],
    channels: Sequence[StewardedChannel],
    open_episodes: Mapping[int, EpisodeFacts],
    closed: tuple[ClosedEpisode, ...],
) -> NudgePlan:
    behind = [channel for channel in channels if _is_behind(channel)]
    active = [channel for channel in behind if not _covers(channel.paused_until, today)]
    opened = {
        channel.channel_id: EpisodeFacts(channel.channel_id, today)
        for channel in active
        if channel.channel_id not in open_episodes
    }
    current = {**open_episodes, **opened}
    due = [
        NudgedChannel(channel, step)
        for channel in active
        if (step := due_step(current[channel.channel_id], today, calendar))
    ]
    told, untold = _assign(due, {person.person_id: person for person in people}, today)
    messages = tuple(
        Nudge(person, today, tuple(sorted(told[person], key=_worst_first)))
        for person in sorted(told, key=lambda person: person.person_id)
        if not person.already_nudged_today
    )
    already_told = bool(told) or any(current[one.channel_id].told_on(today) for one in active)
    return NudgePlan(
        messages=messages,
        opened=tuple(opened.values()),
        closed=closed,
        operator_notes=(*untold, *_unreadable(channels)),
        why=None if messages else _why_nobody(behind, active, already_told, untold),
    )


def _quiet_plan(
    quiet: QuietReason, calendar: Calendar, today: date, closed: tuple[ClosedEpisode, ...]
) -> NudgePlan:
    if day_off := calendar.day_off_reason(today):
        return NudgePlan(closed=closed, why=WhyNobody.NOT_A_WORKDAY, day_off=day_off.name)
    return NudgePlan(closed=closed, why=WhyNobody(quiet.value))


def _caught_up(
    channels: Iterable[StewardedChannel], open_episodes: Mapping[int, EpisodeFacts]
) -> tuple[ClosedEpisode, ...]:
    return tuple(
        ClosedEpisode(channel.channel_id, channel.verdict.newest_at, channel.verdict.reported)
        for channel in channels
        if channel.channel_id in open_episodes
        and channel.verdict.standing.measured
        and not channel.verdict.behind
    )


def _is_behind(channel: StewardedChannel) -> bool:
    measured = channel.verdict.standing.measured and not channel.platform_out
    return measured and channel.verdict.behind


def _covers(last_day: date | None, today: date) -> bool:
    return last_day is not None and today <= last_day


def _assign(
    due: Iterable[NudgedChannel], people: Mapping[int, PersonFacts], today: date
) -> tuple[dict[PersonFacts, list[NudgedChannel]], list[OperatorNote]]:
    """Each due channel with the first steward who can be told, else a note why there is none."""
    told: defaultdict[PersonFacts, list[NudgedChannel]] = defaultdict(list)
    untold = []
    for nudged in due:
        stewards = [
            people[person_id] for person_id in nudged.channel.steward_ids if person_id in people
        ]
        obstacles = {steward: _obstacle(steward, today) for steward in stewards}
        reachable = next((who for who, obstacle in obstacles.items() if obstacle is None), None)
        if reachable is not None:
            told[reachable].append(nudged)
            continue
        obstacle = next(iter(obstacles.values()), None) or NoteKind.NO_STEWARD
        untold.append(OperatorNote(obstacle, nudged.channel.channel_id))
    return told, untold


def _obstacle(person: PersonFacts, today: date) -> NoteKind | None:
    if not person.arrived:
        return NoteKind.NOT_ARRIVED
    if person.unreachable:
        return NoteKind.UNREACHABLE
    return NoteKind.ON_LEAVE if _covers(person.leave_until, today) else None


def _unreadable(channels: Iterable[StewardedChannel]) -> list[OperatorNote]:
    return [
        OperatorNote(NoteKind.CHANNEL_UNREADABLE, channel.channel_id, channel.health)
        for channel in channels
        if channel.health in NOTEWORTHY
    ]


def _worst_first(nudged: NudgedChannel) -> tuple[int, int, float, int]:
    verdict = nudged.channel.verdict
    days = float("inf") if verdict.days is None else verdict.days
    return (
        -nudged.due.step.rank,
        -list(Standing).index(verdict.standing),
        -days,
        nudged.channel.channel_id,
    )


def _why_nobody(
    behind: Sequence[StewardedChannel],
    active: Sequence[StewardedChannel],
    already_told: bool,
    untold: Sequence[OperatorNote],
) -> WhyNobody:
    if not behind:
        return WhyNobody.NOBODY_BEHIND
    if not active:
        return WhyNobody.PAUSED
    if already_told:
        return WhyNobody.ALREADY_TOLD
    return WhyNobody.NOBODY_TO_TELL if untold else WhyNobody.NOTHING_DUE
