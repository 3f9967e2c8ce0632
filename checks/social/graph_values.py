"""What the answers of Meta's platforms have in common: ids, counts, times and permalinks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import Field

from checks.links import LinkRejected, read_post
from checks.model import Platform
from checks.social.door import AnswerNotUnderstood

MOST = 2**53
"""No count is larger: what JSON holds exactly in every language."""

Id = Annotated[str, Field(pattern=r"^[0-9]{1,25}$")]
Count = Annotated[int, Field(ge=0, le=MOST)]


def moment(raw: str) -> datetime:
    """The time of a post in UTC, from `2026-11-23T03:15:20+0000`. Raises AnswerNotUnderstood."""
    try:
        at = datetime.fromisoformat(raw)
        if at.tzinfo is None:
            raise AnswerNotUnderstood("timestamp: a time without a zone")
        return at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise AnswerNotUnderstood("timestamp: not a time") from error


def permalink_address(link: str, platform: Platform, now: datetime) -> str:
    """The canonical form of a permalink; one of a form that we don't know stays as it is.

    Raises AnswerNotUnderstood for what is no address.
    """
    if not link.startswith("https://"):
        raise AnswerNotUnderstood("permalink: not an address")
    try:
        post = read_post(link, now=now)
    except LinkRejected:
        return link
    return post.canonical if post.platform is platform else link
