"""getChat, getChatMember, getChatAdministrators, leaveChat."""

from __future__ import annotations

from bot.sandbox.telegram.errors import bad_request, forbidden
from bot.sandbox.telegram.methods.registry import method
from bot.sandbox.telegram.methods.targets import known_chat, writable_chat
from bot.sandbox.telegram.parameters import Parameters
from bot.sandbox.telegram.state import Chat, ChatKind, Json, Membership
from bot.sandbox.telegram.views import chat_json, member_json, membership_change_json
from bot.sandbox.telegram.world import World

_FULL_INFORMATION: Json = {
    "accent_color_id": 0,
    "max_reaction_count": 11,
    "accepted_gift_types": {
        "unlimited_gifts": False,
        "limited_gifts": False,
        "unique_gifts": False,
        "premium_subscription": False,
        "gifts_from_channels": False,
    },
}
"""What a `ChatFullInfo` must hold and nobody here can set."""


@method("getChat")
async def get_chat(world: World, parameters: Parameters) -> Json:
    """A `ChatFullInfo`."""
    chat = known_chat(world, parameters)
    _require_presence(chat)
    return chat_json(world, chat) | _FULL_INFORMATION


@method("getChatMember")
async def get_chat_member(world: World, parameters: Parameters) -> Json:
    """What someone is in a chat; `left` for who never was in it."""
    chat = known_chat(world, parameters)
    _require_presence(chat)
    user = world.users.get(parameters.whole("user_id"))
    if user is None:
        raise bad_request("user not found")
    if user is world.bot:
        return member_json(user, chat.bot or Membership.LEFT)
    return member_json(user, chat.members.get(user.id, Membership.LEFT))


@method("getChatAdministrators")
async def get_chat_administrators(world: World, parameters: Parameters) -> list[Json]:
    """The people who administer a group; other bots are left out, this one not."""
    chat = known_chat(world, parameters)
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request("there are no administrators in the private chat")
    _require_presence(chat)
    members = dict(chat.members)
    if chat.bot is not None:
        members[world.bot.id] = chat.bot
    return [
        member_json(world.users[user_id], membership)
        for user_id, membership in members.items()
        if membership.administers
    ]


@method("leaveChat")
async def leave_chat(world: World, parameters: Parameters) -> bool:
    """Leave a group."""
    chat = writable_chat(world, parameters)
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request("chat member status can't be changed in private chats")
    before = chat.bot or Membership.LEFT
    chat.bot = Membership.LEFT
    change = membership_change_json(world, chat, world.bot, world.bot, before, Membership.LEFT)
    world.updates.add("my_chat_member", change)
    return True


def _require_presence(chat: Chat) -> None:
    if chat.kind is not ChatKind.PRIVATE and chat.bot is Membership.KICKED:
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
