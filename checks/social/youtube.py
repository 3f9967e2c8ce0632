"""YouTube: the Data API where the office has a key, else each channel's feed.

A key that is refused or used up blinds nobody whose id is known: the feed needs no key, and is read
instead. Accounts that only the key can find say why they were not read, and `youtube_key` tells the
operator.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from checks.errors import FetchError
from checks.model import ChannelRef, Platform, Reading
from checks.social.access import PlatformAccess
from checks.social.door import AnswerNotUnderstood, Door
from checks.social.readings import troubled, unread
from checks.social.stops import PlatformStopped, stopped_reading
from checks.social.youtube_api import Refused
from checks.social.youtube_channels import IDS_PER_QUESTION
from checks.social.youtube_data import read_with_key
from checks.social.youtube_feed import read_feeds

log = structlog.get_logger(__name__)

ShutDoor = PlatformStopped | FetchError | AnswerNotUnderstood | Refused


@dataclass(frozen=True, slots=True)
class YouTubeAdapter:
    """Reads YouTube channels."""

    platform: Platform = Platform.YOUTUBE
    source: str = "feed"
    """The door that is always open; what was read with the key says `api`."""

    def batch_size(self, access: PlatformAccess) -> int:
        return IDS_PER_QUESTION if access.youtube_key else 1

    def closed(self, access: PlatformAccess) -> str:
        return ""

    async def read(
        self, refs: Sequence[ChannelRef], *, door: Door, before: Mapping[ChannelRef, Reading]
    ) -> AsyncIterator[tuple[ChannelRef, Reading]]:
        """A reading of each account. Raises PlatformStopped where the feed fails for all."""
        if not door.access.youtube_key:
            async for ref, reading in read_feeds(refs, door):
                yield ref, reading
            return
        left = dict.fromkeys(refs)
        try:
            async for ref, reading in read_with_key(refs, door):
                left.pop(ref, None)
                yield ref, reading
            return
        except (PlatformStopped, FetchError, AnswerNotUnderstood, Refused) as error:
            shut = _unmeasured(error, door.now)
        log.warning(
            "youtube_read_without_key",
            trouble=shut.trouble,
            reason=shut.detail,
            accounts=len(left),
        )
        async for ref, reading in read_feeds(left, door, lambda: shut):
            yield ref, reading


def _unmeasured(error: ShutDoor, now: datetime) -> Reading:
    """The reading of an account that only the key could have found."""
    match error:
        case PlatformStopped():
            return stopped_reading(error, now)
        case Refused():
            return troubled(error.trouble, now, error.detail)
        case FetchError() | AnswerNotUnderstood():
            return unread(error, now)
