"""The traces a person leaves in messages and reports, and how they are erased."""

from __future__ import annotations

import html
import re

from sqlalchemy import String, cast, delete, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage import pictures
from storage.tables import ReportRow
from storage.work_tables import InboxRow, OutboxRow

STRUCK = "\N{HORIZONTAL ELLIPSIS}"
"""What stands in place of a forgotten person's name in messages to others."""


async def erase_traces(
    session: AsyncSession,
    *,
    region_id: int,
    person_id: int,
    telegram_id: int | None,
    name: str,
) -> list[str]:
    """Erase the messages to and from the person, and their name and chat elsewhere.

    The digests of the pictures come back that nobody's report refers to any more.
    """
    await session.execute(delete(OutboxRow).where(OutboxRow.person_id == person_id))
    if telegram_id is not None:
        await session.execute(delete(OutboxRow).where(OutboxRow.chat_id == telegram_id))
        await session.execute(
            update(InboxRow)
            .where(InboxRow.chat_id == telegram_id)
            .values(payload=None, chat_id=None)
        )
    if name:
        await _strike_name(session, region_id, name)
    await session.execute(
        update(ReportRow)
        .where(ReportRow.person_id == person_id)
        # The origin names the chat it came in, and a private chat has the person's Telegram id.
        .values(origin=literal("forgotten:") + cast(ReportRow.id, String))
    )
    return await pictures.let_go(session, person_id)


async def _strike_name(session: AsyncSession, region_id: int, name: str) -> None:
    """Take the name out of what others in the region were told: a notice, the head's digest."""
    escaped = html.escape(name, quote=False)
    # Jinja2 writes quotes so (markupsafe.escape).
    spellings = {name, escaped, escaped.replace("'", "&#39;").replace('"', "&#34;")}
    whole = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, spellings))})(?!\w)")
    rows = await session.scalars(
        select(OutboxRow).where(
            OutboxRow.region_id == region_id,
            or_(*(OutboxRow.text.contains(spelling, autoescape=True) for spelling in spellings)),
        )
    )
    for row in rows:
        row.text = whole.sub(STRUCK, row.text)
