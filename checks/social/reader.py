"""A platform's reader: its adapter behind the circuit breaker, with identities held together."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from checks.client import Client
from checks.errors import FetchError
from checks.model import ChannelRef, Reading, Trouble
from checks.social.access import PlatformAccess
from checks.social.adapter import Adapter
from checks.social.door import AnswerNotUnderstood, Door
from checks.social.readings import troubled, unread
from checks.social.stops import Breaker, PlatformStopped, stopped_reading
from checks.social.tokens import TokenBook
from checks.social.usage import Ledger

log = structlog.get_logger(__name__)


class SocialReader:
    """Reads accounts of one platform (the `Reader` of checks.sweep)."""

    def __init__(
        self,
        adapter: Adapter,
        access: PlatformAccess,
        ledger: Ledger,
        tokens: TokenBook,
        breaker: Breaker | None = None,
    ) -> None:
        self._adapter = adapter
        self._access = access
        self._ledger = ledger
        self._tokens = tokens
        self._breaker = breaker or Breaker()

    @property
    def batch_size(self) -> int:
        return self._adapter.batch_size(self._access)

    def looking_up(self) -> SocialReader:
        """A reader for a few looks between sweeps, which a stop met by this one keeps out as well.

        What it meets itself neither stops the sweeps nor counts towards their stopping: somebody's
        report in the afternoon must not cost the next morning's readings.
        """
        return SocialReader(
            self._adapter, self._access, self._ledger, self._tokens, self._breaker.apart()
        )

    def stopped_until(self, now: datetime) -> datetime | None:
        """When a stop that was met ends (aware); None where there is none, or nothing tells."""
        return self._breaker.stopped_until(now)

    async def read(
        self,
        refs: Sequence[ChannelRef],
        *,
        client: Client,
        now: datetime,
        before: Mapping[ChannelRef, Reading],
    ) -> Sequence[tuple[ChannelRef, Reading]]:
        """A reading of each account.

        Once something stops the whole platform, the accounts that remain, and those asked for on
        the same day, are not tried any more and say why.
        """
        if reason := self._adapter.closed(self._access):
            closed = troubled(Trouble.NO_READER, now, f"no reader: {reason}")
            return [(ref, closed) for ref in refs]
        if stop := self._breaker.stop_at(now):
            return [(ref, stopped_reading(stop, now)) for ref in refs]
        door = Door(
            self._adapter.platform,
            client,
            self._access,
            self._ledger,
            self._tokens,
            now,
            self._breaker,
        )
        loop = asyncio.get_running_loop()
        began = loop.time()
        found: dict[ChannelRef, Reading] = {}
        rest: Reading | None = None
        try:
            async for ref, reading in self._adapter.read(refs, door=door, before=before):
                milliseconds = round((loop.time() - began) * 1000)
                found[ref] = replace(_held_together(ref, reading), elapsed_ms=milliseconds)
                began = loop.time()
        except PlatformStopped as stop:
            log.warning("platform_stopped", platform=self._adapter.platform, reason=str(stop))
            self._breaker.open(stop, now)
            rest = stopped_reading(stop, now)
        except (FetchError, AnswerNotUnderstood) as error:
            rest = unread(error, now)
        if rest is not None:
            found = {**dict.fromkeys(refs, rest), **found}
        return [(ref, found[ref]) for ref in refs if ref in found]


def _held_together(ref: ChannelRef, reading: Reading) -> Reading:
    """The reading, unless its account is another than the one that was remembered."""
    identity = reading.identity
    remembered = ref.platform_id if ref.handle is not None else None
    if identity is None or remembered is None or identity.is_of(remembered):
        return reading
    detail = f"answers with the id {identity.platform_id}, and had {remembered}"
    return troubled(Trouble.NAME_TAKEN, reading.checked_at, detail, identity=identity)
