"""What a reading says of an account's identity: remembered, and told to the operators."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from bot.buttons import ACCOUNT, Keyboard, button, column
from bot.delivery.notices import tell_operators
from bot.policy.identities import Drift, IdentityChange, identity_change
from bot.policy.workdays import Calendar
from bot.services import Services
from checks.links import LinkRejected, read_profile
from checks.model import ChannelRef, Platform, Reading, Trouble
from storage import roster
from storage.engine import Session
from storage.last_readings import last_reading
from storage.readings import ChannelState
from storage.roster import Channel


async def remember_identity(
    session: Session,
    services: Services,
    channel: Channel,
    reading: Reading,
    before: ChannelState | None,
    calendar: Calendar,
) -> None:
    """Keep the account's id at its first reading; tell the operators, once, of what changed since.

    `before` is the channel's state before this reading, which is not remembered yet. A new name
    goes into the roster, and so does a new id that the platform itself vouches for.
    """
    if channel.ref.platform is Platform.WEBSITE:
        return
    change = identity_change(
        channel.ref,
        reading,
        lived_before=before is not None and before.newest_at is not None,
        before=None if before is None else before.trouble,
    )
    if change is None or await _found_before(session, channel, change):
        return
    if change.drift is Drift.FIRST_SEEN and change.platform_id is not None:
        await roster.remember_identity(session, channel.id, change.platform_id)
        return
    if change.drift is Drift.MOVED and change.platform_id is not None:
        await roster.remember_identity(session, channel.id, change.platform_id)
    updated = await _address_put_right(session, channel, change)
    await tell_operators(
        session,
        channel.agency.region_id,
        key=_key(channel, change, calendar.today(reading.checked_at), updated=updated),
        template="operator_account",
        now=services.clock(),
        phrasebook=services.phrasebook,
        buttons=_accepting(services, channel) if change.drift is Drift.TAKEN else None,
        drift=change.drift.value,
        platform=f"platform_{channel.ref.platform}",
        agency=channel.agency.short,
        was=channel.ref.name,
        handle=change.handle or "",
        known_id=channel.ref.platform_id or "",
        new_id=change.platform_id or "",
        updated=updated,
        trouble=None if reading.trouble is None else f"trouble_{reading.trouble}",
    )


async def _found_before(session: Session, channel: Channel, change: IdentityChange) -> bool:
    """Whether the last reading found this same other account under the name."""
    if change.drift is not Drift.TAKEN:
        return False
    last = await last_reading(session, channel.id)
    if last is None or last.trouble is not Trouble.NAME_TAKEN or last.identity is None:
        return False
    return last.identity.platform_id == change.platform_id


async def _address_put_right(session: Session, channel: Channel, change: IdentityChange) -> bool:
    """Whether the roster has the address that the account has now."""
    if change.drift not in {Drift.RENAMED, Drift.MOVED}:
        return False
    address = _address_now(channel.ref, change)
    if address is None:
        return True
    try:
        ref = read_profile(address, channel.ref.platform)
    except LinkRejected:
        return False
    return await roster.rename_account(session, channel.id, ref)


def _address_now(ref: ChannelRef, change: IdentityChange) -> str | None:
    """The account's name or address, None where it is the one that it had."""
    if change.handle:
        return change.handle
    if ref.handle is None and ref.platform_id and change.platform_id:
        return ref.canonical.replace(ref.platform_id, change.platform_id)
    return None


def _key(channel: Channel, change: IdentityChange, today: date, *, updated: bool) -> str:
    """What happens again is told again, save for a name that the roster can't take over.

    That one is found every day for as long as another channel is on record under it.
    """
    by_id = change.drift in {Drift.TAKEN, Drift.MOVED}
    new = change.platform_id if by_id else change.handle
    key = f"account:{channel.id}:{change.drift}:{new or ''}"
    every_day = change.drift is Drift.RENAMED and not updated
    return key if every_day else f"{key}:{today.isoformat()}"


def _accepting(services: Services, channel: Channel) -> Any:
    label = partial(services.phrasebook.label, "button_accept_account")

    def buttons(language: str) -> Keyboard | None:
        return column([button(label(language), ACCOUNT, channel.id)])

    return buttons
