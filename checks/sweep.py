"""Many channels at once: bounded, streaming, no slow host holding up the others."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict, deque
from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urlsplit

import structlog

from checks.client import Client, ClientSettings
from checks.model import ChannelRef, Health, Platform, Reading, Trouble
from checks.social.access import PlatformAccess
from checks.social.adapters import ADAPTERS
from checks.social.reader import SocialReader
from checks.social.tokens import MemoryTokenBook, TokenBook
from checks.social.usage import Ledger, MemoryLedger
from checks.website.reader import WebsiteReader

Result = tuple[ChannelRef, Reading]

CONCURRENCY = 300
"""Channels read at once. Nearly all of a sweep is waiting for others' servers."""

BATCH_SECONDS = 150.0
"""The longest that one batch may take. A visit to a website ends itself well before."""

log = structlog.get_logger(__name__)


class Reader(Protocol):
    """Reads channels of one platform."""

    @property
    def batch_size(self) -> int:
        """How many channels it takes in one go."""
        ...

    async def read(
        self,
        refs: Sequence[ChannelRef],
        *,
        client: Client,
        now: datetime,
        before: Mapping[ChannelRef, Reading],
    ) -> Sequence[Result]:
        """A reading of each channel. What it raises becomes a failed reading of each.

        `before` has the last readings of those channels that were read before.
        """
        ...


def readers_for(
    *,
    look_for_cloaking: bool = False,
    access: PlatformAccess | None = None,
    ledger: Ledger | None = None,
    tokens: TokenBook | None = None,
) -> Mapping[Platform, Reader]:
    """A reader for every platform; accounts are read as far as the office's `access` opens doors.

    With `look_for_cloaking` websites are looked at a second time as a search engine. What reading
    uses up is noted in the `ledger`, and tokens that change are kept in the book of `tokens`; both
    are forgotten with the process where none is given.
    """
    access, ledger = access or PlatformAccess(), ledger or MemoryLedger()
    tokens = tokens or MemoryTokenBook()
    social = {
        adapter.platform: SocialReader(adapter, access, ledger, tokens) for adapter in ADAPTERS
    }
    return {Platform.WEBSITE: WebsiteReader(look_for_cloaking=look_for_cloaking), **social}


@dataclass(frozen=True, slots=True)
class _Batch:
    """Channels read together, and the host that bears the load."""

    host: str
    platform: Platform
    refs: tuple[ChannelRef, ...]


async def check(
    channels: Iterable[ChannelRef],
    *,
    now: datetime | None = None,
    client: Client | None = None,
    settings: ClientSettings | None = None,
    concurrency: int = CONCURRENCY,
    readers: Mapping[Platform, Reader] | None = None,
    before: Mapping[ChannelRef, Reading] | None = None,
) -> AsyncGenerator[Result, None]:
    """Read channels and yield each with its reading, as each is finished, every one exactly once.

    `before` has the last readings, where there are any: what did not change is not read again.
    `now` is aware; None is the moment of the first step, the one place in this package where the
    clock is read. Without a `client`, one is made of `settings` and closed at the end; without
    `readers`, they are those that need no credentials (`readers_for`). Memory does
    not grow with the number of channels: at most `concurrency` are being read, and as many readings
    wait for whoever iterates. Breaking off ends what is under way (close the iterator, or use
    `contextlib.aclosing`, where that must not wait for the garbage collector).

    Raises nothing for what channels do: a reader that fails is logged and gives `Health.FAILED`.
    """
    moment = now or datetime.now(UTC)
    if readers is None:
        readers = readers_for()
    async with AsyncExitStack() as stack:
        if client is None:
            client = await stack.enter_async_context(Client(settings))
        results: asyncio.Queue[Result | None] = asyncio.Queue(concurrency)
        line = _Line(_batches(channels, readers), client.settings.per_host)
        workers = [
            asyncio.create_task(_work(line, readers, client, moment, before or {}, results))
            for _ in range(concurrency)
        ]
        closer = asyncio.create_task(_close(workers, results))
        try:
            while (result := await results.get()) is not None:
                yield result
            for worker in workers:
                worker.result()
        finally:
            for task in (closer, *workers):
                task.cancel()
            await asyncio.gather(closer, *workers, return_exceptions=True)


