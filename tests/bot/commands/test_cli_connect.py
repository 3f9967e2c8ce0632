"""`segar connect tiktok`: from the address to allow it at, to the tokens kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.sandbox.platforms.tiktok_open_api import CLIENT_KEY, access_token, refresh_token
from checks.model import Platform
from storage.engine import Database
from storage.roster import Region
from tests.bot.commands.conftest import Segar
from tests.bot.commands.connect_office import ARGUMENTS, DESKTOP, HANDLE, WEB, Office, opened


@pytest.fixture
async def office(
    segar: Segar, database: Database, lebak: Region, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Office]:
    async with opened(segar, database, monkeypatch) as office:
        yield office


async def test_the_address_asks_for_both_scopes_and_the_way_back_is_explained(
    office: Office,
) -> None:
    outcome = await office.connect()
    assert outcome.code == 0
    address = urlsplit(outcome.out.strip())
    query = parse_qs(address.query)
    assert f"{address.scheme}://{address.netloc}{address.path}" == (
        "https://www.tiktok.com/v2/auth/authorize/"
    )
    [state] = query.pop("state")
    assert len(state) == 64
    assert query == {
        "client_key": [CLIENT_KEY],
        "scope": ["user.info.basic,video.list"],
        "response_type": ["code"],
        "redirect_uri": [WEB],
    }
    assert f'segar connect tiktok --region lebak {HANDLE} --landed "ADDRESS"' in outcome.err
    assert office.world.tokens[Platform.TIKTOK] not in outcome.out + outcome.err


@pytest.mark.parametrize("redirect", [WEB, DESKTOP])
async def test_where_the_browser_landed_the_tokens_are_got_and_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch, redirect: str
) -> None:
    monkeypatch.setenv("SEGAR_TIKTOK_REDIRECT", redirect)
    landed = await office.landed()
    assert landed.startswith(redirect)
    outcome = await office.connect("--landed", landed)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"Connected @{HANDLE} (at least until ")
    owner = office.world.accounts[0]
    assert await office.kept() == (
        access_token(office.world, owner),
        refresh_token(office.world, owner),
    )
    assert "act." not in outcome.out
    assert [call.path.partition("?")[0] for call in office.world.calls[1:]] == [
        "/v2/oauth/token/",
        "/v2/video/list/",
    ]


async def test_a_desktop_app_proves_itself(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEGAR_TIKTOK_REDIRECT", DESKTOP)
    query = parse_qs(urlsplit((await office.connect()).out.strip()).query)
    assert query["code_challenge_method"] == ["S256"]
    [challenge] = query["code_challenge"]
    assert len(challenge) == 64
    assert challenge not in query["state"]


async def test_an_account_without_a_video_is_connected_unseen(office: Office) -> None:
    office.world.accounts[0].posts.clear()
    outcome = await office.connect("--landed", await office.landed())
    assert outcome.code == 0
    assert "whose login it is could not be seen" in outcome.out
    assert await office.kept() is not None


async def test_the_login_of_somebody_else_is_not_kept(office: Office) -> None:
    outcome = await office.connect("--landed", await office.landed("somebody.else"))
    assert (outcome.code, outcome.out) == (2, "")
    assert f"is of @somebody.else, not of @{HANDLE}" in outcome.err
    assert await office.kept() is None


async def test_who_does_not_allow_it_is_not_connected(office: Office) -> None:
    outcome = await office.connect("--landed", await office.landed("nobody"))
    assert (outcome.code, outcome.out) == (2, "")
    assert "was not allowed to connect the account (access_denied)" in outcome.err


async def test_an_address_works_once(office: Office) -> None:
    landed = await office.landed()
    assert (await office.connect("--landed", landed)).code == 0
    before = await office.kept()
    outcome = await office.connect("--landed", landed)
    assert (outcome.code, outcome.out) == (2, "")
    assert "(invalid_grant)" in outcome.err
    assert "Begin again without --landed" in outcome.err
    assert await office.kept() == before


@pytest.mark.parametrize("written", [f"@{HANDLE}", f"https://www.tiktok.com/@{HANDLE.upper()}"])
async def test_an_account_is_named_as_people_do(office: Office, written: str) -> None:
    same = await office.connect()
    outcome = await office.segar.beside(*ARGUMENTS[:-1], written)
    assert (outcome.code, outcome.out) == (0, same.out)
