"""What Meta's interfaces write about posts in the sandbox: their numbers, times and cursors."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC

from bot.sandbox.platforms.world import Post


class CursorInvalid(Exception):
    """The `after` of a question is no cursor that an answer has given."""


def media_id(post: Post) -> str:
    """The number of a post whose permalink holds a code: 17 digits, the same each time."""
    digest = hashlib.sha256(post.id.encode()).digest()
    return f"18{int.from_bytes(digest[:8], 'big') % 10**15:015}"


def time_of(post: Post) -> str:
    """When it was posted, without a colon in the zone: `2026-11-23T03:15:20+0000`."""
    return f"{post.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}+0000"


def cursor_at(place: int) -> str:
    """The cursor behind so many posts."""
    return base64.urlsafe_b64encode(f"at:{place}".encode()).decode().rstrip("=")


def place_of(cursor: str) -> int:
    """How many posts stand before a cursor, none before an empty one. Raises CursorInvalid."""
    if not cursor:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        return int(text.removeprefix("at:"))
    except ValueError as error:
        raise CursorInvalid from error
