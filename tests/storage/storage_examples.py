"""What the storage tests share: a moment, a roster's entry, a town, and two decisions at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlalchemy import select

from checks.model import ChannelRef, Evidence, Health, Platform, Publication, Reading
from storage import invitations, reports
from storage.engine import Database, Session
from storage.people import Person, Role
from storage.reports import Report
from storage.roster import Agency, Channel, Region
from storage.tables import ReportRow

NOW = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
"""A Wednesday morning, 09.00 in WIB."""

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)

WEBSITE = ChannelRef(Platform.WEBSITE, "https://dinkes.cahaya.go.id/")
INSTAGRAM = ChannelRef(Platform.INSTAGRAM, "dinkescahaya", handle="dinkescahaya")

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Entry:
    """One agency as a roster's table has it."""

    name: str = "Dinas Kesehatan"
    short: str = "Dinkes"
    agency_class: str = "dinas"
    channels: tuple[ChannelRef, ...] = (WEBSITE, INSTAGRAM)
    stewards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Town:
    """A region with one agency and its two channels."""

    region: Region
    agency: Agency
    website: Channel
    instagram: Channel


async def reports_of(session: Session, person_id: int) -> list[Report]:
    """What this person reported, newest first."""
    ids = await session.scalars(
        select(ReportRow.id)
        .where(ReportRow.person_id == person_id)
        .order_by(ReportRow.sent_at.desc(), ReportRow.id.desc())
    )
    found = [await reports.find(session, report_id) for report_id in ids]
    return [report for report in found if report is not None]


async def arrive(
    session: Session,
    town: Town,
    telegram_id: int,
    name: str,
    *,
    role: Role = Role.STEWARD,
    agency: Agency | None = None,
    now: datetime = NOW,
) -> Person:
    """Invite someone to the town's agency, or to another, and let them in."""
    code = await invitations.invite(
        session, town.region, role=role, agency=agency or town.agency, now=now
    )
    newcomer = await invitations.redeem(
        session, code, telegram_id=telegram_id, name=name, language="id", now=now
    )
    return newcomer.person


async def at_once(
    database: Database, *decisions: Callable[[Session], Awaitable[Result]]
) -> list[Result | BaseException]:
    """Take the decisions at the same time, each in its own transaction; what each came to."""

    async def take(decide: Callable[[Session], Awaitable[Result]]) -> Result:
        async with database.writing() as session:
            return await decide(session)

    return await asyncio.gather(*map(take, decisions), return_exceptions=True)


def article(number: int, at: datetime, *, title: str = "Imunisasi", raw: str = "") -> Publication:
    """An article of the website with its evidence."""
    evidence = Evidence("feed", f"{WEBSITE.canonical}feed", raw or at.isoformat(), title)
    return Publication(at, f"{WEBSITE.canonical}berita/{number}", title, evidence)


def reading(
    health: Health,
    at: datetime,
    *recent: Publication,
    detail: str = "",
    signs: tuple[str, ...] = (),
) -> Reading:
    return Reading(health, at, recent=recent, detail=detail, signs=signs)
