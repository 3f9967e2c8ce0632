"""/posted LINK, a bare link, or a photo: a steward says what was published."""

from __future__ import annotations

from bot.buttons import CHANNEL, button, column, ids_of
from bot.calendars import calendar_of
from bot.channel_names import channel_name
from bot.chat.report_answers import answer_report
from bot.chat.turn import Turn
from bot.reporting import LookedUp, Recorded, look_up, record
from checks.links import LinkRejected, find_links, read_post
from storage import people, reports
from storage.reports import Report

MOST_LINKS = 5
"""As many links of one message are taken; more in one message is a list, not a report."""


async def posted(turn: Turn) -> None:
    """Record each link of the message, or say how to send one."""
    links = find_links(turn.text)[:MOST_LINKS]
    if not links and turn.update.effective_message and _photo_id(turn):
        await posted_photo(turn)
        return
    if not links:
        async with turn.deciding():
            turn.answer("posted_how")
        return
    person, _ = turn.known()
    async with turn.services.database.reading() as session:
        mine = await people.channels_of(session, person)
    looked_up: list[LookedUp | LinkRejected] = []
    for link in links:
        try:
            post = read_post(link)
        except LinkRejected as rejected:
            looked_up.append(rejected)
        else:
            looked_up.append(await look_up(turn.services, post, mine, turn.now))
    await _record_all(turn, looked_up)


async def posted_photo(turn: Turn) -> None:
    """A screenshot: kept as evidence, and said to be unverified. A link beside it goes first."""
    if find_links(turn.text):
        await posted(turn)
        return
    person, _ = turn.known()
    async with turn.deciding() as session:
        await reports.add_report(
            session,
            Report(
                person_id=person.id,
                origin=turn.origin,
                outcome="photo",
                sent_at=turn.now,
                photo=_photo_id(turn),
            ),
        )
        turn.answer("photo_recorded")


async def channel_chosen(turn: Turn) -> None:
    """The press that says to which channel a link belongs."""
    person, region = turn.known()
    query = turn.update.callback_query
    pressed = ids_of(None if query is None else query.data, CHANNEL, 2)
    report = channel = None
    async with turn.services.database.reading() as session:
        if pressed is not None:
            report = await reports.find(session, pressed[0])
            mine = {one.id: one for one in await people.channels_of(session, person)}
            channel = mine.get(pressed[1])
    if report is None or report.link is None or report.person_id != person.id or channel is None:
        async with turn.deciding():
            turn.answer("button_stale")
        return
    found = await look_up(turn.services, read_post(report.link), [channel], turn.now)
    async with turn.deciding() as session:
        calendar = await calendar_of(session, region, turn.now)
        recorded = await record(
            session, person, region, found, [channel], calendar, turn.now, origin=report.origin
        )
        answer_report(turn, recorded, calendar)


async def _record_all(turn: Turn, looked_up: list[LookedUp | LinkRejected]) -> None:
    person, region = turn.known()
    async with turn.deciding() as session:
        calendar = await calendar_of(session, region, turn.now)
        mine = await people.channels_of(session, person)
        for number, found in enumerate(looked_up):
            if isinstance(found, LinkRejected):
                turn.answer("report_rejected", reason=str(found.reason))
                continue
            origin = f"{turn.origin}:{number}"
            recorded = await record(
                session, person, region, found, mine, calendar, turn.now, origin=origin
            )
            if recorded.candidates:
                _ask_which(turn, recorded)
            else:
                answer_report(turn, recorded, calendar)


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


def _photo_id(turn: Turn) -> str | None:
    message = turn.update.effective_message
    if message is None:
        return None
    if message.photo:
        return message.photo[-1].file_id
    document = message.document
    is_picture = document is not None and (document.mime_type or "").startswith("image/")
    return document.file_id if document is not None and is_picture else None
