from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from checks.model import ChannelRef, Platform
from storage import invitations
from storage.engine import Database
from storage.imports import import_roster
from storage.people import Role
from storage.roster import Region, agency_called
from storage.rounds import claim
from storage.spreadsheet import AgencyClass, RosterAgency
from tests.bot.commands.cli_site import Site, allow, served
from tests.bot.commands.conftest import NOW, Segar

BEHIND = "2026-12-07T09:00"
"""A Monday, on which the site's news is fourteen days old."""


def rows(database_url: str, table: str) -> int:
    connection = sqlite3.connect(database_url.partition("///")[2])
    [count] = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    connection.close()
    return int(count)


@pytest.fixture
async def website(
    database: Database, lebak: Region, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[str]:
    """The website of Disdik, whose steward Wira has arrived."""
    async with served(Site()) as base:
        allow(monkeypatch, base)
        agency = RosterAgency(
            "Dinas Pendidikan",
            "Disdik",
            AgencyClass.DINAS,
            (ChannelRef(Platform.WEBSITE, base),),
            ("Wira",),
        )
        async with database.writing() as session:
            await import_roster(session, lebak.id, [agency], now=NOW, language="id")
            disdik = await agency_called(session, lebak, "Disdik")
            code = await invitations.invite(
                session, lebak, role=Role.STEWARD, agency=disdik, now=NOW
            )
            await invitations.redeem(
                session, code, telegram_id=1, name="Wira", language="id", now=NOW
            )
        yield base


async def test_a_sweep_says_what_it_came_to(segar: Segar, website: str, database_url: str) -> None:
    outcome = await segar.beside("sweep", "--region", "lebak", "--at", BEHIND, "--json")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.object == {
        "round": "sweep:lebak:2026-12-07",
        "channels": 2,
        "ok": 1,
        "unmeasured": 1,
        "trusted": True,
    }
    assert rows(database_url, "rounds") == 1
    assert rows(database_url, "publications") == 1


async def test_a_sweep_by_hand_can_be_repeated(
    segar: Segar, website: str, database_url: str
) -> None:
    arguments = ("sweep", "--region", "lebak", "--at", BEHIND)
    first = await segar.beside(*arguments)
    assert first.out == "2 channels: 1 measured, 1 unmeasured.\n"
    assert (await segar.beside(*arguments)).out == first.out
    assert rows(database_url, "rounds") == 1


async def test_a_sweep_rehearsed_remembers_nothing(
    segar: Segar, website: str, database_url: str
) -> None:
    arguments = ("--region", "lebak", "--at", BEHIND, "--dry-run", "--json")
    outcome = await segar.beside("sweep", *arguments)
    assert (outcome.code, outcome.object["ok"]) == (0, 1)
    assert [rows(database_url, name) for name in ("rounds", "readings", "publications")] == [0] * 3


async def test_a_sweep_that_another_process_is_at_is_left_to_it(
    segar: Segar, website: str, database: Database, lebak: Region
) -> None:
    async with database.writing() as session:
        await claim(
            session,
            region_id=lebak.id,
            kind="sweep",
            local_date=NOW.date(),
            holder="another-machine:17:0f",
            now=datetime.now(UTC),
        )
    outcome = await segar.beside("sweep", "--region", "lebak", "--at", "2026-11-25T09:00")
    assert (outcome.code, outcome.out) == (1, "")
    assert "Another process is at this sweep right now" in outcome.err


async def test_a_nudge_names_person_agency_step_channels_and_text(
    segar: Segar, website: str, database_url: str
) -> None:
    await segar.beside("sweep", "--region", "lebak", "--at", "2026-12-07T06:00")
    outcome = await segar.beside("nudge", "--region", "lebak", "--at", BEHIND, "--json")
    assert (outcome.code, outcome.err) == (0, "")
    found = outcome.object
    assert found.keys() == {"round", "at", "messages", "why"}
    assert (found["round"], found["why"]) == ("nudge:lebak:2026-12-07", None)
    assert found["at"] == "2026-12-07T09:00:00+08:00"
    [message] = found["messages"]
    assert message.keys() == {"person", "agency", "kind", "step", "channels", "text"}
    text = message.pop("text")
    assert message == {
        "person": "Wira",
        "agency": "Disdik",
        "kind": "nudge",
        "step": "gentle",
        "channels": [website],
    }
    assert "(14 hari)" in text
    assert rows(database_url, "outbox") == 1


async def test_a_moment_with_an_offset_is_the_same_moment(segar: Segar, website: str) -> None:
    await segar.beside("sweep", "--region", "lebak", "--at", "2026-12-07T06:00")
    arguments = ("nudge", "--region", "lebak", "--dry-run", "--json", "--at")
    local = await segar.beside(*arguments, BEHIND)
    abroad = await segar.beside(*arguments, "2026-12-07T01:00:00Z")
    assert local.object["messages"]
    assert abroad.object == local.object


async def test_a_nudge_rehearsed_queues_nothing_and_a_second_one_tells_nobody_twice(
    segar: Segar, website: str, database_url: str
) -> None:
    await segar.beside("sweep", "--region", "lebak", "--at", "2026-12-07T06:00")
    arguments = ("nudge", "--region", "lebak", "--at", BEHIND)
    rehearsed = await segar.beside(*arguments, "--dry-run")
    assert rehearsed.out.startswith("— Wira (Disdik), gentle:\n")
    assert "<b>" not in rehearsed.out
    assert rows(database_url, "outbox") == rows(database_url, "episodes") == 0
    await segar.beside(*arguments)
    again = await segar.beside(*arguments)
    assert again.out == "Nobody is told: who is behind was told today already.\n"
    assert rows(database_url, "outbox") == 1


@pytest.mark.parametrize(
    ("at", "why", "sentence"),
    [
        ("2026-12-24T09:00", "not_a_workday", "it is no working day (Cuti Bersama"),
        ("2026-12-05T09:00", "not_a_workday", "it is no working day."),
        ("2026-12-07T20:00", "outside_hours", "reminders go out from 08.30 to 15.00 local time."),
        ("2026-12-11T12:00", "friday_prayer", "it is the time of Friday prayer."),
    ],
)
async def test_where_nobody_is_told_it_says_why(
    segar: Segar, lebak: Region, at: str, why: str, sentence: str
) -> None:
    arguments = ("nudge", "--region", "lebak", "--at", at)
    found = (await segar.beside(*arguments, "--json")).object
    assert (found["messages"], found["why"]) == ([], why)
    assert (await segar.beside(*arguments)).out.startswith(f"Nobody is told: {sentence}")


@pytest.mark.parametrize(
    "at", ["tomorrow", "", "2026-13-01T09:00", "0001-01-01T00:00", "9999-12-31"]
)
async def test_a_moment_that_is_none_is_a_mistake(
    segar: Segar, database_url: str, lebak: Region, at: str
) -> None:
    for duty in ("sweep", "nudge"):
        outcome = await segar.beside(duty, "--region", "lebak", "--at", at, "--json")
        assert (outcome.code, outcome.out) == (2, "")
        assert f"{at!r} is not a moment. Write it as 2026-11-30T09:00" in outcome.err
    assert rows(database_url, "rounds") == 0


async def test_an_unknown_region_is_a_mistake(segar: Segar, lebak: Region) -> None:
    for duty in ("sweep", "nudge"):
        outcome = await segar.beside(duty, "--region", "lbak", "--json")
        assert (outcome.code, outcome.out) == (2, "")
        assert "There is no region called 'lbak'. Known: lebak." in outcome.err
