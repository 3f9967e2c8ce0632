"""What channels published lately, told by the titles alone: a region has thousands of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import ChannelRow, PublicationRow


@dataclass(frozen=True, slots=True)
class RecentTitle:
    """A publication by its title, "" where it is not known.

    `at` is aware and in UTC, noon where `day_only`. `verified`: its date was read by us, or from
    the platform's id.
    """

    title: str
    link: str
    at: datetime
    day_only: bool
    verified: bool


async def titles_since(
    session: AsyncSession,
    region_id: int,
    since: datetime,
    *,
    agency_ids: Collection[int] | None = None,
) -> dict[int, list[RecentTitle]]:
    """Each channel's publications from `since` on, newest first, by channel id.

    Those of the whole region, or of the channels of these agencies.
    """
    wanted = (
        select(
            PublicationRow.channel_id,
            PublicationRow.title,
            PublicationRow.link,
            PublicationRow.at,
            PublicationRow.day_only,
            PublicationRow.verified,
        )
        .join(ChannelRow, ChannelRow.id == PublicationRow.channel_id)
        .where(ChannelRow.region_id == region_id, PublicationRow.at >= since)
        .order_by(PublicationRow.at.desc(), PublicationRow.id.desc())
    )
    if agency_ids is not None:
        wanted = wanted.where(ChannelRow.agency_id.in_(agency_ids))
    found: dict[int, list[RecentTitle]] = {}
    rows = await session.execute(wanted)
    for channel_id, title, link, at, day_only, verified in rows:
        found.setdefault(channel_id, []).append(RecentTitle(title, link, at, day_only, verified))
    return found
