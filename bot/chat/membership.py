"""The bot is blocked, unblocked, added to a group, removed from it; a group gets a new id."""

from __future__ import annotations

from telegram import Chat, ChatMember

from bot.chat.turn import Turn
from storage import outbox, people, roster
from storage.people import Role

HOSTS = frozenset({Role.HEAD, Role.OPERATOR})
"""Whose group is the region's; anybody else's is a group like any other."""
PRESENT = frozenset({ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER})


async def membership_changed(turn: Turn) -> None:
    """A my_chat_member update: note whether the bot can write to this chat (any more)."""
    change = turn.update.my_chat_member
    if change is None:
        raise ValueError("not a change of membership")
    present = change.new_chat_member.status in PRESENT
    was_present = change.old_chat_member.status in PRESENT
    async with turn.deciding() as session:
        if turn.chat.type == Chat.PRIVATE:
            if turn.person is None:
                return
            if present:
                await people.reached(session, turn.chat.id)
            else:
                await people.strike(session, turn.person.id, turn.now, final=False)
        elif not present:
            await roster.forget_group_chat(session, turn.chat.id)
        elif not was_present and turn.person is not None and turn.person.role in HOSTS:
            _, region = turn.known()
            if region.group_chat_id is None:
                await roster.set_group_chat(session, region.id, turn.chat.id)
            turn.answer("group_greeting")


async def group_migrated(turn: Turn) -> None:
    """The service message of a group that became a supergroup: everything follows to the new id."""
    message = turn.update.effective_message
    if message is None:
        raise ValueError("a migration without its service message")
    async with turn.deciding() as session:
        if message.migrate_to_chat_id is not None:
            await outbox.migrate_chat(session, turn.chat.id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id is not None:
            await outbox.migrate_chat(session, message.migrate_from_chat_id, turn.chat.id)
