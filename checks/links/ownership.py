"""Does a post belong to a channel, as far as the two addresses tell?"""

from __future__ import annotations

from enum import Enum

from checks.links.addresses import Address, parse_address
from checks.links.names import Account, address_form
from checks.links.posts import PostLink
from checks.links.websites import base_of
from checks.model import ChannelRef, Platform

UNCHANGING_NAMES = frozenset({"c", "user"})
"""What comes before a YouTube channel's old name, which stays beside whatever handle it has now."""


class Ownership(Enum):
    """Whether a post is a channel's own. Every member is true in a condition: compare with `is`."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    """The post's address doesn't say whose it is, or names its owner in another way."""


def owns(ref: ChannelRef, post: PostLink) -> Ownership:
    """Hold a post's address against a channel's.

    On a platform, equal ids are one account, whatever it is called now. Otherwise handle is
    compared with handle (that a YouTube channel's /user/ or /c/ name is another than a handle
    proves nothing); where one of the two has none, id with id. Different ids are two accounts, but
    for a Facebook page with a handle: its id is only remembered, and a page has several (Facebook
    gives it an id and a profile id), so the answer is unknown there, as it is where the two share
    neither. What stands in a Facebook group is no page's own.

    A website owns what lies on its host, with or without `www.` and whichever the scheme, under the
    channel's path. Raises `LinkRejected` for a website whose canonical address was not made by
    `read_profile`.
    """
    if ref.platform != post.platform or _is_a_groups(post):
        return Ownership.NO
    if ref.platform == Platform.WEBSITE:
        return _site_owns(parse_address(ref.canonical), parse_address(post.canonical))
    both_ids = ref.platform_id and post.platform_id
    if both_ids and ref.platform_id == post.platform_id:
        return Ownership.YES
    if ref.handle and post.handle:
        return _same_name(ref, ref.handle, post.handle)
    if both_ids:
        several = ref.platform is Platform.FACEBOOK and ref.handle
        return Ownership.UNKNOWN if several else Ownership.NO
    return Ownership.UNKNOWN


def _is_a_groups(post: PostLink) -> bool:
    if post.platform is not Platform.FACEBOOK:
        return False
    return parse_address(post.canonical).segments[:1] == ("groups",)


def _same_name(ref: ChannelRef, own: str, told: str) -> Ownership:
    if address_form(ref.platform, Account(own)) == address_form(ref.platform, Account(told)):
        return Ownership.YES
    if ref.platform is Platform.YOUTUBE:
        first = parse_address(ref.canonical).segments[0]
        return Ownership.UNKNOWN if first in UNCHANGING_NAMES else Ownership.NO
    return Ownership.NO


def _answer(same: bool) -> Ownership:
    return Ownership.YES if same else Ownership.NO


def _site_owns(site: Address, page: Address) -> Ownership:
    base = base_of(site)
    same_host = _host_without_www(site) == _host_without_www(page)
    under_path = page.segments[: len(base)] == base
    return _answer(same_host and under_path)


def _host_without_www(address: Address) -> tuple[str, int | None]:
    return address.host.removeprefix("www."), address.port
