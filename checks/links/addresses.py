"""One web address taken apart: the scheme mended, the host checked and spelled in one way."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote, unquote_plus, urlsplit

import idna

from checks.links.rejections import LinkRejected, Reason

LONGEST_PAGE = 2048
"""Characters of path and query, encoded; longer ones are refused. Real permalinks stay far below,
and sitemaps allow no longer addresses (sitemaps.org, protocol 0.9)."""

SCHEME_SPELLINGS = r"(?:h{1,2}t{1,3}|t{2,3})p{1,2}(?P<secure>s{0,2})"
"""http, https and the ways thumbs write them: htp, htps, hhttps, ttps."""

DEFAULT_PORTS = {"http": 80, "https": 443}

_SCHEME = re.compile(rf"{SCHEME_SPELLINGS}(?:[:;]/*|/{{2,}})", re.IGNORECASE | re.ASCII)
_NEVER_IN_AN_ADDRESS = re.compile(r"[\s\\]")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{1,59}})")
_LONGEST_HOST = 253  # RFC 1035, as text and without the final dot
_LEFT_AS_WRITTEN = "%/:@!$&'()*+,;=~?-._[]"
_ALL_LEFT = re.compile(rf"[A-Za-z0-9{re.escape(_LEFT_AS_WRITTEN)}]*")


@dataclass(frozen=True, slots=True)
class Authority:
    """What stands between an address's slashes and its path.

    `host` is lower case and ASCII (IDNA) or an IP literal without brackets; `port` is None where
    none is written. `plain`: was the host typed in ASCII; `credentials`: did something stand before
    an @.
    """

    host: str
    port: int | None
    plain: bool
    credentials: bool


@dataclass(frozen=True, slots=True)
class Address:
    """A web address.

    `path` and `query` are percent-encoded, otherwise as written; `fragment` is as written.
    """

    scheme: str
    authority: Authority
    path: str
    query: str
    fragment: str

    @property
    def host(self) -> str:
        return self.authority.host

    @property
    def port(self) -> int | None:
        """The port, None where it is the scheme's own."""
        port = self.authority.port
        return None if port == DEFAULT_PORTS[self.scheme] else port

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (f":{self.port}" if self.port is not None else "")

    @property
    def segments(self) -> tuple[str, ...]:
        """The parts of the path, decoded; empty ones are left out."""
        parts = filter(None, self.path.split("/"))
        return tuple(map(unquote, parts) if "%" in self.path else parts)

    def parameter(self, name: str) -> str | None:
        """The first value that the query gives for `name`, decoded; None where it gives none.

        A question mark parts values as well: apps add `?si=...` to whatever is there already.
        """
        for part in self.query.replace("?", "&").split("&"):
            key, _, value = part.partition("=")
            if value and key == name:
                return unquote_plus(value)
        return None


def parse_address(link: str) -> Address:
    """Take one link apart; where no scheme is written, https is meant.

    A scheme's usual misspellings (`https//`, `http:/`, `htp://`) are mended. Raises `LinkRejected`
    (malformed) for a host without a dot that is no IP literal, an impossible host or port, white
    space, a backslash (browsers and libraries disagree on its meaning), or a path and query of more
    than 2,048 characters.
    """
    if _NEVER_IN_AN_ADDRESS.search(link):
        raise LinkRejected(Reason.MALFORMED, link)
    scheme, rest = mend_scheme(link)
    scheme = scheme or "https"
    # in this order: RFC 3986, section 3
    rest, _, fragment = rest.partition("#")
    rest, _, query = rest.partition("?")
    authority_text, slash, path = rest.partition("/")
    try:
        authority = _authority(authority_text)
        path, query = _encoded(slash + path), _encoded(query)
    except ValueError as error:
        raise LinkRejected(Reason.MALFORMED, link) from error
    if len(path) + len(query) > LONGEST_PAGE:
        raise LinkRejected(Reason.MALFORMED, link)
    return Address(scheme, authority, path, query, fragment)


def mend_scheme(link: str) -> tuple[str | None, str]:
    """The scheme meant (None: none was written) and what follows its slashes.

    Of a scheme written twice the last counts.
    """
    scheme = None
    while found := _SCHEME.match(link):
        scheme, link = "https" if found["secure"] else "http", link[found.end() :]
    return scheme, link


def _encoded(text: str) -> str:
    """Percent-encoded where it has to be. Raises ValueError for half of a surrogate pair."""
    return text if _ALL_LEFT.fullmatch(text) else quote(text, safe=_LEFT_AS_WRITTEN)


@lru_cache(maxsize=1024)
def _authority(text: str) -> Authority:
    """Take host, port and credentials apart. Raises ValueError."""
    parts = urlsplit(f"//{text}")
    host = (parts.hostname or "").removesuffix(".")
    literal = _ip_literal(host)
    return Authority(
        host=_ascii_host(host) if literal is None else literal,
        port=parts.port,
        plain=text.isascii(),
        credentials="@" in text,
    )


def _ascii_host(host: str) -> str:
    """The host in ASCII and lower case. Raises ValueError."""
    # idna raises a UnicodeError, which is a ValueError
    ascii_host = host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    if len(ascii_host) > _LONGEST_HOST or not _HOST.fullmatch(ascii_host):
        raise ValueError(host)
    for label in ascii_host.split("."):
        if label.startswith("xn--"):
            idna.decode(label)
    return ascii_host


def _ip_literal(host: str) -> str | None:
    try:
        literal = ipaddress.ip_address(host)
    except ValueError:
        return None
    return None if "%" in host else literal.compressed  # a zone means nothing elsewhere
