from __future__ import annotations

import asyncio
from datetime import timedelta

import httpx
import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.sandbox.telegram import Account, BotApi, Call, Stage
from tests.bot.sandbox.sandbox_telegram_tools import Ask, Clock


async def texts(bot: Bot, offset: int | None = None, limit: int | None = None) -> list[str]:
    updates = await bot.get_updates(offset=offset, limit=limit)
    return [update.message.text or "" for update in updates if update.message]


async def test_updates_stay_until_the_next_offset_confirms_them(bot: Bot, siti: Account) -> None:
    for text in ("a", "b", "c"):
        siti.say(text)
    first, second, _ = await bot.get_updates()
    assert await texts(bot) == ["a", "b", "c"]
    assert second.update_id == first.update_id + 1
    assert await texts(bot, offset=second.update_id) == ["b", "c"]
    assert await texts(bot) == ["b", "c"]


async def test_a_limit_cuts_the_answer_and_loses_nothing(bot: Bot, siti: Account) -> None:
    for text in ("a", "b", "c"):
        siti.say(text)
    assert await texts(bot, limit=2) == ["a", "b"]
    assert await texts(bot, limit=0) == ["a"]
    assert len(await bot.get_updates(limit=100)) == 3


async def test_at_most_a_hundred_come_at_once(ask: Ask, siti: Account) -> None:
    for number in range(101):
        siti.say(str(number))
    assert len((await ask("getUpdates", limit=1000))["result"]) == 100


async def test_a_negative_offset_keeps_only_the_last(bot: Bot, siti: Account) -> None:
    for text in ("a", "b", "c"):
        siti.say(text)
    assert await texts(bot, offset=-2) == ["b", "c"]
    assert await texts(bot) == ["b", "c"]
    assert await texts(bot, offset=-5) == ["b", "c"]


async def test_a_long_poll_returns_the_moment_something_is_said(
    api: BotApi, bot: Bot, siti: Account
) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=30))
    await api.until(lambda: api.polled)
    siti.say("halo")
    (update,) = await asyncio.wait_for(polling, 2)
    assert update.message is not None
    assert update.message.text == "halo"


async def test_a_long_poll_ends_empty_after_its_time(bot: Bot) -> None:
    assert list(await bot.get_updates(timeout=1)) == []


async def test_updates_older_than_a_day_are_dropped(bot: Bot, siti: Account, clock: Clock) -> None:
    siti.say("lama")
    clock.advance(timedelta(hours=23))
    siti.say("baru")
    assert await texts(bot) == ["lama", "baru"]
    clock.advance(timedelta(hours=1))
    assert await texts(bot) == ["baru"]


async def test_a_second_poller_ends_the_first(
    api: BotApi, client: httpx.AsyncClient, bot: Bot, siti: Account
) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await api.until(lambda: api.polled)
    second = asyncio.create_task(client.get("/getUpdates", params={"timeout": 30}))
    with pytest.raises(Conflict) as ended:
        await first
    assert str(ended.value) == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    siti.say("halo")
    assert len((await second).json()["result"]) == 1


async def test_a_poller_that_went_away_takes_nothing_with_it(
    api: BotApi, url: str, bot: Bot, siti: Account
) -> None:
    async with httpx.AsyncClient(base_url=f"{url}/bot{api.token}") as other:
        gone = asyncio.create_task(other.get("/getUpdates", params={"timeout": 30}))
        await api.until(lambda: api.polled)
        gone.cancel()
    siti.say("halo")
    assert await texts(bot) == ["halo"]


async def test_only_the_kinds_asked_for_are_made(bot: Bot, siti: Account) -> None:
    await bot.get_updates(allowed_updates=["my_chat_member"])
    siti.say("a")
    siti.block()
    (update,) = await bot.get_updates()
    assert update.my_chat_member is not None


async def test_the_setting_stays_and_an_empty_list_is_the_default(bot: Bot, siti: Account) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    siti.say("a")
    assert await texts(bot) == []
    await bot.get_updates(allowed_updates=[])
    siti.say("b")
    assert await texts(bot) == ["b"]


async def test_kinds_that_never_come_are_not_the_default(ask: Ask, siti: Account) -> None:
    await ask("getUpdates", allowed_updates=["poll"])
    siti.say("a")
    assert (await ask("getUpdates"))["result"] == []
    assert not (await ask("getUpdates", allowed_updates="poll"))["ok"]


async def test_chat_member_comes_only_where_it_was_asked_for(
    api: BotApi, bot: Bot, siti: Account
) -> None:
    group = api.group(-500, "Pemda", [siti])
    group.add_bot(siti, administrator=True)
    group.add(api.person(1002, "Budi"))
    assert all(update.chat_member is None for update in await bot.get_updates())
    await bot.get_updates(offset=-1, allowed_updates=["chat_member"])
    group.add(api.person(1003, "Ani"))
    update = (await bot.get_updates())[-1]
    assert update.chat_member is not None
    assert update.chat_member.new_chat_member.user.first_name == "Ani"


async def test_an_edited_message_is_told(bot: Bot, siti: Account) -> None:
    siti.edit(siti.say("satu"), "dua")
    _, update = await bot.get_updates()
    assert update.edited_message is not None
    assert (update.edited_message.text, update.edited_message.edit_date is None) == ("dua", False)


async def test_hooks_see_every_call_before_and_after(api: BotApi, bot: Bot, siti: Account) -> None:
    seen: list[tuple[str, Stage, int]] = []

    async def note(call: Call, stage: Stage) -> None:
        seen.append((call.method, stage, len(siti.messages)))

    remove = api.on_call(note)
    await bot.send_message(siti.id, "x")
    remove()
    await bot.send_message(siti.id, "y")
    assert seen == [("sendMessage", Stage.RECEIVED, 0), ("sendMessage", Stage.PROCESSED, 1)]


async def test_calls_are_recorded_with_what_they_were_given(
    api: BotApi, bot: Bot, siti: Account, clock: Clock
) -> None:
    await bot.send_message(siti.id, "x")
    (call,) = api.calls_of("sendMessage")
    assert (call.chat_id, call.status, call.at) == (siti.id, 200, clock.now)
    assert call.parameters.text("text") == "x"
    assert call.result["message_id"] == siti.messages[0].id
