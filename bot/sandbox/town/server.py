"""Serves the demo town: each website on a port of its own, one of them dead."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.sandbox.town.agencies import TOWN_ZONE, Agency, Article, Kind, agencies
from bot.sandbox.town.sites import DOMAIN, Site, article_path, site_of
from bot.serving import serve

ROSTER = Path(__file__).with_name("roster.csv")
LOOPBACK = "127.0.0.1"
DEAD = "bpbd"
"""The website that nobody answers for: connections to it are refused."""

HOST = re.compile(rf"([a-z0-9-]+)\.{re.escape(DOMAIN)}")


class Town:
    """The town's websites as they are on `today`, served for as long as the context is open.

    `addresses` has each site's address, `http://127.0.0.1:PORT`, by its name in the roster;
    `allow_private` the same as the `host:port` that a guarded client has to let through.
    """

    def __init__(self, today: date) -> None:
        self._today = today
        self._agencies: dict[str, Agency] = {one.name: one for one in agencies(today)}
        self._sites: dict[str, Site] = {
            name: site_of(agency, today) for name, agency in self._agencies.items()
        }
        self._addresses: dict[str, str] = {}
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as opening:
            self._addresses[DEAD] = opening.enter_context(_refused_address())
            for name in self._sites:
                address = await opening.enter_async_context(serve(self._application(name)))
                self._addresses[name] = address
            self._open = opening.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._open.aclose()

    @property
    def addresses(self) -> Mapping[str, str]:
        return dict(self._addresses)

    @property
    def allow_private(self) -> frozenset[str]:
        return frozenset(urlsplit(address).netloc for address in self._addresses.values())

    def roster(self, path: Path) -> None:
        """Write the office's spreadsheet, as messy as ever, with the addresses served here."""
        text = ROSTER.read_bytes().decode("utf-8")
        path.write_bytes(self._on_loopback(text).encode("utf-8"))

    def publish(self, name: str, title: str, at: datetime) -> str:
        """Let a site publish an article at a moment, and return the article's address.

        It gets a page, and a place in the site's list and feed. Raises KeyError for a site that
        does not answer, ValueError for one that has no news.
        """
        agency = self._agencies[name]
        if agency.kind is Kind.DECORATION:
            raise ValueError(f"{name} has no news")
        text = f"{title}. Keterangan lebih lanjut dapat diperoleh di kantor pada hari kerja."
        article = Article(title, at.astimezone(TOWN_ZONE), text)
        self._agencies[name] = agency.with_article(article)
        self._sites[name] = site_of(self._agencies[name], self._today)
        return f"{self._addresses[name]}{article_path(agency.kind, article)}"

    def _application(self, name: str) -> Starlette:
        async def answer(request: Request) -> Response:
            site = self._sites[name]
            path = request.url.path
            if path in site.redirects:
                return RedirectResponse(site.redirects[path], status_code=302)
            if path not in site.pages:
                return PlainTextResponse("Halaman tidak ditemukan", status_code=404)
            content_type, body = site.pages[path]
            return Response(self._on_loopback(body), headers={"content-type": content_type})

        return Starlette(routes=[Route("/{path:path}", answer)])

    def _on_loopback(self, text: str) -> str:
        return HOST.sub(lambda host: urlsplit(self._addresses[host[1]]).netloc, text)


@contextmanager
def _refused_address() -> Iterator[str]:
    """An address that refuses connections: its port is taken, and nobody listens on it."""
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        yield f"http://{LOOPBACK}:{taken.getsockname()[1]}"
