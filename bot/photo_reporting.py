"""From a picture that was fetched to what is remembered of it, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.evidence_folder import KeptPicture
from bot.pictures import Unfit
from bot.policy.photo_reports import (
    AlbumPart,
    PhotoDecision,
    PhotoOutcome,
    ShownChannel,
    accept_photo,
)
from bot.policy.standing import default_target
from bot.reporting import Reporter
from checks.model import Evidence, Publication, Trouble
from storage import episodes, pictures, publications, readings, reports
from storage.engine import Session
from storage.pictures import picture_link
from storage.reports import ALBUM, Report
from storage.roster import Channel

SOURCE = "photo"
"""The source of a date that rests on a picture."""

PROBLEMS = {
    Unfit.TOO_LARGE: PhotoOutcome.TOO_LARGE,
    Unfit.NOT_A_PICTURE: PhotoOutcome.NOT_A_PICTURE,
    Unfit.BROKEN: PhotoOutcome.BROKEN,
}


@dataclass(frozen=True, slots=True)
class SentPhoto:
    """A picture as it came in.

    `file_id` is Telegram's, `origin` names its message, and `album_origin` the album which that is
    part of, None for a single one. Either it is `kept`, or a `problem` says why not.
    """

    file_id: str
    origin: str
    album_origin: str | None
    kept: KeptPicture | None = None
    problem: PhotoOutcome | None = None


@dataclass(frozen=True, slots=True)
class RecordedPhoto:
    """A decision about a picture, with what is needed to tell the steward.

    `channel` is the one it is about, None where that is not known; `candidates` are those to
    choose from.
    """

    decision: PhotoDecision
    report_id: int
    channel: Channel | None
    candidates: Sequence[Channel]


async def record_photo(session: Session, reporter: Reporter, photo: SentPhoto) -> RecordedPhoto:
    """Decide on the picture and remember what follows, all in the caller's transaction."""
    album = await _album(session, photo.album_origin)
    digest = None if photo.kept is None else photo.kept.digest
    decision = accept_photo(
        await _shown(session, reporter, reporter.channels),
        reporter.now,
        reporter.calendar,
        problem=photo.problem,
        on_record_for=await _on_record_for(session, reporter, digest),
        album=[_part(report) for report in album],
    )
    report = Report(
        person_id=reporter.person.id,
        origin=photo.origin,
        outcome=decision.outcome.value,
        sent_at=reporter.now,
        channel_id=_on_record_now(decision),
        photo=photo.file_id,
        photo_digest=digest,
        photo_type=None if photo.kept is None else photo.kept.type.value,
    )
    return await _remember(session, reporter, report, decision)


async def record_choice(
    session: Session, reporter: Reporter, asked: Report, chosen: Channel
) -> RecordedPhoto:
    """Decide on the picture of the report `asked`, now that its channel was chosen.

    The rest of its album goes with it.
    """
    decision = accept_photo(
        await _shown(session, reporter, [chosen]),
        reporter.now,
        reporter.calendar,
        on_record_for=await _on_record_for(session, reporter, asked.photo_digest),
    )
    if decision.outcome is PhotoOutcome.RECORDED:
        for one in await _album(session, _album_in(asked.origin)):
            if one.outcome == PhotoOutcome.ALBUM:
                await reports.add_report(session, replace(one, channel_id=chosen.id))
    channel_id = _on_record_now(decision)
    report = replace(asked, outcome=decision.outcome.value, channel_id=channel_id)
    return await _remember(session, reporter, report, decision)


async def _remember(
    session: Session, reporter: Reporter, report: Report, decision: PhotoDecision
) -> RecordedPhoto:
    if decision.publication is not None and report.channel_id and report.photo_digest:
        link = picture_link(report.photo_digest)
        publication = Publication(decision.publication.at, link, "", Evidence(SOURCE, "", ""))
        await publications.remember(
            session,
            report.channel_id,
            [publication],
            seen_at=reporter.now,
            reported=True,
            verified=decision.publication.verified,
        )
        await episodes.close_episode(
            session, report.channel_id, closed_at=reporter.now, closed_by=link
        )
    report_id = await reports.add_report(session, report)
    known = {channel.id: channel for channel in reporter.channels}
    return RecordedPhoto(
        decision=decision,
        report_id=report_id,
        channel=None if decision.channel_id is None else known.get(decision.channel_id),
        candidates=[known[channel_id] for channel_id in decision.candidates],
    )


async def _album(session: Session, album_origin: str | None) -> list[Report]:
    return [] if album_origin is None else await reports.reports_in(session, album_origin)


def _album_in(origin: str) -> str | None:
    """The album's name at the beginning of the name of a report."""
    album, _, _ = origin.rpartition(":")
    return album if ALBUM in album else None


def _part(report: Report) -> AlbumPart:
    photo = report.outcome in set(PhotoOutcome)
    return AlbumPart(PhotoOutcome(report.outcome) if photo else None, report.channel_id)


async def _shown(
    session: Session, reporter: Reporter, channels: Sequence[Channel]
) -> list[ShownChannel]:
    ids = [channel.id for channel in channels]
    states = await readings.states(session, reporter.region.id, channel_ids=ids)
    taken = {id_ for id_, state in states.items() if state.trouble is Trouble.NAME_TAKEN}
    return [
        ShownChannel(
            channel.id,
            default_target(channel.agency.agency_class).longest_gap_days,
            taken=channel.id in taken,
        )
        for channel in channels
    ]


def _on_record_now(decision: PhotoDecision) -> int | None:
    """The channel that the picture is evidence for from now on, or None."""
    return None if decision.outcome is PhotoOutcome.ACCOUNT_TAKEN else decision.channel_id


async def _on_record_for(session: Session, reporter: Reporter, digest: str | None) -> set[int]:
    if digest is None:
        return set()
    return await pictures.channels_shown(session, reporter.region.id, digest)
