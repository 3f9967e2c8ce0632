"""/help and /bantuan, /bahasa, and an answer to what nobody understands."""

from __future__ import annotations

from bot.chat.turn import Turn
from bot.policy.workdays import zone_abbreviation
from bot.texts.phrasebook import LANGUAGES
from storage import people


async def show_help(turn: Turn) -> None:
    """What one can send, and when reminders come."""
    await turn.reply("help", zone_name=zone_abbreviation(turn.zone, turn.now))


async def switch_language(turn: Turn) -> None:
    """/bahasa: the other language from now on."""
    person, _ = turn.known()
    other = next(language for language in LANGUAGES if language != person.language)
    async with turn.deciding() as session:
        await people.set_language(session, person.id, other)
        turn.person = await people.person(session, person.id)
        turn.answer("language_changed")


async def not_understood(turn: Turn) -> None:
    """Anything else a registered person writes: say what works."""
    await turn.reply("not_understood")


async def stale_button(turn: Turn) -> None:
    """A press that no conversation of today made."""
    await turn.reply("button_stale")
