"""A post of a platform among all that a region's channels are known to have published."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from checks.links import LinkRejected, PostLink, read_post
from storage.tables import ChannelRow, PublicationRow


async def channel_with(session: AsyncSession, region_id: int, post: PostLink) -> int | None:
    """The id of the channel in use that is known to have this post, or None."""
    rows = await session.execute(
        select(PublicationRow.channel_id, PublicationRow.link)
        .join(ChannelRow, ChannelRow.id == PublicationRow.channel_id)
        .where(
            ChannelRow.region_id == region_id,
            ChannelRow.platform == post.platform.value,
            PublicationRow.link.contains(post.post_id, autoescape=True),
        )
    )
    return next((channel_id for channel_id, link in rows if _is(link, post)), None)


def _is(link: str, post: PostLink) -> bool:
    try:
        return read_post(link).post_id == post.post_id
    except LinkRejected:
        return False
