"""What is known of a reported link, and what may become of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.policy.standing import PublicationMoment, ReportedPublication
from checks.model import Platform


class Ownership(StrEnum):
    """Does the link belong to the channel, as far as the link tells."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class DateCheck(StrEnum):
    """How the link's date was looked for, and whether it was found."""

    ID_TIME = "id_time"
    """The post's id holds it."""
    PAGE_DATE = "page_date"
    """The page, or the platform itself, says it."""
    NOT_READABLE = "not_readable"
    """Nobody could look: the platform or the page does not let us."""
    NO_DATE = "no_date"
    """The page was read and has none."""


@dataclass(frozen=True, slots=True)
class ReportedLink:
    """A reported link.

    `already_known`: the publication is on record for one of the channels; `known_elsewhere` is the
    channel in other people's care for which it is. `confirmed`: the platform itself said that the
    post exists, and whose it is; `missing`: it said that nobody can see it; `before`: it said that
    the post is older than this moment.

    Raises ValueError for a moment without a check that found it, or such a check without a moment.
    """

    platform: Platform
    checked: DateCheck
    published: PublicationMoment | None = None
    already_known: bool = False
    confirmed: bool = False
    missing: bool = False
    before: datetime | None = None
    known_elsewhere: int | None = None

    def __post_init__(self) -> None:
        found = self.checked in (DateCheck.ID_TIME, DateCheck.PAGE_DATE)
        if found != (self.published is not None):
            raise ValueError(f"{self.checked} contradicts {self.published}")


@dataclass(frozen=True, slots=True)
class CandidateChannel:
    """A channel of the steward and whether the link is its.

    `taken`: its name was last seen in somebody else's hands.
    """

    channel_id: int
    platform: Platform
    owns: Ownership
    longest_gap_days: int
    taken: bool = False


class ReportOutcome(StrEnum):
    """What the steward is told."""

    VERIFIED = "recorded_verified"
    UNVERIFIED = "recorded_unverified"
    TOO_OLD = "too_old"
    FUTURE = "future"
    NOT_DATED = "not_dated"
    NOT_THEIRS = "not_theirs"
    COLLEAGUES = "colleagues"
    """It belongs to a channel in somebody else's care: offered as theirs."""
    ELSEWHERE = "on_record_elsewhere"
    """It is on record for a channel in somebody else's care, and nothing says that it is theirs."""
    OUTDATED = "outdated"
    """The platform says that it is older than the window, and not when it was published."""
    NOT_PUBLISHED = "not_published"
    """The platform says that nobody can see it: a draft, scheduled, private or deleted."""
    ACCOUNT_TAKEN = "account_taken"
    """The channel's name belongs to somebody else now: what stands there is not its work."""
    WHICH_CHANNEL = "which_channel"
    """It may belong to several of the steward's channels; the steward has to say to which."""
    DUPLICATE = "duplicate"


ASKED_ABOUT = frozenset({ReportOutcome.WHICH_CHANNEL, ReportOutcome.COLLEAGUES})
"""Outcomes that wait for the steward's word on the channel."""

ON_RECORD = frozenset(
    {
        ReportOutcome.VERIFIED,
        ReportOutcome.UNVERIFIED,
        ReportOutcome.TOO_OLD,
        ReportOutcome.DUPLICATE,
    }
)
"""Outcomes after which the post is a publication of the channel."""


class OnTheirWord(StrEnum):
    """Why a report rests on the steward's word."""

    NOT_LOOKED_UP = "not_looked_up"
    """Nobody could look at the platform, or the page, itself."""
    NO_ACCOUNT = "no_account"
    """Neither the link nor the platform says whose it is."""
    NO_DATE = "no_date"
    """The platform says whose it is, and not when it was published."""


@dataclass(frozen=True, slots=True)
class ReportDecision:
    """What to record and what follows.

    `channel_id` is the channel it is about, None where that is not known. `publication` is what to
    record for it, None for nothing. `days` is its age in local days, None where its date is not
    known. `closes_episode`: the channel is no longer behind. `quiet_until` is the last day without
    reminders for a report that rests on the steward's word alone. `candidates` are the channels to
    choose from when the outcome is `which_channel`. `why` tells what an unverified one lacks.
    """

    outcome: ReportOutcome
    channel_id: int | None = None
    publication: ReportedPublication | None = None
    days: int | None = None
    closes_episode: bool = False
    quiet_until: date | None = None
    candidates: tuple[int, ...] = ()
    why: OnTheirWord | None = None
