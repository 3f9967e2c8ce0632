"""Whose site is it that answers: the agency's own, or another that it sends its visitors on to."""

from __future__ import annotations

import re
from functools import cache
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from publicsuffixlist import PublicSuffixList

PORTAL_HOSTS: Final = re.compile(r"(?:www\d?|web|portal|home|site|new|v\d|id)\.")
"""First labels under which a region keeps its own home page, not that of one agency."""

DEFAULT_PORTS: Final = {"http": 80, "https": 443, "": None}


def moved_to(asked: str, landed: str) -> bool:
    """Whether an address asked for has landed on a site that is not its own any more.

    Its own are the same host with or without www., a host beneath it, and a page of its own on
    another host of the same registered domain. A region's front page is not an agency's: servers
    send visitors there whose subdomain they no longer know. The registered domain is told by the
    public suffix list, in which go.id and desa.id are suffixes.
    """
    before, after = urlsplit(asked), urlsplit(landed)
    old, new = _host(before), _host(after)
    if old == new:
        return _own_port(before) != _own_port(after) and None not in (
            _own_port(before),
            _own_port(after),
        )
    if _is_number(old) or _is_number(new) or _domain(old) != _domain(new):
        return True
    if new.endswith(f".{old}"):
        return False
    is_front_page = after.path in {"", "/"} and not after.query
    is_portal = old.endswith(f".{PORTAL_HOSTS.sub('', new, count=1)}")
    return is_front_page and is_portal


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.").rstrip(".")


def _own_port(parts: SplitResult) -> int | None:
    """A port that is not the scheme's own, or None."""
    return None if parts.port == DEFAULT_PORTS.get(parts.scheme) else parts.port


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _domain(host: str) -> str:
    """The part of a host that someone registered, or the host where there is none such."""
    return _suffixes().privatesuffix(host) or host


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
