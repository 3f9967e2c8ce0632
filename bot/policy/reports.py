"""What becomes of a link that a steward reports with /posted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.policy.report_facts import (
    CandidateChannel,
    DateCheck,
    OnTheirWord,
    Ownership,
    ReportDecision,
    ReportedLink,
    ReportOutcome,
)
from bot.policy.standing import PublicationMoment, ReportedPublication
from bot.policy.workdays import Calendar

WINDOW_DAYS = 7
"""A report is about this week's work: our own choice."""

MADE_AT_EARLY = timedelta(seconds=10)
MADE_AT_LATE = timedelta(hours=3)
"""A time decoded from a post's id is when its upload began. In 2,954 pairs of decoded and published
times the post appeared between 9 seconds before it and 2 hours 46 minutes after it."""


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
    certain, from its page or from the platform itself: a link alone may name any account, and what
    is on record for a colleague's channel is not theirs unless they can prove it. One older than
    the window, or than the channel's longest gap if that is larger, is recorded as too old. A
    link whose date nobody can look up rests on the steward's word and counts from now; one whose
    page was read and has no date is not recorded.
    """
    theirs = [
        channel
        for channel in channels
        if channel.platform is link.platform and channel.owns is not Ownership.NO
    ]
    certain = [channel for channel in theirs if channel.owns is Ownership.YES]
    if link.known_elsewhere is not None and not certain:
        return ReportDecision(ReportOutcome.ELSEWHERE, link.known_elsewhere)
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
    if link.before is not None and _is_outdated(link.before, channel, now, calendar, window_days):
        return ReportDecision(ReportOutcome.OUTDATED, channel.channel_id)
    if link.checked is DateCheck.NO_DATE:
        return ReportDecision(ReportOutcome.NOT_DATED, channel.channel_id)
    return ReportDecision(
        ReportOutcome.UNVERIFIED,
        channel.channel_id,
        ReportedPublication(now),
        closes_episode=True,
        quiet_until=calendar.today(now) + timedelta(days=channel.longest_gap_days),
        why=_why(link, channel),
    )


def _why(link: ReportedLink, channel: CandidateChannel) -> OnTheirWord:
    if channel.owns is not Ownership.YES:
        return OnTheirWord.NO_ACCOUNT
    return OnTheirWord.NO_DATE if link.confirmed else OnTheirWord.NOT_LOOKED_UP


def _is_outdated(
    at: datetime, channel: CandidateChannel, now: datetime, calendar: Calendar, window_days: int
) -> bool:
    days = (calendar.today(now) - calendar.today(at)).days
    return days > max(window_days, channel.longest_gap_days)


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
    outcome = ReportOutcome.VERIFIED if verified else ReportOutcome.UNVERIFIED
    if (today - latest_day).days > max(window_days, channel.longest_gap_days):
        outcome = ReportOutcome.TOO_OLD
    return ReportDecision(
        outcome,
        channel.channel_id,
        ReportedPublication(published.at, published.day_only, verified),
        days=days,
        closes_episode=days <= channel.longest_gap_days,
        why=None if verified else _why(link, channel),
    )


def _in_future(
    checked: DateCheck, published: PublicationMoment, now: datetime, calendar: Calendar
) -> bool:
    if checked is DateCheck.ID_TIME:
        return published.at - MADE_AT_EARLY > now
    return published.day(calendar) > calendar.today(now)
