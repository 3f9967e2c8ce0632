from __future__ import annotations

import json
from datetime import timedelta

import httpx
import pytest

from bot.sandbox.telegram import Account, BotApi
from tests.bot.sandbox.sandbox_telegram_tools import Ask, Clock


@pytest.fixture
def api(clock: Clock) -> BotApi:
    return BotApi(clock=clock, floods=True)


async def test_a_burst_passes_and_then_one_message_a_second(
    api: BotApi, ask: Ask, siti: Account, clock: Clock
) -> None:
    for number in range(3):
        assert (await ask("sendMessage", chat_id=siti.id, text=str(number)))["ok"]
    refused = await ask("sendMessage", chat_id=siti.id, text="x")
    assert refused["description"] == "Too Many Requests: retry after 1"
    assert refused["parameters"] == {"retry_after": 1}
    assert len(siti.messages) == 3
    clock.advance(timedelta(seconds=1))
    assert (await ask("sendMessage", chat_id=siti.id, text="x"))["ok"]
    assert not (await ask("sendMessage", chat_id=siti.id, text="x"))["ok"]


async def test_one_chat_does_not_hold_up_another(api: BotApi, ask: Ask, siti: Account) -> None:
    budi = api.person(1002, "Budi")
    budi.start()
    for _ in range(4):
        await ask("sendMessage", chat_id=siti.id, text="x")
    assert (await ask("sendMessage", chat_id=budi.id, text="x"))["ok"]


async def test_a_group_takes_twenty_a_minute(
    api: BotApi, ask: Ask, siti: Account, clock: Clock
) -> None:
    group = api.group(-5, "Humas", [siti])
    group.add_bot(siti)
    for _ in range(20):
        assert (await ask("sendMessage", chat_id=group.id, text="x"))["ok"]
    refused = await ask("sendMessage", chat_id=group.id, text="x")
    assert refused["parameters"] == {"retry_after": 3}
    clock.advance(timedelta(seconds=3))
    assert (await ask("sendMessage", chat_id=group.id, text="x"))["ok"]


async def test_thirty_a_second_go_out_in_all(api: BotApi, ask: Ask, clock: Clock) -> None:
    people = [api.person(2000 + number, f"Warga {number}") for number in range(31)]
    for person in people:
        person.start()
    sent = [(await ask("sendMessage", chat_id=p.id, text="x"))["ok"] for p in people]
    assert sent == [True] * 30 + [False]
    clock.advance(timedelta(seconds=1))
    assert (await ask("sendMessage", chat_id=people[-1].id, text="x"))["ok"]


async def test_every_item_of_an_album_counts(client: httpx.AsyncClient, siti: Account) -> None:
    media = json.dumps([{"type": "document", "media": "attach://a"}] * 2)
    parameters = {"chat_id": str(siti.id), "media": media}
    for expected in (200, 429):
        response = await client.post("/sendMediaGroup", params=parameters, files={"a": b"x"})
        assert response.status_code == expected
    assert len(siti.messages) == 2
