"""What stops X for all accounts, that it is asked no more then, and that no token is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from structlog.testing import capture_logs

from bot.sandbox.platforms import Fault
from checks.model import Health, Platform, Trouble
from checks.social.access import DEFAULT_USD_PER_MONTH
from checks.social.usage import Usage
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.x_office import (
    DINKES,
    SECRET,
    account,
    crowd,
    named,
    paths,
    queries,
    read_one,
    remembered,
    scripted_x,
    spent,
    x,
)

HOUR = timedelta(hours=1)
DECEMBER = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (Fault.TOKEN_EXPIRED, Trouble.TOKEN_REFUSED),
        (Fault.PERMISSION_MISSING, Trouble.PERMISSION_MISSING),
        (Fault.QUOTA_SPENT, Trouble.QUOTA_SPENT),
        (Fault.THROTTLED, Trouble.QUOTA_SPENT),
    ],
)
async def test_a_refusal_stops_the_platform_and_is_heard_once(
    platforms: Platforms, fault: Fault, trouble: Trouble
) -> None:
    refs = crowd(platforms, 30, 1)
    platforms.world.faults[Platform.X] = fault
    reader = x(platforms)

    first = await platforms.read(reader, refs)
    second = await platforms.read(reader, refs)

    for reading in [*first.values(), *second.values()]:
        assert (reading.health, reading.trouble) == (Health.FAILED, trouble)
        assert reading.detail
    assert len(platforms.world.calls) == 1


async def test_a_wrong_token_is_refused(platforms: Platforms) -> None:
    account(platforms, DINKES, "dinkes_contoh", 1)
    reader = x(platforms, x_token="other")

    [reading] = (await platforms.read(reader, [named("dinkes_contoh")])).values()

    assert reading.trouble is Trouble.TOKEN_REFUSED


async def test_without_a_token_nothing_is_asked(platforms: Platforms) -> None:
    reader = x(platforms, x_token="")

    [reading] = (await platforms.read(reader, [named("dinkes_contoh")])).values()

    assert reading.trouble is Trouble.NO_READER
    assert not platforms.world.calls


async def test_too_many_requests_end_when_x_says(platforms: Platforms) -> None:
    account(platforms, DINKES, "dinkes_contoh", 1)
    platforms.world.faults[Platform.X] = Fault.THROTTLED
    reader = x(platforms)
    await platforms.read(reader, [named("dinkes_contoh")])
    del platforms.world.faults[Platform.X]

    [early] = (await platforms.read(reader, [named("dinkes_contoh")], now=NOW + HOUR / 5)).values()
    [late] = (await platforms.read(reader, [named("dinkes_contoh")], now=NOW + HOUR / 4)).values()

    assert early.trouble is Trouble.QUOTA_SPENT
    assert late.health is Health.OK


@pytest.mark.parametrize("reset", ["", "soon", "1", "99999999999999999999", "32503680000"])
async def test_a_reset_that_is_none_means_tomorrow(platforms: Platforms, reset: str) -> None:
    async with scripted_x(platforms) as script:
        script.status, script.users = 429, {"title": "Too Many Requests"}
        script.headers = {"x-rate-limit-reset": reset}
        reader = x(script.office)
        refs = [named("dinkes_contoh")]

        for hours in (0, 19, 21):
            [reading] = (await script.office.read(reader, refs, now=NOW + hours * HOUR)).values()
            assert reading.trouble is Trouble.QUOTA_SPENT

        assert len(script.asked) == 2


async def test_the_spend_cap_set_at_x_ends_with_its_cycle(platforms: Platforms) -> None:
    async with scripted_x(platforms) as script:
        script.status = 403
        script.users = {"title": "SpendCapReached", "reset_date": "2026-12-14", "detail": "Your .."}
        reader = x(script.office)
        refs = [named("dinkes_contoh")]

        [reading] = (await script.office.read(reader, refs)).values()
        await script.office.read(reader, refs, now=datetime(2026, 12, 13, tzinfo=UTC))

        assert reading.trouble is Trouble.QUOTA_SPENT
        assert len(script.asked) == 1
        await script.office.read(reader, refs, now=datetime(2026, 12, 14, tzinfo=UTC))
        assert len(script.asked) == 2


async def test_a_cycle_without_an_end_is_tried_again_tomorrow(platforms: Platforms) -> None:
    async with scripted_x(platforms) as script:
        script.status, script.users = 403, {"title": "SpendCapReached", "reset_date": "soon"}
        reader = x(script.office)
        for hours in (0, 21):
            await script.office.read(reader, [named("dinkes_contoh")], now=NOW + hours * HOUR)

        assert len(script.asked) == 2


async def test_a_server_that_fails_is_unreachable_and_soon_left_alone(platforms: Platforms) -> None:
    refs = crowd(platforms, 120, 1)
    before = remembered(await platforms.read(x(platforms), refs))
    platforms.world.faults[Platform.X] = Fault.SERVER_ERROR

    again = await platforms.read(x(platforms), before, before=before)

    troubles = {reading.trouble for reading in again.values()}
    assert troubles == {Trouble.SERVER_ERROR, Trouble.PLATFORM_DOWN}


async def test_one_passing_failure_costs_only_the_accounts_asked_about(
    platforms: Platforms,
) -> None:
    account(platforms, DINKES, "dinkes_contoh", 1)
    platforms.world.faults[Platform.X] = Fault.SERVER_ERROR

    failed = await read_one(platforms, named("dinkes_contoh"))

    assert (failed.health, failed.trouble) == (Health.UNREACHABLE, Trouble.SERVER_ERROR)
    assert failed.thorough_at is None


async def test_the_ceiling_is_held_before_accounts_are_looked_up(platforms: Platforms) -> None:
    refs = crowd(platforms, 31, 1)
    reader = x(platforms, x_usd_per_month=Decimal("0.30"))

    found = await platforms.read(reader, refs)

    assert {reading.trouble for reading in found.values()} == {Trouble.QUOTA_SPENT}
    assert {reading.detail for reading in found.values()} == {
        "the month's ceiling of USD 0.30 is reached"
    }
    assert not platforms.world.calls
    later = await platforms.read(reader, refs[:3], now=DECEMBER - HOUR)
    assert {reading.trouble for reading in later.values()} == {Trouble.QUOTA_SPENT}


async def test_a_new_month_opens_the_door_again(platforms: Platforms) -> None:
    account(platforms, DINKES, "dinkes_contoh", 1)
    ceiling = int(DEFAULT_USD_PER_MONTH * 1_000_000)
    await platforms.ledger.note(Platform.X, NOW.date(), Usage(micro_usd=ceiling))
    reader, refs = x(platforms), [named("dinkes_contoh")]

    [spent_up] = (await platforms.read(reader, refs)).values()
    platforms.world.clock = lambda: DECEMBER
    [anew] = (await platforms.read(reader, refs, now=DECEMBER)).values()

    assert spent_up.trouble is Trouble.QUOTA_SPENT
    assert anew.health is Health.OK


async def test_no_page_is_larger_than_what_is_left(platforms: Platforms) -> None:
    account(platforms, DINKES, "dinkes_contoh", *(number / 10 for number in range(1, 40)))
    ceiling = Decimal("0.12")

    [reading] = (
        await platforms.read(x(platforms, x_usd_per_month=ceiling), [named("dinkes_contoh")])
    ).values()

    assert [query["max_results"] for query in queries(platforms)] == ["22"]
    assert reading.trouble is Trouble.QUOTA_SPENT
    assert (await spent(platforms)).micro_usd == 120_000


async def test_last_months_bill_is_not_this_months(platforms: Platforms) -> None:
    account(platforms, DINKES, "dinkes_contoh", 1)
    october = datetime(2026, 10, 31, tzinfo=UTC).date()
    await platforms.ledger.note(Platform.X, october, Usage(micro_usd=90_000_000))

    reading = await read_one(platforms, named("dinkes_contoh"))

    assert reading.health is Health.OK


@pytest.mark.parametrize("status", [200, 400, 401, 402, 403, 404, 429, 500])
async def test_no_answer_brings_the_token_into_a_reading_or_a_log(
    platforms: Platforms, status: int
) -> None:
    async with scripted_x(platforms) as script:
        script.status = status
        script.users = {
            "title": f"Bad {SECRET}",
            "detail": f"the token {SECRET} is odd",
            "errors": [{"message": f"Authorization: Bearer {SECRET}"}],
        }
        with capture_logs() as logs:
            [reading] = await script.read(named("dinkes_contoh"))

    assert reading.detail
    assert SECRET not in repr(reading)
    assert SECRET not in repr(logs)


async def test_evidence_holds_no_token(platforms: Platforms) -> None:
    account(platforms, DINKES, "dinkes_contoh", 1)

    reading = await read_one(platforms, named("dinkes_contoh"))

    assert platforms.access.x_token not in repr(reading)
    assert all(platforms.access.x_token not in call.path for call in platforms.world.calls)


async def test_a_refused_question_is_our_own_fault(platforms: Platforms) -> None:
    async with scripted_x(platforms) as script:
        script.status = 400
        script.users = {"title": "Invalid Request", "errors": [{"message": "[x] is not valid"}]}
        [reading] = await script.read(named("dinkes_contoh"))

    assert (reading.health, reading.trouble) == (Health.FAILED, Trouble.READER_FAILED)
    assert "[x] is not valid" in reading.detail


async def test_calls_are_counted_in_the_ledger(platforms: Platforms) -> None:
    account(platforms, DINKES, "dinkes_contoh", 1)

    await read_one(platforms, named("dinkes_contoh"))

    assert (await spent(platforms)).calls == len(paths(platforms))
