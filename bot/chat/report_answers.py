"""What a steward is told about a reported link."""

from __future__ import annotations

from typing import Any

from bot.channel_names import channel_name, health_label, source_label
from bot.chat.turn import Turn
from bot.policy.reports import DateCheck, ReportOutcome
from bot.policy.workdays import Calendar
from bot.reporting import Recorded
from checks.model import Health, Platform

TEMPLATES = {
    ReportOutcome.VERIFIED: "report_recorded",
    ReportOutcome.UNVERIFIED: "report_unverified",
    ReportOutcome.TOO_OLD: "report_too_old",
    ReportOutcome.FUTURE: "report_future",
    ReportOutcome.NOT_DATED: "report_not_dated",
    ReportOutcome.NOT_THEIRS: "report_not_theirs",
    ReportOutcome.DUPLICATE: "report_duplicate",
}

UNREADABLE = {ReportOutcome.UNVERIFIED: "report_unreadable"}
"""Templates for a page that was asked for and could not be read."""


def answer_report(turn: Turn, recorded: Recorded, calendar: Calendar) -> None:
    """Answer with the outcome's template; its facts are gathered for all of them alike."""
    decision, found = recorded.decision, recorded.found
    template = TEMPLATES[decision.outcome]
    if found.health is Health.GONE:
        template = "report_gone"
    elif found.checked is DateCheck.NOT_READABLE and found.health is not None:
        template = UNREADABLE.get(decision.outcome, template)
    channel = recorded.channel
    turn.answer(
        template,
        channel="" if channel is None else channel_name(turn.label, channel),
        channels=[channel_name(turn.label, one) for one in recorded.channels],
        owner=_owner(turn, recorded),
        platform=f"platform_{found.post.platform}",
        reason=health_label(found.health),
        quiet_until=decision.quiet_until,
        days=decision.days,
        recorded_day=_recorded_day(recorded, calendar),
        **_published(recorded, calendar),
    )


def _published(recorded: Recorded, calendar: Calendar) -> dict[str, Any]:
    publication, standing = recorded.found.publication, recorded.standing
    return {
        "published_day": None if publication is None else calendar.today(publication.at),
        "source": source_label("report" if publication is None else publication.evidence.source),
        "this_week": 0 if standing is None else standing.verdict.this_week,
        "target": "" if standing is None else f"{standing.target.per_week:g}",
    }


def _owner(turn: Turn, recorded: Recorded) -> str:
    post = recorded.found.post
    platform = turn.label(f"platform_{post.platform}")
    if post.platform is Platform.WEBSITE:
        return post.canonical.partition("://")[2].partition("/")[0]
    return f"{platform} @{post.handle}" if post.handle else platform


def _recorded_day(recorded: Recorded, calendar: Calendar) -> Any:
    known = recorded.known
    return None if known is None else calendar.today(known.first_seen_at)
