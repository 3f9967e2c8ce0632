"""A channel's address, or the name of an account, as an office writes it in a sheet or a chat."""

from __future__ import annotations

import re
from collections.abc import Mapping

from checks.links.addresses import parse_address
from checks.links.finding import find_links, is_written_out
from checks.links.hosts import Place, is_shortener, locate
from checks.links.labels import read_cell
from checks.links.names import NAMES, account_named, address_form, is_reserved
from checks.links.posts import is_post_shaped
from checks.links.rejections import LinkRejected, Reason
from checks.links.websites import site_address
from checks.model import ChannelRef, Platform

_BY_HANDLE: Mapping[Platform, str] = {
    Platform.INSTAGRAM: "https://www.instagram.com/{}/",
    Platform.FACEBOOK: "https://www.facebook.com/{}",
    Platform.X: "https://x.com/{}",
    Platform.YOUTUBE: "https://www.youtube.com/@{}",
    Platform.TIKTOK: "https://www.tiktok.com/@{}",
    Platform.THREADS: "https://www.threads.com/@{}",
    Platform.TELEGRAM: "https://t.me/{}",
}
_BY_ID: Mapping[Platform, str] = {
    Platform.FACEBOOK: "https://www.facebook.com/profile.php?id={}",
    Platform.YOUTUBE: "https://www.youtube.com/channel/{}",
}
_OLD_YOUTUBE = "https://www.youtube.com/{kind}/{name}"
"""`/c/` and `/user/` names are other names of a channel than its handle: only YouTube knows which
handle belongs to them, so they keep an address of their own."""

_ANY = r"@?(?P<name>[^/]+)(?:/.*)?"
_PATHS: Mapping[Platform, tuple[re.Pattern[str], ...]] = {
    platform: tuple(re.compile(path, re.IGNORECASE | re.ASCII) for path in paths)
    for platform, paths in {
        Platform.INSTAGRAM: (rf"_u/{_ANY}", _ANY),
        Platform.FACEBOOK: (
            r"(?:(?:people|pages)/[^/]+|profile)/(?P<name>[0-9]+)(?:/.*)?",
            r"(?:p|pages/category/[^/]+)/(?P<name>[^/]+-[0-9]+)(?:/.*)?",
            r"pg/(?P<name>[^/]+)(?:/.*)?",
            _ANY,
        ),
        Platform.X: (_ANY,),
        Platform.YOUTUBE: (
            r"(?P<kind>channel|c|user)/(?P<name>[^/]+)(?:/.*)?",
            r"@(?P<name>[^/]+)(?:/.*)?",
            r"(?P<kind>)(?P<name>[^/]+)(?:/.*)?",
        ),
        Platform.TIKTOK: (r"embed/@(?P<name>[^/]+)", _ANY),
        Platform.THREADS: (_ANY,),
        Platform.TELEGRAM: (rf"s/{_ANY}", _ANY),
    }.items()
}

_SEVERAL = re.compile(r"[;,|&\n/]|\s+dan\s+", re.IGNORECASE | re.ASCII)
_SURELY_A_DOMAIN = re.compile(
    r".+\.(?:com|net|org|gov|edu|example|(?:go|or|ac|sch|co|desa|web|my|mil|net|biz)\.id)",
    re.IGNORECASE,
)
"""Endings of a dotted word that make it a domain even in a column of handles. Others, `.id` among
them, are as common at the end of a handle (`dinkes.contoh.id`)."""


def read_profile(text: str, platform: Platform | None = None) -> ChannelRef:
    """Read a channel's address, or `@name` or a bare name where a platform is told.

    `platform` is the column it stood in; a label in the text (`IG :`, `(TikTok)`) overrides it, and
    an address of a platform overrides both. A Facebook page's canonical address is in lower case
    and without dots, since neither counts there; its `handle` keeps the dots. A name with spaces is
    a page's title, not a name: malformed. Raises `LinkRejected`.
    """
    cell = read_cell(text)
    platform = cell.platform or platform
    links = list(dict.fromkeys(find_links(cell.text)))
    if links and platform is not None and platform != Platform.WEBSITE:
        links = [link for link in links if not _is_rather_a_name(link, platform)]
    if len(links) > 1:
        raise LinkRejected(Reason.MULTIPLE, text)
    if links:
        return _read_address(links[0], platform)
    if platform == Platform.WEBSITE and "@" not in cell.text:
        return _read_address(cell.text, platform)
    if platform is None or platform == Platform.WEBSITE:
        raise LinkRejected(Reason.MALFORMED, text)
    return _read_name(cell.text, platform)


