"""The ticker: each duty of the day once, by the region's own clock, whatever happened before."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.app import open_services
from bot.policy.workdays import zone_key
from bot.rounds import ticker as ticking
from bot.rounds.sweep import SweepResult, sweep
from bot.rounds.ticker import Ticker
from bot.sandbox.clock import TravelledClock
from bot.services import Services
from bot.settings import Settings
from checks.model import ChannelRef, Platform
from checks.social.token_health import TokenState
from storage import inbox, invitations, outbox, roster, rounds
from storage.engine import Session
from storage.imports import import_roster
from storage.people import Role
from storage.roster import Region
from storage.rounds import Round
from storage.spreadsheet import AgencyClass, RosterAgency
from tests.journeys.office import Site, open_site

MONDAY = date(2026, 11, 30)
ELSEWHERE = "another-host:1:another"
"""The holder's name of a process on another machine."""


@dataclass
class Land:
    """A database with regions in it, each with one agency, a site forty days old and a steward."""

    services: Services
    clock: TravelledClock
    site: Site

    async def region(self, slug: str, zone: str = "WIB") -> Region:
        now = self.clock()
        async with self.services.database.writing() as session:
            region = await roster.add_region(
                session, slug=slug, name=slug, zone=zone_key(zone), now=now
            )
            agency = RosterAgency(
                name="Dinas Kesehatan",
                short="Dinkes",
                agency_class=AgencyClass.DINAS,
                channels=(ChannelRef(Platform.WEBSITE, self.site.base),),
                stewards=(),
            )
            await import_roster(session, region.id, [agency], now=now, language="id")
            found = await roster.agency_called(session, region, "Dinkes")
            code = await invitations.invite(
                session, region, role=Role.STEWARD, agency=found, now=now
            )
            await invitations.redeem(
                session, code, telegram_id=1000 + region.id, name="Siti", language="id", now=now
            )
        return region

    def travel_to(self, day: date, hour: int, minute: int = 0, zone: str = "WIB") -> None:
        local = datetime(
            day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone_key(zone))
        )
        self.clock.travel_to(local)

    async def tick(self, *, holder: str | None = None) -> None:
        services = self.services if holder is None else replace(self.services, holder=holder)
        await Ticker(services).tick()

    async def done(self, region: Region, day: date = MONDAY) -> set[str]:
        """The kinds of the rounds of that day that are finished."""
        return {kind for kind in ("sweep", "nudge") if (await self.round_of(region, kind, day))}

    async def round_of(self, region: Region, kind: str, day: date = MONDAY) -> Round | None:
        async with self.services.database.reading() as session:
            found = await rounds.find(session, region_id=region.id, kind=kind, local_date=day)
        return found if found is not None and found.finished_at is not None else None

    async def messages(self) -> int:
        async with self.services.database.reading() as session:
            return sum((await outbox.counts(session)).values())


