"""The press of an operator who says that the account which now has a name is the right one."""

from __future__ import annotations

from bot.buttons import ACCOUNT
from bot.chat.status import OVERSEERS
from bot.chat.turn import Turn
from storage import roster


async def accept_account(turn: Turn) -> None:
    """Forget the account's old id, so that whoever has its name now is taken for it."""
    person, region = turn.known()
    pressed = turn.pressed(ACCOUNT, 1) or ()
    if person.role not in OVERSEERS:
        await turn.reply("not_yours")
        return
    async with turn.deciding() as session:
        found = await roster.channels(session, region.id, ids=pressed)
        if not found or found[0].ref.platform_id is None:
            turn.answer("button_stale")
            return
        [channel] = found
        await roster.forget_identity(session, channel.id)
        turn.answer(
            "account_accepted",
            platform=f"platform_{channel.ref.platform}",
            handle=channel.ref.name,
            agency=channel.agency.short,
        )
