"""Which readings wait for the end of a sweep: what may be our fault, or a platform's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.policy.platforms import READ, is_gone_for_good
from checks.model import Health, Platform, Reading, Trouble
from storage.readings import ChannelState
from storage.roster import Channel

PERHAPS_OURS = frozenset({Health.UNREACHABLE, Health.FAILED})
"""Failures that a broken network of ours would cause: they are remembered once the whole sweep is
known to be trusted, so that our outage changes nobody's standing. What an account answers that is
not read waits for the same reason: the platform may be out."""


def waits(reading: Reading, channel: Channel) -> bool:
    """Whether the reading is remembered only once the whole sweep is known."""
    if channel.ref.platform is Platform.WEBSITE:
        return reading.health in PERHAPS_OURS
    return reading.health not in READ


def held_back(
    channels: Sequence[Channel],
    found: Mapping[int, Reading],
    before: Mapping[int, ChannelState],
    at: datetime,
) -> list[tuple[Channel, Reading]]:
    """The readings that waited for the end of the sweep."""
    return [
        (channel, _settled(found[channel.id], before.get(channel.id), at))
        for channel in channels
        if waits(found[channel.id], channel)
    ]


def _settled(reading: Reading, before: ChannelState | None, at: datetime) -> Reading:
    """The reading; an account whose absence lasted is gone."""
    gone = before is not None and is_gone_for_good(
        reading.trouble, before=before.trouble, failing_since=before.failing_since, now=at
    )
    if not gone:
        return reading
    return replace(reading, health=Health.GONE, trouble=Trouble.ACCOUNT_UNKNOWN)
