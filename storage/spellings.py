"""One post under several spellings of its link: with and without its account, as video or photo."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from checks.links import LinkRejected, PostLink, read_post
from checks.model import Platform
from storage.tables import PublicationRow


async def known_spellings(
    session: AsyncSession, channel_id: int, links: Iterable[str]
) -> dict[str, str]:
    """The link under which the channel's post is remembered, for each that is known otherwise.

    Posts on platforms are told by their id; a website's page has one spelling.
    """
    posts = {link: post for link in links if (post := _platform_post(link)) is not None}
    if not posts:
        return {}
    ids = {post.post_id for post in posts.values()}
    found = await session.scalars(
        select(PublicationRow.link).where(
            PublicationRow.channel_id == channel_id,
            or_(*(PublicationRow.link.contains(id_, autoescape=True) for id_ in ids)),
        )
    )
    known = set(found)
    spelt = {post.post_id: link for link in known if (post := _platform_post(link)) is not None}
    return {
        link: spelt[post.post_id]
        for link, post in posts.items()
        if link not in known and post.post_id in spelt
    }


def _platform_post(link: str) -> PostLink | None:
    try:
        post = read_post(link)
    except LinkRejected:
        return None
    return None if post.platform is Platform.WEBSITE else post
