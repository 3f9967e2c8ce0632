"""What was that post? Its class under the law on public information, and the duty it fulfils.

The answer that it holds restricted information is kept nowhere and told to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from bot.buttons import INFORMATION, PERIODIC, button, column
from bot.channel_names import channel_name
from bot.chat.turn import Turn
from bot.periodic_duties import open_duties_of
from bot.policy.periodic_duties import OpenDuty, fulfilled_by
from bot.policy.workdays import Calendar
from bot.titles import shown_title
from storage import information_classes, periodic_duties, publications, roster
from storage.engine import Session
from storage.forgotten_titles import forget_title
from storage.information_classes import AskedPublication, InformationClass
from storage.periodic_duties import Tick
from storage.roster import Agency, Channel, Region

RESTRICTED = "restricted"
CHOICES: tuple[str, ...] = (
    InformationClass.PERIODIC,
    InformationClass.IMMEDIATE,
    InformationClass.ANY_TIME,
    RESTRICTED,
    InformationClass.NEWS,
)
"""The answers in the order of their buttons, which carry the place in this list."""

MOST_DUTIES = 8
"""As many are offered to choose from: more would be a wall on a phone."""


async def ask_class(turn: Turn, session: Session, channel: Channel, link: str) -> None:
    """Ask what the recorded post was, below what was answered so far; never twice for one post.

    One message gets one question at most: of several posts it is for the caller to choose one.
    """
    person, _ = turn.known()
    publication = await publications.publication_at(session, channel.id, link)
    if publication is None:
        return
    if not await information_classes.mark_asked(session, publication.id, turn.now):
        return
    turn.answer(
        "information_ask",
        channel=channel_name(turn.label, channel),
        title=shown_title(publication.title),
        buttons=column(
            [
                button(
                    turn.label(f"information_{choice}"),
                    INFORMATION,
                    publication.id,
                    person.id,
                    number,
                )
                for number, choice in enumerate(CHOICES)
            ]
        ),
    )


async def class_chosen(turn: Turn) -> None:
    """The press that says what a post was; only whoever was asked may say it, and only once."""
    person, _ = turn.known()
    match turn.pressed(INFORMATION, 3):
        case (publication_id, person.id, number) if number < len(CHOICES):
            async with turn.deciding() as session:
                await _answer_class(turn, session, publication_id, CHOICES[number])
        case (_, _, number) if number < len(CHOICES):
            await turn.reply("not_yours")
        case _:
            await turn.reply("button_stale")


async def duty_chosen(turn: Turn) -> None:
    """The press that says which periodic duty a post fulfils, or that it was none."""
    person, _ = turn.known()
    match turn.pressed(PERIODIC, 4):
        case (publication_id, person.id, duty_id, due):
            async with turn.deciding() as session:
                await _answer_duty(turn, session, publication_id, (duty_id, due))
        case (_, _, _, _):
            await turn.reply("not_yours")
        case _:
            await turn.reply("button_stale")


async def open_duty_lines(
    session: Session, region: Region, agencies: Iterable[Agency], today: date
) -> list[dict[str, Any]]:
    """The agencies' duties that are due soon or overdue, the one due first at the top.

    Each as the facts of a line in a message: agency, title, due, days.
    """
    by_id = {agency.id: agency for agency in agencies}
    found = await open_duties_of(session, region, list(by_id.values()), today)
    pressing = [
        (one.due, by_id[agency_id].short, one)
        for agency_id, duties in found.items()
        for one in duties
        if one.pressing
    ]
    ordered = sorted(pressing, key=lambda each: (each[0], each[1], each[2].duty_id))
    return [{"agency": agency, **_line(one)} for _, agency, one in ordered]


async def _answer_class(turn: Turn, session: Session, publication_id: int, choice: str) -> None:
    asked = await _asked(turn, session, publication_id)
    if asked is None or asked[0].information_class is not None:
        turn.answer("button_stale")
        return
    publication, channel = asked
    if choice == RESTRICTED:
        # Without a title it is shown to nobody, and never offered for sharing.
        await forget_title(session, publication.id)
        turn.answer("information_restricted")
        return
    chosen = InformationClass(choice)
    await information_classes.classify(session, publication.id, chosen)
    duties = []
    if chosen is InformationClass.PERIODIC:
        duties = (await _open_to(turn, session, publication, channel.agency))[:MOST_DUTIES]
    if duties:
        _ask_duty(turn, publication, channel.agency, duties)
    else:
        turn.answer("information_kept", kind=f"information_{chosen}")


def _ask_duty(
    turn: Turn, publication: AskedPublication, agency: Agency, duties: Sequence[OpenDuty]
) -> None:
    person, _ = turn.known()
    buttons = [
        button(
            turn.label("button_periodic", number=number, title=one.title),
            PERIODIC,
            publication.id,
            person.id,
            *_pressed_as(one.duty_id, one.due),
        )
        for number, one in enumerate(duties, 1)
    ]
    none = button(turn.label("button_periodic_none"), PERIODIC, publication.id, person.id, 0, 0)
    turn.answer(
        "periodic_ask",
        agency=agency.short,
        duties=[_line(one) for one in duties],
        buttons=column([*buttons, none]),
    )


async def _answer_duty(
    turn: Turn, session: Session, publication_id: int, chosen: tuple[int, int]
) -> None:
    asked = await _asked(turn, session, publication_id)
    if asked is None or asked[0].information_class is not InformationClass.PERIODIC:
        turn.answer("button_stale")
        return
    publication, channel = asked
    ticks = await _ticks_of(session, channel.agency)
    if any(tick.publication_id == publication.id for tick in ticks):
        turn.answer("button_stale")
    elif chosen == (0, 0):
        turn.answer("periodic_none")
    else:
        await _tick(turn, session, publication, channel.agency, chosen)


async def _tick(
    turn: Turn,
    session: Session,
    publication: AskedPublication,
    agency: Agency,
    chosen: tuple[int, int],
) -> None:
    _, region = turn.known()
    open_now = await _open_to(turn, session, publication, agency)
    one = next((one for one in open_now if _pressed_as(one.duty_id, one.due) == chosen), None)
    if one is not None and await periodic_duties.tick(
        session,
        duty_id=one.duty_id,
        agency_id=agency.id,
        due_on=one.due,
        publication_id=publication.id,
        now=turn.now,
    ):
        turn.answer("periodic_ticked", title=one.title, due=one.due, agency=agency.short)
        return
    for tick in await _ticks_of(session, agency):
        if _pressed_as(tick.duty_id, tick.due_on) == chosen:
            turn.answer(
                "periodic_known",
                title=tick.duty_title,
                ticked_day=_today(region, tick.ticked_at),
                post_title=shown_title(tick.post_title),
                post_url=tick.link,
            )
            return
    turn.answer("button_stale")


async def _asked(
    turn: Turn, session: Session, publication_id: int
) -> tuple[AskedPublication, Channel] | None:
    """The post that the person was asked about, and its channel where that is still in use.

    Also who reported a post for a colleague was asked, so that it need not be in their care.
    """
    person, region = turn.known()
    publication = await information_classes.asked_about(session, publication_id, person.id)
    if publication is None:
        return None
    found = await roster.channels(session, region.id, ids=[publication.channel_id])
    return (publication, found[0]) if found else None


async def _open_to(
    turn: Turn, session: Session, publication: AskedPublication, agency: Agency
) -> list[OpenDuty]:
    """What the agency has yet to do that this post can have done."""
    _, region = turn.known()
    found = await open_duties_of(session, region, [agency], _today(region, turn.now))
    return fulfilled_by(found[agency.id], _today(region, publication.at))


async def _ticks_of(session: Session, agency: Agency) -> list[Tick]:
    return await periodic_duties.ticks_of(session, agency.region_id, agency_ids=[agency.id])


def _today(region: Region, at: datetime) -> date:
    return Calendar(region.zone).today(at)


def _pressed_as(duty_id: int, due: date) -> tuple[int, int]:
    """How a button names the duty for this due date: the day as a number, such as 20270331."""
    return duty_id, int(due.strftime("%Y%m%d"))


def _line(one: OpenDuty) -> dict[str, Any]:
    return {"title": one.title, "due": one.due, "days": one.days}
