"""How long a sweep takes beside its slowest site, and whether its memory grows with the sites.

A farm in a process of its own answers on many loopback addresses, each answer 400 ms late. What is
printed are ratios: wall time of 300 sites against the slowest of them read alone, and peak memory
for 300 sites against 100 and for 900, three times as many as are read at once, against 300.
Run it with `python benchmarks/bench_sweep.py`.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from multiprocessing.connection import Connection

from checks.client import ClientSettings
from checks.model import ChannelRef, Platform
from checks.sweep import check

LATENCY = 0.4
SITES = (100, 300, 900)
KINDS = ("feed", "wordpress", "cards", "stale", "static")

FILLER = "<p>" + "Pelayanan kesehatan masyarakat di seluruh kecamatan. " * 20 + "</p>"
NAV = "<nav><a href=/profil>Profil</a><a href=/kontak>Kontak</a><a href=/berita>Berita</a></nav>"


def day(offset: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=offset)


def feed(first: int) -> str:
    items = "".join(
        f"<item><title>Kabar {n}</title><link>/berita/kabar-{n}</link>"
        f"<pubDate>{format_datetime(day(first + n))}</pubDate>"
        f"<description>{FILLER.replace('<', '&lt;')}</description></item>"
        for n in range(10)
    )
    return f"<rss version='2.0'><channel>{items}</channel></rss>"


def cards(first: int) -> str:
    return "".join(
        f"<div class=card><h3><a href=/berita/kabar-{n}>Kabar dari desa nomor {n}</a></h3>"
        f"<span>{day(first + n):%d/%m/%Y}</span>{FILLER}</div>"
        for n in range(20)
    )


def answer(kind: str, path: str) -> tuple[int, str]:
    head = "<meta name=generator content='WordPress 6.7'>" if kind in {"wordpress", "stale"} else ""
    if kind == "feed":
        head = "<link rel=alternate type='application/rss+xml' href=/feed/>"
    if path == "/":
        body = cards(2) if kind == "cards" else FILLER * 40
        return 200, f"<html><head><title>Dinas</title>{head}</head><body>{NAV}{body}</body></html>"
    if path == "/feed/" and kind in {"feed", "wordpress", "stale"}:
        return 200, feed(500 if kind == "stale" else 1)
    return 404, "<h1>Not Found</h1>"


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        path = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1].decode()
        last = int(writer.get_extra_info("sockname")[0].rpartition(".")[2])
        await asyncio.sleep(LATENCY)
        status, body = answer(KINDS[last % len(KINDS)], path)
        data = body.encode()
        kind = "text/html" if path == "/" else "application/xml"
        writer.write(
            f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n"
            f"Content-Length: {len(data)}\r\n\r\n".encode()
            + data
        )
        await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


def farm(pipe: Connection) -> None:
    async def run() -> None:
        server = await asyncio.start_server(serve, "0.0.0.0", 0, backlog=1024)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def address(number: int, port: int) -> str:
    return f"127.1.{number // 200}.{number % 200 + 1}:{port}"


async def sweep(numbers: range, port: int) -> dict[str, float]:
    places = [address(number, port) for number in numbers]
    settings = ClientSettings(allow_private=frozenset(places))
    refs = [ChannelRef(Platform.WEBSITE, f"http://{place}/") for place in places]
    began = time.perf_counter()
    healths: dict[str, int] = {}
    async for _, reading in check(refs, settings=settings):
        healths[reading.health] = healths.get(reading.health, 0) + 1
    wall = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"wall": wall, "memory": memory, **healths}


def in_own_process(first: int, count: int, port: int) -> dict[str, float]:
    command = [sys.executable, __file__, str(first), str(count), str(port)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=farm, args=(there,), daemon=True)
    process.start()
    port = here.recv()
    try:
        alone = [in_own_process(first, 1, port) for first in range(len(KINDS))]
        few, many, most = (in_own_process(0, count, port) for count in SITES)
    finally:
        process.terminate()
        process.join()
    slowest = max(one["wall"] for one in alone)
    healths = {key: value for key, value in many.items() if key not in {"wall", "memory"}}
    print(f"readings of {SITES[1]} sites: {healths}")
    print(f"wall time, {SITES[1]} sites / slowest site alone: {many['wall'] / slowest:.2f}")
    print(f"peak memory, {SITES[1]} / {SITES[0]} sites: {many['memory'] / few['memory']:.2f}")
    print(f"peak memory, {SITES[2]} / {SITES[1]} sites: {most['memory'] / many['memory']:.2f}")


if __name__ == "__main__":
    if len(sys.argv) == 4:
        first, count, port = map(int, sys.argv[1:])
        print(json.dumps(asyncio.run(sweep(range(first, first + count), port))))
    else:
        main()
