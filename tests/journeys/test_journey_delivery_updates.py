"""Updates are fetched whatever stands in the way, and one never holds up another person's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from starlette.requests import Request
from starlette.responses import Response
from structlog.testing import capture_logs
from telegram import Bot

from bot.delivery import receiver
from storage import inbox
from storage.inbox import StoredUpdate
from tests.journeys.office import MONDAY, Office, OpenOffice
from tests.journeys.segar_process import Machine


@asynccontextmanager
async def another_bot(token: str, api: str) -> AsyncIterator[Bot]:
    """Another program with the same token."""
    async with Bot(token, base_url=f"{api}/bot") as bot:
        yield bot


async def test_a_second_process_that_polls_is_named_and_outlasted(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiver, "CONFLICT_PAUSE", 0.05)
    warga = office.api.person(7, "Warga")
    with capture_logs() as logs:
        async with another_bot(office.api.token, office.settings.telegram_api) as other:
            await office.api.until(lambda: office.api.polled)
            assert await other.get_updates(timeout=0) == ()
            warga.start()
            await warga.receives("Selamat datang")
    assert "another_process_polls" in [line["event"] for line in logs]


async def test_a_webhook_set_before_is_removed_and_what_waited_is_answered(
    machine: Machine,
) -> None:
    warga = machine.api.person(7, "Warga")
    async with another_bot(machine.api.token, machine.environment["SEGAR_TELEGRAM_API"]) as other:
        await other.set_webhook("https://127.0.0.1:1/webhook")
        warga.start()
        await machine.start()
        await warga.receives("Selamat datang")
        assert (await other.get_webhook_info()).url == ""


async def test_a_webhook_set_while_it_runs_is_removed_too(office: Office) -> None:
    warga = office.api.person(7, "Warga")
    async with another_bot(office.api.token, office.settings.telegram_api) as other:
        await office.api.until(lambda: office.api.polled)
        await other.set_webhook("https://127.0.0.1:1/webhook")
        warga.start()
        await warga.receives("Selamat datang")
        assert (await other.get_webhook_info()).url == ""


async def test_one_slow_conversation_keeps_nobody_else_waiting(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    visited, gate = asyncio.Event(), asyncio.Event()
    article = office.site.article

    async def slow_article(request: Request) -> Response:
        visited.set()
        await gate.wait()
        return await article(request)

    monkeypatch.setattr(office.site, "article", slow_article)
    siti = await office.steward()
    siti.say(f"/posted {office.site.publish('Kabar', office.clock())}")
    await visited.wait()
    siti.say("/privasi")
    warga = office.api.person(7, "Warga")
    warga.start()
    await warga.receives("Selamat datang")
    assert len(siti.messages) == 1
    gate.set()
    await siti.receives("Unggahan tercatat")
    await siti.receives("/lupakan")


async def test_a_conversation_cut_off_by_a_stop_is_repeated_by_the_next_process(
    open_office: OpenOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.GRACE", 0.1)
    visited = asyncio.Event()

    async def never(request: Request) -> Response:
        visited.set()
        await asyncio.Event().wait()
        raise AssertionError

    before = await open_office()
    siti = await before.steward()
    with monkeypatch.context() as patch:
        patch.setattr(before.site, "article", never)
        siti.say(f"/posted {before.site.publish('Kabar', before.clock())}")
        await visited.wait()
        siti.say("/privasi")
        await before.api.until(lambda: not before.api.pending)
        after = await open_office()
    await siti.receives("Unggahan tercatat")
    await siti.receives("/lupakan")
    await siti.receives("termasuk informasi apa?")
    await after.settled()
    assert len(siti.messages) == 4


async def test_an_update_nobody_can_read_holds_up_no_other(office: Office) -> None:
    database = office.app.services.database
    broken = StoredUpdate(1, 7, {"update_id": 1, "message": {"date": "kemarin"}})
    async with database.writing() as session:
        await inbox.store(session, office.app.telegram.bot.id, [broken], now=MONDAY)
    warga = office.api.person(7, "Warga")
    warga.start()
    await warga.receives("Selamat datang")
    await office.settled()
    async with database.reading() as session:
        assert await inbox.waiting(session) == 0
