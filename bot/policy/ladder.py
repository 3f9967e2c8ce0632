"""The steps of an episode: on which working day a channel that stays behind is told of, and how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.policy.workdays import Calendar


class Step(StrEnum):
    """The tone of a nudge, from the mildest on."""

    GENTLE = "gentle"
    FIRM = "firm"
    NOTICE = "notice"
    """Tells the steward that the head will hear of it."""
    HEAD = "head"

    @property
    def rank(self) -> int:
        return list(Step).index(self)


@dataclass(frozen=True, slots=True)
class Rung:
    """A step and the working day of the episode, counted from 1, on which it falls due."""

    day: int
    step: Step


LADDER: tuple[Rung, ...] = (Rung(1, Step.GENTLE), Rung(3, Step.FIRM))
"""Our own choice: a first word at once, a second after two working days, then silence."""


@dataclass(frozen=True, slots=True)
class SentNudge:
    """A step that was told, and on which local date."""

    day: date
    step: Step


@dataclass(frozen=True, slots=True)
class EpisodeFacts:
    """An open episode: the local date it opened on and what was told in it, in any order."""

    channel_id: int
    opened_on: date
    nudges: tuple[SentNudge, ...] = ()

    def told_on(self, day: date) -> bool:
        return any(nudge.day == day for nudge in self.nudges)


@dataclass(frozen=True, slots=True)
class DueStep:
    """What an episode asks to be told today.

    `nth` is the number of this reminder within the episode and `workday` the working day of the
    episode, both counted from 1.
    """

    step: Step
    nth: int
    workday: int


def due_step(episode: EpisodeFacts, today: date, calendar: Calendar) -> DueStep | None:
    """The step due today, or None.

    Steps are told in the ladder's order, one at a time and at most one a day. A step that could not
    be told on its day is due on every later day until it is told; the steps after it keep their
    distance in working days from the day on which it was.
    """
    last = max(episode.nudges, key=lambda nudge: nudge.step.rank, default=None)
    rung = next((one for one in LADDER if last is None or one.step.rank > last.step.rank), None)
    if rung is None:
        return None
    workday = calendar.workdays_between(episode.opened_on, today)
    if last is None:
        is_due = workday >= rung.day
    else:
        told = max(one.day for one in LADDER if one.step.rank <= last.step.rank)
        passed = calendar.workdays_between(last.day + timedelta(days=1), today)
        is_due = passed >= rung.day - told
    return DueStep(rung.step, len(episode.nudges) + 1, workday) if is_due else None
