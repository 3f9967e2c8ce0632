"""What the nudge policy has to know, gathered from what is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.policy.ladder import EpisodeFacts, SentNudge, Step
from bot.policy.nudge_plan import PersonFacts, StewardedChannel
from bot.policy.workdays import Calendar
from bot.standings import standings
from checks.model import Health, Trouble
from storage import episodes, outbox, people, roster
from storage.engine import Session
from storage.readings import ChannelState
from storage.roster import Region


async def person_facts(session: Session, region: Region, today: date) -> dict[int, PersonFacts]:
    """The region's people by id. `already_nudged_today`: today's nudge has a row."""
    agencies = {agency.id: agency for agency in await roster.agencies(session, region.id)}
    everybody = await people.people(session, region.id)
    keys = {nudge_key(person.id, today): person.id for person in everybody}
    told = {keys[key] for key in await outbox.known_keys(session, list(keys))}
    return {
        person.id: PersonFacts(
            person_id=person.id,
            name=person.name,
            agency_id=person.agency_id,
            agency="" if person.agency_id is None else agencies[person.agency_id].short,
            language=person.language,
            arrived=person.telegram_id is not None,
            unreachable=person.unreachable_since is not None,
            leave_until=person.leave_until,
            already_nudged_today=person.id in told,
        )
        for person in everybody
    }


async def stewarded_channels(
    session: Session, region: Region, calendar: Calendar, at: datetime
) -> Sequence[StewardedChannel]:
    """The region's channels with their standings and stewards, primaries first.

    A platform without a reader is no news to the operator: its channels have no health here.
    """
    stewards: dict[int, list[int]] = {}
    for stewardship in await people.stewardships(session, region.id):
        stewards.setdefault(stewardship.channel_id, []).append(stewardship.person_id)
    return [
        StewardedChannel(
            channel_id=row.channel.id,
            ref=row.channel.ref,
            agency_id=row.channel.agency.id,
            agency=row.channel.agency.short,
            health=_health(row.state),
            verdict=row.verdict,
            target=row.target,
            steward_ids=tuple(stewards.get(row.channel.id, ())),
            paused_until=row.channel.paused_until,
            platform_out=row.outage is not None,
        )
        for row in await standings(session, region, calendar, at)
    ]


def _health(state: ChannelState | None) -> Health | None:
    unread = state is None or state.trouble is Trouble.NO_READER
    return None if unread or state is None else state.health


async def episode_facts(session: Session, region: Region) -> Sequence[EpisodeFacts]:
    """The region's open episodes.

    A step whose message surely did not arrive was not told: it stays due.
    """
    current = (await episodes.open_episodes(session, region.id)).values()
    keys = [nudge_key(told.person_id, told.day) for episode in current for told in episode.nudges]
    undelivered = await outbox.undelivered_keys(session, keys)
    return [
        EpisodeFacts(
            channel_id=episode.channel_id,
            opened_on=episode.opened_on,
            nudges=tuple(
                SentNudge(told.day, Step(told.step))
                for told in episode.nudges
                if nudge_key(told.person_id, told.day) not in undelivered
            ),
        )
        for episode in current
    ]


def nudge_key(person_id: int, day: date) -> str:
    """The key under which a person's nudge of that day stands in the outbox."""
    return f"nudge:{person_id}:{day.isoformat()}"
