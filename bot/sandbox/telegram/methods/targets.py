"""Where a call goes: the chat it names and whether the bot may write there."""

from __future__ import annotations

from bot.sandbox.telegram.errors import bad_request, forbidden
from bot.sandbox.telegram.parameters import Parameters, whole_number
from bot.sandbox.telegram.state import Chat, ChatKind, Membership, Message
from bot.sandbox.telegram.world import World


def known_chat(world: World, parameters: Parameters, name: str = "chat_id") -> Chat:
    """The chat a call names; `ApiError` 400 where the bot never saw it or it was migrated."""
    raw = parameters.text(name).strip()
    if not raw:
        raise bad_request(f"{name} is empty")
    try:
        chat = world.chats.get(int(raw))
    except ValueError:
        chat = None
    if chat is None or (chat.kind is not ChatKind.PRIVATE and chat.bot is None):
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        raise bad_request(
            "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to
        )
    return chat


def writable_chat(world: World, parameters: Parameters) -> Chat:
    """The chat a call names, where the bot may write; raises `ApiError` 400 or 403."""
    chat = known_chat(world, parameters)
    if chat.kind is ChatKind.PRIVATE:
        if world.users[chat.id].deactivated:
            raise forbidden("user is deactivated")
        if chat.bot is None:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.bot is Membership.KICKED:
            raise forbidden("bot was blocked by the user")
        return chat
    if chat.bot is Membership.KICKED:
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if chat.bot is Membership.LEFT:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return chat


def replied_message(chat: Chat, parameters: Parameters) -> int | None:
    """The id of the message a new one answers.

    Raises `ApiError` 400 where that message is gone and `allow_sending_without_reply` isn't set.
    """
    reply = parameters.mapping("reply_parameters")
    wanted = whole_number(reply.get("message_id")) or parameters.whole("reply_to_message_id")
    if not wanted:
        return None
    if chat.find(wanted) is not None:
        return wanted
    if reply.get("allow_sending_without_reply") or parameters.truth("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def named_message(chat: Chat, parameters: Parameters, purpose: str) -> Message:
    """The message a call names; raises `ApiError` 400 "message to `purpose` not found"."""
    wanted = parameters.whole("message_id")
    if wanted <= 0:
        raise bad_request("message identifier is not specified")
    message = chat.find(wanted)
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message
