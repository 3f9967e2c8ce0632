"""One post under several spellings of its link.

On a platform with and without its account, as video or photo; a website's page with and without
www, over HTTP or HTTPS.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from checks.links import LinkRejected, PostLink, read_post
from checks.model import Platform
from storage.tables import LINK_LENGTH, PublicationRow

SCHEMES = ("https://", "http://")
WWW = ("", "www.")

COMPARED = LINK_LENGTH - len("https://www.")
"""Characters of a page's address: as many are kept of it however it was spelt."""


async def known_spellings(
    session: AsyncSession, channel_id: int, links: Iterable[str]
) -> dict[str, str]:
    """The link under which the channel's post is remembered, for each that is known otherwise.

    Where several of the links are one post that is not known yet, it is the first of them.
    """
    keys = {link: post_key(link) for link in links}
    if not keys:
        return {}
    known = await _known(session, channel_id, keys)
    spelt = {post_key(link): link for link in reversed(known)}
    for link, key in keys.items():
        spelt.setdefault(key, link)
    return {
        link: spelt[key]
        for link, key in keys.items()
        if spelt[key] != link and link[:LINK_LENGTH] not in known
    }


def post_key(link: str) -> tuple[str, str]:
    """What all spellings of a link have in common that are one post of a channel."""
    post = _platform_post(link)
    if post is not None:
        return post.platform, post.post_id
    page = _page(link)
    return ("", link[:LINK_LENGTH]) if page is None else (Platform.WEBSITE, page[:COMPARED])


async def _known(session: AsyncSession, channel_id: int, links: Iterable[str]) -> list[str]:
    """The links the channel is known to have that may be one of these, the oldest first."""
    ids: set[str] = set()
    spellings: set[str] = set()
    for link in links:
        if (post := _platform_post(link)) is not None:
            ids.add(post.post_id)
        spellings.update(_spellings_of(link))
    may_be: list[ColumnElement[bool]] = [PublicationRow.link.in_(spellings)]
    may_be += [PublicationRow.link.contains(id_, autoescape=True) for id_ in ids]
    found = await session.scalars(
        select(PublicationRow.link)
        .where(PublicationRow.channel_id == channel_id, or_(*may_be))
        .order_by(PublicationRow.id)
    )
    return list(found)


def _spellings_of(link: str) -> Iterator[str]:
    yield link[:LINK_LENGTH]
    page = _page(link)
    if page is not None:
        for scheme, www in product(SCHEMES, WWW):
            yield f"{scheme}{www}{page}"[:LINK_LENGTH]


def _page(link: str) -> str | None:
    """A page's address without what differs between its spellings; None for what is none."""
    scheme, separator, rest = link.partition("://")
    return rest.removeprefix("www.") if f"{scheme}{separator}" in SCHEMES else None


def _platform_post(link: str) -> PostLink | None:
    try:
        post = read_post(link)
    except LinkRejected:
        return None
    return None if post.platform is Platform.WEBSITE else post
