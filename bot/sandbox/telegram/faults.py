"""Faults on demand: what a test wants to go wrong, where, and how often."""

from __future__ import annotations

from dataclasses import dataclass


class Fault:
    """The faults there are; each is a small value."""

    @dataclass(frozen=True, slots=True)
    class TooManyRequests:
        """429 with `retry_after` seconds; the call is not processed."""

        retry_after: int = 1

    @dataclass(frozen=True, slots=True)
    class Refused:
        """400, 401, 403 and the like in one's own wording; the call is not processed."""

        code: int
        reason: str

    @dataclass(frozen=True, slots=True)
    class ServerError:
        """500 in JSON; the call is not processed."""

    @dataclass(frozen=True, slots=True)
    class BadGateway:
        """502 as an HTML page, as a proxy in front writes it; the call is not processed."""

    @dataclass(frozen=True, slots=True)
    class CutBefore:
        """The connection is dropped and nothing was done."""

    @dataclass(frozen=True, slots=True)
    class CutAfter:
        """The connection is dropped after the call was processed: done, and no answer."""

    @dataclass(frozen=True, slots=True)
    class Hang:
        """No answer ever; `processed` says whether the call was done all the same."""

        processed: bool = False

    @dataclass(frozen=True, slots=True)
    class Latency:
        """The answer takes this many seconds longer."""

        seconds: float

    @dataclass(frozen=True, slots=True)
    class DeliveredTwice:
        """What the bot fetched comes once more with the next answer, although it was confirmed.

        With a webhook the same update is posted a second time. It belongs to no method or chat.
        """


AnyFault = (
    Fault.TooManyRequests
    | Fault.Refused
    | Fault.ServerError
    | Fault.BadGateway
    | Fault.CutBefore
    | Fault.CutAfter
    | Fault.Hang
    | Fault.Latency
    | Fault.DeliveredTwice
)


@dataclass(slots=True)
class _Planned:
    method: str | None
    chat: int | None
    times: int
    fault: AnyFault


class FaultPlan:
    """Faults waiting for the calls they are meant for, first planned first."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []

    def add(self, fault: AnyFault, method: str | None, chat: int | None, times: int) -> None:
        """Plan a fault for the next `times` calls of a method (None: any) to a chat (None: any)."""
        self._planned.append(_Planned(method and method.lower(), chat, times, fault))

    def take(self, method: str, chat: int | None) -> AnyFault | None:
        """The fault this call meets, used up once."""
        for planned in self._planned:
            if planned.method not in (None, method.lower()) or planned.chat not in (None, chat):
                continue
            planned.times -= 1
            if planned.times == 0:
                self._planned.remove(planned)
            return planned.fault
        return None

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._planned.clear()
