from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.evidence_folder import EvidenceFolder
from bot.health import Health, health_app
from bot.services import Services
from bot.texts import Phrasebook
from checks.client import Client
from storage.engine import Database
from tests.conftest import UrlFactory

NOW = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
A_MOMENT_AGO = NOW - timedelta(seconds=20)


@dataclass
class Part:
    alive_at: datetime | None


@pytest.fixture
def url(sqlite_url_factory: UrlFactory) -> str:
    return sqlite_url_factory()


@pytest.fixture
async def services(url: str, tmp_path: Path) -> AsyncIterator[Services]:
    database = await Database.open(url)
    async with Client() as client:
        evidence = EvidenceFolder(tmp_path)
        yield Services(database, Phrasebook(), lambda: NOW, client, "this-process", evidence)
    await database.close()


async def answer(
    services: Services,
    *,
    ticker: datetime | None = A_MOMENT_AGO,
    sender: datetime | None = A_MOMENT_AGO,
    receiver: datetime | None = A_MOMENT_AGO,
) -> httpx.Response:
    app = health_app(Health(services, Part(ticker), Part(sender), Part(receiver)))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://segar") as client:
        return await client.get("/health")


async def test_it_is_well_where_every_part_lives(services: Services) -> None:
    response = await answer(services)
    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "ticker": {"alive": True, "last": "2026-11-30T01:59:40+00:00"},
        "sender": {"alive": True, "last": "2026-11-30T01:59:40+00:00"},
        "receiver": {"alive": True, "last": "2026-11-30T01:59:40+00:00"},
        "database": {"alive": True},
        "outbox": {},
        "inbox_waiting": 0,
    }


@pytest.mark.parametrize(("part", "patience"), [("sender", 2), ("receiver", 3), ("ticker", 30)])
async def test_a_part_that_fell_silent_makes_it_ill(
    services: Services, part: str, patience: int
) -> None:
    just_alive = NOW - timedelta(minutes=patience) + timedelta(seconds=1)
    assert (await answer(services, **{part: just_alive})).status_code == 200
    for last in (None, NOW - timedelta(minutes=patience)):
        response = await answer(services, **{part: last})
        assert response.status_code == 503
        found = response.json()
        assert (found["status"], found[part]["alive"]) == ("ill", False)
        others = {"ticker", "sender", "receiver", "database"} - {part}
        assert all(found[other]["alive"] for other in others)


async def test_a_database_that_gives_no_answer_makes_it_ill(services: Services, url: str) -> None:
    connection = sqlite3.connect(url.partition("///")[2])
    connection.execute("DROP TABLE inbox")
    connection.commit()
    connection.close()
    response = await answer(services)
    assert response.status_code == 503
    assert response.json()["database"] == {"alive": False}
    assert "inbox" not in response.text


async def test_nothing_else_is_served(services: Services) -> None:
    app = health_app(Health(services, Part(NOW), Part(NOW), Part(NOW)))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://segar"
    ) as client:
        assert (await client.get("/")).status_code == 404
        assert (await client.post("/health")).status_code == 405
