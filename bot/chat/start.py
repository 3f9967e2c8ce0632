"""/start and /daftar: coming in by an invitation, or asking for one."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from telegram import Chat

from bot.channel_names import channel_name
from bot.chat.turn import Turn
from bot.texts.phrasebook import DEFAULT_LANGUAGE
from storage import invitations, people, roster
from storage.errors import InvitationRefused, PersonBelongsElsewhere
from storage.people import Role


async def start(turn: Turn) -> None:
    """/start, bare or with the code of a deep link."""
    if turn.chat.type != Chat.PRIVATE:
        turn.answer("help_group")
        async with turn.deciding():
            return
    code = turn.text.partition(" ")[2].strip()
    if code:
        await _redeem(turn, code)
        return
    async with turn.deciding() as session:
        if turn.person is None or turn.region is None:
            turn.answer("hello")
            return
        if turn.person.telegram_id is not None:
            await people.reached(session, turn.person.telegram_id)
        agency = await roster.agency_of(session, turn.person.agency_id)
        turn.answer(
            "hello_again",
            greeting=_greeting(turn),
            name=turn.person.name,
            role=f"role_{turn.person.role}",
            agency=None if agency is None else agency.name,
            region=turn.region.name,
        )


async def register(turn: Turn) -> None:
    """/daftar KODE: the same as the deep link, for those who got the code as text."""
    if turn.chat.type == Chat.PRIVATE and not turn.text.partition(" ")[2].strip():
        turn.answer("register_how")
        async with turn.deciding():
            return
    await start(turn)


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
                name=user.first_name,
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
        await people.reached(session, user.id)
        turn.person, turn.region = person, await roster.region_of(session, person.region_id)
        agency = await roster.agency_of(session, person.agency_id)
        turn.answer(
            "welcome",
            name=person.name,
            role=f"role_{person.role}",
            agency=None if agency is None else agency.name,
            region=turn.region.name,
            is_steward=person.role is Role.STEWARD,
            channels=[
                {"name": channel_name(turn.label, channel), "address": channel.ref.canonical}
                for channel in await people.channels_of(session, person)
            ],
        )


def _greeting(turn: Turn) -> str:
    local = turn.now.astimezone(ZoneInfo(turn.zone))
    return turn.services.phrasebook.greeting(turn.language, local)
