"""How channels stand: what is remembered of them, put before the policy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.outages import Outage, current_outages, read_today
from bot.policy.standing import (
    ChannelFacts,
    PublicationMoment,
    ReportedPublication,
    Target,
    Verdict,
    default_target,
    judge,
)
from bot.policy.workdays import Calendar
from storage import publications, readings, roster
from storage.engine import Session
from storage.publications import KnownPublication
from storage.readings import ChannelState
from storage.roster import Agency, Channel, Region

UNDATED_SOURCES = frozenset({"report", "photo"})
"""Sources of what a steward said without a date."""


@dataclass(frozen=True, slots=True)
class ChannelStanding:
    """A channel, what is known of it, and how it stands.

    `newest_report` is the newest publication that only a steward told of, if any. While its
    platform is out (`outage`), a channel not read today stands as it did when it was last read.
    """

    channel: Channel
    state: ChannelState | None
    newest_report: KnownPublication | None
    target: Target
    verdict: Verdict
    outage: Outage | None = None


@dataclass(frozen=True, slots=True)
class AgencyWeek:
    """What an agency published since Monday over all its channels, and its target for a week."""

    published: int
    target: float


async def agency_week(
    session: Session, region: Region, calendar: Calendar, now: datetime, agency: Agency
) -> AgencyWeek:
    """The agency's current week: its target is one for all its channels together."""
    everything = await roster.channels(session, region.id)
    own = [channel for channel in everything if channel.agency.id == agency.id]
    rows = await standings(session, region, calendar, now, only=own)
    published = sum(row.verdict.this_week for row in rows)
    return AgencyWeek(published, default_target(agency.agency_class).per_week)


async def standings(
    session: Session,
    region: Region,
    calendar: Calendar,
    now: datetime,
    *,
    only: Sequence[Channel] | None = None,
) -> list[ChannelStanding]:
    """The standing of each of the region's channels, or of `only` these, in roster order."""
    channels = await roster.channels(session, region.id) if only is None else only
    states = await readings.states(session, region.id)
    outages = await current_outages(session, region.id)
    newest = await publications.newest_publications(session, region.id)
    monday = calendar.start_of_day(calendar.start_of_week(now))
    # Day-only publications stand at noon UTC, so none of this week lies before local midnight.
    this_week = await publications.publications_since(session, region.id, monday)
    return [
        _standing(
            channel,
            states.get(channel.id),
            newest.get(channel.id, []),
            this_week.get(channel.id, []),
            outages.get(channel.ref.platform),
            calendar,
            now,
        )
        for channel in channels
    ]


def _standing(
    channel: Channel,
    state: ChannelState | None,
    newest: Sequence[KnownPublication],
    this_week: Sequence[KnownPublication],
    outage: Outage | None,
    calendar: Calendar,
    now: datetime,
) -> ChannelStanding:
    if read_today(state, calendar, now):
        outage = None
    reports = [known for known in newest if known.reported]
    read = None
    if state is not None and state.newest_at is not None:
        read = PublicationMoment(state.newest_at, state.newest_day_only)
    facts = ChannelFacts(
        health=None if state is None else state.health,
        newest=read,
        reports=tuple(
            ReportedPublication(known.at, known.day_only, known.verified) for known in reports
        ),
        published=_moments(known for known in this_week if not _is_claim(known)),
        claimed=_moments(known for known in this_week if _is_claim(known)),
    )
    target = default_target(channel.agency.agency_class)
    return ChannelStanding(
        channel=channel,
        state=state,
        newest_report=reports[0] if reports else None,
        target=target,
        verdict=_verdict(facts, target, state if outage else None, now, calendar),
        outage=outage,
    )


def _is_claim(known: KnownPublication) -> bool:
    """Is the moment of its report all that stands for its date?"""
    return not known.verified and known.source in UNDATED_SOURCES


def _moments(known: Iterable[KnownPublication]) -> tuple[PublicationMoment, ...]:
    return tuple(PublicationMoment(one.at, one.day_only) for one in known)


def _verdict(
    facts: ChannelFacts,
    target: Target,
    last_read: ChannelState | None,
    now: datetime,
    calendar: Calendar,
) -> Verdict:
    """How the channel stands; one whose platform is out as it stood when it was `last_read`."""
    verdict = judge(facts, target, now, calendar)
    if last_read is None:
        return verdict
    reported = [report for report in facts.reports if report.at > last_read.checked_at]
    if reported:
        return verdict
    then = judge(facts, target, min(now, last_read.checked_at), calendar)
    return replace(then, this_week=verdict.this_week)
