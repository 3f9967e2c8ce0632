"""A website on loopback for the commands to read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.serving import serve


class Site:
    """A website with one article, told by its feed."""

    def __init__(self, title: str = "Posyandu") -> None:
        self.visits = 0
        self.title = title
        self.leads_to = ""
        self.open = asyncio.Event()
        self.open.set()

    @property
    def app(self) -> Starlette:
        return Starlette(routes=[Route("/{path:path}", self._answer)])

    async def _answer(self, request: Request) -> Response:
        self.visits += 1
        await self.open.wait()
        if self.leads_to:
            return RedirectResponse(self.leads_to)
        if request.url.path == "/feed/":
            item = (
                f"<item><title>{self.title}</title><link>{request.base_url}berita/1</link>"
                "<pubDate>Mon, 23 Nov 2026 10:15:00 +0700</pubDate></item>"
            )
            feed = f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>"
            return Response(feed, media_type="application/rss+xml")
        if request.url.path != "/":
            return Response(status_code=404)
        link = '<link rel="alternate" type="application/rss+xml" href="/feed/">'
        return HTMLResponse(f"<html><head><title>Dinas</title>{link}</head><body>.</body></html>")


@asynccontextmanager
async def served(site: Site) -> AsyncIterator[str]:
    async with serve(site.app) as base:
        yield base


def allow(monkeypatch: pytest.MonkeyPatch, *bases: str) -> None:
    monkeypatch.setenv("SEGAR_ALLOW_PRIVATE", ",".join(urlsplit(base).netloc for base in bases))
