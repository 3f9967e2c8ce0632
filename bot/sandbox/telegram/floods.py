"""How many messages a bot may send, and the 429 that answers one too many."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.telegram.errors import ApiError
from bot.sandbox.telegram.state import Chat, ChatKind


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many messages a second on average, and so many at once."""

    per_second: float
    at_once: int


PRIVATE = Allowance(per_second=1, at_once=3)
GROUP = Allowance(per_second=20 / 60, at_once=20)
TOGETHER = Allowance(per_second=30, at_once=30)
"""The rates are those of Telegram's bots FAQ, "My bot is hitting limits": about one a second in a
chat, 20 a minute in a group, 30 a second in all. Short bursts pass; how long ones is not published,
so `at_once` in a private chat is a careful guess."""


@dataclass(slots=True)
class _Account:
    """What is left of an allowance, as of a moment."""

    left: float
    at: datetime


class FloodControl:
    """Counts messages by chat and in all; time is told, never read."""

    def __init__(self) -> None:
        self._accounts: dict[int | None, _Account] = {}

    def admit(self, chat: Chat, count: int, now: datetime) -> None:
        """Take `count` messages off what is left.

        Raises `ApiError` 429 with the seconds after which they would pass; then none is taken.
        """
        own = PRIVATE if chat.kind is ChatKind.PRIVATE else GROUP
        accounts = [self._account(chat.id, own, now), self._account(None, TOGETHER, now)]
        wait = 0.0
        for account, allowance in zip(accounts, (own, TOGETHER), strict=True):
            needed = min(count, allowance.at_once)
            wait = max(wait, (needed - account.left) / allowance.per_second)
        if wait > 0:
            seconds = math.ceil(wait)
            raise ApiError(429, f"retry after {seconds}", retry_after=seconds)
        for account in accounts:
            account.left -= count

    def _account(self, key: int | None, allowance: Allowance, now: datetime) -> _Account:
        account = self._accounts.setdefault(key, _Account(allowance.at_once, now))
        passed = max((now - account.at).total_seconds(), 0)
        account.left = min(account.left + passed * allowance.per_second, allowance.at_once)
        account.at = now
        return account
