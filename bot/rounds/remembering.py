"""What one reading leaves behind: itself, the publications it saw, a closed episode."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.policy.standing import PublicationMoment, default_target
from bot.policy.workdays import Calendar
from checks.links import LinkRejected, read_post
from checks.model import Health, Publication, Reading
from storage import episodes, readings
from storage.engine import Session
from storage.roster import Channel


async def remember_reading(
    session: Session, channel: Channel, reading: Reading, calendar: Calendar
) -> None:
    """Remember the reading, and close the channel's episode where it shows that it caught up.

    A reading that is no measurement, as of a hijacked site, closes nothing, whatever it saw.
    """
    reading = replace(reading, recent=tuple(map(_with_canonical_link, reading.recent)))
    behind_at = _behind_at(channel, reading, calendar)
    await readings.record(session, channel.id, reading, due_at=behind_at)
    measured = reading.newest if reading.health is Health.OK else None
    if measured is not None and behind_at is not None and reading.checked_at < behind_at:
        await episodes.close_episode(
            session, channel.id, closed_at=reading.checked_at, closed_by=measured.url
        )


def _behind_at(channel: Channel, reading: Reading, calendar: Calendar) -> datetime | None:
    """When the channel is behind if nothing new comes: local midnight after its longest gap."""
    newest = reading.newest
    if newest is None:
        return None
    published = PublicationMoment(newest.at, newest.day_only).day(calendar)
    gap = timedelta(days=default_target(channel.agency.agency_class).longest_gap_days)
    return calendar.start_of_day(published + gap + timedelta(days=1))


def _with_canonical_link(publication: Publication) -> Publication:
    """One spelling of the link, so that a sweep and a report of one article make one row."""
    try:
        return replace(publication, url=read_post(publication.url).canonical)
    except LinkRejected:
        return publication
