"""How much of its allowance Meta's Graph API says an answer has left, and when to stop asking.

The headers X-App-Usage and X-Business-Use-Case-Usage come with good answers and with refusals
(Graph API, "Rate Limits"): percentages of the calls and of two kinds of time, and the minutes until
access is regained.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from checks.model import Trouble
from checks.social.door import Answer
from checks.social.stops import PlatformStopped

NEARLY_SPENT = 80.0
"""Per cent of the allowance at which we stop by ourselves: at 100 the platform would do it."""

DEFAULT_WAIT = timedelta(hours=1)
"""How long we stay away where no time is told: the window of an app's allowance."""

LONGEST_WAIT = timedelta(days=1)
"""The window of a business account's allowance: nothing is taken away for longer."""

MINUTES_IN_A_DAY = LONGEST_WAIT / timedelta(minutes=1)


class _Shares(BaseModel):
    """Percentages of what may be used."""

    call_count: float = Field(0, ge=0, allow_inf_nan=False)
    total_time: float = Field(0, ge=0, allow_inf_nan=False)
    total_cputime: float = Field(0, ge=0, allow_inf_nan=False)

    @property
    def highest(self) -> float:
        return max(self.call_count, self.total_time, self.total_cputime)


class _BusinessShares(_Shares):
    estimated_time_to_regain_access: float = Field(0, ge=0, allow_inf_nan=False)


_OF_APP = TypeAdapter(_Shares)
_OF_BUSINESSES = TypeAdapter(dict[str, list[_BusinessShares]])


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the headers of one answer tell. `regained_in` is None where they tell no time."""

    used_percent: float = 0.0
    regained_in: timedelta | None = None

    def until(self, now: datetime) -> datetime:
        """When to come back, for who has to stay away now (aware)."""
        return now + (self.regained_in or DEFAULT_WAIT)


def allowance_told(headers: Mapping[str, str]) -> Allowance:
    """What an answer's headers (lower-case names) tell; one that can't be read tells nothing."""
    businesses: list[_BusinessShares] = []
    app = _Shares()
    with suppress(ValidationError):
        by_business = _OF_BUSINESSES.validate_json(headers.get("x-business-use-case-usage", "{}"))
        businesses = [one for listed in by_business.values() for one in listed]
    with suppress(ValidationError):
        app = _OF_APP.validate_json(headers.get("x-app-usage", "{}"))
    minutes = max((one.estimated_time_to_regain_access for one in businesses), default=0.0)
    return Allowance(
        max(one.highest for one in (app, *businesses)),
        timedelta(minutes=min(minutes, MINUTES_IN_A_DAY)) if minutes else None,
    )


def stop_when_nearly_spent(answer: Answer, now: datetime) -> None:
    """Raise PlatformStopped where a good answer says that little is left.

    To be called once what the answer held is used: it was good.
    """
    allowance = allowance_told(answer.headers)
    if allowance.used_percent >= NEARLY_SPENT:
        detail = f"{allowance.used_percent:.0f} % of the allowance is used"
        raise PlatformStopped(Trouble.QUOTA_SPENT, detail, allowance.until(now))