def _is_rather_a_name(link: str, platform: Platform) -> bool:
    """Is this dotted word, found as a bare domain, a handle that the platform allows?"""
    is_domain = is_written_out(link) or _SURELY_A_DOMAIN.fullmatch(link) is not None
    return not is_domain and NAMES[platform].fullmatch(link) is not None


def _read_address(link: str, platform: Platform | None) -> ChannelRef:
    address = parse_address(link)
    if is_shortener(address.host):
        raise LinkRejected(Reason.UNSUPPORTED_HOST, link)
    place = locate(address, link)
    if place.platform is not Platform.WEBSITE:
        return _read_account(place, link)
    if platform is not None and platform != Platform.WEBSITE:
        raise LinkRejected(Reason.UNSUPPORTED_HOST, link)
    return ChannelRef(Platform.WEBSITE, site_address(address))


def _read_account(place: Place, link: str) -> ChannelRef:
    if is_post_shaped(place):
        raise LinkRejected(Reason.NOT_A_PROFILE, link)
    platform, kind = place.platform, None
    if platform is Platform.FACEBOOK and place.path.lower() == "profile.php":
        name = place.address.parameter("id")
        if name is not None and not name.isdecimal():
            raise LinkRejected(Reason.MALFORMED, link)
    else:
        matches = (pattern.fullmatch(place.path) for pattern in _PATHS[platform])
        found = next(filter(None, matches), None)
        name = found["name"] if found else None
        kind = found.groupdict().get("kind") if found else None
    if name is None:
        raise LinkRejected(Reason.NOT_A_PROFILE, link)
    if kind is not None:
        return _youtube_by(kind.lower(), name, link)
    return _channel(platform, name, link)


def _read_name(text: str, platform: Platform) -> ChannelRef:
    parts = [part.strip() for part in _SEVERAL.split(text) if part.strip()]
    single_words = all(len(part.split()) == 1 for part in parts)
    if len(parts) > 1 and (single_words or any(part.startswith("@") for part in parts)):
        raise LinkRejected(Reason.MULTIPLE, text)
    if len(re.findall(r"(?<!\S)@\w", text)) > 1:
        raise LinkRejected(Reason.MULTIPLE, text)
    return _channel(platform, text.removeprefix("@").strip(), text)


def _channel(platform: Platform, name: str, text: str) -> ChannelRef:
    if is_reserved(platform, name):
        raise LinkRejected(Reason.NOT_A_PROFILE, text)
    account = account_named(platform, name)
    if account is None:
        raise LinkRejected(Reason.MALFORMED, text)
    template = (_BY_HANDLE if account.platform_id is None else _BY_ID)[platform]
    canonical = template.format(address_form(platform, account))
    return ChannelRef(platform, canonical, account.handle, account.platform_id)


def _youtube_by(kind: str, name: str, link: str) -> ChannelRef:
    """A channel by what stands before its name: `channel`, `c`, `user`, or nothing."""
    if not kind and is_reserved(Platform.YOUTUBE, name):
        raise LinkRejected(Reason.NOT_A_PROFILE, link)
    account = account_named(Platform.YOUTUBE, name)
    if account is None or (account.platform_id is None) == (kind == "channel"):
        raise LinkRejected(Reason.MALFORMED, link)
    if account.platform_id is not None:
        return _channel(Platform.YOUTUBE, account.platform_id, link)
    canonical = _OLD_YOUTUBE.format(kind=kind or "c", name=account.handle)
    return ChannelRef(Platform.YOUTUBE, canonical, account.handle)
