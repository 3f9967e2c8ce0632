"""Why nobody was told anything, in words for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.policy.nudge_plan import NudgePlan, WhyNobody

REASONS: Mapping[WhyNobody, str] = MappingProxyType(
    {
        WhyNobody.NOT_A_WORKDAY: "it is no working day",
        WhyNobody.OUTSIDE_HOURS: "reminders go out from 08.30 to 15.00 local time",
        WhyNobody.FRIDAY_PRAYER: "it is the time of Friday prayer",
        WhyNobody.SWEEP_NOT_TRUSTED: "the last sweep failed alike nearly everywhere: our network?",
        WhyNobody.NOBODY_BEHIND: "no channel is behind",
        WhyNobody.PAUSED: "the channels that are behind are paused",
        WhyNobody.ALREADY_TOLD: "who is behind was told today already",
        WhyNobody.NOBODY_TO_TELL: "the stewards of the channels that are behind can't be told yet",
        WhyNobody.NOTHING_DUE: "the next reminder is not due today",
    }
)


def why_nobody(plan: NudgePlan) -> str | None:
    """One sentence, with the holiday's name where it is one; None where somebody is told."""
    if plan.why is None:
        return None
    holiday = f" ({plan.day_off})" if plan.day_off else ""
    return f"Nobody is told: {REASONS[plan.why]}{holiday}."
