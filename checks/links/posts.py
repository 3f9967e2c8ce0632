"""A post's permalink: the platform, whose it is, its id, and the time where the id holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from checks.links.addresses import parse_address
from checks.links.finding import clean, find_links
from checks.links.forms import POST_IDS, permalink_at
from checks.links.hosts import Place, leads_to_a_platform, locate
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


_NOBODY = Account()


def read_post(text: str, *, now: datetime | None = None) -> PostLink:
    """Read the permalink of one post, bare or inside a sentence, without asking anyone.

    `now` (aware; the clock's time where none is given) only guards against ids from the future: a
    time more than a day after it is not believed. Raises `LinkRejected`.
    """
    links = find_links(text)
    if len(links) != 1 and len(set(links)) != 1:
        reason = Reason.MULTIPLE if links else Reason.MALFORMED
        raise LinkRejected(reason if clean(text) else Reason.EMPTY, text)
    place = locate(parse_address(links[0]), links[0])
    if place.platform is Platform.WEBSITE:
        return _site_post(place, links[0])
    return _platform_post(place, links[0], now or datetime.now(UTC))


def is_post_shaped(place: Place) -> bool:
    """Has a platform's address the shape of a permalink, whatever its id?"""
    return permalink_at(place) is not None


def _site_post(place: Place, link: str) -> PostLink:
    address = place.address
    if is_home(address) or is_back_office(address):
        raise LinkRejected(Reason.NOT_A_POST, link)
    if leads_to_a_platform(address):
        raise LinkRejected(Reason.UNSUPPORTED_HOST, link)
    return PostLink(Platform.WEBSITE, page_of(address), site_address(address))


def _platform_post(place: Place, link: str, now: datetime) -> PostLink:
    platform = place.platform
    permalink = permalink_at(place)
    post_id = None if permalink is None else permalink.id
    if permalink is None or post_id is None:
        raise LinkRejected(Reason.NOT_A_POST, link)
    if not POST_IDS[platform].fullmatch(post_id):
        raise LinkRejected(Reason.MALFORMED, link)
    account = _NOBODY if permalink.owner is None else _owner(platform, permalink.owner, link)
    canonical = permalink.form.canonical
    if account is _NOBODY and "{owner}" in canonical:
        raise LinkRejected(Reason.MALFORMED, link)
    return PostLink(
        platform=platform,
        post_id=post_id,
        canonical=canonical.format(
            owner=address_form(platform, account), kind=permalink.kind, id=post_id
        ),
        handle=account.handle,
        platform_id=account.platform_id,
        published_at=made_at(platform, post_id, now),
    )


def _owner(platform: Platform, name: str, link: str) -> Account:
    if is_reserved(platform, name):
        raise LinkRejected(Reason.NOT_A_POST, link)
    account = account_named(platform, name)
    if account is None:
        raise LinkRejected(Reason.MALFORMED, link)
    return account
