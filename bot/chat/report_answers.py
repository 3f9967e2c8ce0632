"""What a steward is told about a reported link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.buttons import CHANNEL, Keyboard, button, column
from bot.channel_names import channel_name, health_label, source_label
from bot.chat.turn import Turn
from bot.policy.report_facts import ReportOutcome
from bot.post_lookup import LookedUp
from bot.reporting import Recorded, Reporter
from bot.titles import shown_title
from checks.links import LinkRejected, good_example, link_platform
from checks.model import Health, Platform
from storage.roster import Channel

TEMPLATES = {
    ReportOutcome.VERIFIED: "report_recorded",
    ReportOutcome.UNVERIFIED: "report_unverified",
    ReportOutcome.TOO_OLD: "report_too_old",
    ReportOutcome.FUTURE: "report_future",
    ReportOutcome.NOT_DATED: "report_not_dated",
    ReportOutcome.NOT_THEIRS: "report_not_theirs",
    ReportOutcome.NOT_PUBLISHED: "report_not_published",
    ReportOutcome.ACCOUNT_TAKEN: "report_account_taken",
    ReportOutcome.COLLEAGUES: "report_colleagues",
    ReportOutcome.ELSEWHERE: "report_elsewhere",
    ReportOutcome.OUTDATED: "report_outdated",
    ReportOutcome.WHICH_CHANNEL: "report_which_channel",
    ReportOutcome.DUPLICATE: "report_duplicate",
}


def answer_rejected(turn: Turn, rejected: LinkRejected) -> None:
    """Say why the link was not taken, with what a good one of that platform looks like."""
    platform = link_platform(rejected.text)
    turn.answer(
        "report_rejected",
        reason=str(rejected.reason),
        example=None if platform is None else good_example(platform),
    )


def answer_with_choice(turn: Turn, reporter: Reporter, recorded: Recorded) -> None:
    """Ask by buttons to which channel the post belongs: one of theirs, or a colleague's."""
    offered = recorded.candidates
    if recorded.channel is not None:
        offered = [recorded.channel]
    names = {one.id: channel_name(turn.label, one) for one in offered}
    if recorded.decision.outcome is ReportOutcome.COLLEAGUES:
        names = {id_: turn.label("button_theirs", channel=name) for id_, name in names.items()}
    buttons = [button(name, CHANNEL, recorded.report_id, id_) for id_, name in names.items()]
    answer_report(turn, reporter, recorded, buttons=column(buttons))


def answer_report(
    turn: Turn, reporter: Reporter, recorded: Recorded, *, buttons: Keyboard | None = None
) -> None:
    """Answer with the outcome's template; its facts are gathered for all of them alike."""
    decision, found = recorded.decision, recorded.found
    publication = found.publication
    turn.answer(
        _template(recorded),
        buttons=buttons,
        channel="" if recorded.channel is None else channel_name(turn.label, recorded.channel),
        agency="" if recorded.channel is None else recorded.channel.agency.short,
        title="" if publication is None else shown_title(publication.title),
        why=decision.why,
        seen_by_us=recorded.known is not None and not recorded.known.reported,
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
    source = "report" if publication is None else publication.evidence.source
    return {
        "published_day": None if publication is None else reporter.calendar.today(publication.at),
        "source": source_label(source, recorded.found.post.platform),
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
