from __future__ import annotations

import asyncio
import logging
import time
from datetime import timedelta

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.sandbox.telegram import Account, BotApi, Call, Fault, Stage
from tests.bot.sandbox.sandbox_telegram_tools import Ask


async def test_a_flood_stops_one_chat_and_no_other(
    api: BotApi, bot: Bot, siti: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    budi = api.person(1002, "Budi")
    budi.start()
    api.fail(Fault.TooManyRequests(retry_after=7), method="sendMessage", chat=siti.id)
    await bot.send_message(budi.id, "x")
    with pytest.raises(RetryAfter) as flood:
        await bot.send_message(siti.id, "x")
    assert flood.value.retry_after == timedelta(seconds=7)
    assert siti.messages == []
    await bot.send_message(siti.id, "y")
    assert [m.text for m in siti.messages] == ["y"]


async def test_a_flood_is_worded_officially(api: BotApi, ask: Ask, siti: Account) -> None:
    api.fail(Fault.TooManyRequests(retry_after=7))
    assert await ask("sendMessage", chat_id=siti.id, text="x") == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }


async def test_a_fault_strikes_as_often_as_it_was_told(
    api: BotApi, bot: Bot, siti: Account
) -> None:
    api.fail(Fault.ServerError(), method="sendMessage", times=2)
    for _ in range(2):
        with pytest.raises(NetworkError, match="Internal Server Error"):
            await bot.send_message(siti.id, "x")
    await bot.send_message(siti.id, "x")
    assert len(siti.messages) == 1
    assert [call.status for call in api.calls_of("sendMessage")] == [500, 500, 200]


async def test_healing_forgets_what_was_planned(api: BotApi, bot: Bot, siti: Account) -> None:
    api.fail(Fault.ServerError(), times=100)
    api.heal()
    await bot.send_message(siti.id, "x")
    assert len(siti.messages) == 1


async def test_a_bad_gateway_is_a_page(
    api: BotApi,
    client: httpx.AsyncClient,
    bot: Bot,
    siti: Account,
    caplog: pytest.LogCaptureFixture,
) -> None:
    api.fail(Fault.BadGateway(), times=2)
    response = await client.post("/sendMessage", data={"chat_id": siti.id, "text": "x"})
    assert response.status_code == 502
    assert response.text.startswith("<html>")
    with caplog.at_level(logging.CRITICAL), pytest.raises(NetworkError):
        await bot.send_message(siti.id, "x")
    assert siti.messages == []


async def test_a_refusal_in_ones_own_words(api: BotApi, bot: Bot, siti: Account) -> None:
    api.fail(Fault.Refused(400, "have no rights to send a message"), method="sendMessage")
    with pytest.raises(BadRequest, match="ave no rights to send a message"):
        await bot.send_message(siti.id, "x")


async def test_a_connection_cut_before_leaves_nothing(
    api: BotApi, bot: Bot, siti: Account, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail(Fault.CutBefore(), method="sendMessage")
    with pytest.raises(NetworkError) as cut:
        await bot.send_message(siti.id, "x")
    assert not isinstance(cut.value, TimedOut)
    assert siti.messages == []
    assert [record for record in caplog.records if record.name.startswith("uvicorn")] == []


async def test_a_connection_cut_after_has_delivered(api: BotApi, bot: Bot, siti: Account) -> None:
    api.fail(Fault.CutAfter(), method="sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(siti.id, "x")
    assert [m.text for m in siti.messages] == ["x"]
    (call,) = api.calls_of("sendMessage")
    assert (call.status, call.result["message_id"]) == (None, siti.messages[0].id)


@pytest.mark.parametrize("processed", [False, True])
async def test_a_hanging_call_is_never_answered(
    api: BotApi, bot: Bot, siti: Account, processed: bool
) -> None:
    api.fail(Fault.Hang(processed=processed), method="sendMessage")
    with pytest.raises(TimedOut):
        await bot.send_message(siti.id, "x", read_timeout=0.2)
    assert len(siti.messages) == int(processed)


async def test_latency_only_takes_time(api: BotApi, bot: Bot, siti: Account) -> None:
    api.fail(Fault.Latency(0.2), method="sendMessage")
    before = time.monotonic()
    await bot.send_message(siti.id, "x")
    assert time.monotonic() - before >= 0.2
    assert len(siti.messages) == 1


async def test_an_update_is_delivered_twice_although_it_was_confirmed(
    api: BotApi, bot: Bot, siti: Account
) -> None:
    siti.say("lapor")
    api.fail(Fault.DeliveredTwice())
    (first,) = await bot.get_updates()
    siti.say("lagi")
    again, other = await bot.get_updates(offset=first.update_id + 1)
    assert again.update_id == first.update_id
    assert other.message is not None
    assert other.message.text == "lagi"
    assert len(await bot.get_updates(offset=first.update_id + 1)) == 1


async def test_getting_updates_can_fail_as_well(api: BotApi, bot: Bot, siti: Account) -> None:
    siti.say("halo")
    api.fail(Fault.CutAfter(), method="getUpdates")
    with pytest.raises(NetworkError):
        await bot.get_updates()
    assert len(await bot.get_updates()) == 1


async def test_a_hook_can_hold_an_answer_back(api: BotApi, bot: Bot, siti: Account) -> None:
    release = asyncio.Event()
    api.on_call(lambda call, stage: _held(stage.value, release))
    sending = asyncio.create_task(bot.send_message(siti.id, "x"))
    message = await siti.receives("x")
    assert not sending.done()
    release.set()
    assert (await sending).message_id == message.id


async def test_a_caller_that_dies_before_its_answer_leaves_the_message_and_the_server(
    api: BotApi, bot: Bot, siti: Account
) -> None:
    sending = asyncio.create_task(bot.send_message(siti.id, "x"))

    async def kill(_: Call, stage: Stage) -> None:
        if stage is Stage.PROCESSED:
            sending.cancel()

    forget = api.on_call(kill)
    with pytest.raises(asyncio.CancelledError):
        await sending
    forget()
    assert [m.text for m in siti.messages] == ["x"]
    assert (await bot.send_message(siti.id, "y")).text == "y"


async def _held(stage: str, release: asyncio.Event) -> None:
    if stage == "processed":
        await release.wait()
