"""What a platform's door says of one reported post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checks.links import PostLink
from checks.model import ChannelRef, Engagement, Evidence


class Found(StrEnum):
    """Is the post there."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    """No door told."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a door said of one post.

    `post` has the account that the door told in the place of the one its address claims. `at` is
    aware, None where no time is known. `before` (aware) is the time of the oldest post in a full
    list of the account's newest ones, which lacks this one: it was published before that, unless it
    is unlisted, or minutes old and the list older than it. `not_of` are those of the candidates
    that the door says it is not of, whatever the names in the addresses tell. `note` is a short
    English sentence on what stood in the way.
    """

    post: PostLink
    found: Found
    at: datetime | None = None
    title: str = ""
    evidence: Evidence | None = None
    note: str = ""
    engagement: Engagement | None = None
    before: datetime | None = None
    not_of: tuple[ChannelRef, ...] = ()


class NotShown(Exception):
    """The platform says that the post is not there, or not for everybody; `note` says which."""

    def __init__(self, note: str) -> None:
        super().__init__(note)
        self.note = note
