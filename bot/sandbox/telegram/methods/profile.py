"""getMe, the bot's name and descriptions, its menu button, logOut and close."""

from __future__ import annotations

from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.methods.languages import read_language
from bot.sandbox.telegram.methods.registry import Handler, method
from bot.sandbox.telegram.methods.targets import known_chat
from bot.sandbox.telegram.parameters import Parameters
from bot.sandbox.telegram.state import Json
from bot.sandbox.telegram.views import user_json
from bot.sandbox.telegram.world import World

LIMITS = {"name": 64, "description": 512, "short_description": 120}
"""The Bot API manual: characters, for each language."""

_METHODS = {
    "name": "MyName",
    "description": "MyDescription",
    "short_description": "MyShortDescription",
}
_MENU_BUTTONS = ("default", "commands", "web_app")


@method("getMe")
async def get_me(world: World, parameters: Parameters) -> Json:
    """The bot itself."""
    return user_json(world.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("logOut")
async def log_out(world: World, parameters: Parameters) -> bool:
    """Leave this server; every later call is refused."""
    world.logged_out = True
    return True


@method("close")
async def close(world: World, parameters: Parameters) -> bool:
    """End the bot's session on the server, which changes nothing here."""
    return True


@method("setChatMenuButton")
async def set_chat_menu_button(world: World, parameters: Parameters) -> bool:
    """The button beside the text field, for one private chat or for all."""
    button = parameters.mapping("menu_button") or {"type": "default"}
    if button.get("type") not in _MENU_BUTTONS:
        raise bad_request("can't parse MenuButton: unsupported type specified")
    if parameters.text("chat_id"):
        known_chat(world, parameters).menu_button = button
    else:
        world.profile.menu_button = button
    return True


@method("getChatMenuButton")
async def get_chat_menu_button(world: World, parameters: Parameters) -> Json:
    """The button of one private chat, or of all."""
    if parameters.text("chat_id"):
        return known_chat(world, parameters).menu_button
    return world.profile.menu_button


def _setter(what: str) -> Handler:
    async def set_text(world: World, parameters: Parameters) -> bool:
        text = parameters.text(what).strip()
        if len(text) > LIMITS[what]:
            raise bad_request(f"bot {what.replace('_', ' ')} length must not exceed {LIMITS[what]}")
        world.profile.texts[what, read_language(parameters)] = text
        return True

    return set_text


def _getter(what: str) -> Handler:
    async def get_text(world: World, parameters: Parameters) -> Json:
        return {what: world.profile.text(what, read_language(parameters))}

    return get_text


for _what, _name in _METHODS.items():
    method(f"set{_name}")(_setter(_what))
    method(f"get{_name}")(_getter(_what))
