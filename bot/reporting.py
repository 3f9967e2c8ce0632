"""From a reported link that was looked up to what is remembered of it, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.policy import report_facts
from bot.policy.report_facts import CandidateChannel, ReportDecision, ReportedLink
from bot.policy.reports import accept
from bot.policy.standing import PublicationMoment
from bot.policy.workdays import Calendar
from bot.post_lookup import LookedUp
from bot.report_memory import Screenshot, remember_post, report_of
from bot.standings import AgencyWeek, ChannelStanding, agency_week, standings
from checks.links import Ownership, PostLink, owns
from checks.model import Platform, Publication, Trouble
from storage import publications, reports
from storage.engine import Session
from storage.known_posts import channel_with
from storage.locks import lock_publications
from storage.people import Person
from storage.publications import KnownPublication
from storage.roster import Channel, Region


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports, with the channels in their care, and when.

    `others` are the region's channels in other people's care.
    """

    person: Person
    region: Region
    channels: Sequence[Channel]
    calendar: Calendar
    now: datetime
    others: Sequence[Channel] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision about a report, with what is needed to tell the steward.

    `channel` is the one it is about, None where that is not known; `candidates` are those to
    choose from, where the link doesn't say. `known` is the publication as it was remembered
    before; `week` is its agency's week now that the report is in.
    """

    decision: ReportDecision
    found: LookedUp
    report_id: int
    channel: Channel | None
    candidates: Sequence[Channel] = ()
    known: KnownPublication | None = None
    week: AgencyWeek | None = None


async def record(
    session: Session,
    reporter: Reporter,
    found: LookedUp,
    *,
    origin: str,
    chosen: Channel | None = None,
    screenshot: Screenshot | None = None,
) -> Recorded:
    """Decide on the report and remember what follows, all in the caller's transaction.

    `origin` names the message it came in: told again, it stays one report. `chosen` is the channel
    the steward named where the link doesn't say it. A screenshot is kept beside what nothing else
    proves.
    """
    # Of two stewards at once, one is the first to report the post.
    await lock_publications(session)
    known = await known_publication(session, found.post, reporter.channels)
    decision = await _decide(session, reporter, found, known, chosen)
    await remember_post(session, found, decision, known, reporter.now)
    report = report_of(
        found,
        decision,
        person_id=reporter.person.id,
        origin=origin,
        now=reporter.now,
        screenshot=screenshot,
    )
    report_id = await reports.add_report(session, report)
    everything = [*reporter.channels, *reporter.others]
    channel = next((one for one in everything if one.id == decision.channel_id), None)
    week = None
    if channel is not None:
        week = await agency_week(
            session, reporter.region, reporter.calendar, reporter.now, channel.agency
        )
    return Recorded(
        decision=decision,
        found=found,
        report_id=report_id,
        channel=channel,
        candidates=[one for one in reporter.channels if one.id in decision.candidates],
        known=known,
        week=week,
    )


async def known_publication(
    session: Session, post: PostLink, channels: Sequence[Channel]
) -> KnownPublication | None:
    """The post as one of these channels is known to have it, in whichever spelling of its link."""
    for channel in channels:
        if owns(channel.ref, post) is Ownership.NO:
            continue
        known = await publications.publication_at(session, channel.id, post.canonical)
        if known is not None:
            return known
    return None


async def _decide(
    session: Session,
    reporter: Reporter,
    found: LookedUp,
    known: KnownPublication | None,
    chosen: Channel | None,
) -> ReportDecision:
    rows = await _standings(session, reporter, reporter.channels)
    if known is not None:
        rows = [row for row in rows if row.channel.id == known.channel_id]
    elif chosen is not None:
        rows = [row for row in rows if row.channel.id == chosen.id]
    others = await _standings(session, reporter, _owners(reporter.others, found.post))
    link = ReportedLink(
        platform=found.post.platform,
        checked=found.checked,
        published=_moment(found.publication),
        already_known=known is not None and not _tells_more(found, known, rows),
        confirmed=found.confirmed,
        missing=found.missing,
        before=found.before,
        known_elsewhere=await _known_elsewhere(session, reporter, found.post),
    )
    return accept(
        link,
        [_candidate(row, found) for row in rows],
        reporter.now,
        reporter.calendar,
        others=[_candidate(row, found) for row in others],
    )


async def _known_elsewhere(session: Session, reporter: Reporter, post: PostLink) -> int | None:
    """The channel in other people's care for which the post is on record, or None."""
    if post.platform is Platform.WEBSITE:
        return None
    channel_id = await channel_with(session, reporter.region.id, post)
    others = {channel.id for channel in reporter.others}
    return channel_id if channel_id in others else None


def _tells_more(found: LookedUp, known: KnownPublication, rows: Sequence[ChannelStanding]) -> bool:
    """Whether a report adds something to the publication known.

    It does where its date and owner could be confirmed only now, or where a sweep saw it and the
    channel is behind all the same.
    """
    if not known.verified:
        is_theirs = any(owns(row.channel.ref, found.post) is Ownership.YES for row in rows)
        return found.confirmed and found.publication is not None and is_theirs
    return not known.reported and any(row.verdict.behind for row in rows)


async def _standings(
    session: Session, reporter: Reporter, channels: Sequence[Channel]
) -> list[ChannelStanding]:
    return await standings(session, reporter.region, reporter.calendar, reporter.now, only=channels)


def _owners(channels: Sequence[Channel], post: PostLink) -> list[Channel]:
    return [channel for channel in channels if owns(channel.ref, post) is Ownership.YES]


def _candidate(row: ChannelStanding, found: LookedUp) -> CandidateChannel:
    owner = owns(row.channel.ref, found.post)
    if row.channel.ref in found.not_of:
        owner = Ownership.NO
    return CandidateChannel(
        channel_id=row.channel.id,
        platform=row.channel.ref.platform,
        owns=report_facts.Ownership(owner.value),
        longest_gap_days=row.target.longest_gap_days,
        taken=row.state is not None and row.state.trouble is Trouble.NAME_TAKEN,
    )


def _moment(publication: Publication | None) -> PublicationMoment | None:
    return None if publication is None else PublicationMoment(publication.at, publication.day_only)
