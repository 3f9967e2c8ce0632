from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.diagnosis import diagnose, reading_plan
from bot.findings import Finding
from bot.sandbox.telegram import BotApi, Fault
from bot.settings import Settings
from checks.model import ChannelRef, Platform
from checks.social.access import PlatformAccess
from storage import invitations
from storage.engine import Database
from storage.imports import import_roster
from storage.people import Role
from storage.roster import Region
from storage.spreadsheet import AgencyClass, RosterAgency
from tests.bot.commands.cli_site import Site, allow, served
from tests.bot.commands.conftest import Segar


async def findings(clock: Callable[[], datetime] | None = None) -> dict[str, Finding]:
    found = diagnose(Settings.read(), clock or (lambda: datetime.now(UTC)), patience=0.5)
    return {finding.topic: finding async for finding in found}


@pytest.fixture
async def website(
    database: Database, lebak: Region, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[str]:
    """A website in the roster, and an operator who has arrived."""
    async with served(Site()) as base:
        allow(monkeypatch, base)
        agency = RosterAgency(
            "Dinas Sosial", "Dinsos", AgencyClass.DINAS, (ChannelRef(Platform.WEBSITE, base),)
        )
        async with database.writing() as session:
            now = datetime.now(UTC)
            await import_roster(session, lebak.id, [agency], now=now, language="id")
            code = await invitations.invite(
                session, lebak, role=Role.OPERATOR, agency=None, now=now
            )
            await invitations.redeem(
                session, code, telegram_id=1, name="Tari", language="id", now=now
            )
        yield base


async def test_where_all_is_in_order_nothing_is_missing(api: BotApi, website: str) -> None:
    found = await findings()
    ill = [finding for topic, finding in found.items() if finding.missing and topic != "calendar"]
    assert ill == []
    assert found["Telegram"].sentence == f"the token is accepted; the bot is @{api.username}."
    assert found["clock"].sentence == "it agrees with Telegram's."
    assert found["database"].sentence.endswith("1 region.")
    assert found["roster of lebak"].sentence == "2 channels; 1 of 2 people have arrived."
    assert (
        found["rounds of lebak"].sentence
        == "last tokens never, last sweep never, last nudge never."
    )
    assert found["network"].sentence == "1 of the roster's first 1 websites answered."
    assert found["evidence"].sentence.startswith("0 pictures, ")


async def test_the_calendar_of_a_decreed_year_is_known_and_of_a_far_one_is_not() -> None:
    known = await findings(lambda: datetime(2026, 6, 1, tzinfo=UTC))
    assert known["calendar"] == Finding("calendar", "holidays and cuti bersama of 2026 are known.")
    far = await findings(lambda: datetime(2093, 6, 1, tzinfo=UTC))
    assert far["calendar"].missing
    assert "add them when decreed" in far["calendar"].sentence


async def test_a_clock_that_is_wrong_is_found(api: BotApi) -> None:
    found = await findings(lambda: datetime.now(UTC) + timedelta(hours=7))
    assert found["clock"].missing
    assert "Set up time synchronisation" in found["clock"].sentence


async def test_a_region_without_people_or_channels_is_told_the_next_step(lebak: Region) -> None:
    found = await findings()
    assert "segar invite --region lebak --role operator" in found["roster of lebak"].sentence


async def test_a_telegram_that_never_answers_is_given_up_soon(api: BotApi, website: str) -> None:
    api.fail(Fault.Hang(), method="getMe")
    async with asyncio.timeout(5):
        found = await findings()
    assert found["Telegram"].missing
    assert "gives no answer (none within 0.5 s). Check the network" in found["Telegram"].sentence


async def test_a_token_refused_says_what_to_do(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEGAR_TELEGRAM_TOKEN", "1:wrong")
    found = await findings()
    assert found["Telegram"].missing
    assert "Copy it anew from @BotFather" in found["Telegram"].sentence


async def test_a_token_without_a_reader_is_mentioned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEGAR_X_TOKEN", "AAAA-secret")
    found = await findings()
    assert "website" in found["platforms"].sentence
    assert "AAAA-secret" not in "".join(finding.sentence for finding in found.values())


def test_the_plan_says_what_reading_takes_and_costs() -> None:
    access = PlatformAccess(x_token="AAAA-secret", youtube_key="key-secret")
    told = {
        one.topic: one
        for one in reading_plan({Platform.X: 40, Platform.YOUTUBE: 1, Platform.WEBSITE: 9}, access)
    }
    assert told.keys() == {"plan of x", "plan of youtube"}
    x, youtube = told["plan of x"], told["plan of youtube"]
    assert x.sentence.startswith("40 accounts: ")
    assert (
        "; USD 0.11 a day, at most USD 4.11 in the first month and USD 3.77 in a later one, "
        "of USD 35 allowed"
    ) in x.sentence
    assert "of 10,000 a day" in youtube.sentence
    assert youtube.sentence.startswith("1 account: ")
    assert not x.missing
    assert "secret" not in x.sentence + youtube.sentence


def test_a_plan_beyond_its_ceiling_is_something_missing() -> None:
    [x] = reading_plan({Platform.X: 900}, PlatformAccess(x_token="AAAA"))
    assert x.missing


async def test_where_no_website_of_several_answers_it_is_the_network(
    database: Database, lebak: Region, unused_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow(monkeypatch, unused_address)
    refs = tuple(ChannelRef(Platform.WEBSITE, f"{unused_address}/{number}") for number in range(2))
    agency = RosterAgency("Dinas Sosial", "Dinsos", AgencyClass.DINAS, refs)
    async with database.writing() as session:
        await import_roster(session, lebak.id, [agency], now=datetime.now(UTC), language="id")
    found = await findings()
    assert found["network"].missing
    assert "(connection refused). Check this machine's network" in found["network"].sentence


def test_with_nothing_at_all_it_says_what_to_do_first(
    segar: Segar, monkeypatch: pytest.MonkeyPatch, unused_address: str
) -> None:
    monkeypatch.setenv("SEGAR_TELEGRAM_API", unused_address)
    outcome = segar("doctor")
    assert (outcome.code, outcome.err) == (1, "")
    lines = outcome.out.splitlines()
    assert "✗ Telegram: SEGAR_TELEGRAM_TOKEN is not set. Get a token from @BotFather" in lines[0]
    assert any(line.startswith("✗ region: there is none yet. Add one: segar") for line in lines)
    assert lines[-1] == "Something is missing: see the lines with ✗."


@pytest.mark.parametrize("url", ["sqlite+aiosqlite:////no/such/folder/x.db", "nonsense"])
def test_without_a_database_the_rest_is_looked_at_all_the_same(
    segar: Segar, monkeypatch: pytest.MonkeyPatch, unused_address: str, url: str
) -> None:
    monkeypatch.setenv("SEGAR_TELEGRAM_API", unused_address)
    monkeypatch.setenv("SEGAR_DATABASE_URL", url)
    outcome = segar("doctor")
    topics = [line[2:].partition(":")[0] for line in outcome.out.splitlines() if line[:1] in "✓✗"]
    assert outcome.code == 1
    assert {"Telegram", "clock", "platforms", "database", "network", "calendar"} <= set(topics)
    assert "Traceback" not in outcome.err


async def test_it_ends_with_success_where_all_is_in_order(
    segar: Segar, api: BotApi, website: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.diagnosis.missing_joint_leave", lambda year: False)
    outcome = await segar.beside("doctor")
    assert outcome.code == 0, outcome.out
    assert outcome.out.splitlines()[-1] == "All in order."
