"""The circuit breaker: what stops a whole platform, and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta

from checks.errors import HEALTHS
from checks.model import STOPS_PLATFORM, Reading, Trouble

FOR_THE_DAY = timedelta(hours=20)
"""A stop ends before the next day's sweep, which tries the door again."""


FAILURES_IN_A_ROW = 5
"""So many requests without an answer, or answered with 5xx, and the platform itself is down."""


class PlatformStopped(Exception):
    """The platform can't be read for now: no further account of it need be tried.

    `trouble` is one of STOPS_PLATFORM, `detail` a short English sentence for the operator, without
    any credential. `until` (aware) is when the platform said to come back, None where it did not.
    """

    def __init__(self, trouble: Trouble, detail: str, until: datetime | None = None) -> None:
        if trouble not in STOPS_PLATFORM:
            raise ValueError(f"{trouble} does not stop a platform")
        super().__init__(f"{trouble}: {detail}")
        self.trouble = trouble
        self.detail = detail
        self.until = until


class Breaker:
    """Remembers why a platform is out, so that it is asked once and not once an account."""

    def __init__(self) -> None:
        self._failures = 0
        self._stop: PlatformStopped | None = None
        self._until: datetime | None = None

    def open(self, stop: PlatformStopped, now: datetime) -> None:
        """Nothing is asked until the moment the platform named, or for the day."""
        self._stop, self._until = stop, stop.until or now + FOR_THE_DAY

    def stop_at(self, now: datetime) -> PlatformStopped | None:
        """Why nothing may be asked at this moment; None where the door may be tried."""
        if self._until is not None and now < self._until:
            return self._stop
        return None

    def apart(self) -> Breaker:
        """One that begins with this one's stop, if there is one, and tells it nothing."""
        breaker = Breaker()
        breaker._stop, breaker._until = self._stop, self._until
        return breaker

    def answered(self) -> None:
        """The platform answered something."""
        self._failures = 0

    def failed(self, detail: str) -> None:
        """A request was not answered. Raises PlatformStopped where too many in a row were not."""
        self._failures += 1
        if self._failures >= FAILURES_IN_A_ROW:
            self._failures = 0
            raise PlatformStopped(Trouble.PLATFORM_DOWN, f"answers nobody: {detail}")


def stopped_reading(stop: PlatformStopped, now: datetime) -> Reading:
    """The reading of an account of a platform that is out: our trouble, never theirs."""
    return Reading(HEALTHS[stop.trouble], now, detail=stop.detail, trouble=stop.trouble)
