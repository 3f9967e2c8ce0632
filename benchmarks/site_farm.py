"""All sites of tests/checks/sites at once, each on loopback, served by a process of their own.

A reader's time on the processor can then be told from that of the sites it reads.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection

from tests.checks.site_files import SiteFile, served, site_files

SECONDS_TO_OPEN = 60


@dataclass(frozen=True, slots=True)
class OpenSite:
    """A site that can be read: its label, its address, and the hosts that it may lead to."""

    file: SiteFile
    address: str
    places: tuple[str, str]


@contextmanager
def open_sites() -> Iterator[list[OpenSite]]:
    """The sites while they are served. Raises TimeoutError where they can't be served."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_farm, args=(there,), daemon=True)
    process.start()
    try:
        if not here.poll(SECONDS_TO_OPEN):
            raise TimeoutError(f"the sites were not served within {SECONDS_TO_OPEN} s")
        yield [
            OpenSite(file, address, places)
            for file, (address, places) in zip(site_files(), here.recv(), strict=True)
        ]
    finally:
        process.terminate()
        process.join()


def _farm(pipe: Connection) -> None:
    asyncio.run(_serve(pipe))


async def _serve(pipe: Connection) -> None:
    async with AsyncExitStack() as stack:
        addresses = []
        for file in site_files():
            site, elsewhere = await stack.enter_async_context(served(file))
            addresses.append((site.url(), (site.place, elsewhere.place)))
        pipe.send(addresses)
        await asyncio.Event().wait()
