"""/posted LINK, a bare link, or a photo: a steward says what was published."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.buttons import CHANNEL, button, column
from bot.calendars import calendar_of
from bot.channel_names import channel_name
from bot.chat.report_answers import answer_report
from bot.chat.turn import Turn
from bot.policy.reports import ReportOutcome
from bot.post_dates import LookedUp, look_up
from bot.reporting import Recorded, Reporter, record
from checks.links import LinkRejected, Ownership, PostLink, find_links, owns, read_post
from storage import people, reports
from storage.engine import Session
from storage.reports import Report
from storage.roster import Channel

MOST_LINKS = 8
"""One for each platform there is; more in one message is a list, not a report."""


async def posted(turn: Turn) -> None:
    """Record each link of the message, or say how to send one."""
    links = _distinct(find_links(turn.text), turn.now)
    if not links and _photo_id(turn) is not None:
        await posted_photo(turn)
    elif not links:
        await turn.reply("posted_how")
    elif len(links) > MOST_LINKS:
        await turn.reply("report_rejected", reason="multiple")
    else:
        await _report(turn, links)


async def posted_photo(turn: Turn) -> None:
    """A screenshot: kept as evidence, and said to be unverified. A link beside it goes first."""
    if find_links(turn.text):
        await posted(turn)
        return
    person, _ = turn.known()
    async with turn.deciding() as session:
        report = Report(
            person_id=person.id,
            origin=turn.origin,
            outcome="photo",
            sent_at=turn.now,
            photo=_photo_id(turn),
        )
        await reports.add_report(session, report)
        turn.answer("photo_recorded")


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
        reporter = await _reporter(turn, session)
        recorded = await record(session, reporter, found, origin=report.origin, chosen=channel)
        answer_report(turn, reporter, recorded)


async def _report(turn: Turn, links: list[str]) -> None:
    person, _ = turn.known()
    async with turn.services.database.reading() as session:
        mine = await people.channels_of(session, person)
    found = await asyncio.gather(*(_look_up(turn, link, mine) for link in links))
    async with turn.deciding() as session:
        reporter = await _reporter(turn, session)
        for number, one in enumerate(found):
            if isinstance(one, LinkRejected):
                turn.answer("report_rejected", reason=str(one.reason))
                continue
            recorded = await record(session, reporter, one, origin=f"{turn.origin}:{number}")
            if recorded.candidates:
                _ask_which(turn, recorded)
            else:
                answer_report(turn, reporter, recorded)


async def _look_up(turn: Turn, link: str, mine: Sequence[Channel]) -> LookedUp | LinkRejected:
    try:
        post = read_post(link, now=turn.now)
    except LinkRejected as rejected:
        return rejected
    return await look_up(turn.services, post, mine, turn.now, written=link)


def _distinct(links: Iterable[str], now: datetime) -> list[str]:
    """The links without those that lead to the same post as one before."""
    posts: dict[str, str] = {}
    for link in links:
        posts.setdefault(_canonical(link, now), link)
    return list(posts.values())


def _canonical(link: str, now: datetime) -> str:
    try:
        return read_post(link, now=now).canonical
    except LinkRejected:
        return link


async def _reporter(turn: Turn, session: Session) -> Reporter:
    person, region = turn.known()
    return Reporter(
        person=person,
        region=region,
        channels=await people.channels_of(session, person),
        calendar=await calendar_of(session, region, turn.now),
        now=turn.now,
    )


def _ask_which(turn: Turn, recorded: Recorded) -> None:
    turn.answer(
        "report_which_channel",
        buttons=column(
            [
                button(channel_name(turn.label, one), CHANNEL, recorded.report_id, one.id)
                for one in recorded.candidates
            ]
        ),
    )


async def _asked(turn: Turn, session: Session) -> tuple[Report, PostLink, Channel] | None:
    """The open question that was pressed on, its link and the channel chosen.

    None where the press is none of ours, somebody else's, answered, or names no channel of theirs.
    """
    person, _ = turn.known()
    pressed = turn.pressed(CHANNEL, 2)
    if pressed is None:
        return None
    report_id, channel_id = pressed
    report = await reports.find(session, report_id)
    if report is None or report.person_id != person.id or report.link is None:
        return None
    if report.outcome != ReportOutcome.WHICH_CHANNEL:
        return None
    post = read_post(report.link, now=turn.now)
    for channel in await people.channels_of(session, person):
        if channel.id == channel_id and owns(channel.ref, post) is not Ownership.NO:
            return report, post, channel
    return None


def _photo_id(turn: Turn) -> str | None:
    message = turn.update.effective_message
    if message is None:
        return None
    if message.photo:
        return message.photo[-1].file_id
    return None if message.document is None else message.document.file_id
