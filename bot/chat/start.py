"""/start and /daftar: coming in by an invitation, or asking for one."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from bot.channel_names import channel_name
from bot.chat.turn import Turn
from bot.texts.phrasebook import DEFAULT_LANGUAGE
from storage import invitations, people, roster
from storage.engine import Session
from storage.errors import InvitationRefused, PersonBelongsElsewhere
from storage.people import Person, Role
from storage.roster import Region

DEEP_LINK = re.compile(r"[?&]start=(?P<code>[A-Za-z0-9_-]+)")
"""The code in an invitation's link (Bot API manual, "Deep linking")."""


async def start(turn: Turn) -> None:
    """/start, bare or with the code of a deep link."""
    code = _code_in(turn.argument)
    if code:
        await _redeem(turn, code)
        return
    async with turn.deciding() as session:
        if turn.person is None or turn.region is None:
            turn.answer("hello")
        else:
            await people.reached(session, turn.chat.id)
            await _greet(turn, session, turn.person, turn.region)


async def register(turn: Turn) -> None:
    """/daftar KODE: the same as the deep link, for those who got the code as text."""
    if turn.argument:
        await start(turn)
    else:
        await turn.reply("register_how")


def _code_in(argument: str) -> str:
    """The code alone, also where the whole link was copied or a word follows."""
    link = DEEP_LINK.search(argument)
    return link["code"] if link else argument.partition(" ")[0]


async def _greet(turn: Turn, session: Session, person: Person, region: Region) -> None:
    agency = await roster.agency_of(session, person.agency_id)
    local = turn.now.astimezone(ZoneInfo(region.zone))
    turn.answer(
        "hello_again",
        greeting=turn.services.phrasebook.greeting(turn.language, local),
        name=person.name,
        role=f"role_{person.role}",
        agency=None if agency is None else agency.name,
        region=region.name,
    )


async def _redeem(turn: Turn, code: str) -> None:
    user = turn.update.effective_user
    if user is None:
        raise ValueError("a private message without a sender")
    async with turn.deciding() as session:
        try:
            newcomer = await invitations.redeem(
                session,
                code,
                telegram_id=user.id,
                name=user.full_name,
                language=turn.person.language if turn.person else DEFAULT_LANGUAGE,
                now=turn.now,
            )
        except InvitationRefused as error:
            turn.answer("invitation_refused", refusal=error.refusal.value)
            return
        except PersonBelongsElsewhere:
            turn.answer("invitation_refused", refusal="elsewhere")
            return
        person = newcomer.person
        region = await roster.region_of(session, person.region_id)
        turn.person, turn.region = person, region
        await people.reached(session, user.id)
        if newcomer.is_new:
            await _welcome(turn, session, person, region)
        else:
            await _greet(turn, session, person, region)


async def _welcome(turn: Turn, session: Session, person: Person, region: Region) -> None:
    agency = await roster.agency_of(session, person.agency_id)
    turn.answer(
        "welcome",
        name=person.name,
        role=f"role_{person.role}",
        agency=None if agency is None else agency.name,
        region=region.name,
        is_steward=person.role is Role.STEWARD,
        channels=[
            channel_name(turn.label, channel)
            for channel in await people.channels_of(session, person)
        ],
    )
