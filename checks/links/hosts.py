"""Whose host it is: a platform's, a short link's, another service's, or an ordinary website's."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_plus

from checks.links.addresses import Address, mend_scheme, parse_address
from checks.links.lookalikes import imitates
from checks.links.rejections import LinkRejected, Reason
from checks.model import Platform

PLATFORM_DOMAINS: Mapping[str, Platform] = {
    "instagram.com": Platform.INSTAGRAM,
    "instagr.am": Platform.INSTAGRAM,
    "facebook.com": Platform.FACEBOOK,
    "fb.com": Platform.FACEBOOK,
    "x.com": Platform.X,
    "twitter.com": Platform.X,
    "youtube.com": Platform.YOUTUBE,
    "youtube-nocookie.com": Platform.YOUTUBE,
    "youtu.be": Platform.YOUTUBE,
    "tiktok.com": Platform.TIKTOK,
    "threads.com": Platform.THREADS,
    "threads.net": Platform.THREADS,
    "t.me": Platform.TELEGRAM,
    "telegram.me": Platform.TELEGRAM,
    "telegram.dog": Platform.TELEGRAM,
}

_EDITIONS = re.compile(
    r"^(?:www|m|mobile)\."
    r"|^(?:web|touch|mbasic|free|[a-z]{2}-[a-z]{2})\.(?=facebook\.com$)"
    r"|^music\.(?=youtube\.com$)"
    r"|^lite\.(?=tiktok\.com$)"
)
"""Editions of one site, under the same paths: those that every platform has or redirects, and some
platforms' own."""

PLATFORM_SHORT_HOSTS: Mapping[str, Platform] = {
    "vm.tiktok.com": Platform.TIKTOK,
    "vt.tiktok.com": Platform.TIKTOK,
    "fb.me": Platform.FACEBOOK,
    "fb.watch": Platform.FACEBOOK,
    "l.facebook.com": Platform.FACEBOOK,
    "lm.facebook.com": Platform.FACEBOOK,
    "l.instagram.com": Platform.INSTAGRAM,
    "l.threads.com": Platform.THREADS,
    "l.threads.net": Platform.THREADS,
    "t.co": Platform.X,
    "pic.twitter.com": Platform.X,
    "pic.x.com": Platform.X,
}
"""Short links and redirectors that the platforms run themselves."""

SHORTENERS = frozenset(
    {"bit.ly", "bitly.com", "s.id", "tinyurl.com", "goo.gl", "cutt.ly", "shorturl.at", "is.gd"}
    | {
        "v.gd",
        "ow.ly",
        "tiny.cc",
        "gg.gg",
        "intip.in",
        "rebrand.ly",
        "rb.gy",
        "lnkd.in",
        "buff.ly",
        "dlvr.it",
        "t.ly",
        "adf.ly",
    }
    | {"share.google", "search.app", "g.co"}
)

OTHER_SERVICES = frozenset(
    # link pages
    {"linktr.ee", "linktree.com", "lynk.id", "linkin.bio", "lnk.bio", "bio.link", "bio.site"}
    | {"beacons.ai", "heylink.me", "campsite.bio", "taplink.cc", "msha.ke", "solo.to"}
    # chat and meetings
    | {"wa.me", "wa.link", "whatsapp.com", "line.me", "m.me", "messenger.com", "ig.me", "signal.me"}
    | {"discord.com", "discord.gg", "zoom.us", "meet.google.com"}
    # other people's windows on X
    | {"nitter.net", "xcancel.com", "fixupx.com"}
    # networks, shops and stores that Segar doesn't follow
    | {"linkedin.com", "pinterest.com", "snapchat.com", "reddit.com"}
    | {"play.google.com", "apps.apple.com", "google.com", "google.co.id", "forms.gle"}
)
"""Nobody's website, and no platform with a reader; their subdomains neither."""

_OFFICES_SITES = frozenset({"sites.google.com"})
"""Hosts under another service's domain where offices do keep websites."""

_DEEPEST = max(host.count(".") + 1 for host in (*PLATFORM_DOMAINS, *SHORTENERS, *OTHER_SERVICES))
"""As many labels of a host as any of these names has decide."""

_DETOURS: Mapping[Platform, tuple[tuple[re.Pattern[str], Reason], ...]] = {
    platform: tuple((re.compile(path, re.IGNORECASE | re.ASCII), reason) for path, reason in rows)
    for platform, rows in {
        Platform.INSTAGRAM: ((r"share/.", Reason.SHORT_LINK),),
        Platform.FACEBOOK: ((r"share/.|l\.php$", Reason.SHORT_LINK),),
        Platform.TIKTOK: ((r"t/.", Reason.SHORT_LINK),),
        Platform.YOUTUBE: ((r"redirect$", Reason.SHORT_LINK),),
        Platform.TELEGRAM: ((r"\+|(?:c|joinchat)(?:/|$)", Reason.PRIVATE),),
    }.items()
}
"""Paths on a platform's own host that lead elsewhere, or only members further."""

