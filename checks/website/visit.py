"""One visit to one website: few requests, and an end to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import ParamSpec, TypeVar

from checks.client import Client, FetchError, Page
from checks.website.items import Asking

P = ParamSpec("P")
R = TypeVar("R")

MOST_REQUESTS = 8
"""Requests to one site in one visit, redirects and second attempts counted."""

MOST_SECONDS = 60.0
"""After so long a visit asks for nothing more and makes do with what it has."""

LARGE_PAGE = 300_000
"""Bytes from which a page is read in a thread, so that other sites need not wait for it."""


class Visit:
    """Fetches pages of one site for as long as the allowance of requests and time lasts."""

    def __init__(self, client: Client, asking: Asking) -> None:
        self._client = client
        self._asking = asking
        self._ends = asyncio.get_running_loop().time() + MOST_SECONDS
        self._asked: set[str] = set()
        self.requests = 0
        self.complete = True
        """Whether every page asked for came, whatever its status."""

    @property
    def left(self) -> int:
        """How many requests may still be made."""
        spent = asyncio.get_running_loop().time() >= self._ends
        return 0 if spent else MOST_REQUESTS - self.requests

    async def open(self, url: str, max_bytes: int | None = None) -> Page:
        """The page at an address. Raises a FetchError."""
        self._asked.add(url)
        try:
            page = await self._client.get(url, most_requests=max(self.left, 1), max_bytes=max_bytes)
        except FetchError as error:
            self.requests += error.requests
            raise
        self.requests += page.requests
        self._asked.add(page.url)
        return page

    async def get(self, url: str, max_bytes: int | None = None) -> Page | None:
        """The page at an address not asked for before, or None where it can't be had."""
        if url in self._asked:
            return None
        if self.left <= 0:
            self.complete = False
            return None
        try:
            return await self.open(url, max_bytes)
        except FetchError:
            self.complete = False
            return None

    def asking(self, page: Page) -> Asking:
        """When this page was read, by our clock and by the server's."""
        return replace(self._asking, their_now=_server_time(page))


async def off_loop(size: int, function: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
    """The result of a function on something of that many bytes, worked out in a thread if large."""
    if size > LARGE_PAGE:
        return await asyncio.to_thread(function, *arguments, **named)
    return function(*arguments, **named)


def _server_time(page: Page) -> datetime | None:
    try:
        moment = parsedate_to_datetime(page.headers.get("date", ""))
    except (ValueError, TypeError):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
