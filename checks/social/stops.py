"""The circuit breaker: what stops a whole platform, and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta

from checks.errors import HEALTHS
from checks.model import STOPS_PLATFORM, Reading, Trouble

FOR_THE_DAY = timedelta(hours=20)
"""A stop ends before the next day's sweep, which tries the door again."""


FAILURES_IN_A_ROW = 5
"""So many questions without an answer, or answered with 5xx, and the platform itself is down."""

DOWN_FOR = timedelta(hours=1)
"""How long a platform is left alone that failed so often and did not itself say for how long: our
own choice. A few accounts that are broken must not cost the others their day."""


class PlatformStopped(Exception):
    """The platform can't be read for now: no further account of it need be tried.

    `trouble` is one of STOPS_PLATFORM, `detail` a short English sentence for the operator, without
    any credential. `until` (aware) is when to come back, None where nothing says so.
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
        self._failed: set[str] = set()
        self._stop: PlatformStopped | None = None
        self._until: datetime | None = None

    def open(self, stop: PlatformStopped, now: datetime) -> None:
        """Nothing is asked until the moment the stop names, or for the day."""
        self._stop, self._until = stop, stop.until or now + FOR_THE_DAY

    def stop_at(self, now: datetime) -> PlatformStopped | None:
        """Why nothing may be asked at this moment; None where the door may be tried."""
        if self._until is not None and now < self._until:
            return self._stop
        return None

    def stopped_until(self, now: datetime) -> datetime | None:
        """When the stop ends (aware); None where there is none, or nothing tells its end."""
        stop = self.stop_at(now)
        return None if stop is None else stop.until

    def apart(self) -> Breaker:
        """One that begins with this one's stop, if there is one, and tells it nothing."""
        breaker = Breaker()
        breaker._stop, breaker._until = self._stop, self._until
        return breaker

    def answered(self) -> None:
        """The platform answered something."""
        self._failed.clear()

    def failed(self, question: str, detail: str, now: datetime) -> None:
        """A question was not answered; one that is asked again and again counts once.

        Raises PlatformStopped where too many in a row were not.
        """
        self._failed.add(question)
        if len(self._failed) >= FAILURES_IN_A_ROW:
            self._failed.clear()
            detail = f"answers nobody: {detail}"
            raise PlatformStopped(Trouble.PLATFORM_DOWN, detail, now + DOWN_FOR)


def stopped_reading(stop: PlatformStopped, now: datetime) -> Reading:
    """The reading of an account of a platform that is out: our trouble, never theirs."""
    return Reading(HEALTHS[stop.trouble], now, detail=stop.detail, trouble=stop.trouble)
