"""setMyCommands, getMyCommands, deleteMyCommands."""

from __future__ import annotations

import re

from bot.sandbox.telegram.commands import DEFAULT_SCOPE, Scope
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.methods.languages import read_language
from bot.sandbox.telegram.methods.registry import method
from bot.sandbox.telegram.parameters import Parameters, whole_number
from bot.sandbox.telegram.state import Json
from bot.sandbox.telegram.world import World

MAX_COMMANDS = 100
MAX_NAME = 32
MAX_DESCRIPTION = 256
"""The Bot API manual, setMyCommands and BotCommand."""

_NAME = re.compile(r"[a-z0-9_]+")
_PLAIN_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES = ("chat", "chat_administrators")


@method("setMyCommands")
async def set_my_commands(world: World, parameters: Parameters) -> bool:
    """Register the commands of one scope and language."""
    values = parameters.value("commands")
    if not isinstance(values, list):
        raise bad_request("expected an Array of BotCommand")
    if len(values) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    key = _scope(parameters), read_language(parameters)
    world.commands.lists[key] = [_command(value) for value in values]
    world.changed.ring()
    return True


@method("getMyCommands")
async def get_my_commands(world: World, parameters: Parameters) -> list[Json]:
    """The commands of exactly that scope and language."""
    return world.commands.lists.get((_scope(parameters), read_language(parameters)), [])


@method("deleteMyCommands")
async def delete_my_commands(world: World, parameters: Parameters) -> bool:
    """Remove them, so that the next wider scope holds."""
    world.commands.lists.pop((_scope(parameters), read_language(parameters)), None)
    world.changed.ring()
    return True


def _command(value: object) -> Json:
    if not isinstance(value, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(value.get(name), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    command = value["command"].strip().removeprefix("/")
    description = value["description"].strip()
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > MAX_NAME:
        raise bad_request(f"command length must not exceed {MAX_NAME}")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > MAX_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {MAX_DESCRIPTION}")
    if _NAME.fullmatch(command) is None:
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}


def _scope(parameters: Parameters) -> Scope:
    value = parameters.mapping("scope")
    if not value:
        return DEFAULT_SCOPE
    kind = str(value.get("type", ""))
    if kind in _PLAIN_SCOPES:
        return kind, None, None
    chat, user = whole_number(value.get("chat_id")), whole_number(value.get("user_id"))
    if kind in _CHAT_SCOPES and chat:
        return kind, chat, None
    if kind == "chat_member" and chat and user:
        return kind, chat, user
    raise bad_request("can't parse BotCommandScope: unsupported type specified")
