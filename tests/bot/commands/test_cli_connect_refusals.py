"""`segar connect tiktok` says in one sentence why an account is not connected."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from bot.sandbox.platforms import Fault
from checks.model import Platform
from storage.engine import Database
from storage.roster import Region
from tests.bot.commands.conftest import Segar
from tests.bot.commands.connect_office import (
    ARGUMENTS,
    HANDLE,
    WEB,
    Office,
    on_the_roster,
    opened,
)


@pytest.fixture
async def office(
    segar: Segar, database: Database, lebak: Region, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Office]:
    async with opened(segar, database, monkeypatch) as office:
        yield office


@pytest.mark.parametrize(
    ("landed", "hint"),
    [
        (f"{WEB}?code=abc", "between quotation marks"),
        (WEB, "between quotation marks"),
        ("nonsense", "between quotation marks"),
        ("", "between quotation marks"),
        ("https://[", "no address"),
        (f"{WEB}?code=abc&state=wrong", "the login of another account"),
        (f"{WEB}?code=abc&state=%C3%A9", "the login of another account"),
        (f"{WEB}?error=access_denied&state=x", "(access_denied)"),
        (f"{WEB}?error=%1B[2J&state=x", "was not allowed to connect the account ("),
    ],
)
async def test_an_address_that_holds_no_code_of_ours_is_not_used(
    office: Office, landed: str, hint: str
) -> None:
    outcome = await office.connect("--landed", landed)
    assert (outcome.code, outcome.out) == (2, "")
    assert hint in outcome.err
    assert "\x1b" not in outcome.err
    assert office.world.calls == []


async def test_the_state_of_one_account_connects_no_other(office: Office) -> None:
    landed = await office.landed()
    await on_the_roster(office.database, "bpbd", "BPBD")
    outcome = await office.segar.beside(*ARGUMENTS[:-1], "bpbd", "--landed", landed)
    assert outcome.code == 2
    assert "the login of another account" in outcome.err


@pytest.mark.parametrize(
    ("fault", "code", "hint"),
    [
        (Fault.TOKEN_EXPIRED, 2, "(invalid_grant)"),
        (Fault.PERMISSION_MISSING, 2, "(scope_not_authorized)"),
        (Fault.THROTTLED, 1, "too many requests in a minute"),
        (Fault.SERVER_ERROR, 1, "answers 500"),
        (Fault.GIBBERISH, 1, "is not connected"),
    ],
)
async def test_on_a_bad_day_nothing_is_kept_and_the_reason_told(
    office: Office, fault: Fault, code: int, hint: str
) -> None:
    landed = await office.landed()
    office.world.faults[Platform.TIKTOK] = fault
    outcome = await office.connect("--landed", landed)
    assert (outcome.code, outcome.out) == (code, "")
    assert hint in outcome.err
    assert len(outcome.err.splitlines()) == 1
    assert await office.kept() is None


async def test_where_nobody_answers_it_is_said(
    office: Office, monkeypatch: pytest.MonkeyPatch, unused_address: str
) -> None:
    landed = await office.landed()
    monkeypatch.setenv("SEGAR_PLATFORM_API", json.dumps({"tiktok": unused_address}))
    outcome = await office.connect("--landed", landed)
    assert (outcome.code, outcome.out) == (1, "")
    assert f"@{HANDLE} is not connected" in outcome.err


@pytest.mark.parametrize(
    ("setting", "value", "hint"),
    [
        ("CLIENT_KEY", "", "set SEGAR_TIKTOK_CLIENT_KEY"),
        ("CLIENT_SECRET", "", "SEGAR_TIKTOK_CLIENT_SECRET"),
        ("REDIRECT", "", "SEGAR_TIKTOK_REDIRECT"),
        ("REDIRECT", "http://lebak.example.go.id/", "must begin with https"),
        ("REDIRECT", "lebak.example.go.id", "must begin with https"),
        ("REDIRECT", f"{WEB}?id=1", "without parameters"),
        ("REDIRECT", f"{WEB}#top", "without parameters"),
        ("REDIRECT", f"{WEB}{'x' * 500}", "shorter than 512"),
    ],
)
async def test_an_app_that_is_not_set_up_is_a_mistake(
    office: Office, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, hint: str
) -> None:
    monkeypatch.setenv(f"SEGAR_TIKTOK_{setting}", value)
    outcome = await office.connect()
    assert (outcome.code, outcome.out) == (2, "")
    assert hint in outcome.err


@pytest.mark.parametrize(
    ("region", "handle", "hint"),
    [
        ("lbak", HANDLE, "Known: lebak."),
        ("lebak", "dinkes_lbak", f"Known: {HANDLE}."),
        ("lebak", "https://www.instagram.com/dinkes_lebak/", "no account on TikTok"),
        ("lebak", "Dinas Kesehatan", "no account on TikTok"),
    ],
)
async def test_an_account_that_the_roster_has_not_is_a_mistake(
    office: Office, region: str, handle: str, hint: str
) -> None:
    outcome = await office.segar.beside("connect", "tiktok", "--region", region, handle)
    assert (outcome.code, outcome.out) == (2, "")
    assert hint in outcome.err
