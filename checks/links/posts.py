"""A post's permalink: the platform, whose it is, its id, and the time where the id holds it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from checks.links.addresses import parse_address
from checks.links.finding import clean, find_links
from checks.links.hosts import Place, locate
from checks.links.names import Account, account_named, address_form, is_reserved
from checks.links.rejections import LinkRejected, Reason
from checks.links.snowflakes import made_at
from checks.links.websites import is_back_office, is_home, page_of, site_address
from checks.model import Platform


@dataclass(frozen=True, slots=True)
class PostLink:
    """What the permalink of one post says by itself.

    `post_id` is written as in the address; a website's is the path with its meaningful query.
    `handle` (lower case) or `platform_id` tell the account, where the address does.
    `published_at` is aware and in UTC, and known only where the id holds the time.
    """

    platform: Platform
    post_id: str
    canonical: str
    handle: str | None = None
    platform_id: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Form:
    """One shape of permalink.

    `path` has the groups `owner`, `kind` and `id`; where the path doesn't hold id or owner, query
    parameters do. `canonical` is the preferred spelling.
    """

    path: re.Pattern[str]
    canonical: str
    id_parameter: str | None = None
    owner_parameter: str | None = None


def _form(
    path: str, canonical: str, id_parameter: str | None = None, owner_parameter: str | None = None
) -> _Form:
    pattern = re.compile(path, re.IGNORECASE | re.ASCII)
    return _Form(pattern, canonical, id_parameter, owner_parameter)


_ID = r"(?:/(?P<id>[^/]+)(?:/.*)?)?"
_NUMBER = r"[1-9][0-9]{0,24}"

_FORMS: Mapping[Platform, tuple[_Form, ...]] = {
    Platform.INSTAGRAM: (
        _form(
            rf"(?:(?P<owner>[^/]+)/)?(?:p|tv|reel|reels(?=/(?!audio(?:/|$)))){_ID}",
            "https://www.instagram.com/p/{id}/",
        ),
    ),
    Platform.THREADS: (
        _form(rf"@(?P<owner>[^/]+)/post{_ID}", "https://www.threads.com/@{owner}/post/{id}"),
        _form(rf"t{_ID}", "https://www.threads.com/t/{id}"),
    ),
    Platform.X: (
        _form(rf"i/(?:web/)?status{_ID}", "https://x.com/i/status/{id}"),
        _form(rf"(?P<owner>[^/]+)/status(?:es)?{_ID}", "https://x.com/{owner}/status/{id}"),
    ),
    Platform.TIKTOK: (
        _form(
            rf"@(?P<owner>[^/]+)/(?P<kind>video|photo){_ID}",
            "https://www.tiktok.com/@{owner}/{kind}/{id}",
        ),
        # copied from a player that doesn't name the account
        _form(rf"@/(?:video|photo){_ID}", "https://www.tiktok.com/embed/v2/{id}"),
        _form(r"v/(?P<id>[^/]+?)(?:\.html)?", "https://www.tiktok.com/embed/v2/{id}"),
        _form(rf"embed(?:/v2)?(?!/@){_ID}", "https://www.tiktok.com/embed/v2/{id}"),
    ),
    Platform.YOUTUBE: (
        _form("watch", "https://www.youtube.com/watch?v={id}", id_parameter="v"),
        _form(
            rf"(?:shorts|live|v|e|embed(?!/(?:videoseries|live_stream)(?:/|$))){_ID}",
            "https://www.youtube.com/watch?v={id}",
        ),
    ),
    Platform.FACEBOOK: (
        _form(
            rf"(?P<kind>groups/[a-z0-9._-]+)/(?:permalink|posts){_ID}",
            "https://www.facebook.com/{kind}/permalink/{id}",
        ),
        _form(
            r"watch(?:/live)?|video\.php",
            "https://www.facebook.com/watch/?v={id}",
            id_parameter="v",
        ),
        _form(r"photo(?:\.php)?", "https://www.facebook.com/photo/?fbid={id}", id_parameter="fbid"),
        _form(
            r"(?:permalink|story)\.php",
            "https://www.facebook.com/permalink.php?story_fbid={id}&id={owner}",
            id_parameter="story_fbid",
            owner_parameter="id",
        ),
        _form(rf"reel{_ID}", "https://www.facebook.com/reel/{id}"),
        _form(
            r"(?P<owner>[^/]+)/(?P<kind>posts|videos|photos)/(?:[^/]+/)*?(?P<id>[^/]+)",
            "https://www.facebook.com/{owner}/{kind}/{id}",
        ),
    ),
    Platform.TELEGRAM: (
        # a group with topics puts the topic's number before the message's
        _form(r"(?:s/)?(?P<owner>[^/]+)/(?:[0-9]+/)?(?P<id>[0-9]+)", "https://t.me/{owner}/{id}"),
    ),
}

_YOUTU_BE = (_form(r"(?P<id>[^/@]+)(?:/.*)?", "https://www.youtube.com/watch?v={id}"),)

_POST_IDS: Mapping[Platform, re.Pattern[str]] = {
    platform: re.compile(pattern)
    for platform, pattern in {
        Platform.INSTAGRAM: r"[A-Za-z0-9_-]{1,64}",
        Platform.THREADS: r"[A-Za-z0-9_-]{1,64}",
        Platform.X: _NUMBER,
        Platform.TIKTOK: _NUMBER,
        Platform.YOUTUBE: r"[A-Za-z0-9_-]{11}",
        Platform.FACEBOOK: rf"{_NUMBER}|pfbid[A-Za-z0-9]{{1,120}}",
        Platform.TELEGRAM: _NUMBER,
    }.items()
}


def read_post(text: str, *, now: datetime | None = None) -> PostLink:
    """Read the permalink of one post, bare or inside a sentence, without asking anyone.

    `now` (aware; the clock's time where none is given) only guards against ids from the future: a
    time more than a day after it is not believed. Raises `LinkRejected`.
    """
    links = list(dict.fromkeys(find_links(text)))
    if len(links) != 1:
        reason = Reason.MULTIPLE if links else Reason.MALFORMED
        raise LinkRejected(reason if clean(text) else Reason.EMPTY, text)
    place = locate(parse_address(links[0]), links[0])
    if place.platform is Platform.WEBSITE:
        return _site_post(place, links[0])
    return _platform_post(place, links[0], now or datetime.now(UTC))


def is_post_shaped(place: Place) -> bool:
    """Has a platform's address the shape of a permalink, whatever its id?"""
    return _match(place) is not None


def _site_post(place: Place, link: str) -> PostLink:
    if is_home(place.address) or is_back_office(place.address):
        raise LinkRejected(Reason.NOT_A_POST, link)
    return PostLink(Platform.WEBSITE, page_of(place.address), site_address(place.address))


def _platform_post(place: Place, link: str, now: datetime) -> PostLink:
    platform = place.platform
    matched = _match(place)
    if matched is None:
        raise LinkRejected(Reason.NOT_A_POST, link)
    form, found = matched
    post_id = _part(place, found, "id", form.id_parameter)
    if post_id is None:
        raise LinkRejected(Reason.NOT_A_POST, link)
    if not _POST_IDS[platform].fullmatch(post_id):
        raise LinkRejected(Reason.MALFORMED, link)
    owner = _part(place, found, "owner", form.owner_parameter)
    account = Account() if owner is None else _owner(platform, owner, link)
    if "{owner}" in form.canonical and account == Account():
        raise LinkRejected(Reason.MALFORMED, link)
    canonical = form.canonical.format(
        owner=address_form(platform, account),
        kind=(found.groupdict().get("kind") or "").lower(),
        id=post_id,
    )
    return PostLink(
        platform=platform,
        post_id=post_id,
        canonical=canonical,
        handle=account.handle,
        platform_id=account.platform_id,
        published_at=made_at(platform, post_id, now),
    )


def _match(place: Place) -> tuple[_Form, re.Match[str]] | None:
    forms = _FORMS[place.platform]
    if place.address.host.removeprefix("www.") == "youtu.be":
        forms += _YOUTU_BE
    for form in forms:
        if found := form.path.fullmatch(place.path):
            return form, found
    return None


def _part(place: Place, found: re.Match[str], group: str, parameter: str | None) -> str | None:
    if parameter is not None:
        return place.address.parameter(parameter) or None
    return found.groupdict().get(group)


def _owner(platform: Platform, name: str, link: str) -> Account:
    if is_reserved(platform, name):
        raise LinkRejected(Reason.NOT_A_POST, link)
    account = account_named(platform, name)
    if account is None:
        raise LinkRejected(Reason.MALFORMED, link)
    return account
