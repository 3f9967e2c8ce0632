"""Erasing pictures: those of a person who is forgotten, and those that nobody refers to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

import structlog

from bot.services import Services
from storage import pictures

log = structlog.get_logger(__name__)

ORPHANED_AFTER: Final = timedelta(days=1)
"""A picture is kept a moment before the report that refers to it; a younger one may be such."""


async def erase_pictures(services: Services, digests: Iterable[str]) -> None:
    """Erase these, which were let go; what can't be erased now, `erase_orphans` tries again."""
    erased = []
    for digest in digests:
        try:
            await services.evidence.erase(digest)
        except OSError:
            log.exception("picture_not_erased")
        else:
            erased.append(digest)
    if erased:
        async with services.database.writing() as session:
            await pictures.note_erased(session, erased)


async def erase_orphans(services: Services) -> None:
    """Erase what was let go, and what a crash left between database and folder. Raises OSError.

    Of the latter nothing where the database refers to no picture at all: it is new, or not the one
    the folder belongs to.
    """
    async with services.database.reading() as session:
        let_go = await pictures.to_erase(session)
        known = await pictures.known_digests(session)
    await erase_pictures(services, let_go)
    if not known:
        return
    before = services.clock() - ORPHANED_AFTER
    erased = await services.evidence.erase_except(known, before=before)
    if erased:
        log.info("orphaned_pictures_erased", count=erased)
