"""The nudge round: decide who is told what today, and queue it, all in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.calendars import calendar_of
from bot.cross_posting import RecentlyPublished, recently_published
from bot.policy.nudge_plan import Nudge, NudgePlan, PersonFacts, WhyNobody
from bot.policy.nudging import plan_nudges
from bot.policy.workdays import CLOSING, Calendar
from bot.rounds.nudge_facts import episode_facts, person_facts, stewarded_channels
from bot.rounds.nudge_notes import tell_notes
from bot.rounds.nudge_text import nudge_message
from bot.services import Services
from storage import episodes, outbox, rounds
from storage.engine import Session
from storage.outbox import Message
from storage.roster import Region

log = structlog.get_logger(__name__)

KIND = "nudge"

NOT_YET = frozenset(
    {
        WhyNobody.NOT_A_WORKDAY,
        WhyNobody.OUTSIDE_HOURS,
        WhyNobody.FRIDAY_PRAYER,
        WhyNobody.SWEEP_NOT_TRUSTED,
    }
)
"""Reasons that may pass before the day is over: the round is not spent on them."""


@dataclass(frozen=True, slots=True)
class QueuedNudge:
    """A nudge with the text that its person will read."""

    nudge: Nudge
    message: Message


@dataclass(frozen=True, slots=True)
class NudgeResult:
    """What was decided.

    `messages` is empty where `plan.why` says why; `round_id` is None where no round was begun.
    """

    plan: NudgePlan
    messages: tuple[QueuedNudge, ...]
    round_id: int | None


async def nudge(
    services: Services,
    region: Region,
    *,
    at: datetime,
    dry_run: bool = False,
    again: bool = False,
) -> NudgeResult | None:
    """Plan the nudges as of `at` and queue them for sending at once.

    None where this day's round is done already, unless `again`, or at work elsewhere. Doing it
    again tells nobody twice. With `dry_run` the same is decided and nothing is kept.
    """
    database = services.database
    session_of: AbstractAsyncContextManager[Session] = (
        database.rehearsing() if dry_run else database.writing()
    )
    async with session_of as session:
        calendar = await calendar_of(session, region, at)
        round_ = await rounds.claim(
            session,
            region_id=region.id,
            kind=KIND,
            local_date=calendar.today(at),
            holder=services.holder,
            now=services.clock(),
            again=again,
        )
        if round_ is None:
            return None
        plan, people = await _plan(session, region, calendar, at)
        if plan.why in NOT_YET:
            await rounds.drop(session, round_.id)
        else:
            await rounds.finish(
                session,
                round_.id,
                now=services.clock(),
                outcome={"messages": len(plan.messages), "why": plan.why and plan.why.value},
            )
        messages = await _apply(services, session, region, calendar, plan, at)
    if not dry_run and plan.why not in NOT_YET:
        services.wake_sender()
        log.info(
            "nudge_decided",
            region=region.slug,
            messages=len(messages),
            why=plan.why and plan.why.value,
            people=len(people),
        )
    return NudgeResult(plan, messages, None if plan.why in NOT_YET else round_.id)


async def _plan(
    session: Session, region: Region, calendar: Calendar, at: datetime
) -> tuple[NudgePlan, Mapping[int, PersonFacts]]:
    people = await person_facts(session, region, calendar.today(at))
    last_sweep = await rounds.last_finished(session, region_id=region.id, kind="sweep")
    trusted = last_sweep is None or bool((last_sweep.outcome or {}).get("trusted", True))
    plan = plan_nudges(
        now=at,
        calendar=calendar,
        people=people.values(),
        channels=await stewarded_channels(session, region, calendar, at),
        episodes=await episode_facts(session, region),
        sweep_trusted=trusted,
    )
    return plan, people


async def _apply(
    services: Services,
    session: Session,
    region: Region,
    calendar: Calendar,
    plan: NudgePlan,
    at: datetime,
) -> tuple[QueuedNudge, ...]:
    now = services.clock()
    for closed in plan.closed:
        await episodes.close_episode(
            session, closed.channel_id, closed_at=now, closed_by="report" if closed.reported else ""
        )
    for opened in plan.opened:
        await episodes.open_episode(session, opened.channel_id, opened.opened_on)
    open_now = await episodes.open_episodes(session, region.id)
    closing = calendar.local(at).replace(
        hour=CLOSING.hour, minute=CLOSING.minute, second=0, microsecond=0
    )
    queued = []
    published = RecentlyPublished(at, calendar)
    if plan.messages:
        published = await recently_published(session, region, calendar, at)
    for told in plan.messages:
        message = await nudge_message(
            session, services.phrasebook, region, calendar, told, published, at
        )
        message = replace(message, expires_at=now + (closing - at))
        if not await outbox.enqueue(session, message, now=now):
            continue
        steps = {open_now[one.channel.channel_id].id: one.due.step.value for one in told.channels}
        await episodes.add_nudges(session, steps, person_id=told.person.person_id, day=told.day)
        queued.append(QueuedNudge(told, message))
    await tell_notes(session, services.phrasebook, region, calendar, plan.operator_notes, at, now)
    return tuple(queued)
