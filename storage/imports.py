"""Bringing a roster that was read from a spreadsheet into the database, and out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from checks.model import ChannelRef
from storage.display_names import tidy_name
from storage.errors import ShortNameTaken
from storage.people import (
    Position,
    Role,
    arrived_stewards,
    assign,
    expected_people,
    people,
    release,
)
from storage.roster import AgencyEntry, RosterChanges, agencies, channels
from storage.spreadsheet.model import AgencyClass, RosterAgency
from storage.tables import AgencyRow, ChannelRow, PersonRow, RegionRow


async def import_roster(
    session: AsyncSession,
    region_id: int,
    entries: Sequence[AgencyEntry],
    *,
    now: datetime,
    language: str,
) -> RosterChanges:
    """Make the database agree with the entries; what changed.

    Importing the same entries twice changes nothing. An agency is recognised by its name or its
    short name, a channel by its platform and canonical address. Channels the entries don't name
    are kept and listed in `not_in_file`: a short file must not retire half a regency. A channel
    named twice belongs to the agency that names it first. A channel that moves leaves its
    stewards behind; those of the agency who have arrived look after what is new to it. A
    steward's name becomes a person who has not arrived yet, unless the agency has such stewards.

    Raises ShortNameTaken; the caller's transaction is lost then.
    """
    # One import of a region at a time, or two would each make the same agency.
    await session.execute(
        select(RegionRow.id).where(RegionRow.id == region_id).with_for_update(key_share=True)
    )
    changes = RosterChanges()
    seen: set[int] = set()
    for entry in entries:
        agency = await _put_agency(session, region_id, entry, changes)
        put = await _put_channels(session, agency, entry, seen, changes, now)
        names = list(filter(None, map(tidy_name, entry.stewards)))
        await _put_stewards(session, agency, put, names, changes, now, language)
    rows = await session.execute(
        select(ChannelRow.id, ChannelRow.canonical)
        .where(ChannelRow.region_id == region_id, ChannelRow.retired_at.is_(None))
        .order_by(ChannelRow.id)
    )
    changes.not_in_file = [canonical for id_, canonical in rows if id_ not in seen]
    return changes


async def export_roster(session: AsyncSession, region_id: int) -> list[RosterAgency]:
    """The roster as entries to write: what `import_roster` would find nothing new in."""
    channels_of: dict[int, list[ChannelRef]] = {}
    for channel in await channels(session, region_id):
        channels_of.setdefault(channel.agency.id, []).append(channel.ref)
    stewards_of: dict[int, list[str]] = {}
    for person in await people(session, region_id):
        if person.agency_id is not None and person.role is Role.STEWARD:
            stewards_of.setdefault(person.agency_id, []).append(person.name)
    return [
        RosterAgency(
            name=agency.name,
            short=agency.short,
            agency_class=AgencyClass(agency.agency_class),
            channels=tuple(channels_of.get(agency.id, ())),
            stewards=tuple(stewards_of.get(agency.id, ())),
            row=row,
        )
        for row, agency in enumerate(await agencies(session, region_id), 1)
    ]


async def _put_agency(
    session: AsyncSession, region_id: int, entry: AgencyEntry, changes: RosterChanges
) -> AgencyRow:
    row = await session.scalar(
        select(AgencyRow)
        .where(
            AgencyRow.region_id == region_id,
            (AgencyRow.name == entry.name) | (AgencyRow.short == entry.short),
        )
        .order_by((AgencyRow.name == entry.name).desc())
        .limit(1)
    )
    if row is None:
        row = AgencyRow(
            region_id=region_id,
            name=entry.name,
            short=entry.short,
            agency_class=entry.agency_class,
        )
        session.add(row)
        changes.new_agencies.append(entry.name)
    elif (row.name, row.short, row.agency_class) != (entry.name, entry.short, entry.agency_class):
        row.name, row.short, row.agency_class = entry.name, entry.short, entry.agency_class
        changes.changed_agencies.append(entry.name)
    try:
        await session.flush()
    except IntegrityError as error:
        raise ShortNameTaken(entry.short, entry.name) from error
    return row


@dataclass(slots=True)
class _Put:
    """The channels that one entry names first, and those of them that are new to its agency."""

    all_ids: list[int] = field(default_factory=list)
    arriving: list[int] = field(default_factory=list)


async def _put_channels(
    session: AsyncSession,
    agency: AgencyRow,
    entry: AgencyEntry,
    seen: set[int],
    changes: RosterChanges,
    now: datetime,
) -> _Put:
    put = _Put()
    for ref in entry.channels:
        row = await session.scalar(
            select(ChannelRow).where(
                ChannelRow.region_id == agency.region_id,
                ChannelRow.platform == ref.platform.value,
                ChannelRow.canonical == ref.canonical,
            )
        )
        if row is None:
            row = ChannelRow(
                region_id=agency.region_id,
                agency_id=agency.id,
                platform=ref.platform.value,
                canonical=ref.canonical,
                handle=ref.handle,
                platform_id=ref.platform_id,
                created_at=now,
            )
            session.add(row)
            await session.flush()
            changes.new_channels.append(ref.canonical)
            put.arriving.append(row.id)
        elif row.id in seen:
            continue
        elif row.agency_id != agency.id or row.retired_at is not None:
            await release(session, row.id, now)
            row.agency_id, row.retired_at = agency.id, None
            changes.moved_channels.append(ref.canonical)
            put.arriving.append(row.id)
        else:
            changes.unchanged_channels += 1
        put.all_ids.append(row.id)
        seen.add(row.id)
    await session.flush()
    return put


async def _put_stewards(
    session: AsyncSession,
    agency: AgencyRow,
    put: _Put,
    names: Sequence[str],
    changes: RosterChanges,
    now: datetime,
    language: str,
) -> None:
    arrived = await arrived_stewards(session, agency.id)
    for index, person in enumerate(arrived):
        position = Position.PRIMARY if index == 0 else Position.DEPUTY
        for channel_id in put.arriving:
            await assign(session, channel_id, person.id, position, now)
    waiting = {person.name: person for person in await expected_people(session, agency.id)}
    for index, name in enumerate(names):
        expected = waiting.get(name)
        if expected is None and arrived:
            continue
        if expected is None:
            expected = PersonRow(
                region_id=agency.region_id,
                agency_id=agency.id,
                name=name,
                role=Role.STEWARD.value,
                language=language,
            )
            session.add(expected)
            await session.flush()
            changes.new_people += 1
        position = Position.DEPUTY if index or arrived else Position.PRIMARY
        for channel_id in put.all_ids:
            await assign(session, channel_id, expected.id, position, now)
