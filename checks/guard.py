"""The guard: no connection to an address that is not public, decided where the socket connects.

A name is resolved once for each connection, every address it resolves to is judged, and the
connection is made to an address that was judged: a name that changes its answer between question
and connection gains nothing. Spellings that some programs read as an address in disguise (decimal,
octal, hexadecimal, a trailing dot) are refused outright.
"""

from __future__ import annotations

import asyncio
import errno
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpcore

from checks.errors import (
    AddressForbidden,
    FetchError,
    NameUnknown,
    NetworkDown,
    NotHttp,
    Refused,
    TimedOut,
)

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""A name and a port in, its addresses as texts out; raises OSError where there are none."""

RESOLVER_THREADS = 64
"""Names looked up at once. The system's resolver blocks a thread, for seconds where a name server
is dead: with the event loop's own few threads, a handful of dead names would hold up all others."""

ADDRESSES_TRIED = 3
"""Addresses of one name that are tried before giving up."""

HOST_NAME = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")

GLOBAL_UNICAST = IPv6Network("2000::/3")
"""The only part of IPv6 given out for the public network so far (RFC 4291, IANA's registry)."""

CARRIERS = tuple(
    IPv6Network(network)
    for network in (
        "2002::/16",  # 6to4, RFC 3056
        "2001::/32",  # Teredo, RFC 4380
        "3fff::/20",  # documentation, RFC 9637
    )
)
"""Parts of it that carry an IPv4 address inside, or lead nowhere. NAT64 (64:ff9b::/96, RFC 6052)
and IPv4-mapped addresses (::ffff:0:0/96, RFC 4291) lie outside `GLOBAL_UNICAST` already."""

RELAY_ANYCAST = IPv4Network("192.88.99.0/24")
"""6to4 relays, RFC 7526."""

NO_WAY_OUT = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EMFILE, errno.ENFILE})


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether the address is globally routable and stands for nothing but itself."""
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, IPv4Address):
        return address not in RELAY_ANYCAST
    return address in GLOBAL_UNICAST and not any(address in carrier for carrier in CARRIERS)


def literal_address(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host spells in its usual form, or None where it is a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def is_disguised(host: str) -> bool:
    """Whether the host is an address in another than its usual spelling.

    A host whose last label is a number is an address to browsers (WHATWG URL standard, "ends in a
    number"), whatever its other labels look like.
    """
    last = host.removesuffix(".").rpartition(".")[2]
    return host.endswith(".") or bool(re.fullmatch(r"\d+|0x[0-9a-f]*", last))


class Guard:
    """Opens connections to public addresses and the `allow_private` exceptions, to no others.

    `allow_private` holds "host:port" as asked for; "host" alone stands for ports 80 and 443.
    """

    def __init__(self, allow_private: frozenset[str], resolver: Resolver | None = None) -> None:
        self._allowed = frozenset(
            spelling for entry in allow_private for spelling in _spelled_out(entry)
        )
        self._threads = ThreadPoolExecutor(RESOLVER_THREADS, thread_name_prefix="resolver")
        self._resolve = resolver or self._ask_system
        self._backend = httpcore.AnyIOBackend()

    async def connect(
        self, url: str, host: str, port: int, timeout: float
    ) -> httpcore.AsyncNetworkStream:
        """A stream to one of the host's addresses, each of which was judged before.

        `url` is what the errors are about; `timeout` is seconds for each address tried. Raises
        AddressForbidden, NameUnknown, Refused, TimedOut, NetworkDown or NotHttp.
        """
        trouble: FetchError | None = None
        for address in await self.addresses(url, host, port):
            try:
                return await self._backend.connect_tcp(address, port, timeout)
            except httpcore.ConnectTimeout:
                trouble = TimedOut(url, f"no connection within {timeout:g} s")
            except httpcore.ConnectError as error:
                trouble = trouble or _connection_trouble(url, error)
        if trouble is None:
            raise NameUnknown(url, "name has no address")
        raise trouble

    async def addresses(self, url: str, host: str, port: int) -> list[str]:
        """The addresses of a host that may be connected to, or an error if any one may not."""
        allowed = f"{host}:{port}" in self._allowed
        literal = literal_address(host)
        if literal is None:
            if is_disguised(host):
                raise AddressForbidden(url, "address is spelled oddly: refused")
            if not HOST_NAME.fullmatch(host) or len(host) > 253:
                raise NotHttp(url, "not a host name")
        found = [host] if literal else await self._look_up(url, host, port)
        if not allowed and not all(map(_is_public_text, found)):
            raise AddressForbidden(url, "address is private: refused")
        return found[:ADDRESSES_TRIED]

    def close(self) -> None:
        """Let the resolver's threads go; nothing waits for an answer that is still out."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _look_up(self, url: str, host: str, port: int) -> list[str]:
        try:
            return list(await self._resolve(host, port))
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise NameUnknown(url, "name server gives no answer") from error
            raise NameUnknown(url, "name not known") from error
        except (OSError, UnicodeError) as error:
            raise NameUnknown(url, "name not known") from error

    async def _ask_system(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        answers = await loop.run_in_executor(
            self._threads, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
        return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def _spelled_out(entry: str) -> tuple[str, ...]:
    entry = entry.strip().lower()
    if literal_address(entry) or not re.search(r":\d+$", entry):
        bare = entry.strip("[]")
        return f"{bare}:80", f"{bare}:443"
    host, _, port = entry.rpartition(":")
    return (f"{host.strip('[]')}:{port}",)


def _is_public_text(text: str) -> bool:
    address = literal_address(text)
    return address is not None and is_public(address)


def _connection_trouble(url: str, error: httpcore.ConnectError) -> FetchError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.errno in NO_WAY_OUT:
            return NetworkDown(url, "this machine has no way to the network")
        if isinstance(cause, ConnectionRefusedError):
            return Refused(url, "connection refused")
        cause = cause.__cause__ or cause.__context__
    return Refused(url, "no connection possible")
