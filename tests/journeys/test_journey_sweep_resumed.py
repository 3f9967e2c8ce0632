"""A platform that lets us read some accounts an hour: the rest is read later, and none is lost."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import unquote

import pytest

from bot.calendars import calendar_of
from bot.outages import outages_of
from bot.rounds.ticker import Ticker
from bot.sandbox.platforms import Fault, Post, SocialAccount, graph_errors
from bot.sandbox.telegram import Account
from bot.standings import standings
from checks.model import Platform, Trouble
from checks.sweep import readers_for
from storage import readings, rounds
from storage.engine import Session
from storage.rounds import Round
from tests.journeys.conversing import add_agency, instagram, told_to
from tests.journeys.office import MONDAY, Office

pytestmark = pytest.mark.usefixtures("unpaced")

INSTAGRAM = Platform.INSTAGRAM
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AN_HOUR_LATER = timedelta(minutes=61)
"""The clock runs on while a sweep is at work."""
SIX = MONDAY.replace(hour=6, minute=0)
HANDLES = ["dinkes_contoh", *(f"dinas_contoh{number}" for number in range(5))]
AN_HOURS_CALLS = 4
"""Of an allowance of five, by when we stop by ourselves."""


@dataclass
class Mornings:
    """The duties of an office with six accounts on Instagram, of which four are read an hour."""

    office: Office
    operator: Account
    ticker: Ticker

    async def asked_at(self, moment: datetime, *more: Ticker) -> list[str]:
        """The accounts asked for in order, when it ticks then with a fresh allowance."""
        self.office.clock.travel_to(moment)
        self.office.platforms.calls.clear()
        await asyncio.gather(*(ticker.tick() for ticker in (self.ticker, *more)))
        await self.office.settled()
        paths = [unquote(call.path) for call in self.office.platforms.calls_to(INSTAGRAM)]
        return [found[1] for path in paths if (found := re.search(r"username\((\w+)\)", path))]

    async def read(self) -> set[str]:
        """The accounts with a reading."""
        async with self.office.app.services.database.reading() as session:
            known = await readings.states(session, self.office.region.id)
            return {name for id_, name in (await self._names(session)).items() if id_ in known}

    async def frozen(self) -> set[str]:
        """The accounts that stand as they stood, because their platform is out."""
        async with self.office.app.services.database.reading() as session:
            now = self.office.clock()
            calendar = await calendar_of(session, self.office.region, now)
            rows = await standings(session, self.office.region, calendar, now)
        return {row.channel.ref.name for row in rows if row.outage is not None}

    async def sweep(self) -> Round:
        async with self.office.app.services.database.reading() as session:
            found = await rounds.last_finished(
                session, region_id=self.office.region.id, kind="sweep"
            )
        assert found is not None
        return found

    async def _names(self, session: Session) -> dict[int, str]:
        calendar = await calendar_of(session, self.office.region, self.office.clock())
        rows = await standings(session, self.office.region, calendar, self.office.clock())
        return {
            row.channel.id: row.channel.ref.name
            for row in rows
            if row.channel.ref.platform is INSTAGRAM
        }


@pytest.fixture
async def mornings(office: Office, monkeypatch: pytest.MonkeyPatch) -> Mornings:
    monkeypatch.setattr(graph_errors, "ALLOWANCE", AN_HOURS_CALLS + 1)
    for number, handle in enumerate(HANDLES):
        account = SocialAccount(INSTAGRAM, f"1784140000000000{number}", handle)
        account.posts.append(Post(f"DRaBcDeF{number:03d}", MONDAY - DAY, "Kabar"))
        office.platforms.add(account)
    for handle in HANDLES[1:]:
        await add_agency(office, handle, instagram(handle))
    operator = await office.operator()
    services = office.app.services
    access = replace(
        services.access,
        instagram_token=office.platforms.tokens[INSTAGRAM],
        instagram_office_id=office.platforms.office_id,
    )
    readers = readers_for(access=access, ledger=services.ledger, tokens=services.tokens)
    ticker = Ticker(replace(services, access=access, readers=readers))
    found = Mornings(office, operator, ticker)
    await found.asked_at(SIX - HOUR / 2)  # the tokens are looked at
    return found


async def test_a_throttled_platform_is_gone_on_with_an_hour_later_where_it_was_left(
    mornings: Mornings,
) -> None:
    first = await mornings.asked_at(SIX)
    assert len(first) == AN_HOURS_CALLS
    assert await mornings.frozen() == set(HANDLES) - set(first)
    until = outages_of(await mornings.sweep())[INSTAGRAM].until
    assert until is not None
    assert SIX + HOUR <= until < SIX + AN_HOUR_LATER
    assert await mornings.asked_at(SIX + HOUR - timedelta(seconds=1)) == []
    rest = await mornings.asked_at(SIX + AN_HOUR_LATER)
    assert sorted(first + rest) == sorted(HANDLES)
    assert await mornings.read() == set(HANDLES)
    assert await mornings.frozen() == set()
    sweep = await mornings.sweep()
    assert outages_of(sweep) == {}
    outcome = sweep.outcome or {}
    assert (outcome["ok"], outcome["unmeasured"], outcome["channels"]) == (7, 0, 7)
    for hours in (2, 3, 6):
        assert await mornings.asked_at(SIX + hours * HOUR) == []
    assert told_to(mornings.operator, "tidak dapat diperiksa") == []


async def test_what_was_left_out_is_asked_for_first_the_next_day(mornings: Mornings) -> None:
    first = await mornings.asked_at(SIX)
    left_out = set(HANDLES) - set(first)
    again = await mornings.asked_at(SIX + DAY)
    assert set(again[: len(left_out)]) == left_out
    assert await mornings.read() == set(HANDLES)


async def test_a_platform_that_stays_throttled_is_asked_hourly_until_ten_in_the_evening(
    mornings: Mornings,
) -> None:
    first = await mornings.asked_at(SIX)
    mornings.office.platforms.faults[INSTAGRAM] = Fault.THROTTLED
    asked_in: list[int] = []
    for hours in range(1, 17):
        for moment in (SIX + hours * AN_HOUR_LATER, SIX + hours * AN_HOUR_LATER + HOUR / 2):
            asked_in += [moment.hour] * len(await mornings.asked_at(moment))
    assert asked_in == list(range(7, 22))
    assert await mornings.read() == set(first)
    assert len(told_to(mornings.operator, "Instagram tidak dapat diperiksa")) == 1


async def test_a_stop_for_another_reason_is_told_and_ends_the_day(mornings: Mornings) -> None:
    await mornings.asked_at(SIX)
    mornings.office.platforms.faults[INSTAGRAM] = Fault.TOKEN_EXPIRED
    assert len(await mornings.asked_at(SIX + AN_HOUR_LATER)) == 1
    outage = outages_of(await mornings.sweep())[INSTAGRAM]
    assert (outage.trouble, outage.until) == (Trouble.TOKEN_REFUSED, None)
    assert len(told_to(mornings.operator, "Instagram tidak dapat diperiksa")) == 1
    mornings.office.platforms.faults.clear()
    assert await mornings.asked_at(SIX + 3 * HOUR) == []


async def test_what_is_not_there_is_known_once_the_platform_is_read_again(
    mornings: Mornings,
) -> None:
    platforms = mornings.office.platforms
    first = await mornings.asked_at(SIX)
    gone = next(handle for handle in HANDLES if handle not in first)
    platforms.accounts[:] = [one for one in platforms.accounts if one.handle != gone]
    assert gone in await mornings.asked_at(SIX + AN_HOUR_LATER)
    assert await mornings.read() == set(HANDLES)
    assert await mornings.asked_at(SIX + 2 * HOUR) == []


async def test_of_two_processes_one_goes_on_with_the_sweep(mornings: Mornings) -> None:
    first = await mornings.asked_at(SIX)
    services = replace(mornings.ticker._services, holder="another-host:1:another")
    rest = await mornings.asked_at(SIX + AN_HOUR_LATER, Ticker(services))
    assert sorted(first + rest) == sorted(HANDLES)


async def test_a_trouble_on_the_way_is_tried_again_an_hour_later(
    mornings: Mornings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await mornings.asked_at(SIX)

    async def failing(*_: object, **__: object) -> None:
        raise RuntimeError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr("bot.rounds.resumption.check_channels", failing)
        assert await mornings.asked_at(SIX + AN_HOUR_LATER) == []
    assert await mornings.asked_at(SIX + AN_HOUR_LATER + HOUR / 2) == []
    rest = await mornings.asked_at(SIX + 2 * AN_HOUR_LATER)
    assert sorted(first + rest) == sorted(HANDLES)


async def test_a_sweep_by_hand_in_between_leaves_nothing_to_go_on_with(
    mornings: Mornings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await mornings.asked_at(SIX)
    claim: Callable[..., Awaitable[Round | None]] = rounds.claim

    async def claimed_late(session: Session, **rest: object) -> Round | None:
        found = await claim(session, **rest)
        assert found is not None
        return replace(found, outcome={**(found.outcome or {}), "out": {}})

    with monkeypatch.context() as patched:
        patched.setattr("storage.rounds.claim", claimed_late)
        assert await mornings.asked_at(SIX + AN_HOUR_LATER) == []
    left = await mornings.sweep()
    assert left.finished_at == left.alive_at < SIX + HOUR
