"""An office with access to the platforms of the sandbox, reading through the real readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.sandbox.platforms import PlatformWorld
from checks.client import Client
from checks.model import ChannelRef, Reading
from checks.social.access import PlatformAccess
from checks.social.adapter import Adapter
from checks.social.reader import SocialReader
from checks.social.tokens import MemoryTokenBook
from checks.social.usage import MemoryLedger

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@dataclass(slots=True)
class Platforms:
    """The world behind the server, and what an office that reads it works with."""

    world: PlatformWorld
    access: PlatformAccess
    client: Client
    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    tokens: MemoryTokenBook = field(default_factory=MemoryTokenBook)

    def reader(self, adapter: Adapter, **other_access: object) -> SocialReader:
        """A reader with the office's access, changed as told."""
        access = replace(self.access, **other_access)  # type: ignore[arg-type]
        return SocialReader(adapter, access, self.ledger, self.tokens)

    async def read(
        self,
        reader: SocialReader,
        refs: Iterable[ChannelRef],
        *,
        now: datetime = NOW,
        before: Mapping[ChannelRef, Reading] | None = None,
    ) -> dict[ChannelRef, Reading]:
        """What the reader says of the accounts, asked in one batch."""
        answered = await reader.read([*refs], client=self.client, now=now, before=before or {})
        return dict(answered)
