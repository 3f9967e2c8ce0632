"""Publications: unique per channel and link, however often and by whomever they were seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from checks.model import Engagement, Publication
from storage.columns import insert_new
from storage.forgotten_titles import without_forgotten_titles
from storage.locks import lock_publications
from storage.spellings import known_spellings
from storage.tables import LINK_LENGTH, ChannelRow, PublicationRow

READ = ("at", "day_only", "title", "source", "seen_in", "raw")
"""What reading a publication tells of it."""

TAKEN = ("likes", "comments", "views")
"""How it was taken, as its platform told last."""


@dataclass(frozen=True, slots=True)
class KnownPublication:
    """A publication as it is remembered.

    `reported`: a steward sent it. `verified`: its date was read by us, or from the platform's id.
    """

    id: int
    channel_id: int
    link: str
    at: datetime
    day_only: bool
    title: str
    source: str
    seen_in: str
    raw: str
    reported: bool
    verified: bool
    first_seen_at: datetime
    engagement: Engagement | None = None
    information_class: str | None = None
    """What the steward said it was, or None."""
    class_asked_at: datetime | None = None
    """When the steward was asked, or None."""


async def remember(
    session: AsyncSession,
    channel_id: int,
    publications: Sequence[Publication],
    *,
    seen_at: datetime,
    reported: bool = False,
    verified: bool = True,
) -> int:
    """Keep the publications not yet known; how many were new.

    A post known under another spelling of its link keeps that one; one whose title was forgotten
    gets none. What is known and not verified takes over what was read of it now; what only a sweep
    saw is from now on also reported. How a post was taken is kept as it was told last.
    """
    await lock_publications(session)
    publications = await without_forgotten_titles(session, channel_id, publications)
    spelt = await known_spellings(session, channel_id, [one.url for one in publications])
    links = [spelt.get(one.url, one.url)[:LINK_LENGTH] for one in publications]
    rows = {
        link: {
            "channel_id": channel_id,
            "link": link,
            "at": publication.at,
            "day_only": publication.day_only,
            "title": publication.title,
            "source": publication.evidence.source,
            "seen_in": publication.evidence.url,
            "raw": publication.evidence.raw,
            "reported": reported,
            "verified": verified,
            "first_seen_at": seen_at,
            **_taken(publication.engagement),
        }
        for link, publication in zip(links, publications, strict=True)
    }
    new = await insert_new(
        session, PublicationRow.__table__, list(rows.values()), unique=("channel_id", "link")
    )
    if new < len(rows):
        await _learn_more(session, channel_id, rows, reported=reported, verified=verified)
        await _learn_engagement(session, channel_id, rows)
    return new


def _taken(engagement: Engagement | None) -> dict[str, int | None]:
    told = engagement or Engagement()
    return {"likes": told.likes, "comments": told.comments, "views": told.views}


async def _learn_engagement(
    session: AsyncSession, channel_id: int, rows: Mapping[str, Mapping[str, Any]]
) -> None:
    told = [link for link, row in rows.items() if any(row[name] is not None for name in TAKEN)]
    if not told:
        return
    known = await session.scalars(
        select(PublicationRow).where(
            PublicationRow.channel_id == channel_id, PublicationRow.link.in_(told)
        )
    )
    for row in known:
        for name in TAKEN:
            if (now := rows[row.link][name]) is not None:
                setattr(row, name, now)
    await session.flush()


async def _learn_more(
    session: AsyncSession,
    channel_id: int,
    rows: Mapping[str, Mapping[str, Any]],
    *,
    reported: bool,
    verified: bool,
) -> None:
    known = await session.scalars(
        select(PublicationRow).where(
            PublicationRow.channel_id == channel_id,
            PublicationRow.link.in_(rows),
            or_(
                PublicationRow.verified.is_(False) if verified else false(),
                PublicationRow.reported.is_(False) if reported else false(),
            ),
        )
    )
    for row in known:
        if verified and not row.verified and row.link in rows:
            for name in READ:
                setattr(row, name, rows[row.link][name])
            row.verified = True
        row.reported = row.reported or reported
    await session.flush()


async def publication_at(
    session: AsyncSession, channel_id: int, link: str
) -> KnownPublication | None:
    """The publication this channel is known to have under this link, however spelt, or None."""
    spelt = await known_spellings(session, channel_id, [link])
    link = spelt.get(link, link)
    row = await session.scalar(
        select(PublicationRow).where(
            PublicationRow.channel_id == channel_id, PublicationRow.link == link[:LINK_LENGTH]
        )
    )
    return None if row is None else _known(row)


async def publications_since(
    session: AsyncSession, region_id: int, since: datetime
) -> dict[int, list[KnownPublication]]:
    """Each channel's publications from `since` on, newest first."""
    rows = await session.scalars(
        select(PublicationRow)
        .join(ChannelRow, ChannelRow.id == PublicationRow.channel_id)
        .where(ChannelRow.region_id == region_id, PublicationRow.at >= since)
        .order_by(PublicationRow.at.desc(), PublicationRow.id.desc())
    )
    found: dict[int, list[KnownPublication]] = {}
    for row in rows:
        found.setdefault(row.channel_id, []).append(_known(row))
    return found


async def newest_publications(
    session: AsyncSession, region_id: int
) -> dict[int, list[KnownPublication]]:
    """Each channel's newest publication, and its newest reported one where that is another."""
    place = func.row_number().over(
        partition_by=(PublicationRow.channel_id, PublicationRow.reported),
        order_by=(PublicationRow.at.desc(), PublicationRow.id.desc()),
    )
    ranked = (
        select(PublicationRow.id, place.label("place"))
        .join(ChannelRow, ChannelRow.id == PublicationRow.channel_id)
        .where(ChannelRow.region_id == region_id)
        .subquery()
    )
    rows = await session.scalars(
        select(PublicationRow)
        .join(ranked, ranked.c.id == PublicationRow.id)
        .where(ranked.c.place == 1)
        .order_by(PublicationRow.at.desc(), PublicationRow.id.desc())
    )
    found: dict[int, list[KnownPublication]] = {}
    for row in rows:
        found.setdefault(row.channel_id, []).append(_known(row))
    return found


def _known(row: PublicationRow) -> KnownPublication:
    return KnownPublication(
        id=row.id,
        channel_id=row.channel_id,
        link=row.link,
        at=row.at,
        day_only=row.day_only,
        title=row.title,
        source=row.source,
        seen_in=row.seen_in,
        raw=row.raw,
        reported=row.reported,
        verified=row.verified,
        first_seen_at=row.first_seen_at,
        engagement=_engagement(row),
        information_class=row.information_class,
        class_asked_at=row.class_asked_at,
    )


def _engagement(row: PublicationRow) -> Engagement | None:
    told = Engagement(row.likes, row.comments, row.views)
    return None if told == Engagement() else told
