"""The roster: regions, agencies, channels and the calendar's corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from checks.model import ChannelRef, Platform
from storage.columns import insert_new
from storage.errors import RegionExists, UnknownAgency, UnknownRegion
from storage.tables import AgencyRow, CalendarDayRow, ChannelRow, RegionRow


@dataclass(frozen=True, slots=True)
class Region:
    """One local government. `zone` is an IANA name."""

    id: int
    slug: str
    name: str
    zone: str
    group_chat_id: int | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    id: int
    region_id: int
    name: str
    short: str
    agency_class: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel with the agency it belongs to."""

    id: int
    ref: ChannelRef
    agency: Agency
    paused_until: date | None = None


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """An operator's correction: `is_workday` tells a working day added from a free day added."""

    day: date
    name: str
    is_workday: bool


class AgencyEntry(Protocol):
    """What the roster's table says of one agency, wherever it was read."""

    @property
    def name(self) -> str: ...
    @property
    def short(self) -> str: ...
    @property
    def agency_class(self) -> str: ...
    @property
    def channels(self) -> Sequence[ChannelRef]: ...
    @property
    def stewards(self) -> Sequence[str]: ...


@dataclass(slots=True)
class RosterChanges:
    """What an import changed, agency by agency and channel by channel."""

    new_agencies: list[str] = field(default_factory=list)
    changed_agencies: list[str] = field(default_factory=list)
    new_channels: list[str] = field(default_factory=list)
    moved_channels: list[str] = field(default_factory=list)
    not_in_file: list[str] = field(default_factory=list)
    new_people: int = 0
    unchanged_channels: int = 0

    @property
    def nothing(self) -> bool:
        return not (
            self.new_agencies
            or self.changed_agencies
            or self.new_channels
            or self.moved_channels
            or self.new_people
        )


async def add_region(
    session: AsyncSession, *, slug: str, name: str, zone: str, now: datetime
) -> Region:
    """Add a region. Raises RegionExists where the slug is taken."""
    row = {"slug": slug, "name": name, "zone": zone, "group_chat_id": None, "created_at": now}
    if not await insert_new(session, RegionRow.__table__, [row], unique=("slug",)):
        raise RegionExists(slug)
    return await region_called(session, slug)


async def regions(session: AsyncSession) -> list[Region]:
    """Every region, by slug."""
    rows = await session.scalars(select(RegionRow).order_by(RegionRow.slug))
    return [_region(row) for row in rows]


async def region_called(session: AsyncSession, slug: str) -> Region:
    """The region with this slug. Raises UnknownRegion, which names those there are."""
    for region in (known := await regions(session)):
        if region.slug == slug:
            return region
    raise UnknownRegion(slug, [region.slug for region in known])


async def region_of(session: AsyncSession, region_id: int) -> Region:
    return _region(await session.get_one(RegionRow, region_id))


async def set_group_chat(session: AsyncSession, region_id: int, chat_id: int | None) -> None:
    """Where the board is posted; None where the bot has no group (any more)."""
    row = await session.get_one(RegionRow, region_id)
    row.group_chat_id = chat_id


async def forget_group_chat(session: AsyncSession, chat_id: int) -> None:
    """The bot is out of this group: no region posts there any more."""
    await session.execute(
        update(RegionRow).where(RegionRow.group_chat_id == chat_id).values(group_chat_id=None)
    )


async def calendar_days(session: AsyncSession, region_id: int) -> list[CalendarDay]:
    """The operator's corrections of the calendar, by day."""
    rows = await session.scalars(
        select(CalendarDayRow)
        .where(CalendarDayRow.region_id == region_id)
        .order_by(CalendarDayRow.day)
    )
    return [CalendarDay(row.day, row.name, row.is_workday) for row in rows]


async def set_calendar_day(session: AsyncSession, region_id: int, entry: CalendarDay) -> None:
    """Add a correction, or replace the one that day has."""
    await session.execute(
        delete(CalendarDayRow).where(
            CalendarDayRow.region_id == region_id, CalendarDayRow.day == entry.day
        )
    )
    session.add(
        CalendarDayRow(
            region_id=region_id, day=entry.day, name=entry.name, is_workday=entry.is_workday
        )
    )


async def agencies(session: AsyncSession, region_id: int) -> list[Agency]:
    """The region's agencies, in the order they were added."""
    rows = await session.scalars(
        select(AgencyRow).where(AgencyRow.region_id == region_id).order_by(AgencyRow.id)
    )
    return [_agency(row) for row in rows]


async def agency_called(session: AsyncSession, region: Region, text: str) -> Agency:
    """The agency with this short or full name, case aside. Raises UnknownAgency."""
    wanted = text.strip().casefold()
    for agency in await agencies(session, region.id):
        if wanted in (agency.short.casefold(), agency.name.casefold()):
            return agency
    raise UnknownAgency(text, region.name)


async def agency_of(session: AsyncSession, agency_id: int | None) -> Agency | None:
    """The agency with this id; None for None, as with people of no agency."""
    row = None if agency_id is None else await session.get_one(AgencyRow, agency_id)
    return None if row is None else _agency(row)


async def channels(
    session: AsyncSession, region_id: int, *, ids: Sequence[int] | None = None
) -> list[Channel]:
    """The channels in use, by agency; with `ids`, only those."""
    statement = (
        select(ChannelRow, AgencyRow)
        .join(AgencyRow, AgencyRow.id == ChannelRow.agency_id)
        .where(ChannelRow.region_id == region_id, ChannelRow.retired_at.is_(None))
        .order_by(AgencyRow.id, ChannelRow.id)
    )
    if ids is not None:
        statement = statement.where(ChannelRow.id.in_(ids))
    rows = await session.execute(statement)
    return [_channel(channel, agency) for channel, agency in rows]


async def remember_identity(session: AsyncSession, channel_id: int, platform_id: str) -> None:
    """Keep the platform's immutable id of the account, learnt at a reading."""
    row = await session.get_one(ChannelRow, channel_id)
    row.platform_id = platform_id


async def forget_identity(session: AsyncSession, channel_id: int) -> None:
    """Whoever answers under the account's address next is taken for it."""
    row = await session.get_one(ChannelRow, channel_id)
    row.platform_id = None


async def rename_account(session: AsyncSession, channel_id: int, ref: ChannelRef) -> bool:
    """Give the channel the address its account has now; False where another channel has that."""
    row = await session.get_one(ChannelRow, channel_id)
    taken = await session.scalar(
        select(ChannelRow.id).where(
            ChannelRow.region_id == row.region_id,
            ChannelRow.platform == row.platform,
            ChannelRow.canonical == ref.canonical,
            ChannelRow.id != channel_id,
        )
    )
    if taken is not None:
        return False
    row.canonical, row.handle = ref.canonical, ref.handle
    return True


def _region(row: RegionRow) -> Region:
    return Region(row.id, row.slug, row.name, row.zone, row.group_chat_id)


def _agency(row: AgencyRow) -> Agency:
    return Agency(row.id, row.region_id, row.name, row.short, row.agency_class)


def _channel(row: ChannelRow, agency: AgencyRow) -> Channel:
    ref = ChannelRef(
        platform=Platform(row.platform),
        canonical=row.canonical,
        handle=row.handle,
        platform_id=row.platform_id,
    )
    return Channel(row.id, ref, _agency(agency), row.paused_until)
