"""What `segar doctor` says of the office's tokens, having asked their platforms."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.diagnosis import diagnose
from bot.findings import Finding
from bot.platform_tokens import DatabaseTokenBook
from bot.platform_usage import DatabaseLedger
from bot.sandbox.platforms import Fault, PlatformsServer, PlatformWorld
from bot.sandbox.platforms.facebook_pages import FacebookPage
from bot.sandbox.telegram import BotApi
from bot.serving import serve
from bot.settings import Settings
from checks.model import Platform
from checks.social.tokens import OFFICE, Token
from storage.engine import Database
from tests.bot.commands.conftest import NOW, Segar
from tests.bot.commands.connect_office import on_the_roster

INSTAGRAM, FACEBOOK, THREADS = Platform.INSTAGRAM, Platform.FACEBOOK, Platform.THREADS
YOUTUBE, X = Platform.YOUTUBE, Platform.X
SETTINGS = {
    INSTAGRAM: "SEGAR_INSTAGRAM_TOKEN",
    FACEBOOK: "SEGAR_FACEBOOK_TOKEN",
    THREADS: "SEGAR_THREADS_TOKEN",
    YOUTUBE: "SEGAR_YOUTUBE_KEY",
    X: "SEGAR_X_TOKEN",
}
ALL_VALID = {
    "token of instagram": "the token is valid; no end is known.",
    "token of facebook": "the token is valid; no end is known.",
    "token of youtube": "the key is taken; no end is known.",
    "token of threads": "the token was renewed; it ends 2027-01-24, in 60 days.",
    "token of x": "set, and not asked, since X has every answer paid for: a sweep tells.",
}


@pytest.fixture
async def world(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[PlatformWorld]:
    """The platforms on loopback, where no token is set yet."""
    made = PlatformWorld(clock=lambda: NOW)
    async with serve(PlatformsServer(made).app) as base:
        monkeypatch.setenv("SEGAR_PLATFORM_API", json.dumps(PlatformsServer.stand_ins(base)))
        yield made


@pytest.fixture
def with_tokens(world: PlatformWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of the platforms' tokens are set."""
    for platform, setting in SETTINGS.items():
        monkeypatch.setenv(setting, world.tokens[platform])


async def findings() -> dict[str, Finding]:
    """What is found of tokens and Pages."""
    found = diagnose(Settings.read(), lambda: NOW, patience=2)
    topics = ("token", "Pages", "logins")
    return {one.topic: one async for one in found if one.topic.startswith(topics)}


@pytest.mark.usefixtures("database", "with_tokens")
async def test_each_token_that_is_set_is_told_with_its_end(world: PlatformWorld) -> None:
    world.token_expires[INSTAGRAM] = NOW + timedelta(days=56)
    world.token_expires[FACEBOOK] = NOW + timedelta(days=1)
    found = await findings()
    assert {topic: one.sentence for topic, one in found.items() if "token" in topic} == {
        **ALL_VALID,
        "token of instagram": "the token is valid; it ends 2027-01-20, in 56 days.",
        "token of facebook": "the token is valid; it ends 2026-11-26, tomorrow.",
    }
    assert not any(one.missing for one in found.values())
    assert world.calls_to(X) == []
    assert not any(
        token in one.sentence for token in world.tokens.values() for one in found.values()
    )


@pytest.mark.usefixtures("database")
async def test_where_no_token_is_set_nothing_is_asked(world: PlatformWorld) -> None:
    assert await findings() == {}
    assert world.calls == []


@pytest.mark.usefixtures("database", "with_tokens")
async def test_a_token_that_is_dead_is_missing_and_says_where_a_new_one_goes(
    world: PlatformWorld,
) -> None:
    world.faults = dict.fromkeys((INSTAGRAM, FACEBOOK, THREADS, YOUTUBE), Fault.TOKEN_EXPIRED)
    found = await findings()
    assert {topic for topic, one in found.items() if one.missing} == {
        "token of instagram",
        "token of facebook",
        "token of threads",
        "token of youtube",
    }
    assert found["token of facebook"].sentence == (
        "the token expired. Make a new one, and put it into SEGAR_FACEBOOK_TOKEN."
    )
    assert "Pages of facebook" not in found


