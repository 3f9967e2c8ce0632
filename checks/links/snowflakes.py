"""The time inside a post's id: when the platform began to make it.

The layouts were checked against recorded pairs of id and publication time: photos, X posts and
Threads posts agree within a second or two; videos are decoded up to three hours before they are
shown, since the id is drawn when the upload begins.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from checks.model import Platform

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=1)
"""How far a decoded time may lie in the future; clocks differ, days don't."""

ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
"""Instagram's and Threads' base 64, most significant digit first."""

PRIVATE_TAIL = 28
"""Codes longer than this end in a key of as many characters, for followers of private accounts."""

SMALLEST_TIMED = 64**9
"""The smallest code of ten characters. Instagram's shorter codes are running numbers of its first
years; every code made since September 2011 by the timed layout has ten or more."""

INSTAGRAM_EPOCH_MS = 1_314_220_021_721
X_EPOCH_MS = 1_288_834_974_657
X_FIRST_TIMED = 29_700_000_000
"""X's numbers have held a time since 4 November 2010; smaller ones were counted."""

_LARGEST = 2**63 - 1
_DIGITS = {letter: value for value, letter in enumerate(ALPHABET)}

STARTED: Mapping[Platform, datetime] = {
    Platform.INSTAGRAM: datetime(2010, 10, 6, tzinfo=UTC),
    Platform.X: datetime(2010, 11, 4, tzinfo=UTC),
    Platform.TIKTOK: datetime(2016, 9, 1, tzinfo=UTC),
    Platform.THREADS: datetime(2023, 7, 5, tzinfo=UTC),
}
"""No timed id is older: the platform's opening, on X the change to timed numbers."""


def made_at(platform: Platform, post_id: str, now: datetime) -> datetime | None:
    """When the post was made, aware and in UTC, to the millisecond (TikTok: to the second).

    None where the platform's ids hold no time, where this one is too short or too large, and where
    it would lie before the platform's start or more than a day after `now` (aware).
    """
    milliseconds_of = _CLOCKS.get(platform)
    milliseconds = milliseconds_of(post_id) if milliseconds_of else None
    if milliseconds is None:
        return None
    moment = EPOCH + timedelta(milliseconds=milliseconds)
    return moment if STARTED[platform] <= moment <= now + AHEAD else None


def _code_milliseconds(code: str) -> int | None:
    if len(code) > PRIVATE_TAIL:
        code = code[:-PRIVATE_TAIL]
    number = 0
    for letter in code:
        number = number * len(ALPHABET) + _DIGITS[letter]
    return (number >> 23) + INSTAGRAM_EPOCH_MS if SMALLEST_TIMED <= number <= _LARGEST else None


def _x_milliseconds(digits: str) -> int | None:
    number = int(digits)
    return (number >> 22) + X_EPOCH_MS if X_FIRST_TIMED <= number <= _LARGEST else None


def _tiktok_milliseconds(digits: str) -> int | None:
    number = int(digits)
    return (number >> 32) * 1000 if number <= _LARGEST else None


_CLOCKS: Mapping[Platform, Callable[[str], int | None]] = {
    Platform.INSTAGRAM: _code_milliseconds,
    Platform.THREADS: _code_milliseconds,
    Platform.X: _x_milliseconds,
    Platform.TIKTOK: _tiktok_milliseconds,
}
