"""What a platform's door says of one reported post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checks.links import PostLink
from checks.model import Engagement, Evidence


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
    aware, None where no time is known. `verified`: a door said so. `note` is a short English
    sentence on what stood in the way.
    """

    post: PostLink
    found: Found
    at: datetime | None = None
    title: str = ""
    evidence: Evidence | None = None
    verified: bool = False
    note: str = ""
    engagement: Engagement | None = None


class NotShown(Exception):
    """The platform says that the post is not there, or not for everybody; `note` says which."""

    def __init__(self, note: str) -> None:
        super().__init__(note)
        self.note = note
