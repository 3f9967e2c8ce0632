"""`segar` as a process of its own, which a test can kill and start again."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.sandbox.telegram import BotApi, Call, Stage
from bot.sandbox.telegram.changes import Changes
from bot.serving import serve
from storage import inbox, outbox, rounds
from storage.engine import Database
from storage.outbox import Message, State
from storage.roster import Region

PATIENCE = 30.0
"""Seconds of real time for a process to start or to do what a test waits for."""

_forks = multiprocessing.get_context("forkserver")
# The modules are imported once, in a process that is forked for each run: a start from nothing
# takes seconds on a small machine.
_forks.set_forkserver_preload(["bot.cli", "bot.app", "tests.journeys.segar_process"])


def _command(
    arguments: tuple[str, ...], environment: Mapping[str, str], folder: str, output: Connection
) -> None:
    os.environ.update(environment)
    os.chdir(folder)
    for stream in (1, 2):
        os.dup2(output.fileno(), stream)
    sys.stdout, sys.stderr = (os.fdopen(stream, "w", buffering=1) for stream in (1, 2))
    sys.argv = ["segar", *arguments]
    from bot.cli import main

    main()


class Segar:
    """A running `segar` and what it wrote, a parsed object for each line of JSON."""

    def __init__(self, process: ForkServerProcess, output: Connection, stirred: Changes) -> None:
        self._process = process
        self._output = output
        self._stirred = stirred
        self._ending = asyncio.create_task(self._read_to_the_end())
        self.lines: list[Any] = []

    def logged(self, event: str) -> dict[str, Any] | None:
        """The first line of the log with this event, or None."""
        lines = (line for line in self.lines if isinstance(line, dict))
        return next((line for line in lines if line.get("event") == event), None)

    async def logs(self, event: str) -> dict[str, Any]:
        """The first line of the log with this event, as soon as it is there."""

        def look() -> dict[str, Any] | None:
            found = self.logged(event)
            if found is None and not self.running:
                raise AssertionError(f"the process ended without {event}: {self.lines}")
            return found

        return await self._stirred.until(look, PATIENCE)

    async def ended(self) -> int:
        """The exit code, as soon as the process is gone; negative: the signal that killed it."""
        async with asyncio.timeout(PATIENCE):
            return await asyncio.shield(self._ending)

    @property
    def running(self) -> bool:
        return not self._ending.done()

    async def kill(self) -> None:
        """kill -9, and wait until nothing of it is left."""
        if self.running:
            self.signal(signal.SIGKILL)
        await self.ended()

    def signal(self, number: signal.Signals) -> None:
        pid = self._process.pid
        assert pid is not None
        os.kill(pid, number)

    async def close(self) -> None:
        await self.kill()
        self._output.close()
        self._process.close()

    async def _read_to_the_end(self) -> int:
        reader = asyncio.StreamReader(limit=2**20)
        pipe = os.fdopen(os.dup(self._output.fileno()), "rb")
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), pipe
        )
        try:
            async for line in reader:
                try:
                    self.lines.append(json.loads(line))
                except ValueError:
                    self.lines.append(line.decode())
                self._stirred.ring()
        finally:
            transport.close()
        await asyncio.to_thread(self._process.join)
        code = self._process.exitcode
        assert code is not None
        self._stirred.ring()
        return code


@dataclass
class Machine:
    """What a `segar` needs around it: Telegram, a database, a folder; and the ones it ran."""

    api: BotApi
    database: Database
    environment: dict[str, str]
    folder: Path
    runs: list[Segar] = field(default_factory=list)
    stirred: Changes = field(default_factory=Changes)
    """Rings at each line that a process writes."""

    def allow_private(self, base: str) -> None:
        """Let the processes that start from now on read a site on this machine."""
        self.environment["SEGAR_ALLOW_PRIVATE"] = urlsplit(base).netloc

    def launch(self, *arguments: str) -> Segar:
        """Start a command."""
        output, theirs = _forks.Pipe(duplex=False)
        process = _forks.Process(
            target=_command, args=(arguments, self.environment, str(self.folder), theirs)
        )
        process.start()
        theirs.close()
        self.runs.append(Segar(process, output, self.stirred))
        return self.runs[-1]

    async def start(self) -> Segar:
        """`segar run`, as soon as it is at work."""
        segar = self.launch("run")
        await segar.logs("segar_runs")
        return segar

    async def command(self, *arguments: str) -> Segar:
        """A command that ends by itself, and well."""
        segar = self.launch(*arguments)
        code = await segar.ended()
        assert code == 0, segar.lines
        return segar

    def kill_when(self, fits: Callable[[Call, Stage], bool]) -> Callable[[], Awaitable[None]]:
        """Kill the process that runs now the first time that `fits` says so of a call to Telegram.

        The call that it fits is processed all the same, unless a fault was planned for it. What
        is returned waits until the process is dead.
        """
        segar = self.runs[-1]

        async def hook(call: Call, stage: Stage) -> None:
            if segar.running and fits(call, stage):
                await segar.kill()

        take_away = self.api.on_call(hook)

        async def killed() -> None:
            assert await segar.ended() == -signal.SIGKILL
            take_away()

        return killed

    async def queue(self, messages: list[Message]) -> None:
        """Decide on these messages: rows of the outbox, due now."""
        async with self.database.writing() as session:
            for message in messages:
                await outbox.enqueue(session, message, now=self.api.world.clock())

    async def nothing_due(self, region: Region) -> None:
        """Let the ticker believe that the duties of these days are done."""
        now = self.api.world.clock()
        today = now.astimezone(ZoneInfo(region.zone)).date()
        async with self.database.writing() as session:
            for kind, days in product(("sweep", "nudge"), range(2)):
                round_ = await rounds.claim(
                    session,
                    region_id=region.id,
                    kind=kind,
                    local_date=today + timedelta(days=days),
                    holder="test",
                    now=now,
                )
                assert round_ is not None
                await rounds.finish(session, round_.id, now=now, outcome={"trusted": True})

    async def states(self) -> dict[State, int]:
        async with self.database.reading() as session:
            return await outbox.counts(session)

    async def sent(self, count: int) -> None:
        """Wait until so many messages are noted as sent, and see that no other is left."""
        async with asyncio.timeout(PATIENCE):
            while True:
                line = asyncio.ensure_future(self.stirred.until(self._next_line(), PATIENCE))
                states = await self.states()
                if states.get(State.SENT, 0) >= count:
                    line.cancel()
                    break
                assert any(segar.running for segar in self.runs), self.runs[-1].lines
                await line
        assert states == {State.SENT: count}

    def _next_line(self) -> Callable[[], bool]:
        before = self._lines_written()
        return lambda: self._lines_written() > before

    def _lines_written(self) -> int:
        return sum(len(segar.lines) for segar in self.runs)

    async def waiting(self) -> int:
        async with self.database.reading() as session:
            return await inbox.waiting(session)

    def texts(self, chat_id: int) -> list[str]:
        return [message.text for message in self.api.messages(chat_id)]


@asynccontextmanager
async def machine_with(
    database_url: str, folder: Path, *, floods: bool = False
) -> AsyncIterator[Machine]:
    """A machine on which nothing runs yet; at the end what still runs is killed."""
    api = BotApi(floods=floods)
    async with serve(api.app) as telegram:
        database = await Database.open(database_url)
        environment = {
            "SEGAR_TELEGRAM_TOKEN": api.token,
            "SEGAR_TELEGRAM_API": telegram,
            "SEGAR_DATABASE_URL": database_url,
            "SEGAR_EVIDENCE_FOLDER": str(folder / "evidence"),
            "SEGAR_HEALTH_LISTEN": "127.0.0.1:0",
        }
        machine = Machine(api, database, environment, folder)
        try:
            yield machine
        finally:
            for segar in machine.runs:
                await segar.close()
            await database.close()
