"""The people who talk to the bot, and which channels are in whose care.

Little is known of them: Telegram id, display name, agency, role (and the language they read).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.columns import insert_new
from storage.forgetting import erase_traces
from storage.roster import Channel, channels
from storage.tables import IN_CARE, ChannelRow, PersonRow, StewardshipRow

STRIKES_UNTIL_UNREACHABLE = 3
STRIKES_SPAN = timedelta(days=2)
"""Three refusals that span two days: a phone that was off for an evening is no departure."""


class Role(StrEnum):
    """What a person may do; the highest first."""

    HEAD = "head"
    OPERATOR = "operator"
    STEWARD = "steward"
    VIEWER = "viewer"

    def or_higher(self, other: Role) -> Role:
        """The higher of the two."""
        return min(self, other, key=list(Role).index)


class Position(StrEnum):
    PRIMARY = "primary"
    DEPUTY = "deputy"


@dataclass(frozen=True, slots=True)
class Person:
    """`telegram_id` is None for a name in the roster that has not arrived yet."""

    id: int
    region_id: int
    agency_id: int | None
    telegram_id: int | None
    name: str
    role: Role
    language: str
    leave_until: date | None = None
    unreachable_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stewardship:
    channel_id: int
    person_id: int
    position: Position


async def person_with(session: AsyncSession, telegram_id: int) -> Person | None:
    """The person with this Telegram id, or None."""
    row = await session.scalar(select(PersonRow).where(PersonRow.telegram_id == telegram_id))
    return None if row is None else _person(row)


async def person(session: AsyncSession, person_id: int) -> Person:
    """The person with this id of ours, who must exist."""
    return _person(await session.get_one(PersonRow, person_id))


async def people(session: AsyncSession, region_id: int) -> list[Person]:
    """Everybody known in the region, arrived or not."""
    rows = await session.scalars(
        select(PersonRow).where(PersonRow.region_id == region_id).order_by(PersonRow.id)
    )
    return [_person(row) for row in rows]


async def operators(session: AsyncSession, region_id: int) -> list[Person]:
    """Who hears of trouble: the operators who have arrived, else the heads."""
    arrived = [
        person
        for person in await people(session, region_id)
        if person.telegram_id is not None and person.unreachable_since is None
    ]
    chosen = [person for person in arrived if person.role is Role.OPERATOR]
    return chosen or [person for person in arrived if person.role is Role.HEAD]


async def expected_people(session: AsyncSession, agency_id: int) -> Sequence[PersonRow]:
    """The agency's stewards from the roster who have not arrived yet, in its order."""
    rows = await session.scalars(
        select(PersonRow)
        .where(
            PersonRow.agency_id == agency_id,
            PersonRow.telegram_id.is_(None),
            PersonRow.role == Role.STEWARD.value,
        )
        .order_by(PersonRow.id)
    )
    return rows.all()


async def arrived_stewards(session: AsyncSession, agency_id: int) -> Sequence[PersonRow]:
    """Who has arrived and is a steward of this agency, or looks after a channel of it."""
    in_care = (
        select(StewardshipRow.person_id)
        .join(ChannelRow, ChannelRow.id == StewardshipRow.channel_id)
        .where(ChannelRow.agency_id == agency_id, StewardshipRow.until.is_(None))
    )
    rows = await session.scalars(
        select(PersonRow)
        .where(
            PersonRow.telegram_id.is_not(None),
            or_(
                and_(PersonRow.agency_id == agency_id, PersonRow.role == Role.STEWARD.value),
                PersonRow.id.in_(in_care),
            ),
        )
        .order_by(PersonRow.id)
    )
    return rows.all()