async def opened(database_url: str, stack: AsyncExitStack) -> Land:
    site = await stack.enter_async_context(open_site(Site()))
    clock = TravelledClock(datetime(2026, 11, 26, 3, 0, tzinfo=ZoneInfo("Asia/Jakarta")))
    site.publish("Lama", datetime(2026, 10, 20, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta")))
    settings = Settings(
        _env_file=None,
        database_url=database_url,
        allow_private=frozenset({site.base.removeprefix("http://")}),
    )
    return Land(await stack.enter_async_context(open_services(settings, clock)), clock, site)


@pytest.fixture
async def land(sqlite_url_factory: Callable[[], str]) -> AsyncIterator[Land]:
    async with AsyncExitStack() as stack:
        yield await opened(sqlite_url_factory(), stack)


@pytest.fixture(params=["sqlite", "postgres"])
async def either_land(request: pytest.FixtureRequest) -> AsyncIterator[Land]:
    """On SQLite and on PostgreSQL."""
    make: Callable[[], str] = request.getfixturevalue(f"{request.param}_url_factory")
    async with AsyncExitStack() as stack:
        yield await opened(make(), stack)


async def test_duties_are_due_by_the_regions_own_clock(land: Land) -> None:
    west, middle, east = (
        await land.region("barat", "WIB"),
        await land.region("tengah", "WITA"),
        await land.region("timur", "WIT"),
    )
    land.travel_to(MONDAY, 5, 59, "WIT")
    await land.tick()
    assert [await land.done(one) for one in (west, middle, east)] == [set(), set(), set()]
    land.travel_to(MONDAY, 6, 0, "WIT")
    await land.tick()
    assert [await land.done(one) for one in (west, middle, east)] == [set(), set(), {"sweep"}]
    land.travel_to(MONDAY, 8, 59, "WIT")  # 07.59 WITA, 06.59 WIB
    await land.tick()
    assert [await land.done(one) for one in (west, middle, east)] == [{"sweep"}] * 3
    land.travel_to(MONDAY, 9, 0, "WIT")
    await land.tick()
    both = {"sweep", "nudge"}
    assert [await land.done(one) for one in (west, middle, east)] == [{"sweep"}, {"sweep"}, both]
    land.travel_to(MONDAY, 9, 0, "WIB")
    await land.tick()
    assert [await land.done(one) for one in (west, middle, east)] == [both] * 3
    assert await land.messages() == 3


async def test_tokens_are_looked_at_half_an_hour_before_the_channels(land: Land) -> None:
    region = await land.region("contoh", "WITA")
    land.travel_to(MONDAY, 5, 29, "WITA")
    await land.tick()
    assert await land.round_of(region, "tokens") is None
    land.travel_to(MONDAY, 5, 30, "WITA")
    await land.tick()
    done = await land.round_of(region, "tokens")
    assert done is not None
    assert await land.done(region) == set()
    land.travel_to(MONDAY, 6, 0, "WITA")
    await land.tick()
    assert await land.round_of(region, "tokens") == done
    assert await land.done(region) == {"sweep"}


async def test_tokens_are_looked_at_before_the_channels_and_on_days_off_too(
    land: Land, monkeypatch: pytest.MonkeyPatch
) -> None:
    await land.region("contoh")
    looked_at: list[bool] = []

    async def noted(
        services: Services, region: Region, *, at: datetime, **rest: Any
    ) -> SweepResult | None:
        day = at.astimezone(ZoneInfo(region.zone)).date()
        looked_at.append(await land.round_of(region, "tokens", day) is not None)
        return await sweep(services, region, at=at, **rest)

    monkeypatch.setattr("bot.rounds.ticker.sweep", noted)
    for day in (MONDAY, MONDAY + timedelta(days=5)):
        land.travel_to(day, 9)
        await land.tick()
    assert looked_at == [True, True]


async def test_trouble_with_the_tokens_keeps_no_sweep_waiting_and_is_overcome(
    land: Land, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = await land.region("contoh")

    async def failing(*_: object, **__: object) -> None:
        raise RuntimeError("disk full")

    land.travel_to(MONDAY, 9)
    with monkeypatch.context() as patched:
        patched.setattr("bot.rounds.token_watch.token_states", failing)
        await land.tick()
    assert await land.done(region) == {"sweep", "nudge"}
    assert await land.round_of(region, "tokens") is None
    land.travel_to(MONDAY, 9, 10)
    await land.tick()
    assert await land.round_of(region, "tokens") is not None


async def test_two_tickers_on_one_database_look_at_the_tokens_once(
    either_land: Land, monkeypatch: pytest.MonkeyPatch
) -> None:
    land = either_land
    asked: list[datetime] = []

    async def counted(*_: object, now: datetime, **__: object) -> tuple[TokenState, ...]:
        asked.append(now)
        return ()

    monkeypatch.setattr("bot.rounds.token_watch.token_states", counted)
    region = await land.region("contoh")
    land.travel_to(MONDAY, 5, 30)
    await asyncio.gather(land.tick(), land.tick(holder=ELSEWHERE))
    await asyncio.gather(land.tick(), land.tick(holder=ELSEWHERE))
    assert len(asked) == 1
    assert await land.round_of(region, "tokens") is not None


async def test_after_three_days_of_downtime_only_today_is_caught_up(land: Land) -> None:
    region = await land.region("contoh")
    thursday = MONDAY - timedelta(days=4)
    land.travel_to(thursday, 9)
    await land.tick()
    assert await land.messages() == 1
    land.travel_to(MONDAY, 10)
    await land.tick()
    await land.tick()
    assert await land.done(region) == {"sweep", "nudge"}
    for days in (1, 2, 3):
        assert await land.done(region, MONDAY - timedelta(days=days)) == set()
    assert await land.messages() == 2


async def test_a_process_that_crashed_at_nine_and_started_at_ten_nudges_once(land: Land) -> None:
    region = await land.region("contoh")
    land.travel_to(MONDAY, 9)
    async with land.services.database.writing() as session:  # its sweep was cut off
        await rounds.claim(
            session,
            region_id=region.id,
            kind="sweep",
            local_date=MONDAY,
            holder=ELSEWHERE,
            now=land.clock(),
        )
    await land.tick()
    assert (await land.done(region), await land.messages()) == (set(), 0)
    land.travel_to(MONDAY, 10)
    await land.tick()
    await land.tick()
    assert (await land.done(region), await land.messages()) == ({"sweep", "nudge"}, 1)


async def test_started_in_the_evening_it_reads_and_reminds_nobody(land: Land) -> None:
    region = await land.region("contoh")
    land.travel_to(MONDAY, 20)
    await land.tick()
    assert (await land.done(region), await land.messages()) == ({"sweep"}, 0)


async def test_on_a_saturday_it_reads_and_reminds_nobody(land: Land) -> None:
    region = await land.region("contoh")
    saturday = MONDAY - timedelta(days=2)
    land.travel_to(saturday, 10)
    await land.tick()
    assert (await land.done(region, saturday), await land.messages()) == ({"sweep"}, 0)


async def test_over_friday_prayer_the_nudge_waits(land: Land) -> None:
    region = await land.region("contoh")
    friday = MONDAY - timedelta(days=3)
    land.travel_to(friday, 12)
    await land.tick()
    assert (await land.done(region, friday), await land.messages()) == ({"sweep"}, 0)
    land.travel_to(friday, 13, 30)
    await land.tick()
    assert (await land.done(region, friday), await land.messages()) == ({"sweep", "nudge"}, 1)


async def test_two_tickers_on_one_database_do_each_duty_once(
    either_land: Land, monkeypatch: pytest.MonkeyPatch
) -> None:
    land = either_land
    swept: list[str] = []

    async def counted(services: Services, region: Region, **rest: Any) -> SweepResult | None:
        result = await sweep(services, region, **rest)
        swept.extend([region.slug] if result is not None else [])
        return result

    monkeypatch.setattr("bot.rounds.ticker.sweep", counted)
    first, second = await land.region("satu"), await land.region("dua")
    land.travel_to(MONDAY, 9)
    await asyncio.gather(land.tick(), land.tick(holder=ELSEWHERE))
    await asyncio.gather(land.tick(), land.tick(holder=ELSEWHERE))
    assert sorted(swept) == ["dua", "satu"]
    assert await land.done(first) == await land.done(second) == {"sweep", "nudge"}
    assert await land.messages() == 2


async def test_a_region_that_fails_keeps_no_other_from_its_duties(
    land: Land, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, sound = await land.region("a-rusak"), await land.region("b-sehat")

    async def failing(services: Services, region: Region, **rest: Any) -> SweepResult | None:
        if region.slug == broken.slug:
            raise RuntimeError("disk full")
        return await sweep(services, region, **rest)

    monkeypatch.setattr("bot.rounds.ticker.sweep", failing)
    land.travel_to(MONDAY, 9)
    await land.tick()
    assert await land.done(broken) == set()
    assert await land.done(sound) == {"sweep", "nudge"}


async def test_a_sweep_that_our_network_spoilt_is_repeated_after_an_hour(
    land: Land,
) -> None:
    region = await land.region("contoh")
    land.travel_to(MONDAY, 6)
    async with land.services.database.writing() as session:
        spoilt = await rounds.claim(
            session,
            region_id=region.id,
            kind="sweep",
            local_date=MONDAY,
            holder=land.services.holder,
            now=land.clock(),
        )
        assert spoilt is not None
        await rounds.finish(session, spoilt.id, now=land.clock(), outcome={"trusted": False})
    land.travel_to(MONDAY, 6, 59)
    await land.tick()
    round_ = await land.round_of(region, "sweep")
    assert round_ is not None
    assert round_.outcome == {"trusted": False}
    land.travel_to(MONDAY, 9)
    await land.tick()
    round_ = await land.round_of(region, "sweep")
    assert round_ is not None
    assert (round_.outcome or {})["trusted"] is True
    assert await land.messages() == 1


async def test_it_ticks_at_once_and_then_again_and_again(
    land: Land, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticking, "EVERY_SECONDS", 0.02)
    region = await land.region("contoh")
    land.travel_to(MONDAY, 5, 59)
    running = asyncio.create_task(Ticker(land.services).run())
    ticks = asyncio.Event()
    prune = inbox.prune

    async def pruned(session: Session, now: datetime) -> None:
        await prune(session, now)
        ticks.set()

    monkeypatch.setattr("storage.inbox.prune", pruned)
    for moment in ((6, 0), (9, 0)):
        land.travel_to(MONDAY, *moment)
        for _ in range(3):
            ticks.clear()
            await ticks.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await land.done(region) == {"sweep", "nudge"}


async def test_a_ticker_that_can_do_nothing_ends_with_an_error(land: Land) -> None:
    async with land.services.database.writing() as session:
        await session.execute(text("DROP TABLE inbox"))
    with pytest.raises(DBAPIError):
        await Ticker(land.services).run()


def test_a_late_ring_still_counts_and_several_late_ones_are_one() -> None:
    scheduler = ticking._scheduler(asyncio.Event())
    assert scheduler._job_defaults == {
        "coalesce": True,
        "max_instances": 1,
        "misfire_grace_time": None,
    }