_TELEGRAM_NAMED_HOST = re.compile(r"(?P<name>[a-z][a-z0-9_-]{3,31})\.t\.me")
_HOST_AHEAD = re.compile(r"[/?#:]")
_NOT_AS_IT_SEEMS = re.compile(r"%(?:2f|5c)|/\.{1,2}(?:/|$)", re.IGNORECASE)
"""An encoded slash or backslash, which parts nothing, and steps up and down the path."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads: the platform (`website` for an ordinary host) and its path there.

    `path` is the decoded path without slashes at its ends; on Telegram's `<name>.t.me` the name
    stands first, as on `t.me`. `refused` says why no channel and no post can be read there; a
    short link that a platform runs itself still tells the platform.
    """

    platform: Platform
    path: str
    address: Address
    refused: Reason | None = None


@dataclass(frozen=True, slots=True)
class _Host:
    """Whose host it is. `account` is the one that Telegram has put in its name."""

    platform: Platform
    refused: Reason | None = None
    account: str | None = None


def locate(address: Address, link: str) -> Place:
    """Say where an address leads.

    Raises `LinkRejected`: unsupported_host for another service, a look-alike, credentials before
    the host, or a platform's host with a port or in letters of another alphabet; short_link for
    what only a request resolves; private for Telegram's member-only links; malformed for a path on
    a platform that hides its slashes.
    """
    place = place_of(address)
    if place.refused is not None:
        raise LinkRejected(place.refused, link)
    return place


def place_of(address: Address) -> Place:
    """The same, with the reason in the place instead of raised."""
    host = _host_named(address.host)
    platform, refused = host.platform, host.refused
    if address.authority.credentials:
        refused = Reason.UNSUPPORTED_HOST
    elif platform is not Platform.WEBSITE:
        if address.port is not None or not address.authority.plain:
            refused = Reason.UNSUPPORTED_HOST
        elif address.fragment.startswith("!/"):  # how X and Facebook wrote paths around 2011
            path = address.fragment[1:].partition("#")[0]
            return place_of(parse_address(address.origin + path))
        elif _NOT_AS_IT_SEEMS.search(address.path):
            refused = Reason.MALFORMED
    path = "/".join(address.segments)
    if host.account is not None:
        path = f"{host.account}/{path}".rstrip("/")
    return Place(platform, path, address, refused or _detour(platform, path))


def leads_to_a_platform(address: Address) -> bool:
    """Does a website's address carry one of a platform in its query, to send the reader on to?"""
    for part in address.query.split("&"):
        scheme, rest = mend_scheme(unquote_plus(part.partition("=")[2]))
        if scheme is not None and _is_a_platforms(_HOST_AHEAD.split(rest, 1)[0].lower()):
            return True
    return False


def short_platform(address: Address) -> Platform | None:
    """The platform whose short link or redirector an address is; None for all others."""
    place = place_of(address)
    is_one = place.refused is Reason.SHORT_LINK and place.platform is not Platform.WEBSITE
    return place.platform if is_one else None


@lru_cache(maxsize=1024)
def is_known(host: str) -> bool:
    """Is this the host of a platform, a short link or a service we know by name?"""
    host = host.lower()
    return host.isascii() and (_is_a_platforms(host) or _is_service(host))


@lru_cache(maxsize=1024)
def is_shortener(host: str) -> bool:
    """Is this a general link shortener, which no platform runs?"""
    return _under(host, SHORTENERS)


def _detour(platform: Platform, path: str) -> Reason | None:
    for pattern, reason in _DETOURS.get(platform, ()):
        if pattern.match(path):
            return reason
    return None


@lru_cache(maxsize=1024)
def _host_named(host: str) -> _Host:
    editions = (host, _EDITIONS.sub("", host, 1))
    for edition in editions:
        if edition in PLATFORM_SHORT_HOSTS:
            return _Host(PLATFORM_SHORT_HOSTS[edition], refused=Reason.SHORT_LINK)
        if edition in PLATFORM_DOMAINS:
            return _Host(PLATFORM_DOMAINS[edition])
    if is_shortener(host):
        return _Host(Platform.WEBSITE, refused=Reason.SHORT_LINK)
    if named := _TELEGRAM_NAMED_HOST.fullmatch(host):
        return _Host(Platform.TELEGRAM, account=named["name"])
    if _under(host, PLATFORM_DOMAINS) or _is_service(host) or imitates(host, PLATFORM_DOMAINS):
        return _Host(Platform.WEBSITE, refused=Reason.UNSUPPORTED_HOST)
    return _Host(Platform.WEBSITE)


def _is_a_platforms(host: str) -> bool:
    return _under(host, PLATFORM_DOMAINS) or host in PLATFORM_SHORT_HOSTS


def _is_service(host: str) -> bool:
    return host not in _OFFICES_SITES and (_under(host, OTHER_SERVICES) or is_shortener(host))


def _under(host: str, domains: Container[str]) -> bool:
    labels = host.split(".")[-_DEEPEST:]
    return any(".".join(labels[start:]) in domains for start in range(len(labels)))
