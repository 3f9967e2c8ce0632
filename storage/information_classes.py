"""What a publication is under the law on public information, as its steward said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import PublicationRow, ReportRow


class InformationClass(StrEnum):
    """The classes of UU 14/2008 that are public, and news, which belongs to none of them.

    Restricted information (Article 17) is missing on purpose: that a post holds any is kept
    nowhere.
    """

    PERIODIC = "periodic"
    """To be published regularly (Article 9)."""
    IMMEDIATE = "immediate"
    """To be published at once, for it threatens people's lives or public order (Article 10)."""
    ANY_TIME = "any_time"
    """To be there whenever somebody asks for it (Article 11)."""
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class AskedPublication:
    """A publication whose steward was asked; the class is None where none was kept.

    `at` is aware and in UTC, noon of the day where no hour is known.
    """

    id: int
    channel_id: int
    link: str
    at: datetime
    title: str
    information_class: InformationClass | None


async def mark_asked(session: AsyncSession, publication_id: int, now: datetime) -> bool:
    """Note that the steward is asked now; False where somebody was asked before."""
    marked = await session.scalar(
        update(PublicationRow)
        .where(PublicationRow.id == publication_id, PublicationRow.class_asked_at.is_(None))
        .values(class_asked_at=now)
        .returning(PublicationRow.id)
    )
    return marked is not None


async def asked_about(
    session: AsyncSession, publication_id: int, person_id: int
) -> AskedPublication | None:
    """The publication with this id, or None where this person can't have been asked about it.

    Asked is who reported it: it was asked about, and the person reported posts of its channel.
    """
    reported = exists().where(
        ReportRow.person_id == person_id, ReportRow.channel_id == PublicationRow.channel_id
    )
    row = await session.scalar(
        select(PublicationRow).where(
            PublicationRow.id == publication_id,
            PublicationRow.class_asked_at.is_not(None),
            reported,
        )
    )
    if row is None:
        return None
    known = row.information_class
    return AskedPublication(
        id=row.id,
        channel_id=row.channel_id,
        link=row.link,
        at=row.at,
        title=row.title,
        information_class=None if known is None else InformationClass(known),
    )


async def classify(
    session: AsyncSession, publication_id: int, information_class: InformationClass
) -> bool:
    """Keep the class of a publication that was asked about; False where it has one already.

    One that has a class may have its title, too: another answer was a slip of the finger.
    """
    kept = await session.scalar(
        update(PublicationRow)
        .where(
            PublicationRow.id == publication_id,
            PublicationRow.class_asked_at.is_not(None),
            PublicationRow.information_class.is_(None),
        )
        .values(information_class=information_class.value, untitled=False)
        .returning(PublicationRow.id)
    )
    return kept is not None
