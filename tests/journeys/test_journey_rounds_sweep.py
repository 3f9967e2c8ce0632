"""The sweep: what it remembers, whom it believes, and what becomes of one that was cut off."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy.engine import make_url
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import request_response

from bot.calendars import calendar_of
from bot.policy.nudge_plan import WhyNobody
from bot.policy.standing import Standing
from bot.rounds import channel_checks
from bot.rounds.nudge import NudgeResult, nudge
from bot.rounds.remembering import remember_reading
from bot.rounds.sweep import sweep
from bot.services import Services
from bot.standings import standings
from checks.client import Client, ClientSettings
from checks.model import ChannelRef, Evidence, Health, Platform, Publication, Reading
from storage import episodes, readings, roster
from storage.holders import this_process
from storage.imports import import_roster
from storage.readings import ChannelState
from storage.roster import Channel
from storage.spreadsheet import AgencyClass, RosterAgency
from tests.journeys.office import MONDAY, Office, Site, furnish, open_site
from tests.journeys.segar_process import Machine

DAY = timedelta(days=1)


@dataclass
class Town:
    """Three more websites of the region, each of which can go down, and what it takes to read them.

    Their newest news are twenty days old on Monday.
    """

    services: Services
    sites: list[Site]
    running: list[AsyncExitStack]

    async def go_down(self, *numbers: int) -> None:
        for number in numbers:
            await self.running[number].aclose()


@pytest.fixture
async def town(office: Office) -> AsyncIterator[Town]:
    async with AsyncExitStack() as stack:
        sites, running = [], []
        for _ in range(3):
            running.append(await stack.enter_async_context(AsyncExitStack()))
            sites.append(await running[-1].enter_async_context(open_site(Site())))
            sites[-1].publish("Lama", MONDAY - 20 * DAY)
        addresses = [site.base for site in (office.site, *sites)]
        allowed = frozenset(urlsplit(address).netloc for address in addresses)
        settings = ClientSettings(allow_private=allowed, retry_pause=0.01)
        client = await stack.enter_async_context(Client(settings))
        entry = RosterAgency(
            name="Dinas Lain",
            short="Lain",
            agency_class=AgencyClass.DINAS,
            channels=tuple(ChannelRef(Platform.WEBSITE, site.base) for site in sites),
            stewards=(),
        )
        services = replace(office.app.services, client=client)
        async with services.database.writing() as session:
            await import_roster(
                session, office.region.id, [entry], now=office.clock(), language="id"
            )
        yield Town(services, sites, running)


async def nudge_now(office: Office, services: Services) -> NudgeResult:
    result = await nudge(services, office.region, at=office.clock(), again=True)
    assert result is not None
    await office.settled()
    return result


async def states(office: Office, short: str = "Dinkes") -> list[ChannelState]:
    """What is known of the websites of an agency."""
    async with office.app.services.database.reading() as session:
        channels = await roster.channels(session, office.region.id)
        found = await readings.states(session, office.region.id)
    return [
        found[one.id]
        for one in channels
        if one.agency.short == short and one.ref.platform is Platform.WEBSITE
    ]


async def stands(office: Office, short: str = "Dinkes") -> list[Standing]:
    """How the websites of an agency stand."""
    async with office.app.services.database.reading() as session:
        calendar = await calendar_of(session, office.region, office.clock())
        rows = await standings(session, office.region, calendar, office.clock())
    return [
        row.verdict.standing
        for row in rows
        if row.channel.agency.short == short and row.channel.ref.platform is Platform.WEBSITE
    ]


async def open_episode(office: Office) -> bool:
    async with office.app.services.database.reading() as session:
        return bool(await episodes.open_episodes(session, office.region.id))


async def test_what_stays_the_same_is_extended_and_news_close_the_episode(office: Office) -> None:
    await office.steward()
    await office.morning(MONDAY)
    first = (await states(office))[0]
    assert await open_episode(office)
    await office.morning(MONDAY + DAY)
    second = (await states(office))[0]
    assert second.checked_at > first.checked_at
    assert replace(second, checked_at=first.checked_at) == first

    office.site.publish("Kabar baru", MONDAY + DAY)
    office.clock.travel_to(MONDAY + 2 * DAY)
    await office.sweep()
    assert (await states(office))[0].newest_at == (MONDAY + DAY).astimezone(first.checked_at.tzinfo)
    assert not await open_episode(office)


async def test_news_on_a_hijacked_site_close_no_episode(office: Office) -> None:
    await office.steward()
    await office.morning(MONDAY)
    now = office.clock()
    planted = Publication(now, f"{office.site.base}/slot/", "Slot", Evidence("feed", "", ""))
    async with office.app.services.database.writing() as session:
        calendar = await calendar_of(session, office.region, now)
        channel = (await roster.channels(session, office.region.id))[0]
        hijacked = Reading(Health.HIJACKED, now, (planted,))
        await remember_reading(session, channel, hijacked, calendar)
    assert await open_episode(office)


async def test_by_hand_the_same_day_is_measured_again(office: Office) -> None:
    assert await sweep(office.app.services, office.region, at=office.clock()) is not None
    office.site.publish("Baru saja", office.clock())
    assert await sweep(office.app.services, office.region, at=office.clock()) is None
    again = await sweep(office.app.services, office.region, at=office.clock(), again=True)
    assert again is not None
    assert (await states(office))[0].newest_at is not None
    assert await stands(office) == [Standing.FRESH]


async def test_each_channel_is_told_as_it_is_read(office: Office) -> None:
    told: list[tuple[Platform, Health]] = []

    def progress(channel: Channel, reading: Reading) -> None:
        told.append((channel.ref.platform, reading.health))

    await sweep(office.app.services, office.region, at=office.clock(), progress=progress)
    assert sorted(told) == [(Platform.INSTAGRAM, Health.FAILED), (Platform.WEBSITE, Health.OK)]


async def test_an_outage_of_ours_changes_no_standing_and_nobody_is_nudged(
    office: Office, town: Town
) -> None:
    petugas, siti = await office.operator(), await office.steward()
    office.clock.travel_to(MONDAY - 3 * timedelta(hours=1))
    before = await sweep(town.services, office.region, at=office.clock())
    assert before is not None
    assert before.trusted
    assert await stands(office, "Lain") == [Standing.SLOWING] * 3
    known = await states(office, "Lain")

    await town.go_down(0, 1, 2)
    office.site.publish("Kabar Dinkes", MONDAY)
    office.clock.travel_to(MONDAY)
    result = await sweep(town.services, office.region, at=office.clock(), again=True)
    assert result is not None
    assert not result.trusted
    assert await states(office, "Lain") == known  # they stand as they stood
    assert await stands(office) == [Standing.FRESH]  # who could be read has the benefit of it
    for _ in range(2):
        nobody = await nudge_now(office, town.services)
        assert (nobody.messages, nobody.plan.why) == ((), WhyNobody.SWEEP_NOT_TRUSTED)
        await sweep(town.services, office.region, at=office.clock(), again=True)
    await office.settled()
    assert sum("belum dapat dipercaya" in one.text for one in petugas.messages) == 1
    assert len(siti.messages) == 1


async def test_one_dead_site_is_the_operators_trouble_and_not_the_stewards(
    office: Office, town: Town
) -> None:
    petugas = await office.operator()
    account = office.api.person(1003, "Tono")
    account.start(await office.invitation(agency="Lain"))
    await account.receives("Pendaftaran berhasil")
    await town.go_down(1)
    office.clock.travel_to(MONDAY)
    result = await sweep(town.services, office.region, at=office.clock())
    assert result is not None
    assert result.trusted
    assert Standing.UNMEASURED in await stands(office, "Lain")
    told = [
        nudged.channel.ref.canonical
        for queued in (await nudge_now(office, town.services)).messages
        for nudged in queued.nudge.channels
    ]
    assert sorted(told) == sorted([town.sites[0].base, town.sites[2].base])
    note = await petugas.receives("Catatan untuk petugas")
    assert town.sites[1].base.removeprefix("http://") in note.text
    assert town.sites[1].base.removeprefix("http://") not in account.messages[-1].text


def dump(office: Office) -> list[str]:
    """Every row of every table."""
    with closing(sqlite3.connect(str(make_url(office.settings.database_url).database))) as file:
        return list(file.iterdump())


async def test_a_rehearsal_changes_nothing_and_decides_the_same(office: Office) -> None:
    await office.operator()
    siti = await office.steward()
    await office.settled()
    office.clock.travel_to(MONDAY)
    before = dump(office)
    rehearsed = await sweep(office.app.services, office.region, at=office.clock(), dry_run=True)
    assert rehearsed is not None
    assert dump(office) == before
    swept = await office.sweep()
    assert (rehearsed.ok, rehearsed.unmeasured) == (swept.ok, swept.unmeasured) == (1, 1)

    before = dump(office)
    dry = await nudge(office.app.services, office.region, at=office.clock(), dry_run=True)
    assert dump(office) == before
    await office.settled()
    assert len(siti.messages) == 1
    real = await office.nudge()
    assert dry is not None
    assert [one.message.text for one in dry.messages] == [one.message.text for one in real.messages]


async def test_a_sweep_cut_off_is_taken_over_and_keeps_what_it_read(
    office: Office, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel_checks, "BATCH", 1)
    visited = asyncio.Event()

    async def never(request: Request) -> Response:
        visited.set()
        await asyncio.Event().wait()
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(town.sites[2], "home", never)
        read: set[str] = set()
        three = asyncio.Event()

        def progress(channel: Channel, reading: Reading) -> None:
            read.add(channel.ref.canonical)
            if len(read) == 4:
                three.set()

        cut_off = asyncio.create_task(
            sweep(town.services, office.region, at=office.clock(), progress=progress)
        )
        await visited.wait()
        await three.wait()
        cut_off.cancel()
        with pytest.raises(asyncio.CancelledError):
            await cut_off
    successor = replace(town.services, holder=this_process())
    result = await sweep(successor, office.region, at=office.clock())
    assert result is not None
    assert (result.ok, result.trusted) == (4, True)
    assert await sweep(successor, office.region, at=office.clock()) is None


async def test_while_one_process_sweeps_another_one_keeps_away(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    visited, gate = asyncio.Event(), asyncio.Event()

    async def slow(request: Request) -> Response:
        visited.set()
        await gate.wait()
        return HTMLResponse("<h1>Dinas</h1>")

    async with open_site(Site()) as site:
        monkeypatch.setattr(site, "home", slow)
        machine.allow_private(site.base)
        await furnish(machine.database, site, machine.api.world.clock())
        first = machine.launch("sweep", "--region", "contoh")
        await visited.wait()
        second = machine.launch("sweep", "--region", "contoh")
        assert await second.ended() == 1
        await first.kill()
        gate.set()
        third = await machine.command("sweep", "--region", "contoh", "--json")
    assert third.lines[-1]["channels"] == 2


async def test_the_next_sweep_asks_only_whether_something_has_changed(office: Office) -> None:
    office.site.publish("Rapat camat", MONDAY - DAY)
    asked: list[str | None] = []

    async def feed(request: Request) -> Response:
        asked.append(request.headers.get("if-none-match"))
        if asked[-1] == '"v1"':
            return Response(status_code=304)
        items = (
            f"<item><title>Rapat camat</title><link>{office.site.base}/berita/1/</link>"
            f"<pubDate>{MONDAY - DAY:%a, %d %b %Y %H:%M:%S %z}</pubDate></item>"
        )
        body = f"<rss version='2.0'><channel>{items}</channel></rss>"
        return Response(body, media_type="application/rss+xml", headers={"ETag": '"v1"'})

    office.site.pages["/feed/"] = request_response(feed)
    office.clock.travel_to(MONDAY)
    await office.sweep()
    first = (await states(office))[0]
    office.clock.travel_to(MONDAY + DAY)
    await office.sweep()
    second = (await states(office))[0]
    assert asked == [None, '"v1"']
    assert second.newest_at == first.newest_at
    assert second.checked_at > first.checked_at


async def test_an_old_article_under_a_new_date_is_no_news(office: Office) -> None:
    office.site.publish("Rapat camat", MONDAY - 30 * DAY)
    await office.sweep()
    office.site.news[-1] = ("Rapat camat", MONDAY + DAY)
    office.clock.travel_to(MONDAY + 2 * DAY)
    await office.sweep()
    assert (await states(office))[0].newest_at == MONDAY - 30 * DAY
