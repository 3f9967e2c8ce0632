"""One visit to one website: few requests, few bytes, and an end to it.

A visit remembers what it was given, so that the next one can ask whether that has changed
(RFC 9110, section 13), and notes what came of each document it looked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import blake2b
from typing import Final, ParamSpec, TypeVar

from checks.client import Client, FetchError, Page
from checks.model import Attempt, Document
from checks.website.items import Asking
from checks.website.robots import ROBOTS, Robots, read_robots

P = ParamSpec("P")
R = TypeVar("R")

MOST_REQUESTS: Final = 8
"""Requests to one site in one visit, redirects and second attempts counted."""

MOST_BYTES: Final = 3_000_000
"""Bytes read of one site in one visit, after unpacking."""

LARGEST_DOCUMENT: Final = 1_500_000
"""Bytes read of one document; what is longer is read up to here."""

MOST_SECONDS: Final = 60.0
"""After so long a visit asks for nothing more and makes do with what it has."""

LARGE_PAGE: Final = 300_000
"""Bytes from which a page is read in a thread, so that other sites need not wait for it."""

NOT_MODIFIED: Final = 304

SEARCH_ENGINE: Final = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
"""The name of Google's crawler, which cloaked pages look for (Google Search Central, "Google's
common crawlers"). Only said where whoever runs Segar has asked for that look."""


class Visit:
    """Fetches documents of one site while the allowance of requests, bytes and time lasts.

    `known` are the documents of the last visit. `attempts` says what came of each document looked
    for, `documents` what is to be remembered of those that came.
    """

    def __init__(
        self, client: Client, asking: Asking, known: Mapping[str, Document] | None = None
    ) -> None:
        self._client = client
        self._asking = asking
        self._known = known or {}
        self._ends = asyncio.get_running_loop().time() + MOST_SECONDS
        self._asked: set[str] = set()
        self._held: dict[str, Page] = {}
        self._failed: dict[str, FetchError] = {}
        self._robots: Robots | None = None
        self._bytes_left = MOST_BYTES
        self.requests = 0
        self.attempts: list[Attempt] = []
        self.documents: dict[str, Document] = {}
        self.complete = True
        """Whether every document asked for came, whatever its status."""

    @property
    def left(self) -> int:
        """How many requests may still be made."""
        spent = asyncio.get_running_loop().time() >= self._ends or self._bytes_left <= 0
        return 0 if spent else MOST_REQUESTS - self.requests

    async def open(
        self,
        url: str,
        max_bytes: int = LARGEST_DOCUMENT,
        *,
        conditional: bool = False,
        patient: bool = True,
    ) -> Page:
        """The page at an address, cut where it is longer than is read. Raises a FetchError.

        With `conditional` a known document that did not change may come without its body. What was
        asked for already in this visit and not used yet is not asked for again. Without `patient` a
        failing server is asked only once.
        """
        held = self._held.pop(url, None)
        if held and (conditional or held.status != NOT_MODIFIED):
            return held
        if url in self._failed:
            raise self._failed[url]
        known = self._known.get(url) if conditional else None
        self._asked.add(url)
        try:
            page = await self._client.get(
                url,
                headers=_conditions(known) if known else None,
                most_requests=max(self.left, 1),
                max_bytes=max(min(max_bytes, self._bytes_left), 1),
                cut=True,
                patient=patient,
            )
        except FetchError as error:
            self.requests += error.requests
            self._failed[url] = error
            raise
        self.requests += page.requests
        self._bytes_left -= len(page.body)
        self._asked.add(page.url)
        if known and page.status == NOT_MODIFIED:
            self.documents[url] = known
        elif page.status == 200:
            self.documents[url] = _document(url, page)
        return page

    async def get(
        self,
        url: str,
        source: str,
        max_bytes: int = LARGEST_DOCUMENT,
        *,
        conditional: bool = False,
    ) -> Page | None:
        """The page at an address not looked at before, or None where it can't be had.

        What can't be had is noted as an attempt under `source`; what came is noted by whoever reads
        it. With `conditional` a known document that did not change may come without its body.
        """
        if url in self._asked and url not in self._held:
            return None
        if self.left <= 0 and url not in self._held:
            self.complete = False
            self.note(source, url, "not asked: this visit has asked enough")
            return None
        try:
            return await self.open(url, max_bytes, conditional=conditional, patient=False)
        except FetchError as error:
            self.complete = False
            self.note(source, url, error.detail)
            return None

    async def as_search_engine(self, url: str) -> Page | None:
        """The page that a search engine is given at an address, or None where it can't be had."""
        if self.left <= 0:
            return None
        try:
            page = await self._client.get(
                url,
                headers={"User-Agent": SEARCH_ENGINE},
                most_requests=self.left,
                max_bytes=max(min(LARGEST_DOCUMENT, self._bytes_left), 1),
                cut=True,
                patient=False,
            )
        except FetchError as error:
            self.requests += error.requests
            self.note("cloaking", url, error.detail)
            return None
        self.requests += page.requests
        self._bytes_left -= len(page.body)
        return page

    async def is_as_known(self, url: str) -> bool:
        """Whether a known document is as it was. What comes is held for whoever opens it next."""
        if self.left <= 0:
            return False
        try:
            page = await self.open(url, conditional=True)
        except FetchError:
            return False
        self._held[url] = page
        return self.is_unchanged(page, url)

    def forget(self, url: str) -> None:
        """Leave a document out of what the next visit asks for again."""
        self.documents.pop(url, None)

    def is_unchanged(self, page: Page, url: str) -> bool:
        """Whether the document asked for at `url` is the one known from the last visit."""
        if page.status == NOT_MODIFIED:
            return True
        known, now = self._known.get(url), self.documents.get(url)
        return bool(known and now and known.digest == now.digest)

    async def robots(self, url: str) -> Robots:
        """What the site's robots.txt says, fetched at the first question."""
        if self._robots is None:
            page = await self.get(url, "robots", ROBOTS)
            self._robots = read_robots(page)
            self.forget(url)
            if page:
                self.note("robots", url, self._robots.outcome)
        return self._robots

    def note(self, source: str, url: str, outcome: str) -> None:
        """Note what came of a document that was looked for."""
        self.attempts.append(Attempt(source, url, outcome))

    def asking(self, page: Page) -> Asking:
        """When this page was read, by our clock and by the server's."""
        return replace(self._asking, their_now=_server_time(page))


async def off_loop(size: int, function: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
    """The result of a function on something of that many bytes, worked out in a thread if large."""
    if size > LARGE_PAGE:
        return await asyncio.to_thread(function, *arguments, **named)
    return function(*arguments, **named)


def _conditions(known: Document) -> dict[str, str]:
    validators = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in validators.items() if value}


def _document(url: str, page: Page) -> Document:
    return Document(
        url=url,
        landed=page.url,
        digest=blake2b(page.body, digest_size=16).hexdigest(),
        etag=page.headers.get("etag", ""),
        last_modified=page.headers.get("last-modified", ""),
    )


def _server_time(page: Page) -> datetime | None:
    try:
        moment = parsedate_to_datetime(page.headers.get("date", ""))
    except (ValueError, TypeError):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
