"""/status: how the channels stand, and the evidence behind each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from bot.buttons import EVIDENCE, Button, button, column
from bot.calendars import calendar_of
from bot.channel_names import MARKS, channel_name, health_label, source_label
from bot.chat.information import open_duty_lines
from bot.chat.turn import Turn
from bot.cross_posting import offers_by_agency, recently_published
from bot.policy.standing import DEFAULT_THRESHOLDS, Standing
from bot.policy.workdays import Calendar
from bot.standings import AgencyWeek, ChannelStanding, agency_week, standings
from checks.model import MOVED_TO, Trouble
from storage import people, roster
from storage.people import Role
from storage.pictures import is_picture_link
from storage.readings import ChannelState

OVERSEERS = frozenset({Role.HEAD, Role.OPERATOR})
"""Who may look at the evidence of every channel of the region."""

MOST_PERIODIC = 5
"""As many periodic duties are shown below the channels; the others are counted."""


async def status(turn: Turn) -> None:
    """The channels in the person's care; for all but stewards also the region in figures."""
    person, region = turn.known()
    async with turn.deciding() as session:
        calendar = await calendar_of(session, region, turn.now)
        mine = await people.channels_of(session, person)
        if mine:
            rows = await standings(session, region, calendar, turn.now, only=mine)
            agencies = {row.channel.agency.id: row.channel.agency for row in rows}
            weeks = {
                id_: await agency_week(session, region, calendar, turn.now, agency)
                for id_, agency in agencies.items()
            }
            periodic = await open_duty_lines(
                session, region, agencies.values(), calendar.today(turn.now)
            )
            published = await recently_published(
                session, region, calendar, turn.now, agency_ids=agencies.keys()
            )
            offers = offers_by_agency(published, rows, turn.label)
            _answer_own(turn, rows, weeks, calendar, offers, periodic)
        if person.role is not Role.STEWARD:
            rows = await standings(session, region, calendar, turn.now)
            _answer_region(turn, region.name, rows, calendar)
        elif not mine:
            agency = await roster.agency_of(session, person.agency_id)
            turn.answer("status_empty", agency=None if agency is None else agency.name)


async def show_evidence(turn: Turn) -> None:
    """The press of an evidence button: where the newest date of that channel was read."""
    person, region = turn.known()
    pressed = turn.pressed(EVIDENCE, 1) or ()
    async with turn.deciding() as session:
        found = await roster.channels(session, region.id, ids=pressed)
        if not found:
            turn.answer("button_stale")
            return
        [channel] = found
        mine = {own.id for own in await people.channels_of(session, person)}
        if channel.id not in mine and person.role not in OVERSEERS:
            turn.answer("not_yours")
            return
        calendar = await calendar_of(session, region, turn.now)
        [row] = await standings(session, region, calendar, turn.now, only=[channel])
        turn.answer("evidence", **_evidence(turn, row, calendar))


def _answer_own(
    turn: Turn,
    rows: list[ChannelStanding],
    weeks: Mapping[int, AgencyWeek],
    calendar: Calendar,
    offers: Mapping[int, list[dict[str, Any]]],
    periodic: list[dict[str, Any]],
) -> None:
    groups = [
        {
            "agency": agency.short,
            "items": [_item(turn, row, calendar) for row in of_agency],
            "this_week": weeks[agency.id].published,
            "target": weeks[agency.id].target,
            "offers": offers.get(agency.id, []),
        }
        for agency, of_agency in groupby(rows, key=lambda row: row.channel.agency)
    ]
    turn.answer(
        "status",
        groups=groups,
        periodic=periodic[:MOST_PERIODIC],
        periodic_more=len(periodic[MOST_PERIODIC:]),
        buttons=column([_evidence_button(turn, row) for row in rows]),
        **_as_of(turn, rows, calendar),
    )


