"""What a sweep found, as the policies that judge the sweep itself need it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.policy.platforms import READ
from bot.policy.trust import SweepOutcome
from checks.model import Platform, Reading, Trouble
from storage.readings import ChannelState
from storage.roster import Channel


def sweep_outcomes(
    channels: Sequence[Channel],
    before: Mapping[int, ChannelState],
    found: Mapping[int, Reading],
) -> list[SweepOutcome]:
    """The outcome for each channel; `before` and `found` are by channel id."""
    return [_outcome(channel, before.get(channel.id), found[channel.id]) for channel in channels]


def _outcome(channel: Channel, before: ChannelState | None, reading: Reading) -> SweepOutcome:
    return SweepOutcome(
        platform=channel.ref.platform,
        health=reading.health,
        detail=reading.detail,
        attempted=reading.trouble is not Trouble.NO_READER,
        failed_before=before is not None and _failed_alike(channel, before, reading),
        trouble=reading.trouble,
        lived_before=before is not None and before.health in READ,
    )


def _failed_alike(channel: Channel, before: ChannelState, reading: Reading) -> bool:
    """Whether the reading before failed in the same way; a platform's wording may vary."""
    if channel.ref.platform is Platform.WEBSITE:
        return (before.health, before.detail) == (reading.health, reading.detail)
    return (before.health, before.trouble) == (reading.health, reading.trouble)
