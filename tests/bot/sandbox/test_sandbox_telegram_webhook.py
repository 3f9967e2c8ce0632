from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import Conflict

from bot.sandbox.telegram import Account, BotApi, Fault
from bot.serving import serve
from tests.bot.sandbox.sandbox_telegram_tools import Ask, Clock


@dataclass
class Receiver:
    """A webhook that answers with the statuses it is told, then 200."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)

    async def take(self, request: Request) -> Response:
        self.bodies.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return Response(status_code=self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = Starlette(routes=[Route("/hook", receiver.take, methods=["POST"])])
    async with serve(app) as url:
        receiver.url = f"{url}/hook"
        yield receiver


async def delivered(api: BotApi) -> None:
    await api.until(lambda: not api.pending)


async def test_updates_are_posted_with_the_secret(
    api: BotApi, bot: Bot, siti: Account, receiver: Receiver
) -> None:
    await bot.set_webhook(receiver.url, secret_token="rahasia")
    siti.say("halo")
    siti.say("lagi")
    await delivered(api)
    assert [body["message"]["text"] for body in receiver.bodies] == ["halo", "lagi"]
    assert receiver.secrets == ["rahasia", "rahasia"]


async def test_an_update_comes_again_until_it_is_taken(
    api: BotApi, bot: Bot, siti: Account, receiver: Receiver, clock: Clock
) -> None:
    receiver.statuses = [500, 404]
    await bot.set_webhook(receiver.url)
    siti.say("halo")
    await delivered(api)
    assert len({body["update_id"] for body in receiver.bodies}) == 1
    assert len(receiver.bodies) == 3
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 404 Not Found"
    assert info.last_error_date == clock.now
    assert (info.url, info.pending_update_count) == (receiver.url, 0)


async def test_an_update_can_be_posted_twice(
    api: BotApi, bot: Bot, siti: Account, receiver: Receiver
) -> None:
    api.fail(Fault.DeliveredTwice())
    await bot.set_webhook(receiver.url)
    siti.say("halo")
    await delivered(api)
    assert len(receiver.bodies) == 2


async def test_get_updates_and_a_webhook_exclude_each_other(
    bot: Bot, siti: Account, receiver: Receiver
) -> None:
    await bot.set_webhook(receiver.url)
    with pytest.raises(Conflict) as refused:
        await bot.get_updates()
    assert str(refused.value) == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await bot.delete_webhook()
    siti.say("halo")
    assert len(await bot.get_updates()) == 1
    assert receiver.bodies == []


async def test_setting_a_webhook_ends_a_poll(api: BotApi, bot: Bot, receiver: Receiver) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=30))
    await api.until(lambda: api.polled)
    await bot.set_webhook(receiver.url)
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await polling


async def test_pending_updates_are_dropped_only_when_asked(
    bot: Bot, siti: Account, api: BotApi
) -> None:
    siti.say("halo")
    await bot.delete_webhook()
    assert len(api.pending) == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert api.pending == []


async def test_an_address_nobody_answers_is_told(
    api: BotApi, bot: Bot, siti: Account, unused: str
) -> None:
    await bot.set_webhook(unused)
    siti.say("halo")
    await api.until(lambda: api.world.webhook.info().get("last_error_message"), timeout=5)
    assert (await bot.get_webhook_info()).pending_update_count == 1


@pytest.fixture
async def unused() -> str:
    """An address where a server was and is no more."""
    async with serve(Starlette()) as url:
        return url


async def test_a_webhook_needs_an_address_of_the_web(ask: Ask) -> None:
    body = await ask("setWebhook", url="ftp://dinas.go.id")
    assert body["description"].startswith("Bad Request: bad webhook")
    assert (await ask("setWebhook", url=""))["result"] is True
