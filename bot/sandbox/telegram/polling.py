"""Updates waiting for the bot, and the rules of getUpdates."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.telegram.changes import Changes
from bot.sandbox.telegram.errors import ApiError
from bot.sandbox.telegram.state import Json

LIFETIME = timedelta(hours=24)
"""The Bot API manual: updates are kept no longer than 24 hours."""

DEFAULT_KINDS = frozenset({"message", "edited_message", "callback_query", "my_chat_member"})
"""The kinds this server makes that come without asking (the manual: all but `chat_member`)."""

OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_SET = "terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)

FIRST_UPDATE_ID = 731_000_001
"""Anything positive; not 1, so that nobody takes it for a count."""


@dataclass(frozen=True, slots=True)
class Update:
    """One update: its id, its kind, what it says and when it was made."""

    id: int
    kind: str
    body: Json
    made_at: datetime

    def as_json(self) -> Json:
        return {"update_id": self.id, self.kind: self.body}


@dataclass(slots=True)
class _Poll:
    """One getUpdates call that waits; `ended` says why it may not wait on."""

    ended: str | None = None


class UpdateQueue:
    """Updates in order, each kept until it is confirmed or a day old."""

    def __init__(self, clock: Callable[[], datetime], changed: Changes) -> None:
        self.allowed: frozenset[str] = DEFAULT_KINDS
        self.changed = changed
        self._clock = clock
        self._pending: list[Update] = []
        self._again: list[Update] = []
        self._repeats = 0
        self._next_id = FIRST_UPDATE_ID
        self._poll: _Poll | None = None

    def allow(self, kinds: Collection[str] | None) -> None:
        """From now on make these kinds; none of them is the default, None keeps the setting."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or DEFAULT_KINDS

    @property
    def polled(self) -> bool:
        """Whether a getUpdates call waits now."""
        return self._poll is not None

    def add(self, kind: str, body: Json) -> None:
        """Make an update, unless nobody asked for its kind."""
        if kind not in self.allowed:
            return
        self._pending.append(Update(self._next_id, kind, body, self._clock()))
        self._next_id += 1
        self.changed.ring()

    def pending(self) -> list[Update]:
        """The updates not confirmed yet, oldest first; those older than a day are dropped."""
        oldest = self._clock() - LIFETIME
        self._pending = [update for update in self._pending if update.made_at > oldest]
        return list(self._pending)

    def confirm(self, offset: int) -> None:
        """Forget what is below `offset`; a negative one keeps only that many of the last."""
        pending = self.pending()
        if offset < 0:
            self._pending = pending[offset:]
        else:
            self._pending = [update for update in pending if update.id >= offset]

    def forget(self, update: Update) -> None:
        """Drop one update: a webhook took it."""
        if self._repeats:
            self._repeats -= 1
            return
        self._pending = [other for other in self._pending if other.id != update.id]
        self.changed.ring()

    def clear(self) -> None:
        self._pending = []

    def repeat(self, times: int) -> None:
        """Hand out the next `times` deliveries a second time, confirmed or not."""
        self._repeats += times

    def batch(self, limit: int) -> list[Update]:
        """What the next answer holds, updates handed out again first."""
        repeated = self._again[:limit]
        seen = {update.id for update in repeated}
        fresh = [update for update in self.pending() if update.id not in seen]
        return (repeated + fresh)[:limit]

    async def get(self, *, offset: int, limit: int, timeout: float) -> list[Update]:
        """Long polling: what stands in the queue, waiting up to `timeout` seconds for the first.

        Raises `ApiError` 409 where another call or a webhook takes over meanwhile.
        """
        self.end_poll(OTHER_POLLER)
        poll = self._poll = _Poll()
        if offset != 0:
            self.confirm(offset)
        self.changed.ring()

        def ready() -> list[Update] | None:
            if poll.ended is not None:
                raise ApiError(409, poll.ended)
            return self.batch(limit) or None

        try:
            found = await self.changed.until(ready, timeout) if timeout else (ready() or [])
        except TimeoutError:
            return []
        finally:
            if self._poll is poll:
                self._poll = None
        self._again = self._again[len(found) :]
        if found and self._repeats:
            self._repeats -= 1
            self._again.extend(found)
        return found

    async def next(self) -> Update:
        """The oldest update that stands in the queue, whenever there is one."""
        while True:
            with suppress(TimeoutError):
                return await self.changed.until(lambda: next(iter(self.pending()), None), 60)

    def now(self) -> datetime:
        return self._clock()

    def end_poll(self, reason: str) -> None:
        """End the call that waits now, if one does, with a 409 that says why."""
        if self._poll is not None:
            self._poll.ended = reason
            self.changed.ring()
