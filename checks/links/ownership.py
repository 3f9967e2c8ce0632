"""Does a post belong to a channel, as far as the two addresses tell?"""

from __future__ import annotations

from enum import Enum

from checks.links.addresses import Address, parse_address
from checks.links.names import Account, address_form
from checks.links.posts import PostLink
from checks.links.websites import base_of
from checks.model import ChannelRef, Platform


class Ownership(Enum):
    """Whether a post is a channel's own. Every member is true in a condition: compare with `is`."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    """The post's address doesn't say whose it is, or names its owner in another way."""


def owns(ref: ChannelRef, post: PostLink) -> Ownership:
    """Hold a post's address against a channel's.

    On a platform, handle is compared with handle; where one of the two has none, id with id. Equal
    ids are one account. Different ones are two where the channel's address is its id; a channel
    with a handle, whose id is only remembered, may have other ids as well (Facebook gives a page an
    id and a profile id), so the answer is unknown there, as it is where the two share neither. A
    website owns what lies on its host, with or without `www.` and
    whichever the scheme, under the channel's path. Raises `LinkRejected` for a website whose
    canonical address was not made by `read_profile`.
    """
    if ref.platform != post.platform:
        return Ownership.NO
    if ref.platform == Platform.WEBSITE:
        return _site_owns(parse_address(ref.canonical), parse_address(post.canonical))
    if ref.handle and post.handle:
        return _answer(_named(ref.platform, ref.handle) == _named(ref.platform, post.handle))
    if ref.platform_id and post.platform_id:
        if ref.platform_id == post.platform_id:
            return Ownership.YES
        return Ownership.UNKNOWN if ref.handle else Ownership.NO
    return Ownership.UNKNOWN


def _answer(same: bool) -> Ownership:
    return Ownership.YES if same else Ownership.NO


def _named(platform: Platform, handle: str) -> str:
    return address_form(platform, Account(handle=handle))


def _site_owns(site: Address, page: Address) -> Ownership:
    base = base_of(site)
    same_host = _host_without_www(site) == _host_without_www(page)
    under_path = page.segments[: len(base)] == base
    return _answer(same_host and under_path)


def _host_without_www(address: Address) -> tuple[str, int | None]:
    return address.host.removeprefix("www."), address.port
