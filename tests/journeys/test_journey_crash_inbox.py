"""kill -9 while people write: all they said is answered in the end, and has its effect once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from starlette.requests import Request
from starlette.responses import Response

from bot.sandbox.telegram import Account, Call, Fault, Stage
from storage import invitations, people, publications, roster
from storage.people import Role
from storage.roster import Region
from tests.journeys.office import Site, furnish, open_site
from tests.journeys.segar_process import PATIENCE, Machine
from tests.storage.storage_examples import reports_of


class SlowSite(Site):
    """A site whose articles keep a visitor waiting until the gate opens."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.visited = asyncio.Event()

    async def article(self, request: Request) -> Response:
        self.visited.set()
        await self.gate.wait()
        return await super().article(request)


@pytest.fixture
async def site() -> AsyncIterator[SlowSite]:
    async with open_site(SlowSite()) as opened:
        yield opened
        opened.gate.set()


async def steward(machine: Machine, region: Region, number: int) -> Account:
    """A steward of the agency who has arrived before."""
    now = machine.api.world.clock()
    async with machine.database.writing() as session:
        agency = await roster.agency_called(session, region, "Dinkes")
        code = await invitations.invite(session, region, role=Role.STEWARD, agency=agency, now=now)
        await invitations.redeem(
            session, code, telegram_id=number, name="Siti", language="id", now=now
        )
    account = machine.api.person(number, "Siti")
    account.start()
    machine.api.world.updates.clear()
    return account


async def test_ten_reports_survive_a_kill_in_a_handler_and_one_in_an_answer(
    either_machine: Machine, site: SlowSite
) -> None:
    machine = either_machine
    machine.allow_private(site.base)
    region = await furnish(machine.database, site, machine.api.world.clock())
    await machine.nothing_due(region)
    stewards = [await steward(machine, region, number) for number in (1001, 1002)]
    now = machine.api.world.clock()
    for number in range(10):
        link = site.publish(f"Kabar {number}", now - timedelta(minutes=number + 1))
        stewards[number % 2].say(f"/posted {link}")

    segar = await machine.start()
    async with asyncio.timeout(PATIENCE):
        await site.visited.wait()  # two are being looked up, the others wait behind them
    await segar.kill()
    assert await machine.waiting() == 10
    assert machine.api.calls_of("sendMessage") == []

    site.gate.set()
    await machine.start()
    answers = 0

    def third_answer(call: Call, stage: Stage) -> bool:
        nonlocal answers
        answers += call.method == "sendMessage" and stage is Stage.PROCESSED
        return answers == 3

    await machine.kill_when(third_answer)()
    await machine.start()
    await machine.sent(20)  # after each answer comes the question what the post was

    async with machine.database.reading() as session:
        known = await publications.publications_since(session, region.id, now - timedelta(days=1))
        kept = [
            report
            for account in stewards
            if (person := await people.person_with(session, account.id))
            for report in await reports_of(session, person.id)
        ]
    assert [report.outcome for report in kept] == ["recorded_verified"] * 10
    assert [len(of_channel) for of_channel in known.values()] == [10]
    for account in stewards:
        said = [message.text for message in account.messages]
        assert 10 <= len(said) <= 11  # the one in flight when it was killed may have come twice
        for words in ("Unggahan tercatat", "termasuk informasi apa?"):
            assert len({text for text in said if words in text}) == 5


async def test_what_is_said_while_nothing_runs_is_answered_after_the_start(
    machine: Machine,
) -> None:
    warga = machine.api.person(7, "Warga")
    await (await machine.start()).kill()
    warga.start()
    warga.say("/privasi")
    await machine.start()
    await warga.receives("Selamat datang")
    await machine.sent(2)
    assert machine.api.pending == []


async def test_an_update_that_comes_twice_has_one_effect(machine: Machine) -> None:
    warga = machine.api.person(7, "Warga")
    machine.api.fail(Fault.DeliveredTwice())
    warga.start()
    await machine.start()
    await machine.sent(1)
    warga.say("/privasi")  # comes after the repetition
    await machine.sent(2)
    assert len(warga.messages) == 2


async def test_updates_that_were_stored_and_not_confirmed_have_one_effect(
    machine: Machine,
) -> None:
    """Killed after the commit and before the confirmation, Telegram tells them once more."""
    warga = machine.api.person(7, "Warga")
    await machine.start()
    killed = machine.kill_when(lambda call, _: call.parameters.text("offset") != "")
    warga.start()
    await killed()
    assert len(machine.api.pending) == 1
    await machine.start()
    await machine.sent(1)
    warga.say("/privasi")
    await machine.sent(2)
