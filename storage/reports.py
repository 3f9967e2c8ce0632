"""Reports: what stewards sent with /posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.columns import insert_new
from storage.tables import ReportRow


@dataclass(frozen=True, slots=True)
class Report:
    """`origin` names the message it came in, so that a message told twice makes one report.

    `photo` is Telegram's file id of a screenshot; `outcome` says how the report was taken.
    """

    person_id: int
    origin: str
    outcome: str
    sent_at: datetime
    channel_id: int | None = None
    link: str | None = None
    photo: str | None = None


async def add_report(session: AsyncSession, report: Report) -> int:
    """Keep the report; its id. A message told twice, or decided on later, updates its one row."""
    values = {
        "person_id": report.person_id,
        "origin": report.origin,
        "outcome": report.outcome,
        "sent_at": report.sent_at,
        "channel_id": report.channel_id,
        "link": report.link,
        "photo": report.photo,
    }
    await insert_new(session, ReportRow.__table__, [values], unique=("origin",))
    row = await session.scalar(select(ReportRow).where(ReportRow.origin == report.origin))
    if row is None:
        raise LookupError(f"the report {report.origin} was stored and is not there")
    row.outcome, row.channel_id = report.outcome, report.channel_id
    await session.flush()
    return row.id


async def find(session: AsyncSession, report_id: int) -> Report | None:
    """The report with this id, or None."""
    row = await session.get(ReportRow, report_id)
    return None if row is None else _report(row)


async def reports_of(session: AsyncSession, person_id: int) -> list[Report]:
    """What this person reported, newest first."""
    rows = await session.scalars(
        select(ReportRow)
        .where(ReportRow.person_id == person_id)
        .order_by(ReportRow.sent_at.desc(), ReportRow.id.desc())
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
    )
