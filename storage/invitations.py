"""Invitations: single-use, short-lived, bound to a role and an agency."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import people
from storage.display_names import tidy_name
from storage.errors import InvitationRefused, PersonBelongsElsewhere, Refusal
from storage.people import Person, Position, Role, assign, expected_people, person_with
from storage.roster import Agency, Region, region_of
from storage.tables import AgencyRow, ChannelRow, InvitationRow, PersonRow, StewardshipRow

LIFETIME = timedelta(days=7)
CODE_BYTES = 16
"""128 bits, 22 characters of A-Z a-z 0-9 _ -: a /start payload holds 64 (Bot API manual)."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Whom the invitation let in; `is_new` is false where it had let them in before."""

    person: Person
    is_new: bool


async def invite(
    session: AsyncSession,
    region: Region,
    *,
    role: Role,
    agency: Agency | None,
    now: datetime,
    lifetime: timedelta = LIFETIME,
) -> str:
    """Make an invitation; its code. The code is kept nowhere, only its hash."""
    code = secrets.token_urlsafe(CODE_BYTES)
    session.add(
        InvitationRow(
            region_id=region.id,
            agency_id=None if agency is None else agency.id,
            code_hash=_hash(code),
            role=role.value,
            created_at=now,
            expires_at=now + lifetime,
        )
    )
    await session.flush()
    return code


async def redeem(
    session: AsyncSession,
    code: str,
    *,
    telegram_id: int,
    name: str,
    language: str,
    now: datetime,
) -> Newcomer:
    """Let a person in by an invitation and put the agency's channels in their care.

    `name` is what Telegram shows of them; it is kept as `tidy_name` leaves it. Someone already
    known in the region gets the new role and agency besides, never less than they have. A person
    the roster expects in that agency is taken to have arrived. Raises InvitationRefused (unknown,
    used, expired) and PersonBelongsElsewhere; nothing has changed then.
    """
    row = await session.scalar(
        select(InvitationRow).where(InvitationRow.code_hash == _hash(code)).with_for_update()
    )
    if row is None:
        raise InvitationRefused(Refusal.UNKNOWN)
    known = await person_with(session, telegram_id)
    if row.used_at is not None:
        if known is not None and row.used_by == known.id:
            return Newcomer(known, is_new=False)
        raise InvitationRefused(Refusal.USED)
    if row.expires_at <= now:
        raise InvitationRefused(Refusal.EXPIRED)
    if known is not None and known.region_id != row.region_id:
        raise PersonBelongsElsewhere((await region_of(session, known.region_id)).name)
    if row.agency_id is not None:
        # Two newcomers at once must not both be taken for the one the roster expects.
        await session.execute(
            select(AgencyRow.id)
            .where(AgencyRow.id == row.agency_id)
            .with_for_update(key_share=True)
        )
    name = tidy_name(name) or str(telegram_id)
    person = await _admit(session, row, known, telegram_id, name, language, now)
    # The row is locked (PostgreSQL) or the database is (SQLite): nobody else can use it now.
    row.used_at, row.used_by = now, person.id
    if row.agency_id is not None and row.role == Role.STEWARD.value:
        await _take_care(session, row.agency_id, person.id, now)
    await session.flush()
    return Newcomer(await people.person(session, person.id), is_new=True)


async def _admit(
    session: AsyncSession,
    invitation: InvitationRow,
    known: Person | None,
    telegram_id: int,
    name: str,
    language: str,
    now: datetime,
) -> PersonRow:
    if known is not None:
        person = await session.get_one(PersonRow, known.id)
        person.agency_id = invitation.agency_id or person.agency_id
        person.role = Role(person.role).or_higher(Role(invitation.role)).value
        return person
    expected = (
        await expected_people(session, invitation.agency_id)
        if invitation.agency_id is not None and invitation.role == Role.STEWARD.value
        else []
    )
    if expected:
        person = expected[0]
        person.name = name
    else:
        person = PersonRow(
            region_id=invitation.region_id, agency_id=invitation.agency_id, name=name
        )
        session.add(person)
    person.telegram_id, person.role, person.joined_at = telegram_id, invitation.role, now
    person.language = language
    await session.flush()
    return person


async def _take_care(session: AsyncSession, agency_id: int, person_id: int, now: datetime) -> None:
    """Primary where no other arrived person is, deputy elsewhere."""
    channel_ids = await session.scalars(
        select(ChannelRow.id).where(
            ChannelRow.agency_id == agency_id, ChannelRow.retired_at.is_(None)
        )
    )
    for channel_id in channel_ids.all():
        arrived = await session.scalar(
            select(PersonRow.id)
            .join(StewardshipRow, StewardshipRow.person_id == PersonRow.id)
            .where(
                StewardshipRow.channel_id == channel_id,
                StewardshipRow.until.is_(None),
                StewardshipRow.position == Position.PRIMARY.value,
                PersonRow.telegram_id.is_not(None),
                PersonRow.id != person_id,
            )
            .limit(1)
        )
        position = Position.PRIMARY if arrived is None else Position.DEPUTY
        await assign(session, channel_id, person_id, position, now)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
