"""The pictures kept as evidence, told by the SHA-256 of their content in hexadecimal.

The pictures themselves lie elsewhere: here is what they were evidence for, and who refers to them.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.columns import insert_new
from storage.locks import lock_publications
from storage.tables import ChannelRow, PictureToEraseRow, PublicationRow, ReportRow

PICTURE = "urn:sha256:"


def picture_link(digest: str) -> str:
    """The link of a publication that only a picture shows."""
    return f"{PICTURE}{digest}"


def is_picture_link(link: str) -> bool:
    """Is it of such a publication, so that nobody can open it?"""
    return link.startswith(PICTURE)


async def channels_shown(session: AsyncSession, region_id: int, digest: str) -> set[int]:
    """The region's channels that this picture is on record for.

    Those of publications stay known when whoever sent the picture has been forgotten. Until the
    transaction ends no other one puts it on record.
    """
    await lock_publications(session)
    reported = await session.scalars(
        select(ReportRow.channel_id)
        .join(ChannelRow, ChannelRow.id == ReportRow.channel_id)
        .where(ChannelRow.region_id == region_id, ReportRow.photo_digest == digest)
    )
    published = await session.scalars(
        select(PublicationRow.channel_id)
        .join(ChannelRow, ChannelRow.id == PublicationRow.channel_id)
        .where(ChannelRow.region_id == region_id, PublicationRow.link == picture_link(digest))
    )
    return {*(id_ for id_ in reported if id_ is not None), *published}


async def known_digests(session: AsyncSession) -> set[str]:
    """The pictures that any report refers to."""
    found = await session.scalars(
        select(ReportRow.photo_digest).where(ReportRow.photo_digest.is_not(None)).distinct()
    )
    return {digest for digest in found if digest is not None}


async def let_go(session: AsyncSession, person_id: int) -> list[str]:
    """Take the pictures out of the person's reports; those that nobody else's refers to.

    They are to be erased from now on.
    """
    found = await session.scalars(
        select(ReportRow.photo_digest).where(
            ReportRow.person_id == person_id, ReportRow.photo_digest.is_not(None)
        )
    )
    digests = {digest for digest in found if digest is not None}
    await session.execute(
        update(ReportRow)
        .where(ReportRow.person_id == person_id)
        .values(photo=None, photo_digest=None, photo_type=None)
    )
    others = await session.scalars(
        select(ReportRow.photo_digest).where(ReportRow.photo_digest.in_(digests))
    )
    unused = sorted(digests - set(others))
    rows = [{"digest": digest} for digest in unused]
    await insert_new(session, PictureToEraseRow.__table__, rows, unique=("digest",))
    return unused


async def to_erase(session: AsyncSession) -> list[str]:
    """The pictures that were let go and not erased yet, without those that were sent again."""
    sent_again = exists().where(ReportRow.photo_digest == PictureToEraseRow.digest)
    found = await session.scalars(
        select(PictureToEraseRow.digest).where(~sent_again).order_by(PictureToEraseRow.digest)
    )
    return list(found)


async def note_erased(session: AsyncSession, digests: Collection[str]) -> None:
    """These are erased: nothing is left to do about them."""
    await session.execute(delete(PictureToEraseRow).where(PictureToEraseRow.digest.in_(digests)))
