"""What the operators hear: what no steward can mend, and who can't be told."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.channel_names import channel_name, health_label
from bot.delivery.notices import tell_operators
from bot.policy.nudge_plan import NoteKind, OperatorNote
from bot.policy.workdays import Calendar
from bot.texts import Phrasebook
from bot.texts.phrasebook import DEFAULT_LANGUAGE
from storage import roster
from storage.engine import Session
from storage.roster import Region


async def tell_notes(
    session: Session,
    phrasebook: Phrasebook,
    region: Region,
    calendar: Calendar,
    notes: Sequence[OperatorNote],
    at: datetime,
    now: datetime,
) -> None:
    """Tell the operators the list; the same list at most once a week, a changed one at once."""
    channels = {channel.id: channel for channel in await roster.channels(session, region.id)}
    told = [note for note in notes if note.channel_id in channels]
    if not told:
        return
    label = partial(phrasebook.label, language=DEFAULT_LANGUAGE)
    rows = [
        {
            "agency": channels[note.channel_id].agency.short,
            "channel": channel_name(label, channels[note.channel_id]),
            "what": _what(note),
        }
        for note in told
        if note.channel_id is not None
    ]
    day = calendar.today(at)
    digest = hashlib.sha256(repr(rows).encode()).hexdigest()[:16]
    year, week, _ = day.isocalendar()
    await tell_operators(
        session,
        region.id,
        key=f"channels:{region.id}:{year}-{week}:{digest}",
        template="operator_channels",
        now=now,
        phrasebook=phrasebook,
        day=day,
        rows=rows,
    )


def _what(note: OperatorNote) -> str:
    if note.kind is NoteKind.CHANNEL_UNREADABLE:
        return health_label(note.health)
    return f"note_{note.kind}"
