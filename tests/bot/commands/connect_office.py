"""An office with an app at TikTok, whose accounts connect themselves in a browser."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
import pytest

from bot.platform_tokens import DatabaseTokenBook
from bot.sandbox.platforms import PlatformsServer, PlatformWorld, Post, SocialAccount
from bot.sandbox.platforms.ids import timed_id
from bot.sandbox.platforms.tiktok_open_api import BROWSER, CLIENT_KEY
from bot.serving import serve
from checks.model import ChannelRef, Platform
from storage import roster
from storage.engine import Database
from storage.imports import import_roster
from storage.spreadsheet import AgencyClass, RosterAgency
from tests.bot.commands.conftest import NOW, Outcome, Segar

WEB = "https://lebak.example.go.id/tiktok/"
DESKTOP = "http://127.0.0.1:3455/callback/"
HANDLE = "dinkes_lebak"
ARGUMENTS = ("connect", "tiktok", "--region", "lebak", HANDLE)


@dataclass(frozen=True, slots=True)
class Office:
    """An office with an app at TikTok, and who is there."""

    segar: Segar
    world: PlatformWorld
    base: str
    database: Database

    async def connect(self, *more: str) -> Outcome:
        return await self.segar.beside(*ARGUMENTS, *more)

    async def allow(self, address: str, handle: str = HANDLE) -> str:
        """Where the browser lands in which this account is logged in."""
        parts = urlsplit(address)
        assert parts.netloc == "www.tiktok.com"
        async with httpx.AsyncClient(cookies={BROWSER: handle}) as browser:
            there = await browser.get(f"{self.base}/tiktok{parts.path}?{parts.query}")
        return there.headers["location"]

    async def landed(self, handle: str = HANDLE) -> str:
        return await self.allow((await self.connect()).out.strip(), handle)

    async def kept(self) -> tuple[str, str] | None:
        token = await DatabaseTokenBook(self.database).find(Platform.TIKTOK, HANDLE)
        return None if token is None else (token.access, token.refresh)


async def on_the_roster(database: Database, handle: str, agency: str) -> None:
    """The region lebak has this account on TikTok."""
    ref = ChannelRef(Platform.TIKTOK, f"https://www.tiktok.com/@{handle}", handle)
    entry = RosterAgency(agency, agency, AgencyClass.DINAS, (ref,), ())
    async with database.writing() as session:
        place = await roster.region_called(session, "lebak")
        await import_roster(session, place.id, [entry], now=NOW, language="id")


@asynccontextmanager
async def opened(
    segar: Segar, database: Database, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Office]:
    """The office of lebak with one account on its roster, and TikTok on loopback."""
    await on_the_roster(database, HANDLE, "Dinkes")
    world = PlatformWorld(clock=lambda: NOW)
    for number, handle in (("6801", HANDLE), ("6802", "somebody.else")):
        at = NOW - timedelta(days=1)
        post = Post(timed_id(Platform.TIKTOK, at, int(number)), at, "Imunisasi")
        world.add(SocialAccount(Platform.TIKTOK, number, handle, posts=[post]))
    async with serve(PlatformsServer(world).app) as base:
        monkeypatch.setenv("SEGAR_PLATFORM_API", json.dumps(PlatformsServer.stand_ins(base)))
        monkeypatch.setenv("SEGAR_TIKTOK_CLIENT_KEY", CLIENT_KEY)
        monkeypatch.setenv("SEGAR_TIKTOK_CLIENT_SECRET", world.tokens[Platform.TIKTOK])
        monkeypatch.setenv("SEGAR_TIKTOK_REDIRECT", WEB)
        yield Office(segar, world, base, database)
