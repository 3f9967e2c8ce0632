"""What becomes of a link that a steward reports with /posted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.policy.standing import PublicationMoment, ReportedPublication
from bot.policy.workdays import Calendar
from checks.model import Platform

WINDOW_DAYS = 7
"""A report is about this week's work: our own choice."""

MADE_AT_EARLY = timedelta(seconds=10)
MADE_AT_LATE = timedelta(hours=3)
"""A time decoded from a post's id is when its upload began. In 2,954 pairs of decoded and published
times the post appeared between 9 seconds before it and 2 hours 46 minutes after it."""


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

    `already_known`: the publication is on record for one of the channels. `confirmed`: the platform
    itself said that the post exists, and whose it is; `missing`: it said that nobody can see it.

    Raises ValueError for a moment without a check that found it, or such a check without a moment.
    """

    platform: Platform
    checked: DateCheck
    published: PublicationMoment | None = None
    already_known: bool = False
    confirmed: bool = False
    missing: bool = False

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
    NOT_PUBLISHED = "not_published"
    """The platform says that nobody can see it: a draft, scheduled, private or deleted."""
    ACCOUNT_TAKEN = "account_taken"
    """The channel's name belongs to somebody else now: what stands there is not its work."""
    WHICH_CHANNEL = "which_channel"
    """It may belong to several of the steward's channels; the steward has to say to which."""
    DUPLICATE = "duplicate"


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


def accept(
    link: ReportedLink,
    channels: Sequence[CandidateChannel],
    now: datetime,
    calendar: Calendar,
    window_days: int = WINDOW_DAYS,
    *,
    others: Sequence[CandidateChannel] = (),
) -> ReportDecision:
    """What becomes of the link, reported at `now` by the steward of the channels.

    `others` are the region's channels in other people's care: what is surely one of theirs is
    offered as such. A publication is verified where both its owner and its date are known for
    certain, from its page or from the platform itself: a link alone may name any account. One older
    than the window, or than the channel's longest gap if that is larger, is recorded as too old. A
    link whose date nobody can look up rests on the steward's word and counts from now; one whose
    page was read and has no date is not recorded.
    """
    theirs = [
        channel
        for channel in channels
        if channel.platform is link.platform and channel.owns is not Ownership.NO
    ]
    certain = [channel for channel in theirs if channel.owns is Ownership.YES]
    if not theirs:
        return _somebody_elses(link, others)
    channel = certain[0] if certain else theirs[0]
    if link.already_known:
        return ReportDecision(ReportOutcome.DUPLICATE, channel.channel_id)
    if channel.taken:
        return ReportDecision(ReportOutcome.ACCOUNT_TAKEN, channel.channel_id)
    if link.missing:
        return ReportDecision(ReportOutcome.NOT_PUBLISHED, channel.channel_id)
    if not certain and len(theirs) > 1:
        candidates = tuple(candidate.channel_id for candidate in theirs)
        return ReportDecision(ReportOutcome.WHICH_CHANNEL, candidates=candidates)
    if link.published is not None:
        return _dated(link, link.published, channel, now, calendar, window_days)
    if link.checked is DateCheck.NO_DATE:
        return ReportDecision(ReportOutcome.NOT_DATED, channel.channel_id)
    return ReportDecision(
        ReportOutcome.UNVERIFIED,
        channel.channel_id,
        ReportedPublication(now),
        closes_episode=True,
        quiet_until=calendar.today(now) + timedelta(days=channel.longest_gap_days),
        why=OnTheirWord.NO_DATE if link.confirmed else OnTheirWord.NOT_LOOKED_UP,
    )


def _somebody_elses(link: ReportedLink, others: Sequence[CandidateChannel]) -> ReportDecision:
    owners = (
        other for other in others if other.platform is link.platform and other.owns is Ownership.YES
    )
    owner = next(owners, None)
    if owner is None:
        return ReportDecision(ReportOutcome.NOT_THEIRS)
    return ReportDecision(ReportOutcome.COLLEAGUES, owner.channel_id)


def _dated(
    link: ReportedLink,
    published: PublicationMoment,
    channel: CandidateChannel,
    now: datetime,
    calendar: Calendar,
    window_days: int,
) -> ReportDecision:
    if _in_future(link.checked, published, now, calendar):
        return ReportDecision(ReportOutcome.FUTURE, channel.channel_id)
    today = calendar.today(now)
    days = max(0, (today - published.day(calendar)).days)
    latest_day = published.day(calendar)
    if link.checked is DateCheck.ID_TIME:
        latest_day = calendar.today(min(now, published.at + MADE_AT_LATE))
    looked_up = link.confirmed or link.checked is DateCheck.PAGE_DATE
    verified = channel.owns is Ownership.YES and looked_up
    why = OnTheirWord.NOT_LOOKED_UP if channel.owns is Ownership.YES else OnTheirWord.NO_ACCOUNT
    outcome = ReportOutcome.VERIFIED if verified else ReportOutcome.UNVERIFIED
    if (today - latest_day).days > max(window_days, channel.longest_gap_days):
        outcome = ReportOutcome.TOO_OLD
    return ReportDecision(
        outcome,
        channel.channel_id,
        ReportedPublication(published.at, published.day_only, verified),
        days=days,
        closes_episode=days <= channel.longest_gap_days,
        why=None if verified else why,
    )


def _in_future(
    checked: DateCheck, published: PublicationMoment, now: datetime, calendar: Calendar
) -> bool:
    if checked is DateCheck.ID_TIME:
        return published.at - MADE_AT_EARLY > now
    return published.day(calendar) > calendar.today(now)
