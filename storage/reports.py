"""Reports: what stewards sent with /posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.columns import insert_new
from storage.tables import ReportRow

ALBUM = ":a"
"""What stands before an album's number in the origin of its messages, and in no other."""


@dataclass(frozen=True, slots=True)
class Report:
    """`origin` names the message it came in, so that a message told twice makes one report.

    `photo` is Telegram's file id of a screenshot; where a copy is kept, `photo_digest` is the
    SHA-256 of its content in hexadecimal and `photo_type` its type. `outcome` says how the report
    was taken.
    """

    person_id: int
    origin: str
    outcome: str
    sent_at: datetime
    channel_id: int | None = None
    link: str | None = None
    photo: str | None = None
    photo_digest: str | None = None
    photo_type: str | None = None


async def add_report(session: AsyncSession, report: Report) -> int:
    """Keep the report; its id. A message told twice, edited, or decided on later has one row."""
    values = {
        "person_id": report.person_id,
        "origin": report.origin,
        "outcome": report.outcome,
        "sent_at": report.sent_at,
        "channel_id": report.channel_id,
        "link": report.link,
        "photo": report.photo,
        "photo_digest": report.photo_digest,
        "photo_type": report.photo_type,
    }
    await insert_new(session, ReportRow.__table__, [values], unique=("origin",))
    row = await session.scalar(select(ReportRow).where(ReportRow.origin == report.origin))
    if row is None:
        raise LookupError(f"the report {report.origin} was stored and is not there")
    row.outcome, row.channel_id, row.link = report.outcome, report.channel_id, report.link
    await session.flush()
    return row.id


async def find(session: AsyncSession, report_id: int) -> Report | None:
    """The report with this id, or None."""
    row = await session.get(ReportRow, report_id)
    return None if row is None else _report(row)


async def reports_in(session: AsyncSession, album_origin: str) -> list[Report]:
    """The reports of the messages of an album, by the name that their origins begin with."""
    rows = await session.scalars(
        select(ReportRow)
        .where(
            or_(
                ReportRow.origin == album_origin,
                ReportRow.origin.startswith(f"{album_origin}:", autoescape=True),
            )
        )
        .order_by(ReportRow.id)
    )
    return [_report(row) for row in rows]


def _report(row: ReportRow) -> Report:
    return Report(
        person_id=row.person_id,
        origin=row.origin,
        outcome=row.outcome,
        sent_at=row.sent_at,
        channel_id=row.channel_id,
        link=row.link,
        photo=row.photo,
        photo_digest=row.photo_digest,
        photo_type=row.photo_type,
    )
