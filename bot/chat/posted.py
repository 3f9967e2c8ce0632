"""/posted LINK, a bare link, or a forwarded post: a steward says what was published."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.buttons import CHANNEL
from bot.chat.information import ask_class
from bot.chat.message_posts import forwarded_post, is_forwarded_from_a_channel, links_in
from bot.chat.photo_reports import photo_id, posted_photo, screenshot_in
from bot.chat.report_answers import answer_rejected, answer_report, answer_with_choice
from bot.chat.reporters import reporter_of
from bot.chat.turn import Turn
from bot.policy.report_facts import ASKED_ABOUT, ON_RECORD, DateCheck, ReportOutcome
from bot.post_lookup import LookedUp, PostLookup
from bot.reporting import Recorded, Reporter, known_publication, record
from checks.links import (
    LinkRejected,
    Ownership,
    PostLink,
    Reason,
    owns,
    read_post,
    short_link_platform,
)
from checks.model import Evidence, Publication
from storage import people, reports, roster
from storage.engine import Session
from storage.publications import KnownPublication
from storage.reports import Report
from storage.roster import Channel

MOST_LINKS = 8
"""One for each platform there is; more in one message is a list, not a report."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """A post that a link led to, with the link as it was written, unless that was a short one."""

    post: PostLink
    written: str
    known: KnownPublication | None = None


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
    lookup = PostLookup(turn.services, turn.now)
    found = await lookup.look_up(post, [channel], written=report.link or "")
    async with turn.deciding() as session:
        reporter = await reporter_of(turn, session, chosen=channel)
        recorded = await record(session, reporter, found, origin=report.origin, chosen=channel)
        _answer(turn, reporter, recorded)
        await _ask_what_it_was(turn, session, [recorded])


async def _report_forwarded(turn: Turn, forwarded: LookedUp) -> None:
    """Record the post; the other pictures of an album are the same post, and left unanswered."""
    async with turn.deciding() as session:
        if turn.album_origin and await reports.reports_in(session, turn.album_origin):
            return
        reporter = await reporter_of(turn, session)
        recorded = await record(session, reporter, forwarded, origin=turn.origin)
        _answer(turn, reporter, recorded)
        await _ask_what_it_was(turn, session, [recorded])


async def _report(turn: Turn, links: Sequence[str]) -> None:
    lookup = PostLookup(turn.services, turn.now)
    resolved = await asyncio.gather(*(lookup.resolve(link) for link in links))
    person, _ = turn.known()
    async with turn.services.database.reading() as session:
        mine = await people.channels_of(session, person)
        sent = [await _sent(session, one, mine) for one in _distinct(resolved, links)]
    found = await asyncio.gather(*(_look_up(lookup, one, mine) for one in sent))
    unproven = any(isinstance(one, LookedUp) and not one.confirmed for one in found)
    screenshot = await screenshot_in(turn) if unproven else None
    async with turn.deciding() as session:
        reporter = await reporter_of(turn, session)
        reported = []
        for number, one in enumerate(found):
            if isinstance(one, LinkRejected):
                answer_rejected(turn, one)
                continue
            origin = f"{turn.origin}:{number}"
            recorded = await record(session, reporter, one, origin=origin, screenshot=screenshot)
            _answer(turn, reporter, recorded)
            reported.append(recorded)
        await _ask_what_it_was(turn, session, reported)


def _distinct(
    resolved: Sequence[PostLink | LinkRejected], links: Sequence[str]
) -> list[_Sent | LinkRejected]:
    """What the links lead to, without what one before led to."""
    distinct: dict[str, _Sent | LinkRejected] = {}
    for one, link in zip(resolved, links, strict=True):
        if isinstance(one, LinkRejected):
            distinct.setdefault(link, one)
            continue
        written = link if short_link_platform(link) is None else one.canonical
        distinct.setdefault(one.canonical, _Sent(one, written))
    return list(distinct.values())


async def _sent(
    session: Session, one: _Sent | LinkRejected, mine: Sequence[Channel]
) -> _Sent | LinkRejected:
    """The same, with the publication that it is known to be."""
    if isinstance(one, LinkRejected):
        return one
    return _Sent(one.post, one.written, await known_publication(session, one.post, mine))


async def _look_up(
    lookup: PostLookup, one: _Sent | LinkRejected, mine: Sequence[Channel]
) -> LookedUp | LinkRejected:
    """What can be found out; nobody is asked about a post that was proven before."""
    if isinstance(one, LinkRejected):
        return one
    known = one.known
    if known is None or not known.verified:
        return await lookup.look_up(one.post, mine, written=one.written)
    evidence = Evidence(known.source, known.seen_in, known.raw, known.title)
    publication = Publication(known.at, known.link, known.title, evidence, known.day_only)
    return LookedUp(one.post, DateCheck.PAGE_DATE, publication, confirmed=True)


def _answer(turn: Turn, reporter: Reporter, recorded: Recorded) -> None:
    """Answer the report; who edited a message is not told again what stood in it before."""
    outcome = recorded.decision.outcome
    if turn.is_edit and outcome is ReportOutcome.DUPLICATE:
        return
    if outcome in ASKED_ABOUT:
        answer_with_choice(turn, reporter, recorded)
    else:
        answer_report(turn, reporter, recorded)


async def _ask_what_it_was(turn: Turn, session: Session, reported: Sequence[Recorded]) -> None:
    """Ask about the newest of the posts that are on record now: one question is enough."""
    posts = [
        (known.at, one.channel, known.link)
        for one in reported
        if one.decision.outcome in ON_RECORD and one.channel
        if (known := await known_publication(session, one.found.post, [one.channel]))
    ]
    if posts:
        _, channel, link = max(posts, key=lambda post: post[0])
        await ask_class(turn, session, channel, link)


async def _is_on_record(turn: Turn, post: PostLink) -> bool:
    _, region = turn.known()
    async with turn.services.database.reading() as session:
        everything = await roster.channels(session, region.id)
    return any(owns(channel.ref, post) is Ownership.YES for channel in everything)


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
