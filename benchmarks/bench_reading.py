"""What reading a website with a feed costs in CPU, beside feedparser on the same feed.

Run `python benchmarks/bench_reading.py` from the project's folder. Nothing is fetched: a client
hands out the same two documents, a home page of an ordinary WordPress site and its feed, so that
what is measured is the reading alone. Times are process CPU; ratios hold, absolute figures don't.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from io import BytesIO
from statistics import median

import feedparser
from rich.console import Console
from rich.table import Table

from checks.client import Client, Page
from checks.model import Health, Reading
from checks.website.feeds import read_feed
from checks.website.reader import read_website

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
HOME = "https://dinkes.example/"
ROUNDS = 7
TIMES = 30
ITEMS = 10
PARAGRAPH = "<p>" + "Kegiatan dilaksanakan di puskesmas dan posyandu. " * 9 + "</p>"


def title(number: int, edition: str) -> str:
    return f"Dinas Kesehatan gelar imunisasi tahap {number} {edition}"


def feed(edition: str) -> bytes:
    """Ten posts as WordPress writes them, about 22 KB."""
    items = "".join(
        f"<item><title>{title(number, edition)}</title>"
        f"<link>{HOME}2026/11/imunisasi-{number}/</link>"
        f"<dc:creator><![CDATA[admin]]></dc:creator>"
        f"<pubDate>{format_datetime(NOW - timedelta(days=2 * number + 1))}</pubDate>"
        f'<category><![CDATA[Berita]]></category><guid isPermaLink="false">{HOME}?p={number}</guid>'
        f"<description><![CDATA[{PARAGRAPH}]]></description>"
        f"<content:encoded><![CDATA[{PARAGRAPH * 3}]]></content:encoded></item>"
        for number in range(ITEMS)
    )
    namespaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {namespaces}><channel>'
        f"<title>Dinas Kesehatan</title>{items}</channel></rss>"
    ).encode()


def home(token: str = "") -> bytes:
    """A home page of about 25 KB: a menu of forty links, ten cards, a sidebar."""
    menu = "".join(f'<li><a href="/profil/hal-{n}/">Profil {n}</a></li>' for n in range(40))
    cards = "".join(
        f'<article class="post"><h2><a href="/2026/11/imunisasi-{n}/">{title(n, "")}</a></h2>'
        f'<span class="date">{(NOW - timedelta(days=2 * n + 1)).day} November 2026</span>'
        f"{PARAGRAPH}</article>"
        for n in range(ITEMS)
    )
    return (
        "<!doctype html><html lang=id><head><title>Dinas Kesehatan</title>"
        '<meta name="generator" content="WordPress 6.7"><link rel="alternate" '
        f'type="application/rss+xml" href="/feed/"></head><body><!-- {token} --><nav><ul>{menu}'
        f"</ul></nav><main>{cards}</main><aside>{PARAGRAPH * 12}</aside><footer>© 2026</footer>"
        "</body></html>"
    ).encode()


class Handed(Client):
    """A client that fetches nothing and hands out what it was given."""

    def __init__(self, documents: Mapping[str, tuple[str, bytes]]) -> None:
        super().__init__()
        self.documents = documents

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        most_requests: int | None = None,
        max_bytes: int | None = None,
        cut: bool = False,
        patient: bool = True,
        may_follow: Callable[[str], bool] | None = None,
    ) -> Page:
        kind, body = self.documents.get(url, ("text/html", b""))
        return Page(url, 200 if body else 404, {"content-type": kind}, body)


def site(home_page: bytes, feed_body: bytes) -> Handed:
    return Handed(
        {HOME: ("text/html", home_page), f"{HOME}feed/": ("application/rss+xml", feed_body)}
    )


async def cpu(work: Callable[[int], Awaitable[object]]) -> float:
    """Milliseconds of CPU for one run: the median of some rounds. Each run gets its own number."""
    await work(0)
    rounds = []
    for number in range(ROUNDS):
        began = time.process_time()
        for run in range(TIMES):
            await work(number * TIMES + run + 1)
        rounds.append((time.process_time() - began) / TIMES * 1000)
    return median(rounds)


def reading(
    clients: Sequence[Client], before: Reading | None = None
) -> Callable[[int], Awaitable[object]]:
    """The work of reading a site, another one each time as far as there are several."""

    async def read(number: int) -> object:
        found = await read_website(clients[number % len(clients)], HOME, NOW, before)
        if found.health is not Health.OK:
            raise SystemExit(f"the site was read as {found.health}: {found.detail}")
        return found

    return read


async def main() -> None:
    # Titles differ from run to run, as they do from site to site: what was judged is remembered.
    feeds = [feed(f"edisi {number}") for number in range(ROUNDS * TIMES + 1)]
    bare = b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed/"></html>'
    known = site(home(), feeds[0])
    before = await read_website(known, HOME, NOW)

    async def with_feedparser(number: int) -> object:
        return feedparser.parse(
            BytesIO(feeds[number]), response_headers={"content-type": "text/xml"}
        )

    async def feed_alone(number: int) -> object:
        page = Page(f"{HOME}feed/", 200, {"content-type": "application/rss+xml"}, feeds[number])
        return read_feed(page, NOW.date())

    rows = {
        "feedparser.parse on the feed": with_feedparser,
        "our reader on the feed": feed_alone,
        "a site: a bare home page and the feed": reading([site(bare, one) for one in feeds]),
        "a site: an ordinary home page and the feed": reading([site(home(), one) for one in feeds]),
        "the same a day later, only the home page's token differs": reading(
            [site(home("another"), feeds[0])], before
        ),
        "the same a day later, nothing changed": reading([known], before),
    }
    table = Table("work", "ms of CPU", "against feedparser")
    first = 0.0
    for name, work in rows.items():
        taken = await cpu(work)
        first = first or taken
        table.add_row(name, f"{taken:.2f}", f"{taken / first:.3f}")
    print(f"feed {len(feeds[0]):,} bytes, home page {len(home()):,} bytes")
    Console(width=100).print(table)


if __name__ == "__main__":
    asyncio.run(main())
