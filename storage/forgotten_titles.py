"""Publications of which no title is kept, whoever reads them again and under whichever link."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from checks.model import Publication
from storage import last_readings
from storage.spellings import post_key
from storage.tables import PublicationRow, ReadingRow


async def forget_title(session: AsyncSession, publication_id: int) -> None:
    """Forget for good what a publication said: that it was there, and when, is still known."""
    publication = await session.get_one(PublicationRow, publication_id)
    publication.title, publication.untitled = "", True
    channel_id, key = publication.channel_id, post_key(publication.link)
    runs = await session.scalars(
        select(ReadingRow).where(
            ReadingRow.channel_id == channel_id, ReadingRow.newest_url.is_not(None)
        )
    )
    for run in runs:
        if run.evidence is not None and post_key(run.newest_url or "") == key:
            run.evidence = {**run.evidence, "title": ""}
    last = await last_readings.last_reading(session, channel_id)
    if last is not None:
        recent = _without_titles(last.recent, {key})
        await last_readings.keep(session, channel_id, replace(last, recent=recent))
    await session.flush()


async def without_forgotten_titles(
    session: AsyncSession, channel_id: int, publications: Sequence[Publication]
) -> tuple[Publication, ...]:
    """The publications as they were read, but for the titles that are not to be kept."""
    untitled = await session.scalars(
        select(PublicationRow.link).where(
            PublicationRow.channel_id == channel_id, PublicationRow.untitled.is_(True)
        )
    )
    return _without_titles(publications, {post_key(link) for link in untitled})


def _without_titles(
    publications: Sequence[Publication], keys: Collection[tuple[str, str]]
) -> tuple[Publication, ...]:
    if not keys:
        return tuple(publications)
    return tuple(
        replace(one, title="", evidence=replace(one.evidence, title=""))
        if post_key(one.url) in keys
        else one
        for one in publications
    )
