"""The last reading of each channel, whole: the next check need not read what is unchanged."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from checks.model import Reading
from storage.tables import ChannelRow, LastReadingRow

READING = TypeAdapter(Reading)


async def keep(session: AsyncSession, channel_id: int, reading: Reading) -> None:
    """Keep the reading in the place of the channel's last one, without what was tried for it."""
    text = _written(replace(reading, attempts=(), elapsed_ms=0))
    row = await session.get(LastReadingRow, channel_id)
    if row is None:
        session.add(LastReadingRow(channel_id=channel_id, reading=text))
    else:
        row.reading = text


async def last_reading(session: AsyncSession, channel_id: int) -> Reading | None:
    """The channel's last reading, or None where there is none that can be understood."""
    row = await session.get(LastReadingRow, channel_id)
    return None if row is None else _read(row.reading)


async def last_readings(session: AsyncSession, region_id: int) -> dict[int, Reading]:
    """The last reading of each channel in use that was read before, by channel id.

    One that a different version of Segar wrote, and that can't be understood, is left out.
    """
    rows = await session.execute(
        select(LastReadingRow.channel_id, LastReadingRow.reading)
        .join(ChannelRow, ChannelRow.id == LastReadingRow.channel_id)
        .where(ChannelRow.region_id == region_id, ChannelRow.retired_at.is_(None))
    )
    found = {channel_id: _read(text) for channel_id, text in rows}
    return {channel_id: reading for channel_id, reading in found.items() if reading}


def _written(reading: Reading) -> str:
    text = json.dumps(asdict(reading), default=_moment, ensure_ascii=False)
    # Half of a surrogate pair can come out of a page's own JSON, and no database takes it.
    return text.encode("utf-8", "replace").decode("utf-8")


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} in a reading")


def _read(text: str) -> Reading | None:
    try:
        return READING.validate_json(text)
    except ValidationError:
        return None
