"""Which platforms are out, as the last sweep found: its outcome keeps them for all who judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.policy.platforms import PlatformOut
from checks.model import Platform, Trouble
from storage import rounds
from storage.engine import Session
from storage.rounds import Round


@dataclass(frozen=True, slots=True)
class Outage:
    """A platform that can't be read. `since` is the region's date of the sweep that found it."""

    trouble: Trouble
    since: date
    detail: str


async def current_outages(session: Session, region_id: int) -> dict[Platform, Outage]:
    """The platforms that were out at the region's last finished sweep."""
    last = await rounds.last_finished(session, region_id=region_id, kind="sweep")
    return outages_of(last)


def outages_of(sweep: Round | None) -> dict[Platform, Outage]:
    """The outages that a sweep's outcome tells of."""
    told: Mapping[str, Any] = {} if sweep is None else (sweep.outcome or {}).get("out", {})
    return {
        Platform(platform): Outage(
            Trouble(one["trouble"]), date.fromisoformat(one["since"]), one["detail"]
        )
        for platform, one in told.items()
    }


def going_on(
    out: Mapping[Platform, PlatformOut], before: Mapping[Platform, Outage], today: date
) -> dict[Platform, Outage]:
    """Today's outages; one that goes on for the same reason keeps the day it began."""
    found = {}
    for platform, stop in out.items():
        known = before.get(platform)
        same = known is not None and known.trouble is stop.trouble
        since = known.since if known is not None and same else today
        found[platform] = Outage(stop.trouble, since, stop.detail)
    return found


def as_outcome(outages: Mapping[Platform, Outage]) -> dict[str, Any]:
    """The outages as a sweep's outcome keeps them."""
    return {
        platform.value: {
            "trouble": outage.trouble.value,
            "since": outage.since.isoformat(),
            "detail": outage.detail,
        }
        for platform, outage in outages.items()
    }
