from __future__ import annotations

import io
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from bot.sandbox.demo import open_stage
from bot.sandbox.platforms.ids import timed_id, video_id
from bot.sandbox.platforms.server import ROUTES
from bot.sandbox.screen import Screen
from bot.sandbox.stage import Stage
from bot.sandbox.steward_scenes import WHAT_WAS_IT
from bot.sandbox.telegram import Account
from checks.links import read_profile
from checks.model import Platform
from storage import invitations, roster
from storage.imports import import_roster
from storage.people import Role
from storage.roster import Region
from storage.spreadsheet import AgencyClass, RosterAgency

pytestmark = pytest.mark.usefixtures("unpaced")

DAY = date(2026, 11, 25)
PROFILES = (
    "https://www.instagram.com/kominfo_contoh/",
    "https://www.facebook.com/kominfocontoh",
    "https://x.com/kominfo_contoh",
    "https://www.youtube.com/@kominfocontoh",
    "https://www.tiktok.com/@kominfo.contoh",
    "https://www.threads.com/@kominfo.contoh",
    "https://t.me/kominfo_contoh",
)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with open_stage(DAY, tmp_path, Screen(Console(file=io.StringIO()))) as opened:
        yield opened


@pytest.fixture
async def region(stage: Stage) -> Region:
    """The town with one agency that has an account everywhere, none of which is played."""
    agency = RosterAgency(
        name="Dinas Kominfo",
        short="Kominfo",
        agency_class=AgencyClass.DINAS,
        channels=tuple(map(read_profile, PROFILES)),
    )
    async with stage.app.services.database.writing() as session:
        town = await roster.add_region(
            session, slug="tirta", name="Tirta", zone="Asia/Jakarta", now=stage.clock()
        )
        await import_roster(session, town.id, [agency], now=stage.clock(), language="id")
    return town


@pytest.fixture
async def wira(stage: Stage, region: Region) -> Account:
    async with stage.app.services.database.writing() as session:
        agency = await roster.agency_called(session, region, "Kominfo")
        code = await invitations.invite(
            session, region, role=Role.STEWARD, agency=agency, now=stage.clock()
        )
    wira = stage.api.person(1001, "Wira")
    wira.start(code)
    await wira.receives("Pendaftaran berhasil")
    return wira


def pasted_links(stage: Stage) -> list[str]:
    """Links of every platform: with an account, with none, short ones, and some of others."""
    at = stage.local(5)
    code = timed_id(Platform.INSTAGRAM, at)
    number, video = timed_id(Platform.X, at), timed_id(Platform.TIKTOK, at)
    return [
        f"https://www.instagram.com/p/{code}/",
        f"https://www.instagram.com/kominfo_contoh/reel/{code}/?igsh=abc",
        "https://www.instagram.com/share/reel/BAabcdef12/",
        f"https://x.com/kominfo_contoh/status/{number}",
        f"https://twitter.com/i/web/status/{number}",
        "https://t.co/AbCdEf1234",
        f"https://www.tiktok.com/@kominfo.contoh/video/{video}",
        "https://vt.tiktok.com/ZSabc123/",
        f"https://www.youtube.com/watch?v={video_id('peraga')}",
        f"https://youtu.be/{video_id('peraga')}",
        "https://www.facebook.com/kominfocontoh/posts/122100000000000001",
        "https://www.facebook.com/share/p/1AbCdEfGhI/",
        "https://fb.watch/abcDEF123/",
        f"https://www.threads.com/@kominfo.contoh/post/{timed_id(Platform.THREADS, at)}",
        "https://t.me/kominfo_contoh/412",
        "https://bit.ly/abc123",
        "https://www.berita.example/2026/11/25/kabar/",
        "http://169.254.169.254/latest/meta-data/",
    ]


async def test_whatever_link_is_pasted_no_platform_is_asked_but_the_one_played_here(
    stage: Stage, wira: Account, hosts_reached: set[str]
) -> None:
    for link in pasted_links(stage):
        wira.say(f"sudah ya {link}")
        await wira.receives(lambda message: WHAT_WAS_IT not in message.text)
    assert hosts_reached == {"127.0.0.1"}
    asked = {call.platform for call in stage.platforms.calls}
    assert asked == set(ROUTES), "each platform is asked, at its stand-in"


async def test_the_days_that_go_on_ask_no_platform_but_the_one_played_here(
    stage: Stage, wira: Account, hosts_reached: set[str]
) -> None:
    for day in (1, 2):
        stage.clock.travel_to(stage.local(9, 30, days_on=day))
        await stage.app.ticker.tick()
    assert hosts_reached == {"127.0.0.1"}
    questions = [call.path for call in stage.platforms.calls_to(Platform.INSTAGRAM)]
    assert any("debug_token" in path for path in questions), "tokens are looked after, too"
    assert {call.platform for call in stage.platforms.calls} == set(ROUTES)
