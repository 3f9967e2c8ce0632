"""Tokens that change while the office's settings stay the same: renewed ones, and accounts' own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from checks.model import Platform

OFFICE = ""
"""The account under which a token of the office's own is kept."""


@dataclass(frozen=True, slots=True)
class Token:
    """`expires_at` and `refresh_expires_at` are aware, None where there is no end, or none known.

    `renewed_from` is the fingerprint of the setting that this token took over from, "" where none
    did: another setting means that this token is of no use any more.
    """

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    expires_at: datetime | None = None
    refresh_expires_at: datetime | None = None
    renewed_from: str = ""


class TokenBook(Protocol):
    """Remembers tokens by platform and account."""

    async def find(self, platform: Platform, account: str) -> Token | None:
        """The token of this account (`OFFICE` for the office's own), None where there is none."""
        ...

    async def keep(self, platform: Platform, account: str, token: Token, *, now: datetime) -> None:
        """Keep the token in the place of the account's last one."""
        ...


class MemoryTokenBook:
    """A book that is forgotten with its process."""

    def __init__(self) -> None:
        self._tokens: dict[tuple[Platform, str], Token] = {}

    async def find(self, platform: Platform, account: str) -> Token | None:
        return self._tokens.get((platform, account))

    async def keep(self, platform: Platform, account: str, token: Token, *, now: datetime) -> None:
        self._tokens[platform, account] = token
