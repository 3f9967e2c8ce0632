"""/posted LINK, a bare link, or a forwarded post: a steward says what was published."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.buttons import CHANNEL
from bot.calendars import calendar_of
from bot.chat.information import ask_class
from bot.chat.message_posts import forwarded_post, is_forwarded_from_a_channel, links_in
from bot.chat.photo_reports import photo_id, posted_photo
from bot.chat.report_answers import answer_rejected, answer_report, answer_with_choice
from bot.chat.turn import Turn
from bot.policy.reports import ReportOutcome
from bot.post_lookup import LookedUp, look_up
from bot.reporting import Recorded, Reporter, record
from checks.links import LinkRejected, Ownership, PostLink, Reason, owns, read_post
from checks.social.short_links import resolve
from storage import people, reports, roster
from storage.engine import Session
from storage.people import Role
from storage.reports import Report
from storage.roster import Channel

MOST_LINKS = 8
"""One for each platform there is; more in one message is a list, not a report."""

ASKED_ABOUT = frozenset({ReportOutcome.WHICH_CHANNEL, ReportOutcome.COLLEAGUES})
"""Outcomes that wait for a press."""

ON_RECORD = frozenset({ReportOutcome.VERIFIED, ReportOutcome.UNVERIFIED, ReportOutcome.TOO_OLD})
"""Outcomes after which the post is a publication of the channel."""


async def posted(turn: Turn) -> None:
    """Record what the message points to, or say how to send it.

    A post forwarded from a channel on record is the report itself; one from elsewhere may still
    carry links, as news that were shared.
    """
    message = turn.update.effective_message
    forwarded, links = forwarded_post(message), links_in(message)
    if forwarded is not None and (not links or await _is_on_record(turn, forwarded.post)):
        await _report_forwarded(turn, forwarded)
    elif len(links) > MOST_LINKS:
        await turn.reply("report_rejected", reason=str(Reason.MULTIPLE), example=None)
    elif links:
        await _report(turn, links)
    elif is_forwarded_from_a_channel(message):
        await turn.reply("report_rejected", reason=str(Reason.PRIVATE), example=None)
    elif photo_id(turn) is not None:
        await posted_photo(turn)
    else:
        await turn.reply("posted_how")


async def channel_chosen(turn: Turn) -> None:
    """The press that says to which channel a link belongs; only whoever was asked may say it."""
    async with turn.services.database.reading() as session:
        asked = await _asked(turn, session)
    if asked is None:
        await turn.reply("button_stale")
        return
    report, post, channel = asked
    found = await look_up(turn.services, post, [channel], turn.now)
    async with turn.deciding() as session:
        reporter = await _reporter(turn, session, chosen=channel)
        recorded = await record(session, reporter, found, origin=report.origin, chosen=channel)
        _answer(turn, reporter, recorded)
        await _ask_what_it_was(turn, session, [recorded])


async def _report_forwarded(turn: Turn, forwarded: LookedUp) -> None:
    """Record the post; the other pictures of an album are the same post, and left unanswered."""
    async with turn.deciding() as session:
        if turn.album_origin and await reports.reports_in(session, turn.album_origin):
            return
        reporter = await _reporter(turn, session)
        recorded = await record(session, reporter, forwarded, origin=turn.origin)
        _answer(turn, reporter, recorded)
        await _ask_what_it_was(turn, session, [recorded])


async def _report(turn: Turn, links: Sequence[str]) -> None:
    person, _ = turn.known()
    async with turn.services.database.reading() as session:
        mine = await people.channels_of(session, person)
    resolved = await asyncio.gather(*(_resolve(turn, link) for link in links))
    distinct = _distinct(resolved, links)
    found = await asyncio.gather(*(_look_up(turn, one, link, mine) for one, link in distinct))
    async with turn.deciding() as session:
        reporter = await _reporter(turn, session)
        reported = []
        for number, one in enumerate(found):
            if isinstance(one, LinkRejected):
                answer_rejected(turn, one)
                continue
            recorded = await record(session, reporter, one, origin=f"{turn.origin}:{number}")
            _answer(turn, reporter, recorded)
            reported.append(recorded)
        await _ask_what_it_was(turn, session, reported)


def _answer(turn: Turn, reporter: Reporter, recorded: Recorded) -> None:
    if recorded.decision.outcome in ASKED_ABOUT:
        answer_with_choice(turn, reporter, recorded)
    else:
        answer_report(turn, reporter, recorded)


async def _ask_what_it_was(turn: Turn, session: Session, reported: Sequence[Recorded]) -> None:
    """Ask about the newest of the posts that are on record now: one question is enough."""
    posts = [
        (one.decision.publication.at, one.channel, _link_on_record(one))
        for one in reported
        if one.decision.outcome in ON_RECORD and one.decision.publication and one.channel
    ]
    if posts:
        _, channel, link = max(posts, key=lambda post: post[0])
        await ask_class(turn, session, channel, link)


def _link_on_record(recorded: Recorded) -> str:
    return recorded.found.post.canonical if recorded.known is None else recorded.known.link


async def _resolve(turn: Turn, link: str) -> PostLink | LinkRejected:
    services = turn.services
    try:
        return await resolve(link, client=services.client, access=services.access, now=turn.now)
    except LinkRejected as rejected:
        return rejected


async def _look_up(
    turn: Turn, resolved: PostLink | LinkRejected, link: str, mine: Sequence[Channel]
) -> LookedUp | LinkRejected:
    if isinstance(resolved, LinkRejected):
        return resolved
    return await look_up(turn.services, resolved, mine, turn.now, written=link)


def _distinct(
    resolved: Sequence[PostLink | LinkRejected], links: Sequence[str]
) -> list[tuple[PostLink | LinkRejected, str]]:
    """What the links lead to, without what one before led to, each with its link as written."""
    distinct: dict[str, tuple[PostLink | LinkRejected, str]] = {}
    for one, link in zip(resolved, links, strict=True):
        key = one.canonical if isinstance(one, PostLink) else link
        distinct.setdefault(key, (one, link))
    return list(distinct.values())


async def _is_on_record(turn: Turn, post: PostLink) -> bool:
    _, region = turn.known()
    async with turn.services.database.reading() as session:
        everything = await roster.channels(session, region.id)
    return any(owns(channel.ref, post) is Ownership.YES for channel in everything)


async def _reporter(turn: Turn, session: Session, *, chosen: Channel | None = None) -> Reporter:
    """Whoever speaks, with the channels in their care and the one that was chosen."""
    person, region = turn.known()
    mine = await people.channels_of(session, person)
    ids = {channel.id for channel in mine}
    others: Sequence[Channel] = ()
    if chosen is not None and chosen.id not in ids:
        mine = [*mine, chosen]
    elif chosen is None and person.role is not Role.VIEWER:
        everything = await roster.channels(session, region.id)
        others = [channel for channel in everything if channel.id not in ids]
    return Reporter(
        person=person,
        region=region,
        channels=mine,
        calendar=await calendar_of(session, region, turn.now),
        now=turn.now,
        others=others,
    )


async def _asked(turn: Turn, session: Session) -> tuple[Report, PostLink, Channel] | None:
    """The open question that was pressed on, its link and the channel chosen.

    None where the press is none of ours, somebody else's, answered, or names a channel that was
    not offered.
    """
    person, region = turn.known()
    pressed = turn.pressed(CHANNEL, 2)
    if pressed is None:
        return None
    report_id, channel_id = pressed
    report = await reports.find(session, report_id)
    if report is None or report.person_id != person.id or report.link is None:
        return None
    post = read_post(report.link, now=turn.now)
    if report.outcome == ReportOutcome.WHICH_CHANNEL:
        offered = await people.channels_of(session, person)
    elif report.outcome == ReportOutcome.COLLEAGUES and report.channel_id == channel_id:
        offered = await roster.channels(session, region.id, ids=[channel_id])
    else:
        return None
    for channel in offered:
        if channel.id == channel_id and owns(channel.ref, post) is not Ownership.NO:
            return report, post, channel
    return None
