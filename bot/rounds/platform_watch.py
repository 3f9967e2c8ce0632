"""Whether a platform is out for the day, looked at once a sweep; the operators hear of it once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from bot.delivery.notices import tell_operators
from bot.outages import Outage
from bot.policy.platforms import PlatformOut, platforms_out, suspicions
from bot.policy.token_reminders import OF_THE_TOKEN, refusal_key
from bot.policy.trust import SweepOutcome
from bot.services import Services
from checks.links import read_profile
from checks.model import ChannelRef, Health, Platform
from checks.social.credentials import credential_of
from checks.social.fingerprints import fingerprint
from checks.social.reader import SocialReader
from checks.sweep import Reader
from storage.engine import Session
from storage.roster import Channel, Region

OWN_ACCOUNTS: Final[Mapping[Platform, ChannelRef]] = {
    ref.platform: ref
    for ref in map(
        read_profile,
        (
            "https://www.instagram.com/instagram/",
            "https://x.com/x",
            "https://www.youtube.com/channel/UCBR8-60-B28hp2BmDPdntcQ",
            "https://www.tiktok.com/@tiktok",
            "https://www.threads.com/@threads",
            "https://t.me/telegram",
        ),
    )
}
"""The platforms' own accounts, which are known to live. On Facebook even that of Facebook can't be
read without a permission that few offices have."""


async def watch_platforms(
    services: Services, outcomes: Sequence[SweepOutcome], at: datetime
) -> dict[Platform, PlatformOut]:
    """The platforms that are out, given what a sweep found.

    Where that is suspicious, an account known to live is looked at: the office's own control, or
    else, where most accounts answered alike, the platform's own account.
    """
    controls: dict[Platform, Health] = {}
    for platform, suspicion in suspicions(outcomes).items():
        control = services.access.controls.get(platform)
        if control is None and suspicion.alike:
            control = OWN_ACCOUNTS.get(platform)
        reader = services.readers.get(platform)
        if control is None or reader is None:
            continue
        answered = await reader.read([control], client=services.client, now=at, before={})
        controls[platform] = dict(answered)[control].health
    return platforms_out(outcomes, controls)


def ends_of_stops(
    readers: Mapping[Platform, Reader], out: Collection[Platform], now: datetime
) -> dict[Platform, datetime]:
    """When (aware) those platforms that are out may be asked again, as far as it is known."""
    ends = {}
    for platform in out:
        reader = readers.get(platform)
        until = reader.stopped_until(now) if isinstance(reader, SocialReader) else None
        if until is not None:
            ends[platform] = until
    return ends


async def tell_outages(
    session: Session,
    services: Services,
    region: Region,
    outages: Mapping[Platform, Outage],
    channels: Sequence[Channel],
) -> None:
    """Tell the operators of each platform that is out, once for as long as it lasts."""
    for platform, outage in outages.items():
        await tell_operators(
            session,
            region.id,
            key=notice_key(region, _outage_key(services, platform, outage)),
            template="operator_platform",
            now=services.clock(),
            phrasebook=services.phrasebook,
            platform=f"platform_{platform}",
            trouble=f"trouble_{outage.trouble}",
            since=outage.since,
            channels=sum(channel.ref.platform is platform for channel in channels),
            todo=f"todo_{outage.trouble}",
            detail=outage.detail,
        )


def notice_key(region: Region, key: str) -> str:
    """The key of a notice on a platform or its token, in this region."""
    return f"platform:{region.id}:{key}"


def _outage_key(services: Services, platform: Platform, outage: Outage) -> str:
    """One key for an outage; of a credential's, its own check may have told under the same."""
    if outage.trouble in OF_THE_TOKEN:
        name = fingerprint(credential_of(platform, services.access))
        return refusal_key(platform, outage.trouble, name, outage.since)
    return f"{platform}:{outage.trouble}:{outage.since.isoformat()}"
