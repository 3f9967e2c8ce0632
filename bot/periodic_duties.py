"""A region's periodic duties: who has done which, and what is open to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.policy.periodic_duties import OpenDuty, current_due_date, is_of_class, open_duties
from storage import periodic_duties, roster
from storage.engine import Session
from storage.periodic_duties import PeriodicDuty, Tick
from storage.roster import Agency, Region


@dataclass(frozen=True, slots=True)
class Progress:
    """A duty for its current due date: the agencies that did it, and those that have yet to."""

    duty: PeriodicDuty
    due: date
    done: Sequence[tuple[Agency, Tick]]
    not_yet: Sequence[Agency]


async def open_duties_of(
    session: Session, region: Region, agencies: Sequence[Agency], today: date
) -> dict[int, list[OpenDuty]]:
    """By agency's id what each has yet to do, the one due nearest to today first."""
    duties = await periodic_duties.duties_of(session, region.id)
    ticked: dict[int, set[tuple[int, date]]] = {}
    ids = [agency.id for agency in agencies]
    for tick in await periodic_duties.ticks_of(session, region.id, agency_ids=ids):
        ticked.setdefault(tick.agency_id, set()).add((tick.duty_id, tick.due_on))
    return {
        agency.id: open_duties(duties, agency.agency_class, ticked.get(agency.id, ()), today)
        for agency in agencies
    }


async def progress(session: Session, region: Region, today: date) -> list[Progress]:
    """How far the region is with each duty, in the order of the current due dates."""
    agencies = await roster.agencies(session, region.id)
    ticks = {
        (tick.duty_id, tick.agency_id, tick.due_on): tick
        for tick in await periodic_duties.ticks_of(session, region.id)
    }
    found = []
    for duty in await periodic_duties.duties_of(session, region.id):
        due = current_due_date(duty, today)
        theirs = [agency for agency in agencies if is_of_class(duty, agency.agency_class)]
        found.append(
            Progress(
                duty=duty,
                due=due,
                done=[
                    (agency, ticks[duty.id, agency.id, due])
                    for agency in theirs
                    if (duty.id, agency.id, due) in ticks
                ],
                not_yet=[agency for agency in theirs if (duty.id, agency.id, due) not in ticks],
            )
        )
    return sorted(found, key=lambda one: (one.due, one.duty.id))
