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
    """Erase these; what can't be erased now, `erase_orphans` tries again."""
    for digest in digests:
        try:
            await services.evidence.erase(digest)
        except OSError:
            log.exception("picture_not_erased")


async def erase_orphans(services: Services) -> None:
    """Erase what a crash left behind between the database and the folder. Raises OSError.

    A database that refers to no picture at all is new, or not the one the folder belongs to.
    """
    async with services.database.reading() as session:
        known = await pictures.known_digests(session)
    if not known:
        return
    before = services.clock() - ORPHANED_AFTER
    erased = await services.evidence.erase_except(known, before=before)
    if erased:
        log.info("orphaned_pictures_erased", count=erased)
