"""One request and its answer, over one connection of its own that the guard opened.

A connection serves one request: a sweep asks many hosts few things each, and looking through a pool
of idle connections would cost more than it saves.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import certifi
import httpcore
import httpx

from checks.body import BodyDamagedError, Unpacker, decode
from checks.errors import Interrupted, NotHttp, TimedOut, TlsFailed, TooLarge
from checks.guard import Guard
from checks.model import Trouble

DEFAULT_PORTS = {"http": 80, "https": 443}

LONGEST_ADDRESS = 4096
"""Characters; servers and proxies commonly refuse more than 8,000 (RFC 9110, section 4.1)."""

CERTIFICATE_TROUBLE = {
    9: ("certificate not yet valid", Trouble.CERTIFICATE_EXPIRED),
    10: ("certificate expired", Trouble.CERTIFICATE_EXPIRED),
    18: ("certificate is self-signed", Trouble.CERTIFICATE_UNTRUSTED),
    19: ("certificate is signed by an unknown authority", Trouble.CERTIFICATE_UNTRUSTED),
    20: ("certificate chain is incomplete or unknown", Trouble.CERTIFICATE_UNTRUSTED),
    21: ("certificate chain is incomplete or unknown", Trouble.CERTIFICATE_UNTRUSTED),
    62: ("certificate is for another name", Trouble.CERTIFICATE_OF_ANOTHER_NAME),
    64: ("certificate is for another address", Trouble.CERTIFICATE_OF_ANOTHER_NAME),
}
"""OpenSSL's verification results (x509_vfy.h) in words, and the trouble each is."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer, whatever its status.

    `url` is the address that answered, `hops` those that redirected to it, in order; `requests` is
    how many requests it took. `headers` has lower-case names. `cut` tells that the body is only the
    beginning of a larger one.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    hops: tuple[str, ...] = ()
    requests: int = 1
    cut: bool = False

    @property
    def content_type(self) -> str:
        """The media type alone, in lower case, or ""."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def text(self) -> str:
        """The body as text, as a browser would read it. Worked out anew on each call."""
        return decode(self.body, self.headers.get("content-type", ""))


@dataclass(frozen=True, slots=True)
class Sent:
    """What a POST request carries."""

    content: bytes
    content_type: str


def parse_address(text: str, base: httpx.URL | None = None) -> httpx.URL:
    """An http(s) address without fragment, joined to `base` where it is relative.

    Raises NotHttp for anything else, and for an address that carries a name and password.
    """
    if len(text) > LONGEST_ADDRESS:
        raise NotHttp(text[:100], "address is too long", 0)
    try:
        url = (base.join(text.strip()) if base else httpx.URL(text.strip())).copy_with(
            fragment=None
        )
        port = url.port
    except (httpx.InvalidURL, ValueError) as error:
        raise NotHttp(_without_login(text), "not an address", 0) from error
    if url.scheme not in DEFAULT_PORTS or not url.host or (port or 0) > 65535:
        raise NotHttp(_without_login(text), "not an http address", 0)
    if url.userinfo:
        raise NotHttp(_without_login(text), "address holds a name and password", 0)
    return url


def _without_login(text: str) -> str:
    return re.sub(r"//[^/?#]*@", "//", text)


def host_of(url: httpx.URL) -> str:
    """The host as it is asked for on the wire: ASCII, lower case, no brackets."""
    return url.raw_host.decode("ascii").lower()


def port_of(url: httpx.URL) -> int:
    """The port, the scheme's own where none is written."""
    return url.port or DEFAULT_PORTS[url.scheme]


@cache
def tls_context() -> ssl.SSLContext:
    """The one TLS context: the system's authorities and certifi's. Building it is slow, so once."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


class Exchange:
    """Makes single requests over HTTP/1.1: no redirects, no second attempts."""

    def __init__(self, guard: Guard, user_agent: str, connect_timeout: float) -> None:
        self._guard = guard
        self._user_agent = user_agent
        self._connect_timeout = connect_timeout

    async def ask(
        self,
        url: httpx.URL,
        headers: Mapping[str, str],
        max_bytes: int,
        *,
        cut: bool,
        sent: Sent | None = None,
    ) -> Page:
        """The answer, unpacked, at most `max_bytes` of it. Raises a FetchError.

        An answer that is larger is cut there, or else TooLarge. GET, or POST where something is to
        be `sent`.
        """
        address = str(url)
        stream = await self._connect(url)
        try:
            page = await self._ask(url, stream, headers, max_bytes, sent)
        except (httpcore.NetworkError, httpcore.TimeoutException) as error:
            raise Interrupted(address, "connection broke off") from error
        except httpcore.ProtocolError as error:
            if "without sending" in str(error):
                raise Interrupted(address, "connection closed before the answer's end") from error
            raise NotHttp(address, "answer is not proper HTTP") from error
        except BodyDamagedError as error:
            raise NotHttp(address, "answer can't be unpacked") from error
        finally:
            await stream.aclose()
        if page.cut and not cut:
            raise TooLarge(address, f"answer is larger than {max_bytes:,} bytes")
        return page

    async def _connect(self, url: httpx.URL) -> httpcore.AsyncNetworkStream:
        address, host = str(url), host_of(url)
        stream = await self._guard.connect(address, host, port_of(url), self._connect_timeout)
        if url.scheme == "http":
            return stream
        try:
            return await stream.start_tls(tls_context(), host, self._connect_timeout)
        except BaseException as error:
            await stream.aclose()
            if isinstance(error, httpcore.ConnectTimeout):
                raise TimedOut(address, "no encrypted connection in time") from error
            if isinstance(error, httpcore.ConnectError):
                raise TlsFailed(address, *_tls_trouble(error)) from error
            raise

    async def _ask(
        self,
        url: httpx.URL,
        stream: httpcore.AsyncNetworkStream,
        headers: Mapping[str, str],
        max_bytes: int,
        sent: Sent | None,
    ) -> Page:
        asked = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": self._user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "id,en;q=0.7",
            **headers,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
            **(_describing(sent) if sent else {}),
        }
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        request = httpcore.Request(
            "POST" if sent else "GET",
            target,
            headers=list(asked.items()),
            content=sent.content if sent else None,
        )
        connection = httpcore.AsyncHTTP11Connection(target.origin, stream)
        response = await connection.handle_async_request(request)
        try:
            answered = _joined(response.headers)
            unpacker = Unpacker(answered.get("content-encoding", "").strip().lower(), max_bytes)
            body = bytearray()
            async for chunk in response.aiter_stream():
                body += unpacker.feed(chunk)
                if unpacker.full:
                    break
        finally:
            await response.aclose()
        return Page(str(url), response.status, answered, bytes(body), cut=unpacker.full)


def _describing(sent: Sent) -> dict[str, str]:
    return {"Content-Type": sent.content_type, "Content-Length": str(len(sent.content))}


def _joined(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("ascii").lower(), decode(value, "")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def _tls_trouble(error: BaseException) -> tuple[str, Trouble]:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            unnamed = ("certificate is not trusted", Trouble.CERTIFICATE_UNTRUSTED)
            return CERTIFICATE_TROUBLE.get(cause.verify_code, unnamed)
        cause = cause.__cause__ or cause.__context__
    return "no encrypted connection possible", Trouble.CERTIFICATE_UNTRUSTED
