"""What is remembered of a report once it is decided on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.evidence_folder import KeptPicture
from bot.policy.report_facts import ASKED_ABOUT, ReportDecision, ReportOutcome
from bot.policy.standing import ReportedPublication
from bot.post_lookup import LookedUp
from checks.model import Evidence, Publication
from storage import episodes, publications
from storage.engine import Session
from storage.publications import KnownPublication
from storage.reports import Report


@dataclass(frozen=True, slots=True)
class Screenshot:
    """A picture sent beside a link: Telegram's file id, and the copy that was kept, if any."""

    file_id: str
    kept: KeptPicture | None


async def remember_post(
    session: Session,
    found: LookedUp,
    decision: ReportDecision,
    known: KnownPublication | None,
    now: datetime,
) -> None:
    """Keep the post as a publication where it is one, and close the episode that it ends.

    All in the caller's transaction; `known` is the post as it was remembered before.
    """
    if known is not None and decision.outcome is ReportOutcome.DUPLICATE:
        await _note_reported(session, known, now)
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


def report_of(
    found: LookedUp,
    decision: ReportDecision,
    *,
    person_id: int,
    origin: str,
    now: datetime,
    screenshot: Screenshot | None,
) -> Report:
    """The report as it is kept; an open question keeps the link as it was written.

    A screenshot is kept beside what nothing else proves.
    """
    report = Report(
        person_id=person_id,
        origin=origin,
        outcome=decision.outcome.value,
        sent_at=now,
        channel_id=decision.channel_id,
        link=found.post.canonical,
    )
    if decision.outcome in ASKED_ABOUT and found.written:
        report = replace(report, link=found.written)
    if screenshot is not None and decision.outcome is not ReportOutcome.VERIFIED:
        kept = screenshot.kept
        report = replace(
            report,
            photo=screenshot.file_id,
            photo_digest=None if kept is None else kept.digest,
            photo_type=None if kept is None else kept.type.value,
        )
    return report


async def _note_reported(session: Session, known: KnownPublication, now: datetime) -> None:
    """What a sweep saw first is from now on a steward's report as well."""
    evidence = Evidence(known.source, known.seen_in, known.raw)
    publication = Publication(known.at, known.link, known.title, evidence, known.day_only)
    await publications.remember(
        session,
        known.channel_id,
        [publication],
        seen_at=now,
        reported=True,
        verified=known.verified,
    )


def _as_publication(found: LookedUp, reported: ReportedPublication) -> Publication:
    link = found.post.canonical
    if found.publication is None:
        return Publication(reported.at, link, "", Evidence("report", link, ""))
    return replace(found.publication, at=reported.at, url=link, day_only=reported.day_only)
