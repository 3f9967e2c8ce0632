"""Finding YouTube channels by the Data API: fifty ids in one question, each new name in its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from checks.errors import FetchError
from checks.model import ChannelRef, Identity, Reading, Trouble
from checks.social.door import AnswerNotUnderstood, Door
from checks.social.readings import missing, troubled, unread
from checks.social.youtube_api import Refused, ask
from checks.social.youtube_names import Name, name_kind
from checks.social.youtube_shapes import CHANNEL_LIST, Channel

IDS_PER_QUESTION = 50
"""The most ids that one list takes (YouTube Data API, channels.list and videos.list)."""

PARTS = "snippet,contentDetails,statistics,status"

NOT_FOUND_BY_CUSTOM_NAME = (
    "no channel has this /c/ name for its handle, and YouTube tells no other way to look it up: "
    "give the address with the channel's id"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The channel that answers under an account's address."""

    ref: ChannelRef
    channel: Channel

    @property
    def identity(self) -> Identity:
        """Its id, and its handle now.

        The handle is left unsaid for an address that names it otherwise (/user/, /c/): those names
        stay as they are, whatever the handle, so that the two must not be compared.
        """
        handle = self.channel.snippet.custom_url.removeprefix("@").lower()
        comparable = name_kind(self.ref) in {Name.HANDLE, Name.ID}
        return Identity(self.channel.id, handle if comparable and handle else None)


async def find_channels(
    refs: Sequence[ChannelRef], door: Door
) -> AsyncIterator[Found | tuple[ChannelRef, Reading]]:
    """The channel of each account, or else the account's reading.

    Asked by id where it is remembered. Raises as `ask` where the question for all ids fails.
    """
    ids = dict.fromkeys(ref.platform_id for ref in refs if ref.platform_id)
    known = await _by_ids([*ids], door) if ids else {}
    for ref in refs:
        found = known.get(ref.platform_id) if ref.platform_id else None
        if isinstance(found, Channel):
            yield _shown(Found(ref, found), door.now)
        elif isinstance(found, Reading):
            yield ref, found
        else:
            yield await _by_name_alone(ref, door)


async def _by_ids(ids: Sequence[str], door: Door) -> Mapping[str, Channel | Reading]:
    """What is known of these ids; one that YouTube does not know is left out."""
    try:
        listed = await ask(door, "channels", {"part": PARTS, "id": ",".join(ids)}, CHANNEL_LIST)
    except Refused as refused:
        if not refused.reason:
            raise
        if len(ids) == 1:
            return {ids[0]: troubled(refused.trouble, door.now, refused.detail)}
        # One id that is refused refuses them all: each half by itself.
        middle = len(ids) // 2
        first, second = await _by_ids(ids[:middle], door), await _by_ids(ids[middle:], door)
        return {**first, **second}
    items = listed.items or []
    channels = {item.id: item for item in items if item is not None}
    if len(channels) == len(items):
        return channels
    odd = troubled(Trouble.ANSWER_NOT_UNDERSTOOD, door.now, "the channel has another shape")
    return {**dict.fromkeys(ids, odd), **channels}


async def _by_name_alone(ref: ChannelRef, door: Door) -> Found | tuple[ChannelRef, Reading]:
    """The account by its name: it was never seen, or its id is unknown to YouTube now."""
    kind = name_kind(ref)
    asks_in_vain = kind is Name.CUSTOM and ref.platform_id is not None
    if ref.handle is None or asks_in_vain:
        return ref, missing(ref, door.now, "YouTube knows no channel with its id")
    by = "forUsername" if kind is Name.USER else "forHandle"
    try:
        listed = await ask(door, "channels", {"part": PARTS, by: ref.handle}, CHANNEL_LIST)
    except (FetchError, AnswerNotUnderstood) as error:
        return ref, unread(error, door.now)
    except Refused as refused:
        return ref, troubled(refused.trouble, door.now, refused.detail)
    if not listed.items:
        if kind is Name.CUSTOM:
            return ref, troubled(Trouble.NO_READER, door.now, NOT_FOUND_BY_CUSTOM_NAME)
        return ref, missing(ref, door.now, "YouTube knows no channel of this name")
    channel = listed.items[0]
    if channel is None:
        detail = "the channel has another shape"
        return ref, troubled(Trouble.ANSWER_NOT_UNDERSTOOD, door.now, detail)
    return _shown(Found(ref, channel), door.now)


def _shown(found: Found, now: datetime) -> Found | tuple[ChannelRef, Reading]:
    """The channel, unless it says that it is not for everyone."""
    if found.channel.status.privacy_status != "private":
        return found
    detail = "the channel is private"
    return found.ref, troubled(Trouble.ACCOUNT_PRIVATE, now, detail, identity=found.identity)


def held_to_its_name(found: Found, reading: Reading) -> Reading:
    """The reading, with what is uncertain about whose it is."""
    if name_kind(found.ref) is Name.CUSTOM and not found.ref.platform_id:
        handle = found.channel.snippet.custom_url or found.channel.id
        detail = f"the /c/ name was looked up as a handle, and led to {handle}"
        return replace(reading, detail=detail)
    return reading
