"""Since when tokens are refused: the outcome of the tokens round keeps it for the next morning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.outages import Outage
from bot.policy.token_reminders import OF_THE_TOKEN
from checks.model import Platform, Trouble
from checks.social.token_health import TokenState
from storage.rounds import Round


@dataclass(frozen=True, slots=True)
class Refusal:
    """A token that is of no use. `since` is the region's date on which that was first found."""

    trouble: Trouble
    since: date


def refusals(
    states: Iterable[TokenState],
    before: Mapping[Platform, Refusal],
    outages: Mapping[Platform, Outage],
    today: date,
) -> dict[Platform, Refusal]:
    """The tokens that are refused as of today.

    One that goes on for the same reason keeps its day, be it from the last tokens round or from an
    outage that a sweep found. What passes, such as no answer, ends no refusal.
    """
    found = {}
    for state in states:
        platform, trouble = state.platform, state.trouble
        if trouble is None:
            continue
        if trouble in OF_THE_TOKEN:
            known = (outages.get(platform), before.get(platform))
            days = (one.since for one in known if one is not None and one.trouble is trouble)
            found[platform] = Refusal(trouble, next(days, today))
        elif platform in before:
            found[platform] = before[platform]
    return found


def refusals_of(tokens: Round | None) -> dict[Platform, Refusal]:
    """The refusals that a tokens round's outcome tells of."""
    outcome: Mapping[str, Any] = {} if tokens is None else tokens.outcome or {}
    return {
        Platform(platform): Refusal(Trouble(told["trouble"]), date.fromisoformat(told["since"]))
        for platform, one in outcome.items()
        if (told := one.get("refused")) is not None
    }


def as_outcome(refusal: Refusal | None) -> dict[str, str] | None:
    """A refusal as the outcome keeps it for its platform."""
    if refusal is None:
        return None
    return {"trouble": refusal.trouble.value, "since": refusal.since.isoformat()}
