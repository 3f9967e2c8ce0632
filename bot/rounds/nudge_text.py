"""The words of a nudge: one message for all that is due to one person today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from bot.buttons import EVIDENCE, STATUS, button, column
from bot.channel_names import channel_name
from bot.cross_posting import MOST_OFFERED, RecentlyPublished, offer
from bot.policy.nudge_plan import Nudge, NudgedChannel
from bot.policy.workdays import Calendar
from bot.rounds.nudge_facts import nudge_key
from bot.texts import Phrasebook
from storage import people, readings, roster
from storage.engine import Session
from storage.outbox import Message
from storage.roster import Channel, Region

MOST_CHANNELS = 7
"""More than these are counted, not listed: the message has to fit on a phone's screen."""
MOST_EVIDENCE_BUTTONS = 3
WORKDAYS_TO_ACT = 2
"""The date a firm reminder names: two working days on."""


async def nudge_message(
    session: Session,
    phrasebook: Phrasebook,
    region: Region,
    calendar: Calendar,
    nudge: Nudge,
    published: RecentlyPublished,
    at: datetime,
) -> Message:
    """The message of this nudge, under the key that makes it the only one of the day.

    Channels that are behind though another of their agency is not are told what to share.
    """
    person = await people.person(session, nudge.person.person_id)
    if person.telegram_id is None:
        raise ValueError(f"person {person.id} has not arrived and can't be nudged")
    ids = [told.channel.channel_id for told in nudge.channels]
    channels = {one.id: one for one in await roster.channels(session, region.id, ids=ids)}
    states = await readings.states(session, region.id, channel_ids=ids)
    as_of = max((state.checked_at for state in states.values()), default=at)
    label = partial(phrasebook.label, language=person.language)
    shown = nudge.channels[:MOST_CHANNELS]
    first = channels[ids[0]]
    offers = _offers(published, shown)
    text = phrasebook.say(
        "nudge",
        person.language,
        region.zone,
        greeting=phrasebook.greeting(person.language, calendar.local(at)),
        agency=nudge.person.agency or first.agency.short,
        step=nudge.step.value,
        items=[
            _item(label, channels[one.channel.channel_id], one, calendar)
            | {"offer": offers.get(one.channel.channel_id)}
            for one in shown
        ],
        more=len(nudge.channels) - len(shown),
        deadline=calendar.add_workdays(nudge.day, WORKDAYS_TO_ACT),
        as_of=as_of,
        as_of_day=calendar.today(as_of),
    )
    buttons = [
        button(label("button_evidence", channel=channel_name(label, channels[id_])), EVIDENCE, id_)
        for id_ in ids[:MOST_EVIDENCE_BUTTONS]
    ]
    return Message(
        key=nudge_key(person.id, nudge.day),
        chat_id=person.telegram_id,
        kind=nudge.kind,
        text=text,
        region_id=region.id,
        person_id=person.id,
        buttons=column([*buttons, button(label("button_status"), STATUS)]),
    )


def _item(label: Any, channel: Channel, told: NudgedChannel, calendar: Calendar) -> dict[str, Any]:
    verdict = told.channel.verdict
    return {
        "name": channel_name(label, channel),
        "agency": channel.agency.short,
        "newest_day": None if verdict.newest_at is None else calendar.today(verdict.newest_at),
        "days": verdict.days,
        "gap_days": told.channel.target.longest_gap_days,
        "nth": told.due.nth,
        "workday": told.due.workday,
    }


def _offers(
    published: RecentlyPublished, shown: Sequence[NudgedChannel]
) -> dict[int, dict[str, Any]]:
    """What to share on the first of these channels for which there is something, by channel id."""
    found: dict[int, dict[str, Any]] = {}
    for told in shown:
        if len(found) == MOST_OFFERED:
            break
        channel = told.channel
        if (one := published.to_share(channel.channel_id, channel.agency_id)) is not None:
            found[channel.channel_id] = offer(one)
    return found
