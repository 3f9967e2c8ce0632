"""From a reported link that was looked up to what is remembered of it, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.policy import reports as policy
from bot.policy.reports import CandidateChannel, ReportDecision, ReportedLink
from bot.policy.standing import PublicationMoment, ReportedPublication
from bot.policy.workdays import Calendar
from bot.post_lookup import LookedUp
from bot.standings import AgencyWeek, ChannelStanding, agency_week, standings
from checks.links import Ownership, PostLink, owns
from checks.model import Evidence, Platform, Publication, Trouble
from storage import episodes, publications, reports
from storage.engine import Session
from storage.people import Person
from storage.publications import KnownPublication
from storage.reports import Report
from storage.roster import Agency, Channel, Region


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
) -> Recorded:
    """Decide on the report and remember what follows, all in the caller's transaction.

    `origin` names the message it came in: told again, it stays one report. `chosen` is the channel
    the steward named where the link doesn't say it.
    """
    known = await _known(session, found, reporter.channels)
    decision = await _decide(session, reporter, found, known, chosen)
    await _remember(session, found, decision, known, reporter.now)
    report = Report(
        person_id=reporter.person.id,
        origin=origin,
        outcome=decision.outcome.value,
        sent_at=reporter.now,
        channel_id=decision.channel_id,
        link=found.post.canonical,
    )
    report_id = await reports.add_report(session, report)
    everything = [*reporter.channels, *reporter.others]
    channel = next((one for one in everything if one.id == decision.channel_id), None)
    return Recorded(
        decision=decision,
        found=found,
        report_id=report_id,
        channel=channel,
        candidates=[one for one in reporter.channels if one.id in decision.candidates],
        known=known,
        week=None if channel is None else await _week(session, reporter, channel.agency),
    )


async def _week(session: Session, reporter: Reporter, agency: Agency) -> AgencyWeek:
    return await agency_week(session, reporter.region, reporter.calendar, reporter.now, agency)


async def _known(
    session: Session, found: LookedUp, channels: Sequence[Channel]
) -> KnownPublication | None:
    """The post as one of these channels is known to have it, in whichever spelling of its link."""
    for channel in channels:
        if owns(channel.ref, found.post) is Ownership.NO:
            continue
        for link in _spellings(found.post):
            known = await publications.publication_at(session, channel.id, link)
            if known is not None:
                return known
    return None


def _spellings(post: PostLink) -> list[str]:
    """The link as written, and for a page also with the other scheme and with or without www."""
    if post.platform is not Platform.WEBSITE:
        return [post.canonical]
    bare = post.canonical.partition("://")[2].removeprefix("www.")
    others = [f"{scheme}://{www}{bare}" for scheme in ("https", "http") for www in ("", "www.")]
    return list(dict.fromkeys([post.canonical, *others]))


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
    )
    return policy.accept(
        link,
        [_candidate(row, found.post) for row in rows],
        reporter.now,
        reporter.calendar,
        others=[_candidate(row, found.post) for row in others],
    )


def _tells_more(found: LookedUp, known: KnownPublication, rows: Sequence[ChannelStanding]) -> bool:
    """Whether a report adds something to the publication known.

    It does where its date and owner could be confirmed only now, or where a sweep saw it and the
    channel is behind all the same.
    """
    if not known.verified:
        is_theirs = any(owns(row.channel.ref, found.post) is Ownership.YES for row in rows)
        return found.confirmed and found.publication is not None and is_theirs
    return not known.reported and any(row.verdict.behind for row in rows)


async def _remember(
    session: Session,
    found: LookedUp,
    decision: ReportDecision,
    known: KnownPublication | None,
    now: datetime,
) -> None:
    if decision.publication is None or decision.channel_id is None:
        return
    publication = _as_publication(found, decision.publication)
    if known is not None:
        publication = replace(publication, url=known.link)
    await publications.remember(
        session,
        decision.channel_id,
        [publication],
        seen_at=now,
        reported=True,
        verified=decision.publication.verified,
    )
    if decision.closes_episode:
        await episodes.close_episode(
            session, decision.channel_id, closed_at=now, closed_by=found.post.canonical
        )


async def _standings(
    session: Session, reporter: Reporter, channels: Sequence[Channel]
) -> list[ChannelStanding]:
    return await standings(session, reporter.region, reporter.calendar, reporter.now, only=channels)


def _owners(channels: Sequence[Channel], post: PostLink) -> list[Channel]:
    return [channel for channel in channels if owns(channel.ref, post) is Ownership.YES]


def _candidate(row: ChannelStanding, post: PostLink) -> CandidateChannel:
    return CandidateChannel(
        channel_id=row.channel.id,
        platform=row.channel.ref.platform,
        owns=policy.Ownership(owns(row.channel.ref, post).value),
        longest_gap_days=row.target.longest_gap_days,
        taken=row.state is not None and row.state.trouble is Trouble.NAME_TAKEN,
    )


def _moment(publication: Publication | None) -> PublicationMoment | None:
    return None if publication is None else PublicationMoment(publication.at, publication.day_only)


def _as_publication(found: LookedUp, reported: ReportedPublication) -> Publication:
    link = found.post.canonical
    if found.publication is None:
        return Publication(reported.at, link, "", Evidence("report", link, ""))
    return replace(found.publication, at=reported.at, url=link, day_only=reported.day_only)
