"""A sweep over many channels: bounded, streaming, and never stopped by one of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import aclosing
from datetime import UTC, datetime

import pytest
from structlog.testing import capture_logs

import checks
from checks import sweep as sweep_module
from checks.client import Client, ClientSettings
from checks.links import read_profile
from checks.model import ChannelRef, Health, Platform, Reading, Trouble
from checks.sweep import check
from tests.checks.website_farm import NOW, Site

PAGE = "<title>Dinas</title><main><p>Laman resmi dinas.</p></main>"


def website(address: str) -> ChannelRef:
    return ChannelRef(Platform.WEBSITE, address)


class Gated:
    """A reader that notes what it is doing and waits at a gate for channels named slow."""

    def __init__(self, batch_size: int = 1) -> None:
        self.batch_size = batch_size
        self.gate = asyncio.Event()
        self.begun = asyncio.Event()
        self.under_way: list[str] = []
        self.most_under_way = 0
        self.batches: list[int] = []
        self.times: set[datetime] = set()

    async def read(
        self,
        refs: Sequence[ChannelRef],
        *,
        client: Client,
        now: datetime,
        before: Mapping[ChannelRef, Reading],
    ) -> list[tuple[ChannelRef, Reading]]:
        names = [ref.canonical for ref in refs]
        self.batches.append(len(refs))
        self.times.add(now)
        self.under_way += names
        self.begun.set()
        self.most_under_way = max(self.most_under_way, len(self.under_way))
        try:
            if any("slow" in name for name in names):
                await self.gate.wait()
            else:
                await asyncio.sleep(0)
            if any("broken" in name for name in names):
                raise ValueError("a fault in the reader")
        finally:
            for name in names:
                self.under_way.remove(name)
        return [(ref, Reading(Health.OK, now)) for ref in refs if "silent" not in ref.canonical]


async def test_it_is_what_the_package_offers() -> None:
    assert checks.check is check


async def test_every_channel_gets_exactly_one_reading() -> None:
    refs = [website(f"https://{n}.example/") for n in range(50)]
    reader = Gated()
    seen = [ref async for ref, _ in check(refs, now=NOW, readers={Platform.WEBSITE: reader})]
    assert sorted(ref.canonical for ref in seen) == sorted(ref.canonical for ref in refs)
    assert reader.times == {NOW}


async def test_results_stream_while_a_slow_host_is_waited_for() -> None:
    reader = Gated()
    refs = [website("https://slow.example/"), *(website(f"https://{n}.example/") for n in range(9))]
    order: list[str] = []
    async for ref, _ in check(refs, now=NOW, concurrency=3, readers={Platform.WEBSITE: reader}):
        order.append(ref.canonical)
        if len(order) == 9:
            assert reader.under_way == ["https://slow.example/"]
            reader.gate.set()
    assert order[-1] == "https://slow.example/"
    assert len(order) == 10


async def test_a_slow_host_with_many_channels_leaves_room_for_the_others() -> None:
    reader = Gated()
    refs = [website(f"https://slow.example/{n}") for n in range(30)]
    refs += [website(f"https://{n}.example/") for n in range(9)]
    seen = 0
    async for _ in check(refs, now=NOW, concurrency=4, readers={Platform.WEBSITE: reader}):
        seen += 1
        if seen == 9:
            assert len(reader.under_way) == 1
            reader.gate.set()
    assert seen == 39


async def test_no_more_than_so_many_are_read_at_once_and_channels_are_taken_as_needed() -> None:
    reader = Gated()
    taken = 0

    def channels() -> Iterator[ChannelRef]:
        nonlocal taken
        for number in range(200):
            taken += 1
            yield website(f"https://{number}.example/")

    sweep = check(channels(), now=NOW, concurrency=5, readers={Platform.WEBSITE: reader})
    async with aclosing(sweep):
        async for _ in sweep:
            break
        for _ in range(100):
            await asyncio.sleep(0)
        # One was taken out; five wait in the queue, five more may be on their way into it.
        assert taken <= 1 + 5 + 5
    assert reader.most_under_way <= 5


async def test_breaking_off_ends_what_is_under_way() -> None:
    reader = Gated()
    refs = [website("https://quick.example/"), website("https://slow.example/")]
    before = asyncio.all_tasks()
    sweep = check(refs, now=NOW, readers={Platform.WEBSITE: reader})
    async with aclosing(sweep):
        async for _ in sweep:
            assert reader.under_way == ["https://slow.example/"]
            break
    assert reader.under_way == []
    assert asyncio.all_tasks() == before


async def test_a_cancelled_consumer_leaves_nothing_behind() -> None:
    reader = Gated()

    async def consume() -> None:
        async for _ in check(
            [website("https://slow.example/")], readers={Platform.WEBSITE: reader}
        ):
            pass

    consumer = asyncio.create_task(consume())
    await reader.begun.wait()
    consumer.cancel()
    with pytest.raises(asyncio.CancelledError):
        await consumer
    assert reader.under_way == []


async def test_a_fault_in_a_reader_is_a_failed_reading_and_a_line_in_the_log() -> None:
    refs = [website("https://broken.example/"), website("https://fine.example/")]
    with capture_logs() as logs:
        found = dict(
            [one async for one in check(refs, now=NOW, readers={Platform.WEBSITE: Gated()})]
        )
    assert found[refs[0]].health is Health.FAILED
    assert found[refs[0]].detail == "reader failed: ValueError"
    assert found[refs[1]].health is Health.OK
    assert [(line["event"], line["log_level"]) for line in logs] == [("reader failed", "error")]


async def test_a_channel_that_its_reader_forgets_has_failed() -> None:
    refs = [website("https://silent.example/")]
    found = [one async for one in check(refs, now=NOW, readers={Platform.WEBSITE: Gated()})]
    assert found[0][1].detail == "reader gave no reading"


async def test_a_channel_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep_module, "BATCH_SECONDS", 0.01)
    refs = [website("https://slow.example/")]
    found = [one async for one in check(refs, now=NOW, readers={Platform.WEBSITE: Gated()})]
    assert found[0][1].health is Health.FAILED
    assert found[0][1].detail == "not finished within 0.01 s"


async def test_a_platform_without_a_reader_has_failed_through_no_fault_of_its_own() -> None:
    ref = ChannelRef(Platform.INSTAGRAM, "dinkes", handle="dinkes")
    found = [one async for one in check([ref], now=NOW, readers={})]
    assert found == [
        (
            ref,
            Reading(
                Health.FAILED, NOW, detail="no reader for instagram", trouble=Trouble.NO_READER
            ),
        )
    ]


@pytest.mark.parametrize(
    "platform", [Platform.INSTAGRAM, Platform.FACEBOOK, Platform.X, Platform.THREADS]
)
async def test_a_platform_whose_token_nobody_gave_has_no_reader_and_is_never_stale(
    platform: Platform,
) -> None:
    ref = read_profile("dinkes_contoh" if platform is not Platform.FACEBOOK else "dinkes", platform)
    [(_, reading)] = [one async for one in check([ref], now=NOW)]
    assert (reading.health, reading.trouble) == (Health.FAILED, Trouble.NO_READER)
    assert reading.detail.startswith("no reader: no ")


async def test_channels_of_a_platform_are_read_in_batches_of_its_readers_size() -> None:
    reader = Gated(batch_size=4)
    refs = [ChannelRef(Platform.X, f"account{n}", handle=f"account{n}") for n in range(10)]
    found = [ref async for ref, _ in check(refs, now=NOW, readers={Platform.X: reader})]
    assert sorted(reader.batches) == [2, 4, 4]
    assert len(found) == 10


async def test_a_fault_in_the_list_of_channels_reaches_whoever_gave_it() -> None:
    def channels() -> Iterator[ChannelRef]:
        yield website("https://fine.example/")
        raise RuntimeError("roster can't be read")

    sweep = check(channels(), now=NOW, readers={Platform.WEBSITE: Gated()})
    assert (await anext(sweep))[0].canonical == "https://fine.example/"
    with pytest.raises(RuntimeError, match="roster"):
        await anext(sweep)


async def test_without_a_moment_given_the_sweep_is_of_now(site: Site) -> None:
    site.serve("/", PAGE)
    settings = ClientSettings(allow_private=frozenset({site.place}))
    before = datetime.now(UTC)
    found = [one async for one in check([website(site.url())], settings=settings)]
    assert before <= found[0][1].checked_at <= datetime.now(UTC)


async def test_real_sites_are_read_side_by_side(
    open_site: Callable[..., Awaitable[Site]],
) -> None:
    """Nobody is answered before all have asked, so that one after the other would never end."""
    sites = [await open_site() for _ in range(20)]
    everyone_is_here = asyncio.Event()
    arrived: set[int] = set()

    def meet(port: int) -> Callable[[asyncio.StreamWriter], Awaitable[None]]:
        async def answer(writer: asyncio.StreamWriter) -> None:
            arrived.add(port)
            if len(arrived) == len(sites):
                everyone_is_here.set()
            await everyone_is_here.wait()
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(PAGE)}"
            writer.write(f"{head}\r\n\r\n{PAGE}".encode())
            await writer.drain()

        return answer

    for site in sites:
        site.handle("/", meet(site.port))
    settings = ClientSettings(allow_private=frozenset(site.place for site in sites))
    refs = [website(site.url()) for site in sites]
    found = [one async for one in check(refs, now=NOW, settings=settings)]
    assert {reading.health for _, reading in found} == {Health.UNDATED}
    assert len(found) == 20
