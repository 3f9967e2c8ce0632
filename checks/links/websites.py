"""Addresses on an ordinary website: the preferred spelling, the home page, what lies under it."""

from __future__ import annotations

import re
from urllib.parse import unquote_plus

from checks.links.addresses import Address
from checks.links.finding import strip_trailing

TRACKING = frozenset(
    {"fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "yclid"}
    | {"igsh", "igshid", "mibextid", "mc_cid", "mc_eid", "_ga", "_gl", "share", "nb", "srsltid"}
)
"""Query parameters that say who shared or clicked a link, never which page is meant; any that
begins with `utm_` is one too."""

VIEW = frozenset({"lang", "hl", "page", "paged", "halaman", "s", "q", "search", "cari", "amp"})
"""Query parameters that show a home page in another way, but are no page of their own."""

HOME_SEGMENTS = frozenset({"home", "beranda", "index"})
HOME_FILES = frozenset({"index.php", "index.html", "index.htm", "index.asp", "index.aspx"})

_WORD = re.compile(r"\w")

BACK_OFFICES = frozenset({"wp-admin", "wp-login.php", "administrator"})
"""Where WordPress and Joomla keep the editor: an address only its users can open."""


def site_address(address: Address) -> str:
    """The address in its preferred spelling.

    Tracking parameters and a slash at the end are dropped; scheme, `www.`, port, path and the
    meaningful query stay as written.
    """
    return address.origin + page_of(address)


def page_of(address: Address) -> str:
    """Path and meaningful query; empty for a bare host."""
    query = "&".join(
        part for part in address.query.split("&") if part and not _is_tracking(_name_of(part))
    )
    path = address.path.rstrip("/")
    return _settled(f"{path or '/'}?{query}" if query else path)


def is_home(address: Address) -> bool:
    """Is this a website's front page, in whatever language or form?"""
    names = {_name_of(part) for part in address.query.split("&")}
    if any(_WORD.search(name) and not _is_tracking(name) and name not in VIEW for name in names):
        return False
    return not base_of(address)


def is_back_office(address: Address) -> bool:
    """Does only an editor who is logged in see this page?"""
    return not BACK_OFFICES.isdisjoint(segment.lower() for segment in address.segments)


def base_of(address: Address) -> tuple[str, ...]:
    """The path below which a website's pages lie: its own, without the name of a front page."""
    segments = address.segments
    if segments and segments[-1].lower() in HOME_FILES:
        segments = segments[:-1]
    if segments and segments[-1].lower() in HOME_SEGMENTS:
        segments = segments[:-1]
    return segments


def _name_of(part: str) -> str:
    return unquote_plus(part.partition("=")[0]).lower()


def _is_tracking(name: str) -> bool:
    return name.startswith("utm_") or name in TRACKING


def _settled(page: str) -> str:
    """The page's address so that reading it again changes nothing."""
    while (shorter := strip_trailing(page)) != page or (page != "/" and page.endswith("/")):
        page = shorter.rstrip("/")
    return page
