"""A whole office on loopback: a website, Telegram, the real bot, a real database, a set clock."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.app import App
from bot.rounds.nudge import NudgeResult, nudge
from bot.rounds.sweep import SweepResult, sweep
from bot.sandbox.clock import TravelledClock
from bot.sandbox.platforms import PlatformWorld
from bot.sandbox.telegram import Account, BotApi, Message
from bot.serving import serve
from bot.settings import Settings
from checks.model import ChannelRef, Platform
from storage import invitations, roster
from storage.engine import Database
from storage.imports import import_roster
from storage.people import Role
from storage.roster import Region
from storage.spreadsheet import AgencyClass, RosterAgency

WIB = ZoneInfo("Asia/Jakarta")
MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=WIB)


@dataclass
class Site:
    """A small WordPress-like site whose news the tests write."""

    base: str = ""
    news: list[tuple[str, datetime]] = field(default_factory=list)
    pages: dict[str, ASGIApp] = field(default_factory=dict)
    """What these paths answer instead: a response, or whatever else can be served."""
    asked: list[str] = field(default_factory=list)
    """The paths asked for, in their order."""

    @property
    def app(self) -> ASGIApp:
        routes = Starlette(
            routes=[
                Route("/", self._visit_home),
                Route("/feed/", self._feed),
                Route("/berita/{number:int}/", self._visit_article),
            ]
        )

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            path = scope.get("path", "")
            if path:
                self.asked.append(path)
            await self.pages.get(path, routes)(scope, receive, send)

        return answer

    def publish(self, title: str, at: datetime) -> str:
        """Add an article; its link."""
        self.news.append((title, at))
        return f"{self.base}/berita/{len(self.news)}/"

    async def _visit_home(self, request: Request) -> Response:
        return await self.home(request)

    async def home(self, request: Request) -> Response:
        return HTMLResponse(
            "<html><head><title>Dinas Contoh</title>"
            f'<link rel="alternate" type="application/rss+xml" href="{self.base}/feed/">'
            "</head><body><h1>Dinas Contoh</h1><a href='/profil/'>Profil</a></body></html>"
        )

    async def _feed(self, request: Request) -> Response:
        items = "".join(
            f"<item><title>{title}</title><link>{self.base}/berita/{number}/</link>"
            f"<pubDate>{at.strftime('%a, %d %b %Y %H:%M:%S %z')}</pubDate></item>"
            for number, (title, at) in enumerate(self.news, 1)
        )
        feed = f"<rss version='2.0'><channel><title>Dinas</title>{items}</channel></rss>"
        return Response(feed, media_type="application/rss+xml")

    async def _visit_article(self, request: Request) -> Response:
        return await self.article(request)

    async def article(self, request: Request) -> Response:
        """One article's page; a test may put another in its place."""
        number = request.path_params["number"]
        if not 1 <= number <= len(self.news):
            return HTMLResponse("<html><title>404</title>Tidak ada</html>", status_code=404)
        title, at = self.news[number - 1]
        return HTMLResponse(
            f"<html><head><title>{title}</title>"
            f'<meta property="article:published_time" content="{at.isoformat()}">'
            f"</head><body><h1>{title}</h1><p>Isi berita.</p></body></html>"
        )


AnySite = TypeVar("AnySite", bound=Site)


async def furnish(database: Database, site: Site, now: datetime) -> Region:
    """A region with one agency, its website and its Instagram account; the same one again later."""
    async with database.writing() as session:
        known = await roster.regions(session)
        if known:
            return known[0]
        region = await roster.add_region(
            session, slug="contoh", name="Kabupaten Contoh", zone=str(WIB), now=now
        )
        agency = RosterAgency(
            name="Dinas Kesehatan",
            short="Dinkes",
            agency_class=AgencyClass.DINAS,
            channels=(
                ChannelRef(Platform.WEBSITE, site.base),
                ChannelRef(
                    Platform.INSTAGRAM, "https://www.instagram.com/dinkes_contoh/", "dinkes_contoh"
                ),
            ),
            stewards=("Siti",),
        )
        await import_roster(session, region.id, [agency], now=now, language="id")
        return region


@asynccontextmanager
async def open_site(site: AnySite) -> AsyncIterator[AnySite]:
    """Serve the site on loopback."""
    async with serve(site.app) as base:
        site.base = base
        yield site


@dataclass
class Office:
    """A region with one agency, its site, and the running bot."""

    app: App
    api: BotApi
    clock: TravelledClock
    site: Site
    region: Region
    settings: Settings
    platforms: PlatformWorld

    async def invitation(self, role: Role = Role.STEWARD, agency: str | None = "Dinkes") -> str:
        """A fresh code."""
        async with self.app.services.database.writing() as session:
            office = agency and await roster.agency_called(session, self.region, agency)
            return await invitations.invite(
                session, self.region, role=role, agency=office or None, now=self.clock()
            )

    async def steward(self, number: int = 1001, name: str = "Siti") -> Account:
        """A steward of the agency who has arrived and read the welcome."""
        account = self.api.person(number, name, language_code="id")
        account.start(await self.invitation())
        await account.receives("Pendaftaran berhasil")
        return account

    async def operator(self, number: int = 2001) -> Account:
        account = self.api.person(number, "Petugas", language_code="id")
        account.start(await self.invitation(Role.OPERATOR, None))
        await account.receives("Pendaftaran berhasil")
        return account

    async def sweep(self, at: datetime | None = None) -> SweepResult:
        result = await sweep(self.app.services, self.region, at=at or self.clock(), again=True)
        assert result is not None
        return result

    async def nudge(self, at: datetime | None = None) -> NudgeResult:
        result = await nudge(self.app.services, self.region, at=at or self.clock(), again=True)
        assert result is not None
        return result

    async def morning(self, at: datetime) -> NudgeResult:
        """Travel to the moment, sweep and nudge as the ticker would."""
        self.clock.travel_to(at)
        await self.sweep()
        result = await self.nudge()
        await self.settled()
        return result

    async def settled(self) -> None:
        """Everything said is stored and handled, and everything due by now is sent and noted.

        A message that was put off stays queued: wait for it with `receives`.
        """
        while True:
            await self.api.until(lambda: self.api.polled and not self.api.pending)
            handled = await self.app.handling.handle_waiting()
            tried = await self.app.sender.deliver_due()
            if not handled and not tried:
                return

    async def says(self, account: Account, text: str) -> str:
        """Write to the bot; the text of its answer, whatever it asks besides."""
        account.say(text)
        return (await account.receives(is_answer)).text


def is_answer(message: Message) -> bool:
    """Anything but the question what the reported post was."""
    return "termasuk informasi apa?" not in message.text


OpenOffice = Callable[..., Awaitable[Office]]