class _Line:
    """Hands out batches, never more than `per_host` at a time for one host.

    Batches for a busy host step aside for the ones behind them: agencies share their region's
    server, and a slow one with many channels occupies `per_host` workers and no more.
    """

    def __init__(self, batches: Iterator[_Batch], per_host: int) -> None:
        self._batches = batches
        self._per_host = per_host
        self._busy: Counter[str] = Counter()
        self._aside: defaultdict[str, deque[_Batch]] = defaultdict(deque)
        self._ready: deque[_Batch] = deque()

    def take(self) -> _Batch | None:
        """The next batch that may begin, or None where there is none."""
        if self._ready:
            return self._ready.popleft()
        for batch in self._batches:
            if self._busy[batch.host] < self._per_host:
                self._busy[batch.host] += 1
                return batch
            self._aside[batch.host].append(batch)
        return None

    def give_back(self, batch: _Batch) -> None:
        """Say that a batch is finished: one that stepped aside for it may begin in its place."""
        waiting = self._aside.get(batch.host)
        if waiting:
            self._ready.append(waiting.popleft())
            return
        self._aside.pop(batch.host, None)
        self._busy[batch.host] -= 1
        if not self._busy[batch.host]:
            del self._busy[batch.host]


def _batches(
    channels: Iterable[ChannelRef], readers: Mapping[Platform, Reader]
) -> Iterator[_Batch]:
    gathering: defaultdict[Platform, list[ChannelRef]] = defaultdict(list)
    for ref in channels:
        reader = readers.get(ref.platform)
        if ref.platform is Platform.WEBSITE:
            yield _Batch(_host(ref.canonical), ref.platform, (ref,))
            continue
        gathered = gathering[ref.platform]
        gathered.append(ref)
        if reader is None or len(gathered) >= reader.batch_size:
            yield _Batch(ref.platform, ref.platform, tuple(gathered))
            gathered.clear()
    for platform, gathered in gathering.items():
        if gathered:
            yield _Batch(platform, platform, tuple(gathered))


def _host(address: str) -> str:
    try:
        return urlsplit(address if "://" in address else f"//{address}").netloc.lower()
    except ValueError:
        return address


async def _work(
    line: _Line,
    readers: Mapping[Platform, Reader],
    client: Client,
    now: datetime,
    before: Mapping[ChannelRef, Reading],
    results: asyncio.Queue[Result | None],
) -> None:
    while batch := line.take():
        for result in await _read(batch, readers.get(batch.platform), client, now, before):
            await results.put(result)
        line.give_back(batch)


async def _read(
    batch: _Batch,
    reader: Reader | None,
    client: Client,
    now: datetime,
    before: Mapping[ChannelRef, Reading],
) -> list[Result]:
    """One reading for each channel of a batch, come what may."""
    missing, trouble = "reader gave no reading", Trouble.READER_FAILED
    answered: dict[ChannelRef, Reading] = {}
    if reader is None:
        missing, trouble = f"no reader for {batch.platform}", Trouble.NO_READER
    else:
        try:
            async with asyncio.timeout(BATCH_SECONDS):
                known = {ref: before[ref] for ref in batch.refs if ref in before}
                answered = dict(await reader.read(batch.refs, client=client, now=now, before=known))
        except TimeoutError:
            missing = f"not finished within {BATCH_SECONDS:g} s"
        except Exception as error:
            log.exception("reader failed", channels=[ref.canonical for ref in batch.refs])
            missing = f"reader failed: {type(error).__name__}"
    failed = Reading(Health.FAILED, now, detail=missing, trouble=trouble)
    return [(ref, answered.get(ref, failed)) for ref in batch.refs]


async def _close(
    workers: Sequence[asyncio.Task[None]], results: asyncio.Queue[Result | None]
) -> None:
    await asyncio.gather(*workers, return_exceptions=True)
    await results.put(None)
