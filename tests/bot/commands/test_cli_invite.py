from __future__ import annotations

import re
import sqlite3
from typing import get_args

import pytest

from bot.commands.invite import RoleName
from bot.sandbox.telegram import BotApi
from storage import invitations
from storage.engine import Database
from storage.errors import InvitationRefused
from storage.people import Role
from storage.roster import Region
from tests.bot.commands.conftest import NOW, Segar


def invited(database_url: str) -> int:
    connection = sqlite3.connect(database_url.partition("///")[2])
    [count] = connection.execute("SELECT count(*) FROM invitations").fetchone()
    connection.close()
    return int(count)


async def test_the_link_carries_the_bots_own_name_and_works_once(
    segar: Segar, api: BotApi, database: Database, lebak: Region
) -> None:
    arguments = ("--region", "lebak", "--role", "steward", "--agency", "dinkes")
    outcome = await segar.beside("invite", *arguments)
    assert (outcome.code, outcome.err) == (0, "")
    link = re.fullmatch(r"https://t\.me/(\w+)\?start=([A-Za-z0-9_-]{1,64})\n", outcome.out)
    assert link is not None
    assert link[1] == api.username
    async with database.writing() as session:
        newcomer = await invitations.redeem(
            session, link[2], telegram_id=1, name="Siti", language="id", now=NOW
        )
        assert newcomer.person.role is Role.STEWARD
        with pytest.raises(InvitationRefused):
            await invitations.redeem(
                session, link[2], telegram_id=2, name="Budi", language="id", now=NOW
            )


async def test_heads_operators_and_viewers_need_no_agency(
    segar: Segar, api: BotApi, database_url: str, lebak: Region
) -> None:
    links = [
        (await segar.beside("invite", "--region", "lebak", "--role", role)).out
        for role in ("head", "operator", "viewer")
    ]
    assert len(set(links)) == 3
    assert invited(database_url) == 3


def test_the_roles_are_those_that_are_remembered() -> None:
    assert set(get_args(RoleName)) == set(Role)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("--region", "lbak", "--role", "head"), "Known: lebak."),
        (("--region", "lebak", "--role", "steward"), "--agency"),
        (("--region", "lebak", "--role", "steward", "--agency", "Dinkez"), "'Dinkez'"),
        (("--region", "lebak", "--role", "boss"), "'boss'"),
    ],
)
async def test_whom_nobody_knows_is_not_invited(
    segar: Segar,
    api: BotApi,
    database_url: str,
    lebak: Region,
    arguments: tuple[str, ...],
    hint: str,
) -> None:
    outcome = await segar.beside("invite", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert hint in outcome.err
    assert invited(database_url) == 0


@pytest.mark.parametrize(
    ("token", "hint"),
    [
        ("", "SEGAR_TELEGRAM_TOKEN is not set."),
        ("4200000001:wrong-token-wrong-token-wrong-token", "does not accept the bot's token"),
        ("nonsense", "does not accept the bot's token"),
        ("with space/and slash", "does not accept the bot's token"),
    ],
)
async def test_without_a_good_token_nothing_is_written(
    segar: Segar,
    api: BotApi,
    database_url: str,
    lebak: Region,
    monkeypatch: pytest.MonkeyPatch,
    token: str,
    hint: str,
) -> None:
    monkeypatch.setenv("SEGAR_TELEGRAM_TOKEN", token)
    outcome = await segar.beside("invite", "--region", "lebak", "--role", "head")
    assert (outcome.code, outcome.out) == (2, "")
    assert hint in outcome.err
    assert len(outcome.err.splitlines()) == 1
    assert invited(database_url) == 0


async def test_where_telegram_gives_no_answer_nothing_is_written(
    segar: Segar,
    api: BotApi,
    database_url: str,
    lebak: Region,
    monkeypatch: pytest.MonkeyPatch,
    unused_address: str,
) -> None:
    monkeypatch.setenv("SEGAR_TELEGRAM_API", unused_address)
    outcome = await segar.beside("invite", "--region", "lebak", "--role", "head")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"The Bot API at {unused_address} gives no answer" in outcome.err
    assert api.token not in outcome.err
    assert invited(database_url) == 0
