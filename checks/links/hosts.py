"""Whose host it is: a platform's, a short link's, another service's, or an ordinary website's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from checks.links.addresses import Address
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

_EDITIONS = re.compile(r"^(?:www|m|mobile)\.")
"""Editions of one site that every platform has or redirects."""

_OTHER_EDITIONS = re.compile(
    r"^(?:web|touch|mbasic|[a-z]{2}-[a-z]{2})\.(?=facebook\.com$)|^music\.(?=youtube\.com$)"
)

PLATFORM_SHORT_HOSTS = frozenset(
    {"vm.tiktok.com", "vt.tiktok.com", "fb.me", "fb.watch", "t.co", "pic.twitter.com", "pic.x.com"}
    | {"l.instagram.com", "l.facebook.com", "lm.facebook.com", "l.threads.com", "l.threads.net"}
)
"""Short links and redirectors that the platforms run themselves."""

SHORTENERS = frozenset(
    {"bit.ly", "bitly.com", "s.id", "tinyurl.com", "goo.gl", "cutt.ly", "shorturl.at", "is.gd"}
    | {"v.gd", "ow.ly", "rebrand.ly", "rb.gy", "lnkd.in", "buff.ly", "dlvr.it", "t.ly", "adf.ly"}
    | {"share.google", "search.app", "g.co"}
)

OTHER_SERVICES = frozenset(
    # link pages
    {"linktr.ee", "linktree.com", "lynk.id", "linkin.bio", "lnk.bio", "bio.link", "bio.site"}
    | {"beacons.ai", "heylink.me", "campsite.bio", "taplink.cc", "msha.ke", "solo.to"}
    # chat and meetings
    | {"wa.me", "whatsapp.com", "line.me", "m.me", "messenger.com", "ig.me", "signal.me"}
    | {"discord.com", "discord.gg", "zoom.us", "meet.google.com"}
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

_TELEGRAM_NAMED_HOST = re.compile(r"(?P<name>[a-z][a-z0-9-]{3,31})\.t\.me")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads: the platform (`website` for an ordinary host) and its path there.

    `path` is the decoded path without slashes at its ends; on Telegram's `<name>.t.me` the name
    stands first, as on `t.me`.
    """

    platform: Platform
    path: str
    address: Address


def locate(address: Address, link: str) -> Place:
    """Say where an address leads.

    Raises `LinkRejected`: unsupported_host for another service, a look-alike, credentials before
    the host, or a platform's host with a port or in letters of another alphabet; short_link for
    what only a request resolves; private for Telegram's member-only links.
    """
    platform = _platform_of(address, link)
    if platform is Platform.WEBSITE:
        return Place(platform, "/".join(address.segments), address)
    if address.port is not None or not address.plain_host:
        raise LinkRejected(Reason.UNSUPPORTED_HOST, link)
    named = _TELEGRAM_NAMED_HOST.fullmatch(address.host)
    owner = (named["name"],) if named and not _EDITIONS.match(address.host) else ()
    path = "/".join((*owner, *address.segments))
    for detour, reason in _DETOURS.get(platform, ()):
        if detour.match(path):
            raise LinkRejected(reason, link)
    return Place(platform, path, address)


def is_known(host: str) -> bool:
    """Is this the host of a platform, a short link or a service we know by name?"""
    host = host.lower()
    return host.isascii() and (
        _under(host, PLATFORM_DOMAINS) or host in PLATFORM_SHORT_HOSTS or _is_service(host)
    )


def is_shortener(host: str) -> bool:
    """Is this a general link shortener, which no platform runs?"""
    return _under(host, SHORTENERS)


def _platform_of(address: Address, link: str) -> Platform:
    host = address.host
    if address.credentials:
        raise LinkRejected(Reason.UNSUPPORTED_HOST, link)
    if address.is_numeric:
        return Platform.WEBSITE
    main = _EDITIONS.sub("", host, 1)
    if {host, main} & PLATFORM_SHORT_HOSTS or is_shortener(host):
        raise LinkRejected(Reason.SHORT_LINK, link)
    for edition in (host, main, _OTHER_EDITIONS.sub("", host, 1)):
        if edition in PLATFORM_DOMAINS:
            return PLATFORM_DOMAINS[edition]
    if _TELEGRAM_NAMED_HOST.fullmatch(host):
        return Platform.TELEGRAM
    if _under(host, PLATFORM_DOMAINS) or _is_service(host) or imitates(host, PLATFORM_DOMAINS):
        raise LinkRejected(Reason.UNSUPPORTED_HOST, link)
    return Platform.WEBSITE


def _is_service(host: str) -> bool:
    return host not in _OFFICES_SITES and (_under(host, OTHER_SERVICES) or is_shortener(host))


def _under(host: str, domains: Mapping[str, Platform] | frozenset[str]) -> bool:
    labels = host.split(".")[-_DEEPEST:]
    return any(".".join(labels[start:]) in domains for start in range(len(labels)))
