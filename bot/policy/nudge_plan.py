"""What a plan of today's nudges is made from, and the plan itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from bot.policy.ladder import DueStep, EpisodeFacts, Step
from bot.policy.standing import OFFICE_TARGET, Target, Verdict
from checks.model import ChannelRef, Health


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A steward as the planner needs them.

    `agency` is the agency's short name. `arrived`: has pressed Start. `unreachable`: has blocked
    the bot or is gone. `leave_until` is the last day of a leave under way, None without one.
    """

    person_id: int
    name: str
    agency_id: int | None
    agency: str
    language: str
    arrived: bool
    unreachable: bool = False
    leave_until: date | None = None
    already_nudged_today: bool = False


@dataclass(frozen=True, slots=True)
class StewardedChannel:
    """A channel, how it stands, and whom to turn to: the primary steward first, then deputies.

    `health` is the latest reading's, None where there was none. `paused_until` is the last day of
    the channel's pause, None without one. `platform_out`: its whole platform can't be read today,
    for reasons that are not the channel's.
    """

    channel_id: int
    ref: ChannelRef
    agency_id: int
    agency: str
    health: Health | None
    verdict: Verdict
    steward_ids: tuple[int, ...] = ()
    paused_until: date | None = None
    target: Target = OFFICE_TARGET
    platform_out: bool = False


@dataclass(frozen=True, slots=True)
class NudgedChannel:
    """One channel inside a nudge and what is due for it."""

    channel: StewardedChannel
    due: DueStep


@dataclass(frozen=True, slots=True)
class Nudge:
    """The one reminder message of a person's day; its channels stand worst first."""

    person: PersonFacts
    day: date
    channels: tuple[NudgedChannel, ...]

    kind: ClassVar[str] = "nudge"

    @property
    def key(self) -> str:
        """Unique per person and local date, so that no second message can be queued."""
        return f"{self.kind}:{self.person.person_id}:{self.day.isoformat()}"

    @property
    def step(self) -> Step:
        """The firmest step among the channels."""
        return self.channels[0].due.step

    @property
    def agency_id(self) -> int:
        """The person's own agency where one of the channels is its, else the first channel's."""
        agencies = [told.channel.agency_id for told in self.channels]
        own = self.person.agency_id
        return own if own is not None and own in agencies else agencies[0]


@dataclass(frozen=True, slots=True)
class ClosedEpisode:
    """An open episode whose channel has caught up, with the publication that did it."""

    channel_id: int
    published_at: datetime | None
    reported: bool


class NoteKind(StrEnum):
    """What the operator has to know."""

    SWEEP_NOT_TRUSTED = "sweep_not_trusted"
    NO_STEWARD = "no_steward"
    NOT_ARRIVED = "not_arrived"
    UNREACHABLE = "unreachable"
    ON_LEAVE = "on_leave"
    CHANNEL_UNREADABLE = "channel_unreadable"


@dataclass(frozen=True, slots=True)
class OperatorNote:
    """One thing for the operator.

    The kinds about stewards say why the primary steward of a channel that is due can't be told,
    with no deputy who can. `channel_unreadable` comes with the health that says how.
    """

    kind: NoteKind
    channel_id: int | None = None
    health: Health | None = None


class WhyNobody(StrEnum):
    """Why nobody is told anything."""

    NOT_A_WORKDAY = "not_a_workday"
    OUTSIDE_HOURS = "outside_hours"
    FRIDAY_PRAYER = "friday_prayer"
    SWEEP_NOT_TRUSTED = "sweep_not_trusted"
    NOBODY_BEHIND = "nobody_behind"
    PAUSED = "paused"
    ALREADY_TOLD = "already_told"
    NOBODY_TO_TELL = "nobody_to_tell"
    NOTHING_DUE = "nothing_due"


@dataclass(frozen=True, slots=True)
class NudgePlan:
    """What to do now.

    `opened` are the episodes to open, before any nudge. `why` is None exactly where there are
    messages. `day_off` names the holiday behind `not_a_workday` and is empty for a weekend.
    """

    messages: tuple[Nudge, ...] = ()
    opened: tuple[EpisodeFacts, ...] = ()
    closed: tuple[ClosedEpisode, ...] = ()
    operator_notes: tuple[OperatorNote, ...] = ()
    why: WhyNobody | None = None
    day_off: str = ""
