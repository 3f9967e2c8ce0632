"""SIGTERM and SIGINT: what is under way is finished, nothing is in flight, the exit code is 0."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.sandbox.telegram import Call, Fault, Stage
from storage.outbox import Message, State
from tests.journeys.segar_process import Machine

SECONDS_TO_STOP = 5.0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_told_to_stop_it_finishes_what_is_in_flight(
    machine: Machine, number: signal.Signals
) -> None:
    for chat in range(1, 13):
        machine.api.person(chat, "Warga").start()
    machine.api.world.updates.clear()
    machine.api.fail(Fault.Latency(0.3), method="sendMessage", times=50)
    await machine.queue([Message(f"k:{n}", n % 12 + 1, "notice", f"Kabar {n}.") for n in range(60)])
    segar = await machine.start()
    in_flight = asyncio.Event()

    async def hook(call: Call, stage: Stage) -> None:
        if call.method == "sendMessage" and stage is Stage.PROCESSED:
            in_flight.set()

    machine.api.on_call(hook)
    await in_flight.wait()
    began = time.monotonic()
    segar.signal(number)
    assert await segar.ended() == 0
    assert time.monotonic() - began < SECONDS_TO_STOP
    states = await machine.states()
    arrived = sum(len(machine.texts(chat)) for chat in range(1, 13))
    assert states == {State.SENT: arrived, State.QUEUED: 60 - arrived}
    assert 0 < arrived < 60


async def test_told_to_stop_while_telegram_is_out_of_reach_it_stops(machine: Machine) -> None:
    machine.api.fail(Fault.ServerError(), times=1000)
    segar = machine.launch("run")
    await segar.logs("telegram_unreachable")
    segar.signal(signal.SIGTERM)
    assert await segar.ended() == 0


async def test_a_token_revoked_while_it_runs_ends_it_with_one_sentence(machine: Machine) -> None:
    segar = await machine.start()
    machine.api.fail(Fault.Refused(401, "Unauthorized"), times=1000)
    machine.api.person(1, "Warga").start()
    assert await segar.ended() == 2
    assert str(segar.lines[-1]).startswith("Telegram does not accept the bot's token.")


async def test_a_part_that_fails_ends_the_whole_process(machine: Machine) -> None:
    """No bot that answers and sends nothing: whoever watches the process can start it anew."""
    segar = await machine.start()
    async with machine.database.writing() as session:
        await session.execute(text("DROP TABLE outbox"))
    assert await segar.ended() == 1
    assert "no such table: outbox" in str(segar.lines[-1])


async def test_the_console_script_runs_and_stops(machine: Machine) -> None:
    """The same through the installed command, with nothing imported before."""
    script = Path(sys.executable).with_name("segar")
    process = await asyncio.create_subprocess_exec(
        script,
        "run",
        env=dict(machine.environment),
        cwd=machine.folder,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    async for line in process.stderr:
        if b"segar_runs" in line:
            process.terminate()
    assert await process.wait() == 0
