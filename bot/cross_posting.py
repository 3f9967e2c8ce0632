"""What the channels of each agency published lately, and what of it a steward may share next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.channel_names import channel_name
from bot.outages import current_outages
from bot.policy.cross_posting import (
    PublishingChannel,
    Shareable,
    Sight,
    TitledPublication,
    is_worth_saying,
    known_since,
    shareables,
    sight_of,
)
from bot.policy.standing import PublicationMoment
from bot.policy.title_reading import names_in, plain_title
from bot.policy.workdays import Calendar
from bot.standings import ChannelStanding
from bot.titles import shown_title
from checks.model import Health, Reading
from checks.website.hijack import is_spam
from storage import readings, roster
from storage.engine import Session
from storage.last_readings import last_readings
from storage.recent_titles import RecentTitle, titles_since
from storage.roster import Channel, Region

READABLE = frozenset({Health.OK, Health.STATIC})
"""Healths of channels that show everything they publish."""

NOT_TO_VISIT = frozenset({Health.HIJACKED, Health.PARKED, Health.GONE, Health.UNREACHABLE})
"""Healths of channels to which nobody should be sent."""

LONGEST_LINK = 250
"""Characters: more would push what the message is about off a phone's screen."""

MOST_OFFERED = 2
"""Offers in one message: the smallest next step, not a list of all that could be done."""


@dataclass(frozen=True, slots=True)
class RecentlyPublished:
    """Channels by agency id, with what they published lately, as of `at`.

    `own_names` are the words in the names of each agency and its region, by agency id.
    """

    at: datetime
    calendar: Calendar
    by_agency: Mapping[int, Sequence[PublishingChannel]] = field(default_factory=dict)
    own_names: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def to_share(self, channel_id: int, agency_id: int) -> Shareable | None:
        """The best publication of the agency's other channels to share on this one, or None."""
        of_agency = self.by_agency.get(agency_id, ())
        target = next((one for one in of_agency if one.channel_id == channel_id), None)
        if target is None:
            return None
        own_names = self.own_names.get(agency_id, frozenset())
        offers = shareables(target, of_agency, self.at, self.calendar, own_names)
        return next((one for one in offers if not is_spam(one.publication.title)), None)


async def recently_published(
    session: Session,
    region: Region,
    calendar: Calendar,
    at: datetime,
    *,
    agency_ids: Collection[int] | None = None,
) -> RecentlyPublished:
    """All that decides what may be shared, for the region's agencies or for these of them."""
    since = calendar.start_of_day(known_since(calendar.today(at)))
    states = await readings.states(session, region.id)
    outages = await current_outages(session, region.id)
    known = await titles_since(session, region.id, since, agency_ids=agency_ids)
    last = await last_readings(session, region.id)
    by_agency: dict[int, list[PublishingChannel]] = {}
    own_names: dict[int, frozenset[str]] = {}
    for channel in await roster.channels(session, region.id):
        agency = channel.agency
        if agency_ids is not None and agency.id not in agency_ids:
            continue
        state = states.get(channel.id)
        health = None if state is None else state.health
        read_now = health in READABLE and channel.ref.platform not in outages
        sight = _sight(last.get(channel.id), calendar) if read_now else None
        by_agency.setdefault(agency.id, []).append(
            _publishing(channel, health, known.get(channel.id, ()), sight)
        )
        own_names[agency.id] = names_in(region.name, agency.name, agency.short)
    return RecentlyPublished(at, calendar, by_agency, own_names)


def _sight(reading: Reading | None, calendar: Calendar) -> Sight | None:
    if reading is None:
        return None
    listed = (PublicationMoment(one.at, one.day_only) for one in reading.recent)
    return sight_of(listed, reading.checked_at, calendar)


def offer(one: Shareable) -> dict[str, Any]:
    """What a message says of it: the title shortened, the link, where and since when it is."""
    return {
        "platform": f"platform_{one.platform}",
        "title": shown_title(plain_title(one.publication.title)),
        "post_url": one.publication.link,
        "day": one.day,
        "days": one.days,
    }


def offers_by_agency(
    published: RecentlyPublished, rows: Iterable[ChannelStanding], label: Callable[[str], str]
) -> dict[int, list[dict[str, Any]]]:
    """What is offered to the channels of these rows, by agency id and `MOST_OFFERED` in all.

    Channels that are behind come first, then those silent longest; paused ones want nothing. One
    publication is offered once: its `channels` are the names of those that have it not.
    """
    today = published.calendar.today(published.at)
    offers: dict[tuple[int, str], dict[str, Any]] = {}
    for row in sorted(rows, key=_least_in_need, reverse=True):
        agency_id, paused_until = row.channel.agency.id, row.channel.paused_until
        if paused_until is not None and today <= paused_until:
            continue
        one = published.to_share(row.channel.id, agency_id)
        if one is None or not is_worth_saying(one, behind=row.verdict.behind):
            continue
        key = agency_id, one.publication.link
        if key in offers or len(offers) < MOST_OFFERED:
            known = offers.setdefault(key, offer(one) | {"channels": []})
            known["channels"].append(channel_name(label, row.channel))
    by_agency: dict[int, list[dict[str, Any]]] = {}
    for (agency_id, _), found in offers.items():
        by_agency.setdefault(agency_id, []).append(found)
    return by_agency


def _least_in_need(row: ChannelStanding) -> tuple[bool, float]:
    days = row.verdict.days
    return row.verdict.behind, float("inf") if days is None else days


def _publishing(
    channel: Channel,
    health: Health | None,
    known: Sequence[RecentTitle],
    sight: Sight | None,
) -> PublishingChannel:
    visitable = health not in NOT_TO_VISIT
    return PublishingChannel(
        channel.id,
        channel.ref.platform,
        sight,
        tuple(
            TitledPublication(
                PublicationMoment(one.at, one.day_only),
                one.title,
                one.link,
                offerable=visitable and _is_offerable(one),
            )
            for one in known
        ),
    )


def _is_offerable(one: RecentTitle) -> bool:
    openable = one.link.startswith(("https://", "http://")) and len(one.link) <= LONGEST_LINK
    return one.verified and openable