async def assign(
    session: AsyncSession, channel_id: int, person_id: int, position: Position, now: datetime
) -> None:
    """Put a channel in a person's care from now on; nothing happens where it already is."""
    stewardship = {
        "channel_id": channel_id,
        "person_id": person_id,
        "position": position.value,
        "since": now,
    }
    await insert_new(
        session,
        StewardshipRow.__table__,
        [stewardship],
        unique=("channel_id", "person_id"),
        where=IN_CARE,
    )


async def release(session: AsyncSession, channel_id: int, now: datetime) -> None:
    """End every stewardship of this channel: it belongs to another agency from now on."""
    await session.execute(
        update(StewardshipRow)
        .where(StewardshipRow.channel_id == channel_id, StewardshipRow.until.is_(None))
        .values(until=now)
    )


async def stewardships(session: AsyncSession, region_id: int) -> list[Stewardship]:
    """Who looks after what today; primaries first."""
    rows = await session.scalars(
        select(StewardshipRow)
        .join(PersonRow, PersonRow.id == StewardshipRow.person_id)
        .where(PersonRow.region_id == region_id, StewardshipRow.until.is_(None))
        .order_by(StewardshipRow.position.desc(), StewardshipRow.id)
    )
    return [Stewardship(row.channel_id, row.person_id, Position(row.position)) for row in rows]


async def channels_of(session: AsyncSession, person: Person) -> list[Channel]:
    """The channels in this person's care today, by agency."""
    ids = await session.scalars(
        select(StewardshipRow.channel_id).where(
            StewardshipRow.person_id == person.id, StewardshipRow.until.is_(None)
        )
    )
    return await channels(session, person.region_id, ids=ids.all())


async def set_language(session: AsyncSession, person_id: int, language: str) -> None:
    row = await session.get_one(PersonRow, person_id)
    row.language = language


async def strike(session: AsyncSession, person_id: int, now: datetime, *, final: bool) -> bool:
    """Note that Telegram refused a message to this person; True when they became unreachable.

    `final` is for a deactivated account: there is nobody left to wait for.
    """
    row = await session.get_one(PersonRow, person_id)
    if row.unreachable_since is not None:
        return False
    row.strikes += 1
    row.first_strike_at = row.first_strike_at or now
    spans = now - row.first_strike_at >= STRIKES_SPAN
    if final or (row.strikes >= STRIKES_UNTIL_UNREACHABLE and spans):
        row.unreachable_since = now
        return True
    return False


async def reached(session: AsyncSession, telegram_id: int) -> None:
    """The person is there (again): strikes and unreachability are forgotten."""
    await session.execute(
        update(PersonRow)
        .where(PersonRow.telegram_id == telegram_id)
        .values(strikes=0, first_strike_at=None, unreachable_since=None)
    )


async def forget(session: AsyncSession, person: Person, now: datetime) -> list[str]:
    """Erase what is known of the person.

    Their stewardships end, so that the channels' history stays whole, but name and Telegram id
    are gone, and so are the messages to and from them. In messages to others the name is struck.
    The digests come back of the pictures to erase: those that nobody else sent.
    """
    unused_pictures = await erase_traces(
        session,
        region_id=person.region_id,
        person_id=person.id,
        telegram_id=person.telegram_id,
        name=person.name,
    )
    await session.execute(
        update(StewardshipRow)
        .where(StewardshipRow.person_id == person.id, StewardshipRow.until.is_(None))
        .values(until=now)
    )
    row = await session.get_one(PersonRow, person.id)
    row.telegram_id, row.name, row.role = None, "", Role.VIEWER.value
    row.agency_id, row.joined_at, row.leave_until = None, None, None
    row.strikes, row.first_strike_at, row.unreachable_since = 0, None, None
    return unused_pictures


def _person(row: PersonRow) -> Person:
    return Person(
        id=row.id,
        region_id=row.region_id,
        agency_id=row.agency_id,
        telegram_id=row.telegram_id,
        name=row.name,
        role=Role(row.role),
        language=row.language,
        leave_until=row.leave_until,
        unreachable_since=row.unreachable_since,
    )
