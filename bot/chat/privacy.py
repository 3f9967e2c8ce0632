"""/privasi and /lupakan: what is known of a person, and how to have it erased."""

from __future__ import annotations

from bot.buttons import FORGET, button, column, ids_of
from bot.chat.turn import Turn
from storage import people, roster


async def privacy(turn: Turn) -> None:
    """What is stored of whoever asks; also for people we don't know."""
    async with turn.deciding() as session:
        person = turn.person
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
    async with turn.deciding():
        turn.answer(
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
    query = turn.update.callback_query
    pressed = ids_of(None if query is None else query.data, FORGET, 2)
    async with turn.deciding() as session:
        if pressed is None or pressed[0] != person.id:
            turn.answer("button_stale" if pressed is None else "not_yours")
        elif not pressed[1]:
            turn.answer("forget_kept")
        else:
            await people.forget(session, person, turn.now)
            turn.answer("forgotten")
            turn.person = None
