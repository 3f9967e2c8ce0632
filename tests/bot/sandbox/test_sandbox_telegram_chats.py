from __future__ import annotations

from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden

from bot.sandbox.telegram import Account, BotApi
from tests.bot.sandbox.sandbox_telegram_tools import Ask, Clock


async def test_an_unknown_chat_is_not_found(ask: Ask) -> None:
    body = await ask("sendMessage", chat_id=77, text="x")
    assert (body["error_code"], body["description"]) == (400, "Bad Request: chat not found")
    named = await ask("sendMessage", chat_id="@nobody", text="x")
    assert named["description"] == "Bad Request: chat not found"


async def test_a_missing_chat_is_empty(ask: Ask) -> None:
    body = await ask("sendMessage", text="x")
    assert body["description"] == "Bad Request: chat_id is empty"


async def test_nobody_can_be_written_to_before_they_pressed_start(api: BotApi, bot: Bot) -> None:
    budi = api.person(1002, "Budi")
    with pytest.raises(
        Forbidden, match=r"^Forbidden: bot can't initiate conversation with a user$"
    ):
        await bot.send_message(budi.id, "x")
    budi.start()
    assert (await bot.send_message(budi.id, "x")).text == "x"


async def test_who_blocked_the_bot_gets_nothing_until_they_unblock_it(
    bot: Bot, siti: Account
) -> None:
    siti.block()
    with pytest.raises(Forbidden, match=r"^Forbidden: bot was blocked by the user$"):
        await bot.send_message(siti.id, "x")
    siti.unblock()
    await bot.send_message(siti.id, "y")
    assert [m.text for m in siti.messages] == ["y"]


async def test_blocking_and_unblocking_are_told(bot: Bot, siti: Account) -> None:
    siti.block()
    siti.unblock()
    blocked, unblocked = await bot.get_updates()
    assert blocked.my_chat_member is not None
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert blocked.my_chat_member.from_user.id == siti.id
    assert unblocked.my_chat_member is not None
    assert unblocked.my_chat_member.new_chat_member.status == "member"


async def test_pressing_start_again_unblocks(bot: Bot, siti: Account) -> None:
    siti.block()
    siti.start("kode")
    updates = await bot.get_updates()
    assert [u.message.text for u in updates if u.message] == ["/start kode"]
    assert len(updates) == 3


async def test_a_deactivated_user_is_told_apart(bot: Bot, siti: Account) -> None:
    siti.deactivate()
    with pytest.raises(Forbidden, match=r"^Forbidden: user is deactivated$"):
        await bot.send_message(siti.id, "x")


async def test_every_method_that_writes_meets_the_same_wall(ask: Ask, siti: Account) -> None:
    siti.block()
    for method in ("sendChatAction", "deleteMessage", "editMessageText", "sendMessage"):
        body = await ask(method, chat_id=siti.id, message_id=1, text="x", action="typing")
        assert body["description"] == "Forbidden: bot was blocked by the user"


async def test_get_chat_tells_who_it_is(api: BotApi, bot: Bot) -> None:
    budi = api.person(1002, "Budi", last_name="Santoso", username="budi_s")
    chat = await bot.get_chat(budi.id)
    assert (chat.first_name, chat.last_name, chat.username) == ("Budi", "Santoso", "budi_s")


async def test_a_private_chat_has_no_administrators(bot: Bot, siti: Account) -> None:
    with pytest.raises(BadRequest, match="here are no administrators in the private chat"):
        await bot.get_chat_administrators(siti.id)
    with pytest.raises(BadRequest, match="ser not found"):
        await bot.get_chat_member(siti.id, 5)


async def test_a_message_older_than_two_days_cannot_be_deleted(
    bot: Bot, siti: Account, clock: Clock
) -> None:
    sent = await bot.send_message(siti.id, "x")
    clock.advance(timedelta(hours=48, seconds=1))
    with pytest.raises(BadRequest, match="can't be deleted for everyone"):
        await bot.delete_message(siti.id, sent.message_id)