def _evidence_button(turn: Turn, row: ChannelStanding) -> Button:
    name = channel_name(turn.label, row.channel)
    return button(turn.label("button_evidence", channel=name), EVIDENCE, row.channel.id)


def _item(turn: Turn, row: ChannelStanding, calendar: Calendar) -> dict[str, Any]:
    verdict = row.verdict
    return {
        "mark": MARKS[verdict.standing],
        "name": channel_name(turn.label, row.channel),
        "newest_day": newest_day(row, calendar),
        "days": verdict.days,
        "reported": verdict.reported and not (row.newest_report and row.newest_report.verified),
        "health": _not_measured(row.state),
        "paused_until": row.channel.paused_until,
    }


def _not_measured(state: ChannelState | None) -> str:
    """The key of the label for a channel without a date: one without a reader is asked about."""
    if state is not None and state.trouble is Trouble.NO_READER:
        return "health_no_reader"
    return health_label(None if state is None else state.health)


def _answer_region(turn: Turn, name: str, rows: list[ChannelStanding], calendar: Calendar) -> None:
    counts = Counter(row.verdict.standing for row in rows)
    turn.answer(
        "status_region",
        region=name,
        rows=[
            {"mark": MARKS[standing], "standing": f"standing_{standing}", "count": counts[standing]}
            for standing in Standing
        ],
        total=len(rows),
        measured=len(rows) - counts[Standing.UNMEASURED],
        fresh=counts[Standing.FRESH],
        **_as_of(turn, rows, calendar),
    )


def _as_of(turn: Turn, rows: list[ChannelStanding], calendar: Calendar) -> dict[str, Any]:
    checked = [row.state.checked_at for row in rows if row.state is not None]
    as_of = max(checked, default=turn.now)
    return {
        "as_of": as_of,
        "as_of_day": calendar.today(as_of),
        "thresholds": DEFAULT_THRESHOLDS,
    }


def _led_to(state: ChannelState) -> str:
    """Where an address that moved sends its visitors, or ""."""
    moved = state.trouble is Trouble.MOVED
    return state.detail.removeprefix(MOVED_TO) if moved else ""


def newest_day(row: ChannelStanding, calendar: Calendar) -> date | None:
    """The region's date of the newest publication that counts, or None."""
    at = row.verdict.newest_at
    return None if at is None else calendar.today(at)


def _evidence(turn: Turn, row: ChannelStanding, calendar: Calendar) -> dict[str, Any]:
    state, verdict = row.state, row.verdict
    trouble = None if state is None else state.trouble
    facts: dict[str, Any] = {
        "name": channel_name(turn.label, row.channel),
        "address": row.channel.ref.canonical,
        "newest_day": newest_day(row, calendar),
        "newest_at": None,
        "title": "",
        "post_url": "",
        "source": "source_other",
        "read_in": "",
        "raw": "",
        "health": health_label(None if state is None else state.health),
        "trouble": None if trouble is None else f"trouble_{trouble}",
        "advice": None if trouble is None else f"advice_{trouble}",
        "led_to": "" if state is None else _led_to(state),
        "checked_at": None if state is None else state.checked_at,
        "checked_day": None if state is None else calendar.today(state.checked_at),
    }
    if verdict.reported and row.newest_report is not None:
        report = row.newest_report
        facts |= {
            "title": report.title,
            "post_url": "" if is_picture_link(report.link) else report.link,
            "source": source_label(report.source, row.channel.ref.platform),
            "read_in": report.seen_in,
            "raw": report.raw,
            "newest_at": None if report.day_only else report.at,
        }
    elif state is not None and state.evidence is not None:
        evidence = state.evidence
        facts |= {
            "title": evidence.title,
            "post_url": state.newest_url,
            "source": source_label(evidence.source, row.channel.ref.platform),
            "read_in": evidence.url,
            "raw": evidence.raw,
            "newest_at": None if state.newest_day_only else state.newest_at,
        }
    return facts
