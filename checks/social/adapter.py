"""What every platform's adapter is: a way through one door, for many accounts at once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Protocol

from checks.model import ChannelRef, Platform, Reading
from checks.social.access import PlatformAccess
from checks.social.door import Door


class Adapter(Protocol):
    """Reads accounts of one platform. What it learns in one run is not held in the next."""

    @property
    def platform(self) -> Platform: ...

    @property
    def source(self) -> str:
        """The evidence's source: api, page, feed or post-id."""
        ...

    def batch_size(self, access: PlatformAccess) -> int:
        """How many accounts it takes in one go."""
        ...

    def closed(self, access: PlatformAccess) -> str:
        """Why it can't read anything with this access, in a few English words; "" where it can."""
        ...

    def read(
        self, refs: Sequence[ChannelRef], *, door: Door, before: Mapping[ChannelRef, Reading]
    ) -> AsyncIterator[tuple[ChannelRef, Reading]]:
        """A reading of each account, each yielded as soon as it is made, in any order.

        An account whose address is its handle comes with its `platform_id` as well once that is
        remembered: where the platform can be asked by id, it is, so that a new handle shows. The
        reading tells the `identity` where the platform does. `before` has the last readings of
        accounts that were read before.

        Raises PlatformStopped, FetchError and AnswerNotUnderstood; the accounts not yet yielded
        then get readings that say so.
        """
        ...
