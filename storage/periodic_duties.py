"""Periodic duties of a region's agencies, and with which publication each was done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.columns import insert_new
from storage.errors import StorageError
from storage.roster import Agency, Region
from storage.tables import PeriodicDutyRow, PeriodicTickRow, PublicationRow

LONGEST_TITLE = 200
"""Characters: the width of the title's column."""


class PeriodicDutyExists(StorageError):
    def __init__(self, title: str, due_on: date) -> None:
        super().__init__(f"There is already a periodic duty {title!r} due on {due_on}.")


class UnknownPeriodicDuty(StorageError):
    def __init__(self, duty_id: int, region: Region) -> None:
        super().__init__(
            f"{region.name} has no periodic duty {duty_id}. Show those it has with: "
            f"segar periodic list --region {region.slug}"
        )


class NotTicked(StorageError):
    def __init__(self, duty: PeriodicDuty, agency: Agency, due_on: date) -> None:
        super().__init__(
            f"{agency.short} is not on record as having done {duty.title!r} due on {due_on}: "
            "nothing was changed."
        )


@dataclass(frozen=True, slots=True)
class PeriodicDuty:
    """What agencies must publish by a date; every agency where no class is named.

    `due_on` is the region's date on which it is due first.
    """

    id: int
    title: str
    due_on: date
    every_year: bool
    agency_class: str | None


@dataclass(frozen=True, slots=True)
class Tick:
    """An agency did a duty for one of its due dates, with a publication.

    `post_title` is empty where the publication has none.
    """

    duty_id: int
    duty_title: str
    agency_id: int
    due_on: date
    publication_id: int
    link: str
    post_title: str
    ticked_at: datetime


async def add_duty(
    session: AsyncSession,
    region_id: int,
    *,
    title: str,
    due_on: date,
    every_year: bool,
    agency_class: str | None,
    now: datetime,
) -> PeriodicDuty:
    """Add a duty. One that was ended begins anew, with the ticks it has.

    Raises PeriodicDutyExists where the region has one of this title and date.
    """
    row = {
        "region_id": region_id,
        "title": title,
        "due_on": due_on,
        "every_year": every_year,
        "agency_class": agency_class,
        "created_at": now,
        "ended_at": None,
    }
    unique = ("region_id", "title", "due_on")
    is_new = await insert_new(session, PeriodicDutyRow.__table__, [row], unique=unique)
    stored = (
        await session.scalars(
            select(PeriodicDutyRow).where(
                PeriodicDutyRow.region_id == region_id,
                PeriodicDutyRow.title == title,
                PeriodicDutyRow.due_on == due_on,
            )
        )
    ).one()
    if not is_new and stored.ended_at is None:
        raise PeriodicDutyExists(title, due_on)
    stored.ended_at = None
    stored.every_year, stored.agency_class = every_year, agency_class
    await session.flush()
    return _duty(stored)


async def duties_of(session: AsyncSession, region_id: int) -> list[PeriodicDuty]:
    """The region's duties that were not ended, in the order of their first due dates."""
    rows = await session.scalars(
        select(PeriodicDutyRow)
        .where(PeriodicDutyRow.region_id == region_id, PeriodicDutyRow.ended_at.is_(None))
        .order_by(PeriodicDutyRow.due_on, PeriodicDutyRow.id)
    )
    return [_duty(row) for row in rows]


async def duty_numbered(session: AsyncSession, region: Region, duty_id: int) -> PeriodicDuty:
    """The region's duty with this id.

    Raises UnknownPeriodicDuty where the region has no such duty, or ended it before.
    """
    return _duty(await _row(session, region, duty_id))


async def end_duty(
    session: AsyncSession, region: Region, duty_id: int, now: datetime
) -> PeriodicDuty:
    """End a duty: nobody is asked about it any more. Its ticks stay.

    Raises UnknownPeriodicDuty where the region has no such duty, or ended it before.
    """
    row = await _row(session, region, duty_id)
    row.ended_at = now
    await session.flush()
    return _duty(row)


async def tick(
    session: AsyncSession,
    *,
    duty_id: int,
    agency_id: int,
    due_on: date,
    publication_id: int,
    now: datetime,
) -> bool:
    """Note that the agency did the duty due on that date; False where that was known already."""
    row = {
        "duty_id": duty_id,
        "agency_id": agency_id,
        "due_on": due_on,
        "publication_id": publication_id,
        "ticked_at": now,
    }
    unique = ("duty_id", "agency_id", "due_on")
    return bool(await insert_new(session, PeriodicTickRow.__table__, [row], unique=unique))


async def untick(session: AsyncSession, duty: PeriodicDuty, agency: Agency, due_on: date) -> Tick:
    """Take back that the agency did the duty due on that date; the tick that stood there.

    Raises NotTicked where none did.
    """
    for one in await ticks_of(session, agency.region_id, agency_ids=[agency.id]):
        if (one.duty_id, one.due_on) == (duty.id, due_on):
            await session.execute(
                delete(PeriodicTickRow).where(
                    PeriodicTickRow.duty_id == duty.id,
                    PeriodicTickRow.agency_id == agency.id,
                    PeriodicTickRow.due_on == due_on,
                )
            )
            return one
    raise NotTicked(duty, agency, due_on)


async def ticks_of(
    session: AsyncSession, region_id: int, *, agency_ids: Collection[int] | None = None
) -> list[Tick]:
    """The ticks of the region's duties, the oldest first; with `agency_ids`, only theirs."""
    statement = (
        select(PeriodicTickRow, PeriodicDutyRow.title, PublicationRow.link, PublicationRow.title)
        .join(PeriodicDutyRow, PeriodicDutyRow.id == PeriodicTickRow.duty_id)
        .join(PublicationRow, PublicationRow.id == PeriodicTickRow.publication_id)
        .where(PeriodicDutyRow.region_id == region_id)
        .order_by(PeriodicTickRow.ticked_at, PeriodicTickRow.duty_id, PeriodicTickRow.agency_id)
    )
    if agency_ids is not None:
        statement = statement.where(PeriodicTickRow.agency_id.in_(agency_ids))
    rows = await session.execute(statement)
    return [
        Tick(
            duty_id=row.duty_id,
            duty_title=duty_title,
            agency_id=row.agency_id,
            due_on=row.due_on,
            publication_id=row.publication_id,
            link=link,
            post_title=post_title,
            ticked_at=row.ticked_at,
        )
        for row, duty_title, link, post_title in rows
    ]


async def _row(session: AsyncSession, region: Region, duty_id: int) -> PeriodicDutyRow:
    row = await session.scalar(
        select(PeriodicDutyRow).where(
            PeriodicDutyRow.id == duty_id,
            PeriodicDutyRow.region_id == region.id,
            PeriodicDutyRow.ended_at.is_(None),
        )
    )
    if row is None:
        raise UnknownPeriodicDuty(duty_id, region)
    return row


def _duty(row: PeriodicDutyRow) -> PeriodicDuty:
    return PeriodicDuty(row.id, row.title, row.due_on, row.every_year, row.agency_class)
