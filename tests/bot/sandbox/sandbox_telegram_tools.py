"""What several tests of the Bot API server use: a standing clock, raw calls, pictures."""

from __future__ import annotations

import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

Ask = Callable[..., Awaitable[dict[str, Any]]]
"""Call a method with parameters in JSON; the body of the answer."""


@dataclass
class Clock:
    """The server's time: it stands until a test moves it."""

    now: datetime = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, duration: timedelta) -> None:
        self.now += duration


def png(width: int = 640, height: int = 480, padding: int = 0) -> bytes:
    """As much of a PNG as says how large it is."""
    header = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR"
    return header + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0) + b"\0" * (4 + padding)


def jpeg(width: int, height: int) -> bytes:
    """As much of a JPEG as says how large it is."""
    jfif = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + b"\0" * 9
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3) + b"\0" * 9
    return b"\xff\xd8" + jfif + frame + b"\xff\xd9"
