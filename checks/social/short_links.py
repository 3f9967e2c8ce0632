"""Where a platform's own short link leads: asked hop by hop, and of that platform alone."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

import structlog

from checks.client import Client
from checks.errors import FetchError, NotFollowed
from checks.links import LinkRejected, PostLink, Reason, find_links, read_post, short_link_platform
from checks.links.addresses import parse_address
from checks.links.hosts import place_of
from checks.model import Platform
from checks.social.access import PlatformAccess

MOST_REQUESTS = 4
ENOUGH_BYTES = 100_000
"""Nothing is read of what a short link answers with but its redirect."""

CARRIERS = frozenset({"next", "u", "q"})
"""The parameters in which login walls and redirectors carry the address they stand before:
`next` at instagram.com/accounts/login/ and facebook.com/login/, `u` at l.facebook.com/l.php and
l.instagram.com, `q` at youtube.com/redirect."""

log = structlog.get_logger(__name__)


async def resolve(
    text_or_link: str, *, client: Client, access: PlatformAccess, now: datetime
) -> PostLink:
    """The post that a link leads to, asking only where the link is a platform's own short one.

    Only hosts of that platform are asked, and the post must be one of that platform. A link that
    tells its post by itself costs no request; neither does the post's own page. Raises
    LinkRejected: short_link where the answer does not tell (the log says why), unsupported_host
    where the link leads to somebody else, and whatever `read_post` says of any other link.
    """
    try:
        return read_post(text_or_link, now=now)
    except LinkRejected as rejected:
        platform = short_link_platform(text_or_link)
        if rejected.reason is not Reason.SHORT_LINK or platform is None:
            raise
    link = find_links(text_or_link)[0]
    host, last = urlsplit(link).hostname, link
    for _ in range(MOST_REQUESTS):
        post = _post_at(last, platform, now)
        if post is not None:
            return post
        try:
            following = await _redirect(last, platform, client, access)
        except FetchError as error:
            log.info("short_link_not_resolved", host=host, reason=error.detail)
            raise LinkRejected(Reason.SHORT_LINK, link) from error
        if following is None:
            break
        if not _is_its_own(following, platform):
            raise LinkRejected(Reason.UNSUPPORTED_HOST, link)
        last = following
    post = _post_at(last, platform, now)
    if post is None:
        log.info("short_link_not_resolved", host=host, reason="it leads to no post")
        raise LinkRejected(Reason.SHORT_LINK, link)
    return post


def _is_its_own(link: str, platform: Platform) -> bool:
    """Does the address lead to the platform's own host or to another short link of its own?"""
    place = place_of(parse_address(link))
    return place.platform is platform and place.refused in {None, Reason.SHORT_LINK}


def _post_at(link: str, platform: Platform, now: datetime) -> PostLink | None:
    """The platform's post at this address, or the one whose address it carries."""
    carried = [value for name, value in parse_qsl(urlsplit(link).query) if name in CARRIERS]
    for one in (link, *carried):
        try:
            post = read_post(one, now=now)
        except LinkRejected:
            continue
        if post.platform is platform:
            return post
    return None


async def _redirect(
    link: str, platform: Platform, client: Client, access: PlatformAccess
) -> str | None:
    """Where the link redirects to, unasked; None where it doesn't. Raises FetchError."""
    address = access.address(platform, link if "://" in link else f"https://{link}")
    try:
        await client.get(
            address,
            most_requests=1,
            max_bytes=ENOUGH_BYTES,
            cut=True,
            patient=False,
            may_follow=lambda _: False,
        )
    except NotFollowed as refused:
        return refused.target
    return None
