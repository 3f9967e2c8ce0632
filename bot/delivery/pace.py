"""How fast messages may go: in all, to one person, to one group."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from aiolimiter import AsyncLimiter

MESSAGES_A_SECOND = 30
"""To all chats together (Telegram's bots FAQ, "How can I message all of my bot's subscribers")."""
MESSAGES_A_MINUTE_TO_A_GROUP = 20
"""Telegram's bots FAQ, the same answer."""
PERSON_BURST = 3
"""About one a second to one chat, short bursts allowed (the same FAQ); ours are of three."""


class Pace:
    """Knows which chats must wait. Times are the running loop's, so that it never goes back."""

    def __init__(self) -> None:
        self._all = AsyncLimiter(MESSAGES_A_SECOND, 1)
        self._chats: dict[int, AsyncLimiter] = {}
        self._held: dict[int, float] = {}

    def busy_chats(self) -> list[int]:
        """The chats to pass over now; what has cooled down is forgotten on the way."""
        now = asyncio.get_running_loop().time()
        self._held = {chat: until for chat, until in self._held.items() if until > now}
        full = [chat for chat, limiter in self._chats.items() if not limiter.has_capacity()]
        self._chats = {chat: self._chats[chat] for chat in full} | {
            chat: limiter
            for chat, limiter in self._chats.items()
            if chat not in full and not limiter.has_capacity(limiter.max_rate)
        }
        return [*self._held, *full]

    def hold(self, chat_id: int, wait: timedelta) -> None:
        """Leave this chat alone for so long, and no other."""
        now = asyncio.get_running_loop().time()
        self._held[chat_id] = now + wait.total_seconds()

    async def turn(self, chat_id: int) -> None:
        """Wait for the next free place in all and in this chat."""
        await self._all.acquire()
        if chat_id not in self._chats:
            is_group = chat_id < 0  # groups and channels have negative ids (Bot API manual, Chat)
            self._chats[chat_id] = (
                AsyncLimiter(MESSAGES_A_MINUTE_TO_A_GROUP, 60)
                if is_group
                else AsyncLimiter(PERSON_BURST, PERSON_BURST)
            )
        await self._chats[chat_id].acquire()
