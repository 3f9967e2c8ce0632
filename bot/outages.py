"""Which platforms are out, as the last sweep found: its outcome keeps them for all who judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.policy.platforms import READ, PlatformOut
from bot.policy.workdays import Calendar
from checks.model import Platform, Trouble
from storage import rounds
from storage.engine import Session
from storage.readings import ChannelState
from storage.rounds import Round


@dataclass(frozen=True, slots=True)
class Outage:
    """A platform that can't be read. `since` is the region's date of the sweep that found it.

    `until` (aware) is when the platform may be asked again, None where nothing tells.
    """

    trouble: Trouble
    since: date
    detail: str
    until: datetime | None = None

    def ended_by(self, moment: datetime) -> bool:
        """Whether the platform may be asked again at this moment (aware)."""
        return self.until is not None and self.until <= moment


async def current_outages(session: Session, region_id: int) -> dict[Platform, Outage]:
    """The platforms that were out at the region's last finished sweep."""
    last = await rounds.last_finished(session, region_id=region_id, kind="sweep")
    return outages_of(last)


def outages_of(sweep: Round | None) -> dict[Platform, Outage]:
    """The outages that a sweep's outcome tells of."""
    told: Mapping[str, Any] = {} if sweep is None else (sweep.outcome or {}).get("out", {})
    return {
        Platform(platform): Outage(
            Trouble(one["trouble"]),
            date.fromisoformat(one["since"]),
            one["detail"],
            datetime.fromisoformat(one["until"]) if one.get("until") else None,
        )
        for platform, one in told.items()
    }


def read_today(state: ChannelState | None, calendar: Calendar, now: datetime) -> bool:
    """Whether a channel was read on today's date: it stands by that, whatever its platform does."""
    return (
        state is not None
        and state.health in READ
        and calendar.today(state.checked_at) == calendar.today(now)
    )


def going_on(
    out: Mapping[Platform, PlatformOut],
    before: Mapping[Platform, Outage],
    today: date,
    ends: Mapping[Platform, datetime],
) -> dict[Platform, Outage]:
    """Today's outages; one that goes on for the same reason keeps the day it began.

    `ends` has when (aware) the platforms may be asked again, as far as it is known.
    """
    found = {}
    for platform, stop in out.items():
        known = before.get(platform)
        same = known is not None and known.trouble is stop.trouble
        since = known.since if known is not None and same else today
        found[platform] = Outage(stop.trouble, since, stop.detail, ends.get(platform))
    return found


def as_outcome(outages: Mapping[Platform, Outage]) -> dict[str, Any]:
    """The outages as a sweep's outcome keeps them."""
    return {
        platform.value: {
            "trouble": outage.trouble.value,
            "since": outage.since.isoformat(),
            "detail": outage.detail,
            "until": None if outage.until is None else outage.until.isoformat(),
        }
        for platform, outage in outages.items()
    }
