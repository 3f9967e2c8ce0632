from __future__ import annotations

import pytest
from telegram import (
    Bot,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonDefault,
)
from telegram.error import BadRequest

from bot.sandbox.telegram import Account, BotApi
from tests.bot.sandbox.sandbox_telegram_tools import Ask


async def test_commands_are_kept_by_scope_and_language(bot: Bot) -> None:
    private = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([("status", "Keadaan kanal")], scope=private)
    await bot.set_my_commands([("status", "State")], scope=private, language_code="en")
    (command,) = await bot.get_my_commands(scope=private)
    assert (command.command, command.description) == ("status", "Keadaan kanal")
    assert (await bot.get_my_commands(private, "en"))[0].description == "State"
    assert list(await bot.get_my_commands()) == []


async def test_a_person_is_offered_the_narrowest_list(api: BotApi, bot: Bot, siti: Account) -> None:
    tom = api.person(1002, "Tom", language_code="en")
    await bot.set_my_commands([("a", "semua")])
    await bot.set_my_commands([("b", "grup")], scope=BotCommandScopeAllGroupChats())
    await bot.set_my_commands([("c", "english")], language_code="en")
    assert [siti.commands[0]["command"], tom.commands[0]["command"]] == ["a", "c"]
    await bot.set_my_commands([("d", "pribadi")], scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([("e", "Siti")], scope=BotCommandScopeChat(siti.id))
    assert [siti.commands[0]["command"], tom.commands[0]["command"]] == ["e", "d"]
    await bot.delete_my_commands(scope=BotCommandScopeChat(siti.id))
    assert siti.commands[0]["command"] == "d"


async def test_in_a_group_administrators_and_single_members_have_their_own_list(
    api: BotApi, ask: Ask, siti: Account
) -> None:
    budi, ani = api.person(1002, "Budi"), api.person(1003, "Ani")
    group = api.group(-5, "Humas", [siti, budi, ani])

    async def offer(name: str, **scope: object) -> None:
        commands = [{"command": name, "description": "x"}]
        assert (await ask("setMyCommands", commands=commands, scope=scope))["ok"]

    await offer("semua", type="default")
    await offer("grup", type="all_group_chats")
    assert [group.commands(p)[0]["command"] for p in (siti, budi)] == ["grup", "grup"]
    await offer("pengurus", type="all_chat_administrators")
    await offer("ani", type="chat_member", chat_id=-5, user_id=ani.id)
    offered = [group.commands(person)[0]["command"] for person in (siti, budi, ani)]
    assert offered == ["pengurus", "grup", "ani"]
    await offer("humas", type="chat", chat_id=-5)
    await offer("ketua", type="chat_administrators", chat_id=-5)
    offered = [group.commands(person)[0]["command"] for person in (siti, budi)]
    assert offered == ["ketua", "humas"]
    assert siti.commands[0]["command"] == "semua"


@pytest.mark.parametrize(
    ("command", "description", "reason"),
    [
        ("Status", "x", "BOT_COMMAND_INVALID"),
        ("buka-tutup", "x", "BOT_COMMAND_INVALID"),
        ("a" * 33, "x", "command length must not exceed 32"),
        ("", "x", "command must be non-empty"),
        ("a", "", "command description must be non-empty"),
        ("a", "x" * 257, "command description length must not exceed 256"),
    ],
)
async def test_a_wrong_command_is_refused(
    ask: Ask, command: str, description: str, reason: str
) -> None:
    commands = [{"command": command, "description": description}]
    body = await ask("setMyCommands", commands=commands)
    assert body["description"] == f"Bad Request: {reason}"
    assert (await ask("getMyCommands"))["result"] == []


async def test_a_hundred_commands_and_no_more(ask: Ask) -> None:
    commands = [{"command": f"c{n}", "description": "x"} for n in range(101)]
    assert (await ask("setMyCommands", commands=commands[:100]))["ok"]
    body = await ask("setMyCommands", commands=commands)
    assert body["description"] == "Bad Request: BOT_COMMANDS_TOO_MUCH"


@pytest.mark.parametrize(
    ("commands", "reason"),
    [
        ({}, "expected an Array of BotCommand"),
        (["x"], "can't parse BotCommand: expected an Object"),
        ([{"command": "x"}], "can't parse BotCommand: Can't find field \"description\""),
    ],
)
async def test_commands_of_a_wrong_shape_are_refused(
    ask: Ask, commands: object, reason: str
) -> None:
    body = await ask("setMyCommands", commands=commands)
    assert body["description"] == f"Bad Request: {reason}"


async def test_an_unknown_scope_or_language_is_refused(ask: Ask) -> None:
    scope = await ask("getMyCommands", scope={"type": "universe"})
    assert scope["description"].endswith("unsupported type specified")
    language = await ask("getMyCommands", language_code="indonesia")
    assert language["description"] == "Bad Request: invalid language code specified"


async def test_name_and_descriptions_are_kept_by_language(bot: Bot) -> None:
    assert (await bot.get_my_name()).name == "Segar"
    await bot.set_my_name("Segar Kominfo", language_code="id")
    await bot.set_my_description("Menjaga kanal")
    await bot.set_my_short_description("Kanal segar", language_code="id")
    assert (await bot.get_my_name("id")).name == "Segar Kominfo"
    assert (await bot.get_my_name("en")).name == "Segar"
    assert (await bot.get_my_description("id")).description == "Menjaga kanal"
    assert (await bot.get_my_short_description()).short_description == ""
    assert (await bot.get_my_short_description("id")).short_description == "Kanal segar"


@pytest.mark.parametrize(
    ("what", "limit"), [("name", 64), ("description", 512), ("short_description", 120)]
)
async def test_each_text_has_its_length(ask: Ask, what: str, limit: int) -> None:
    method = "setMy" + what.title().replace("_", "")
    assert (await ask(method, **{what: "a" * limit}))["ok"]
    body = await ask(method, **{what: "a" * (limit + 1)})
    assert body["description"].endswith(f"must not exceed {limit}")


async def test_a_chats_menu_button_is_its_own(bot: Bot, siti: Account) -> None:
    await bot.set_chat_menu_button(siti.id, MenuButtonCommands())
    assert isinstance(await bot.get_chat_menu_button(siti.id), MenuButtonCommands)
    await bot.set_chat_menu_button(siti.id)
    assert isinstance(await bot.get_chat_menu_button(siti.id), MenuButtonDefault)


async def test_a_menu_button_can_be_for_all(ask: Ask, bot: Bot) -> None:
    await bot.set_chat_menu_button(menu_button=MenuButtonDefault())
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonDefault)
    body = await ask("setChatMenuButton", menu_button={"type": "pie"})
    assert not body["ok"]


async def test_after_log_out_every_call_is_refused(bot: Bot, siti: Account) -> None:
    assert await bot.close()
    assert await bot.log_out()
    with pytest.raises(BadRequest, match="Logged out"):
        await bot.send_message(siti.id, "x")
