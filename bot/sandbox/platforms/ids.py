"""Ids of posts as the platforms make them: those of four hold the moment, YouTube's hold none."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from checks.links.snowflakes import ALPHABET, EPOCH, INSTAGRAM_EPOCH_MS, X_EPOCH_MS
from checks.model import Platform

_Maker = Callable[[int, int], str]
"""Milliseconds since 1970 and a number in, an id out."""


def timed_id(platform: Platform, at: datetime, number: int = 0) -> str:
    """The id, as a permalink has it, of a post made at this moment (aware).

    `checks.links.snowflakes.made_at` reads the moment from it: to the millisecond, on TikTok to the
    second. `number` tells posts of one moment apart, below 2**22. Raises KeyError for a platform
    whose ids hold no time.
    """
    return _MAKERS[platform]((at - EPOCH) // timedelta(milliseconds=1), number)


def video_id(name: str) -> str:
    """A YouTube video's id, the same each time for the same name."""
    return urlsafe_b64encode(hashlib.sha256(name.encode()).digest()[:8]).decode().rstrip("=")


def _code(milliseconds: int, number: int) -> str:
    value = (milliseconds - INSTAGRAM_EPOCH_MS) << 23 | number
    code = ""
    while value:
        value, digit = divmod(value, len(ALPHABET))
        code = ALPHABET[digit] + code
    return code


def _x_number(milliseconds: int, number: int) -> str:
    return str((milliseconds - X_EPOCH_MS) << 22 | number)


def _tiktok_number(milliseconds: int, number: int) -> str:
    return str(milliseconds // 1000 << 32 | number)


_MAKERS: Mapping[Platform, _Maker] = {
    Platform.INSTAGRAM: _code,
    Platform.THREADS: _code,
    Platform.X: _x_number,
    Platform.TIKTOK: _tiktok_number,
}
