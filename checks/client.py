"""The one guarded HTTP client: everything that is fetched is fetched here.

It asks politely and honestly (a name of its own, one connection a host at a time and a pause before
the next, no cookies), follows redirects itself so that each hop passes the guard, and gives up in
time: after so many seconds, so many bytes, so many hops. It reads no proxy settings, and logs
nothing, so that no credential in an address or a header can reach a log.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Self

import httpx

from checks.errors import FetchError, Interrupted, NotFollowed, TimedOut, TooManyRedirects
from checks.exchange import Exchange, Page, Sent, host_of, parse_address, port_of
from checks.guard import Guard, Resolver
from checks.politeness import Turnstile

__all__ = ["Client", "ClientSettings", "FetchError", "Page"]

REDIRECTS = frozenset({301, 302, 303, 307, 308})

WORTH_ASKING_AGAIN = frozenset({500, 502, 503, 504})

LONGER_PAUSES: Mapping[str, float] = {"t.me:443": 1.0, "www.tiktok.com:443": 1.0}
"""Pages that two platforms show to people, asked for once a second at most; neither publishes a
limit."""


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """How the client behaves. Times are seconds, sizes are bytes after unpacking."""

    contact: str = ""
    """An address or page where people can ask who is reading them; part of the user agent."""
    allow_private: frozenset[str] = frozenset()
    """Entries "host:port" that the guard lets through although the address is private."""
    connect_timeout: float = 10.0
    total_timeout: float = 20.0
    """For one `get`, redirects and the second attempt included; waiting for a turn is not."""
    max_bytes: int = 5_000_000
    max_redirects: int = 5
    concurrency: int = 300
    """Requests under way at once, in all."""
    per_host: int = 1
    """Requests under way at once to the same host and port."""
    pause: float = 0.2
    """Between the end of one request to a host and port and the beginning of the next."""
    longer_pauses: Mapping[str, float] = field(default_factory=lambda: LONGER_PAUSES)
    """The same for some hosts, by "host:port"."""
    retry_pause: float = 0.5
    """Before the one second attempt after a broken connection or a 5xx answer."""

    @property
    def user_agent(self) -> str:
        """An honest name: Segar, its version, and where to ask."""
        contact = f" (+{self.contact})" if self.contact else ""
        return f"Segar/{_installed_version()}{contact}"


@dataclass(slots=True)
class _Errand:
    """One call of `Client.get`: what it may do, and what it has done so far."""

    headers: Mapping[str, str]
    home: str
    max_bytes: int
    cut: bool
    patient: bool
    most_requests: int
    seconds_left: float
    may_follow: Callable[[str], bool] | None = None
    sent: Sent | None = None
    requests: int = 0
    retried: bool = False
    hops: list[str] = field(default_factory=list)

    @property
    def spent(self) -> bool:
        return self.requests >= self.most_requests

    @property
    def may_not_retry(self) -> bool:
        return self.retried or self.spent or not self.patient


class Client:
    """Fetches addresses. Use it as an async context manager, one for a whole sweep."""

    def __init__(
        self, settings: ClientSettings | None = None, *, resolver: Resolver | None = None
    ) -> None:
        """Take the settings, and a `resolver` where it is not to be the system's."""
        self.settings = settings or ClientSettings()
        self._guard = Guard(self.settings.allow_private, resolver)
        self._turnstile = Turnstile(
            self.settings.concurrency,
            self.settings.per_host,
            self.settings.pause,
            self.settings.longer_pauses,
        )
        self._exchange = Exchange(
            self._guard, self.settings.user_agent, self.settings.connect_timeout
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what the client holds. No connection outlives its request."""
        self._guard.close()

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
        """The answer at an http(s) address, after redirects, whatever its status.

        `headers` go only to the host asked for, never to where it redirects. `most_requests` bounds
        redirects and the second attempt together; `max_bytes` replaces the settings' limit. With
        `cut` a larger answer is read up to that limit and no further, instead of being TooLarge.
        Without `patient` nothing is asked a second time. `may_follow` is shown the address of each
        redirect before anything is asked there; where it says no, NotFollowed tells that address.
        Raises a FetchError, which says how many requests were made.
        """
        start = parse_address(url)
        errand = _Errand(
            headers=headers or {},
            home=start.netloc.decode("ascii"),
            max_bytes=max_bytes or self.settings.max_bytes,
            cut=cut,
            patient=patient,
            most_requests=most_requests or self.settings.max_redirects + 2,
            seconds_left=self.settings.total_timeout,
            may_follow=may_follow,
        )
        try:
            return await self._follow(start, errand)
        except FetchError as error:
            error.requests = errand.requests
            raise

    async def post(
        self,
        url: str,
        content: bytes,
        content_type: str,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """The answer to what is sent to an http(s) address, whatever its status.

        Asked once, and no redirect is followed: what was sent is for this host alone. Raises a
        FetchError.
        """
        start = parse_address(url)
        errand = _Errand(
            headers=headers or {},
            home=start.netloc.decode("ascii"),
            max_bytes=self.settings.max_bytes,
            cut=False,
            patient=False,
            most_requests=1,
            seconds_left=self.settings.total_timeout,
            sent=Sent(content, content_type),
        )
        return await self._take_turn(start, errand)

    async def _follow(self, url: httpx.URL, errand: _Errand) -> Page:
        while True:
            page = await self._take_turn(url, errand)
            location = page.headers.get("location", "")
            if page.status not in REDIRECTS or not location:
                return replace(page, hops=tuple(errand.hops), requests=errand.requests)
            errand.hops.append(page.url)
            url = parse_address(location, url)
            if errand.may_follow is not None and not errand.may_follow(str(url)):
                raise NotFollowed(page.url, str(url))
            if str(url) in errand.hops:
                raise TooManyRedirects(page.url, "redirects in a circle")
            if len(errand.hops) > self.settings.max_redirects or errand.spent:
                raise TooManyRedirects(page.url, "redirects too often")

    async def _take_turn(self, url: httpx.URL, errand: _Errand) -> Page:
        async with self._turnstile.entered(f"{host_of(url)}:{port_of(url)}"):
            # The clock runs only here: waiting for a turn is our doing, not the host's.
            loop = asyncio.get_running_loop()
            began = loop.time()
            try:
                async with asyncio.timeout(max(errand.seconds_left, 0)):
                    return await self._ask_twice(url, errand)
            except TimeoutError as error:
                limit = self.settings.total_timeout
                raise TimedOut(str(url), f"no answer within {limit:g} s") from error
            finally:
                errand.seconds_left -= loop.time() - began

    async def _ask_twice(self, url: httpx.URL, errand: _Errand) -> Page:
        try:
            page = await self._ask(url, errand)
        except Interrupted:
            if errand.may_not_retry:
                raise
        else:
            if page.status not in WORTH_ASKING_AGAIN or errand.may_not_retry:
                return page
        errand.retried = True
        await asyncio.sleep(self.settings.retry_pause)
        return await self._ask(url, errand)

    async def _ask(self, url: httpx.URL, errand: _Errand) -> Page:
        errand.requests += 1
        own = errand.headers if url.netloc.decode("ascii") == errand.home else {}
        return await self._exchange.ask(
            url, own, errand.max_bytes, cut=errand.cut, sent=errand.sent
        )


def _installed_version() -> str:
    try:
        return version("segar")
    except PackageNotFoundError:
        return "unreleased"
