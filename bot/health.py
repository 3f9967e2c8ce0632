"""/health: are the ticker, the sender, the receiver and the database alive, and what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.services import Services
from storage import inbox, outbox

SENDER_SILENT_AFTER: Final = timedelta(minutes=2)
RECEIVER_SILENT_AFTER: Final = timedelta(minutes=3)
TICKER_SILENT_AFTER: Final = timedelta(minutes=30)
"""A tick that sweeps three hundred slow sites takes minutes; half an hour it doesn't."""

log = structlog.get_logger(__name__)


class Living(Protocol):
    """A part that says when it last did something."""

    @property
    def alive_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Health:
    services: Services
    ticker: Living
    sender: Living
    receiver: Living

    async def look(self) -> tuple[bool, dict[str, Any]]:
        """Whether all is well, and the particulars as JSON values; times are ISO 8601 in UTC."""
        now = self.services.clock()
        queues = await self._queues()
        parts = {
            "ticker": _part(self.ticker, now, TICKER_SILENT_AFTER),
            "sender": _part(self.sender, now, SENDER_SILENT_AFTER),
            "receiver": _part(self.receiver, now, RECEIVER_SILENT_AFTER),
            "database": {"alive": queues is not None},
        }
        well = all(part["alive"] for part in parts.values())
        return well, {"status": "ok" if well else "ill", **parts, **(queues or {})}

    async def _queues(self) -> dict[str, Any] | None:
        """What waits; None where the database gives no answer."""
        try:
            async with self.services.database.reading() as session:
                queued = await outbox.counts(session)
                waiting = await inbox.waiting(session)
        except Exception:
            log.exception("database_unreadable")
            return None
        return {
            "outbox": {state.value: count for state, count in queued.items()},
            "inbox_waiting": waiting,
        }


def health_app(health: Health) -> Starlette:
    """GET /health: 200 where all parts are alive, else 503; the body says which."""

    async def answer(request: Request) -> JSONResponse:
        well, particulars = await health.look()
        return JSONResponse(particulars, status_code=200 if well else 503)

    return Starlette(routes=[Route("/health", answer)])


def _part(part: Living, now: datetime, silent_after: timedelta) -> dict[str, Any]:
    at = part.alive_at
    return {
        "alive": at is not None and now - at < silent_after,
        "last": None if at is None else at.isoformat(),
    }
