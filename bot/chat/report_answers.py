"""What a steward is told about a reported link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.channel_names import channel_name, health_label, source_label
from bot.chat.turn import Turn
from bot.policy.reports import ReportOutcome
from bot.post_dates import LookedUp
from bot.reporting import Recorded, Reporter
from checks.model import Health, Platform
from storage.roster import Channel

TEMPLATES = {
    ReportOutcome.VERIFIED: "report_recorded",
    ReportOutcome.UNVERIFIED: "report_unverified",
    ReportOutcome.TOO_OLD: "report_too_old",
    ReportOutcome.FUTURE: "report_future",
    ReportOutcome.NOT_DATED: "report_not_dated",
    ReportOutcome.NOT_THEIRS: "report_not_theirs",
    ReportOutcome.DUPLICATE: "report_duplicate",
}


def answer_report(turn: Turn, reporter: Reporter, recorded: Recorded) -> None:
    """Answer with the outcome's template; its facts are gathered for all of them alike."""
    decision, found = recorded.decision, recorded.found
    turn.answer(
        _template(recorded),
        channel="" if recorded.channel is None else channel_name(turn.label, recorded.channel),
        channels=_names(turn, reporter.channels),
        owner=_owner(turn, found),
        platform=f"platform_{found.post.platform}",
        reason=health_label(found.health),
        quiet_until=decision.quiet_until,
        days=decision.days,
        recorded_day=_recorded_day(reporter, recorded),
        **_published(reporter, recorded),
    )


def _template(recorded: Recorded) -> str:
    outcome, health = recorded.decision.outcome, recorded.found.health
    if outcome is ReportOutcome.NOT_DATED and health is Health.GONE:
        return "report_gone"
    if outcome is ReportOutcome.UNVERIFIED and health is not None:
        return "report_unreadable"
    return TEMPLATES[outcome]


def _names(turn: Turn, channels: Sequence[Channel]) -> list[str]:
    return [channel_name(turn.label, channel) for channel in channels]


def _published(reporter: Reporter, recorded: Recorded) -> dict[str, Any]:
    publication, week = recorded.found.publication, recorded.week
    return {
        "published_day": None if publication is None else reporter.calendar.today(publication.at),
        "source": source_label("report" if publication is None else publication.evidence.source),
        "this_week": None if week is None else week.published,
        "target": None if week is None else week.target,
    }


def _owner(turn: Turn, found: LookedUp) -> str:
    post = found.post
    platform = turn.label(f"platform_{post.platform}")
    if post.platform is Platform.WEBSITE:
        return post.canonical.partition("://")[2].partition("/")[0]
    return f"{platform} {post.handle}" if post.handle else platform


def _recorded_day(reporter: Reporter, recorded: Recorded) -> date | None:
    known = recorded.known
    return None if known is None else reporter.calendar.today(known.first_seen_at)
