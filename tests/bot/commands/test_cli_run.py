from __future__ import annotations

import asyncio
import json
import signal
import socket
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot.sandbox.telegram import BotApi, Fault
from storage import invitations
from storage.engine import Database
from storage.people import Role
from storage.roster import Region
from tests.bot.commands.conftest import SEGAR, Outcome, Segar


def is_one_sentence(outcome: Outcome, hint: str) -> bool:
    lines = [line for line in outcome.err.splitlines() if not line.startswith("{")]
    return (outcome.code, outcome.out, len(lines)) == (2, "", 1) and hint in lines[0]


def test_without_a_token_it_says_where_to_get_one(segar: Segar, home: Path) -> None:
    assert is_one_sentence(segar("run"), "Get a token from @BotFather")
    assert list(home.iterdir()) == []


async def test_a_token_that_telegram_refuses_is_a_mistake(
    segar: Segar, api: BotApi, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEGAR_TELEGRAM_TOKEN", "4200000001:AAwrongwrongwrongwrongwrongwrongwrong")
    outcome = await segar.process("run")
    assert is_one_sentence(outcome, "does not accept the bot's token")
    assert "AAwrong" not in outcome.err


async def test_a_port_that_is_taken_is_a_mistake(
    segar: Segar, api: BotApi, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        monkeypatch.setenv("SEGAR_HEALTH_LISTEN", listen)
        outcome = await segar.process("run")
    assert is_one_sentence(outcome, f"Nothing can listen at {listen}")


def test_a_database_of_a_newer_segar_is_left_as_it_is(
    segar: Segar, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEGAR_TELEGRAM_TOKEN", "4200000001:AAnever-asked-never-asked-never-asked")
    connection = sqlite3.connect(database_url.partition("///")[2])
    connection.execute("UPDATE alembic_version SET version_num = 'fffffuture'")
    connection.commit()
    before = list(connection.iterdump())
    for command in (("run",), ("region", "list"), ("sweep", "--region", "lebak")):
        assert is_one_sentence(segar(*command), "written by a newer Segar (revision fffffuture)")
    assert list(connection.iterdump()) == before
    connection.close()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite+aiosqlite:////no/such/folder/segar.db",
        "sqlite+aiosqlite:////proc",
        "sqlite:///segar.db",
        "mysql://segar@127.0.0.1/segar",
        "segar.db",
        "postgresql+psycopg://segar:hush@127.0.0.1:1/segar",
    ],
)
def test_a_database_that_can_not_be_opened_is_a_mistake(
    segar: Segar, home: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("SEGAR_TELEGRAM_TOKEN", "4200000001:AAnever-asked-never-asked-never-asked")
    monkeypatch.setenv("SEGAR_DATABASE_URL", url)
    outcome = segar("run")
    assert is_one_sentence(outcome, "can't be used")
    assert "hush" not in outcome.err
    assert list(home.iterdir()) == []


async def test_it_serves_until_sigterm_and_logs_neither_token_nor_names(
    api: BotApi,
    database: Database,
    lebak: Region,
    monkeypatch: pytest.MonkeyPatch,
    free_port: int,
) -> None:
    monkeypatch.setenv("SEGAR_HEALTH_LISTEN", f"127.0.0.1:{free_port}")
    async with database.writing() as session:
        code = await invitations.invite(
            session, lebak, role=Role.OPERATOR, agency=None, now=datetime.now(UTC)
        )
    api.fail(Fault.CutBefore(), method="getUpdates")
    api.fail(Fault.ServerError(), method="sendMessage")
    process = await asyncio.create_subprocess_exec(
        SEGAR, "run", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    person = api.person(7, 'Zubaidah\n"}<b>Maimunah</b>', language_code="id")
    person.start(code)
    await person.receives("Pendaftaran berhasil", timeout=30)
    async with httpx.AsyncClient() as client:
        health = await client.get(f"http://127.0.0.1:{free_port}/health")
    process.send_signal(signal.SIGTERM)
    out, err = await process.communicate()
    assert (process.returncode, out) == (0, b"")
    logged = err.decode()
    lines = [json.loads(line) for line in logged.splitlines()]
    events = [line["event"] for line in lines]
    assert {"segar_runs", "telegram_unreachable", "message_not_sent", "segar_stops"} <= set(events)
    assert all({"level", "timestamp", "logger"} <= line.keys() for line in lines)
    for secret in (api.token, api.token.partition(":")[2], "Zubaidah", "Maimunah", code):
        assert secret not in logged
        assert secret not in health.text
    assert health.json()["sender"]["alive"] is True
