"""A clock that can be set: the sandbox lives a day of its own in a few seconds."""

from __future__ import annotations

import time
from datetime import datetime, timedelta


class TravelledClock:
    """Runs on from whatever moment it was last set to."""

    def __init__(self, now: datetime) -> None:
        self._set_to = now
        self._since = time.monotonic()

    def __call__(self) -> datetime:
        """The present moment of the sandbox, aware and in the zone it was set with."""
        return self._set_to + timedelta(seconds=time.monotonic() - self._since)

    def travel_to(self, moment: datetime) -> None:
        """Make it `moment`, which may not lie before the present one.

        Raises ValueError where it does: what was remembered would lie in the future.
        """
        if moment < self():
            raise ValueError(f"{moment.isoformat()} has passed")
        self._set_to, self._since = moment, time.monotonic()
