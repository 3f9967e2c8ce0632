"""Is it still the same account: the platform's immutable id against the name people use."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checks.model import ChannelRef, Platform, Reading, Trouble

VANISHED: frozenset[Trouble] = frozenset(
    {Trouble.ACCOUNT_HIDDEN, Trouble.ACCOUNT_UNKNOWN, Trouble.ACCOUNT_SUSPENDED}
)
"""Troubles of an account that is no longer shown under its name."""

OTHER_NAMES = ("/c/", "/user/")
"""In a YouTube address: names of a channel beside its handle, which a handle says nothing about."""


class Drift(StrEnum):
    """What became of an account's name or id; none of it is anything that was published."""

    FIRST_SEEN = "first_seen"
    """Its id is known from now on."""
    RENAMED = "renamed"
    """The same account under another name."""
    MOVED = "moved"
    """The same account under another id, by the platform's own word."""
    TAKEN = "taken"
    """Another account under the same name."""
    VANISHED = "vanished"
    """Read before, and not shown under its name any more."""


@dataclass(frozen=True, slots=True)
class IdentityChange:
    """A drift with what the platform says now: the account's id and its name, where known.

    An account that has moved has a `handle` where its name is another one than before.
    """

    drift: Drift
    platform_id: str | None = None
    handle: str | None = None


def identity_change(
    ref: ChannelRef, reading: Reading, *, lived_before: bool, before: Trouble | None
) -> IdentityChange | None:
    """What a reading of the account at `ref` says of its identity; None where nothing changed.

    `lived_before`: an earlier reading saw the account; `before` is its last trouble. An account
    known by its id alone has no name to lose, but may be moved to another id.
    """
    identity = reading.identity
    if reading.trouble is Trouble.NAME_TAKEN and identity is not None:
        return IdentityChange(Drift.TAKEN, identity.platform_id, identity.handle)
    if reading.trouble in VANISHED and identity is None:
        seen = lived_before or (ref.handle is not None and ref.platform_id is not None)
        told_already = before in VANISHED
        return IdentityChange(Drift.VANISHED) if seen and not told_already else None
    if identity is None:
        return None
    if ref.platform_id is not None and identity.moved_from == ref.platform_id:
        renamed = ref.handle and identity.handle and _renamed(ref, identity.handle)
        return IdentityChange(
            Drift.MOVED, identity.platform_id, identity.handle if renamed else None
        )
    if ref.handle is None:
        return None
    if ref.platform_id is None:
        return IdentityChange(Drift.FIRST_SEEN, identity.platform_id, identity.handle)
    if identity.handle and _renamed(ref, identity.handle):
        return IdentityChange(Drift.RENAMED, identity.platform_id, identity.handle)
    return None


def _renamed(ref: ChannelRef, handle: str) -> bool:
    if any(part in ref.canonical for part in OTHER_NAMES):
        return False
    return _name(ref.platform, ref.handle or "") != _name(ref.platform, handle)


def _name(platform: Platform, handle: str) -> str:
    """The name as the platform compares it: case never counts, on Facebook dots don't either."""
    folded = handle.lower()
    return folded.replace(".", "") if platform is Platform.FACEBOOK else folded
