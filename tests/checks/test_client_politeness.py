"""Politeness towards hosts: one request at a time, and a pause before the next."""

from __future__ import annotations

import asyncio

from checks.politeness import Turnstile


class Clock:
    """A loop's clock that is moved by hand, so that pauses cost no time."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._real = loop.time
        self.ahead = 0.0
        loop.time = self.time  # type: ignore[method-assign]

    def time(self) -> float:
        return self._real() + self.ahead

    async def move(self, seconds: float) -> None:
        self.ahead += seconds
        for _ in range(5):
            await asyncio.sleep(0)


async def entering(turnstile: Turnstile, host: str, entered: list[str]) -> None:
    async with turnstile.entered(host):
        entered.append(host)


async def test_the_next_request_to_a_host_waits_out_the_pause() -> None:
    clock = Clock(asyncio.get_running_loop())
    turnstile = Turnstile(10, per_host=1, pause=60)
    entered: list[str] = []
    await entering(turnstile, "dinas.example:80", entered)
    second = asyncio.create_task(entering(turnstile, "dinas.example:80", entered))
    await clock.move(59)
    assert len(entered) == 1
    await clock.move(2)
    await second
    assert len(entered) == 2


async def test_another_host_does_not_wait() -> None:
    turnstile = Turnstile(10, per_host=1, pause=60)
    entered: list[str] = []
    await entering(turnstile, "dinas.example:80", entered)
    await entering(turnstile, "badan.example:80", entered)
    assert entered == ["dinas.example:80", "badan.example:80"]


async def test_a_host_is_forgotten_after_the_pause() -> None:
    clock = Clock(asyncio.get_running_loop())
    turnstile = Turnstile(10, per_host=1, pause=60)
    await entering(turnstile, "dinas.example:80", [])
    await clock.move(30)
    assert turnstile.remembered == 1
    await clock.move(31)
    assert turnstile.remembered == 0


async def test_without_a_pause_hosts_are_let_in_and_forgotten_at_once() -> None:
    turnstile = Turnstile(10, per_host=1)
    entered: list[str] = []
    for _ in range(3):
        await entering(turnstile, "dinas.example:80", entered)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert len(entered) == 3
    assert turnstile.remembered == 0
