"""/privasi and /lupakan: what is known of a person, and how to have it erased."""

from __future__ import annotations

from bot.buttons import FORGET, button, column
from bot.chat.turn import Turn
from bot.evidence_care import erase_pictures
from storage import people, roster


async def privacy(turn: Turn) -> None:
    """What is stored of whoever asks; also for people we don't know."""
    person = turn.person
    async with turn.deciding() as session:
        agency = None
        if person is not None:
            agency = await roster.agency_of(session, person.agency_id)
        turn.answer(
            "privacy",
            name=None if person is None else person.name,
            telegram_id=None if person is None else person.telegram_id,
            agency=None if agency is None else agency.name,
            role=None if person is None else f"role_{person.role}",
            language_name=turn.label("language_name"),
        )


async def forget(turn: Turn) -> None:
    """Ask before erasing."""
    person, _ = turn.known()
    await turn.reply(
        "forget_confirm",
        buttons=column(
            [
                button(turn.label("button_forget_yes"), FORGET, person.id, 1),
                button(turn.label("button_forget_no"), FORGET, person.id, 0),
            ]
        ),
    )


async def forget_decided(turn: Turn) -> None:
    """The press under /lupakan; only the person asked may press."""
    person, _ = turn.known()
    match turn.pressed(FORGET, 2):
        case (person.id, 1):
            async with turn.deciding() as session:
                unused = await people.forget(session, person, turn.now)
                turn.answer("forgotten")
                turn.person = None
            await erase_pictures(turn.services, unused)
        case (person.id, 0):
            await turn.reply("forget_kept")
        case (_, 0 | 1):
            await turn.reply("not_yours")
        case _:
            await turn.reply("button_stale")
