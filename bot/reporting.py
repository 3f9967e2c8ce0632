"""From a reported link to what is remembered of it: look it up outside, then decide and record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.policy import reports as policy
from bot.policy.reports import CandidateChannel, DateCheck, ReportDecision, ReportedLink
from bot.policy.standing import PublicationMoment, ReportedPublication
from bot.policy.workdays import Calendar
from bot.services import Services
from bot.standings import ChannelStanding, standings
from checks.links import Ownership, PostLink, owns
from checks.model import Evidence, Health, Platform, Publication
from checks.website.articles import read_article
from storage import episodes, publications, reports
from storage.engine import Session
from storage.people import Person
from storage.publications import KnownPublication
from storage.reports import Report
from storage.roster import Channel, Region


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A post and what was found out about its date.

    `publication` is set where the date is known. `health` is that of the page where one was asked
    for, and `trouble` says why it could not be read.
    """

    post: PostLink
    checked: DateCheck
    publication: Publication | None = None
    health: Health | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision about a report, with what is needed to tell the steward.

    `candidates` are the channels to choose from, where the link doesn't say; `known` is the
    publication as it was remembered before, for a duplicate; `standing` is how the channel stands
    now that the report is in.
    """

    decision: ReportDecision
    found: LookedUp
    report_id: int
    channels: Sequence[Channel]
    candidates: Sequence[Channel] = ()
    known: KnownPublication | None = None
    standing: ChannelStanding | None = None

    @property
    def channel(self) -> Channel | None:
        return next((one for one in self.channels if one.id == self.decision.channel_id), None)


async def look_up(
    services: Services, post: PostLink, channels: Sequence[Channel], now: datetime
) -> LookedUp:
    """Find the post's date: in its id, or on its page where it lies on a website of these channels.

    No page outside the steward's own websites is fetched.
    """
    if post.published_at is not None:
        evidence = Evidence("post-id", post.canonical, post.post_id)
        publication = Publication(post.published_at, post.canonical, "", evidence)
        return LookedUp(post, DateCheck.ID_TIME, publication)
    theirs = any(owns(channel.ref, post) is Ownership.YES for channel in channels)
    if post.platform is not Platform.WEBSITE or not theirs:
        return LookedUp(post, DateCheck.NOT_READABLE)
    look = await read_article(services.client, post.canonical, now)
    if look.publication is not None:
        return LookedUp(post, DateCheck.PAGE_DATE, look.publication)
    answered = look.health in (Health.UNDATED, Health.GONE)
    checked = DateCheck.NO_DATE if answered else DateCheck.NOT_READABLE
    return LookedUp(post, checked, health=look.health, trouble=look.detail)


async def record(
    session: Session,
    person: Person,
    region: Region,
    found: LookedUp,
    channels: Sequence[Channel],
    calendar: Calendar,
    now: datetime,
    *,
    origin: str,
) -> Recorded:
    """Decide on the report and remember what follows, all in the caller's transaction."""
    rows = await standings(session, region, calendar, now, only=channels)
    known = await _known(session, found, channels)
    decision = policy.accept(
        ReportedLink(
            platform=found.post.platform,
            checked=found.checked,
            published=_moment(found.publication),
            already_known=known is not None and (known.reported or not _behind(rows, known)),
        ),
        [_candidate(row, found.post) for row in rows],
        now,
        calendar,
    )
    if decision.publication is not None and decision.channel_id is not None:
        await publications.remember(
            session,
            decision.channel_id,
            [_as_publication(found, decision.publication)],
            seen_at=now,
            reported=True,
            verified=decision.publication.verified,
        )
        if decision.closes_episode:
            await episodes.close_episode(
                session, decision.channel_id, closed_at=now, closed_by=found.post.canonical
            )
    report_id = await reports.add_report(
        session,
        Report(
            person_id=person.id,
            origin=origin,
            outcome=decision.outcome.value,
            sent_at=now,
            channel_id=decision.channel_id,
            link=found.post.canonical,
        ),
    )
    after = await standings(
        session, region, calendar, now, only=[c for c in channels if c.id == decision.channel_id]
    )
    return Recorded(
        decision=decision,
        found=found,
        report_id=report_id,
        channels=channels,
        candidates=[one for one in channels if one.id in decision.candidates],
        known=known,
        standing=after[0] if after else None,
    )


async def _known(
    session: Session, found: LookedUp, channels: Sequence[Channel]
) -> KnownPublication | None:
    for channel in channels:
        if channel.ref.platform is not found.post.platform:
            continue
        known = await publications.publication_at(session, channel.id, found.post.canonical)
        if known is not None:
            return known
    return None


def _behind(rows: Sequence[ChannelStanding], known: KnownPublication) -> bool:
    return any(row.verdict.behind for row in rows if row.channel.id == known.channel_id)


def _candidate(row: ChannelStanding, post: PostLink) -> CandidateChannel:
    ownership = policy.Ownership(owns(row.channel.ref, post).value)
    return CandidateChannel(
        channel_id=row.channel.id,
        platform=row.channel.ref.platform,
        owns=ownership,
        longest_gap_days=row.target.longest_gap_days,
    )


def _moment(publication: Publication | None) -> PublicationMoment | None:
    return None if publication is None else PublicationMoment(publication.at, publication.day_only)


def _as_publication(found: LookedUp, reported: ReportedPublication) -> Publication:
    if found.publication is not None:
        return Publication(
            at=reported.at,
            url=found.post.canonical,
            title=found.publication.title,
            evidence=found.publication.evidence,
            day_only=reported.day_only,
        )
    evidence = Evidence("report", found.post.canonical, "")
    return Publication(reported.at, found.post.canonical, "", evidence)