@pytest.mark.usefixtures("database", "with_tokens")
async def test_a_permission_that_is_missing_is_named(world: PlatformWorld) -> None:
    world.faults[INSTAGRAM] = Fault.PERMISSION_MISSING
    assert (await findings())["token of instagram"] == Finding(
        "token of instagram",
        "the token lacks pages_read_engagement. Grant it to the app, or make a token that has it.",
        missing=True,
    )


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.GIBBERISH, Fault.QUOTA_SPENT])
@pytest.mark.usefixtures("database", "with_tokens")
async def test_what_passes_is_a_sentence_and_nothing_missing(
    world: PlatformWorld, fault: Fault
) -> None:
    world.faults = dict.fromkeys((FACEBOOK, YOUTUBE), fault)
    found = await findings()
    assert not any(one.missing for one in found.values())
    for platform in (FACEBOOK, YOUTUBE):
        assert found[f"token of {platform}"].sentence.startswith("not known now: ")
    assert found["Pages of facebook"].sentence.startswith(
        "those that its token reads are not known now: "
    )


@pytest.mark.usefixtures("database", "with_tokens")
async def test_a_network_that_is_down_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, unused_address: str
) -> None:
    monkeypatch.setenv("SEGAR_PLATFORM_API", json.dumps(dict.fromkeys(SETTINGS, unused_address)))
    found = await findings()
    assert found["token of instagram"].sentence == "not known now: connection refused."
    assert not any(one.missing for one in found.values())


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "its token's holder has a role on none: others need Page Public Content Access."),
        (1, "its token's holder has a role on 1 Page: Dinas 0 (dinas.0)."),
        (
            12,
            "its token's holder has a role on 12 Pages: "
            + ", ".join(f"Dinas {number} (dinas.{number})" for number in range(10))
            + " and 2 more.",
        ),
    ],
)
@pytest.mark.usefixtures("database", "with_tokens")
async def test_the_pages_that_the_token_reads_are_counted_and_named(
    world: PlatformWorld, count: int, sentence: str
) -> None:
    for number in range(count):
        id_, handle = f"10006400000000{number:02}", f"dinas.{number}"
        world.add(FacebookPage(FACEBOOK, id_, handle, f"Dinas\n{number}", shared=True))
    world.add(FacebookPage(FACEBOOK, "100064000000099", "orang.lain", "Orang lain"))
    assert (await findings())["Pages of facebook"].sentence == sentence


@pytest.mark.usefixtures("with_tokens")
async def test_a_token_that_is_renewed_is_kept_and_what_was_asked_is_counted(
    database: Database,
) -> None:
    await findings()
    kept = await DatabaseTokenBook(database).find(THREADS, OFFICE)
    assert kept is not None
    assert kept.access == "threads-tokenR"
    assert (await DatabaseLedger(database).used(YOUTUBE, NOW.date() - timedelta(days=1))).units == 1
    assert (await findings())["token of threads"].sentence == (
        "the token is taken; it ends 2027-01-24, in 60 days."
    )


@pytest.mark.usefixtures("lebak", "world")
async def test_accounts_that_connected_themselves_are_counted_with_the_first_end(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEGAR_TIKTOK_CLIENT_KEY", "key")
    monkeypatch.setenv("SEGAR_TIKTOK_CLIENT_SECRET", "secret")
    assert (await findings())["logins of tiktok"].sentence.startswith("no account has connected")
    book = DatabaseTokenBook(database)
    for handle, days in (("dinkes_lebak", 100), ("dinsos_lebak", 56), ("of.another.office", 1)):
        login = Token("access", "refresh", NOW, refresh_expires_at=NOW + timedelta(days=days))
        await book.keep(Platform.TIKTOK, handle, login, now=NOW)
    await on_the_roster(database, "dinkes_lebak", "Dinkes")
    await on_the_roster(database, "dinsos_lebak", "Dinsos")
    assert (await findings())["logins of tiktok"].sentence == (
        "2 accounts connected; the first to end is @dinsos_lebak's: it ends 2027-01-20, in 56 days."
    )


@pytest.mark.usefixtures("with_tokens")
async def test_without_a_database_no_token_is_renewed(
    world: PlatformWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEGAR_DATABASE_URL", "sqlite+aiosqlite:////no/such/folder/x.db")
    found = await findings()
    assert world.calls_to(THREADS) == []
    assert found["token of threads"].sentence == "not asked: the one in use is in the database."
    assert found["token of instagram"].sentence == ALL_VALID["token of instagram"]


@pytest.mark.usefixtures("database", "with_tokens")
async def test_a_dead_token_is_marked_and_ends_with_failure(
    segar: Segar, api: BotApi, world: PlatformWorld
) -> None:
    world.faults[FACEBOOK] = Fault.TOKEN_EXPIRED
    outcome = await segar.beside("doctor")
    assert outcome.code == 1
    lines = outcome.out.splitlines()
    assert "✓ token of instagram: the token is valid; no end is known." in lines
    assert any(line.startswith("✗ token of facebook: the token expired. ") for line in lines)
