"""A webhook: one update at a time, again and again until it is taken."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass

import httpx

from bot.sandbox.telegram.polling import Update, UpdateQueue
from bot.sandbox.telegram.state import Json
from bot.sandbox.telegram.views import timestamp

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
"""The Bot API manual, setWebhook: where the secret token stands in each request."""

DEFAULT_CONNECTIONS = 40
"""The Bot API manual, setWebhook: `max_connections` where none is given."""

RETRY_SECONDS = 0.2
"""How long a refused update waits; the real server waits longer each time."""

ANSWER_SECONDS = 10.0
"""How long the webhook has to answer."""


@dataclass(slots=True)
class WebhookSettings:
    """What setWebhook was told."""

    url: str
    secret: str = ""
    max_connections: int = DEFAULT_CONNECTIONS
    last_error: Json | None = None


class Webhook:
    """Delivers the queue to an address while one is set."""

    def __init__(self, updates: UpdateQueue) -> None:
        self.settings: WebhookSettings | None = None
        self._updates = updates
        self._delivery: asyncio.Task[None] | None = None

    async def start(self, settings: WebhookSettings) -> None:
        """Deliver to a new address from now on."""
        await self.stop()
        self.settings = settings
        self._delivery = asyncio.create_task(self._deliver(settings))

    async def stop(self) -> None:
        """Deliver nowhere."""
        self.settings = None
        if self._delivery is not None:
            self._delivery.cancel()
            with suppress(asyncio.CancelledError):
                await self._delivery
            self._delivery = None

    def info(self) -> Json:
        """A `WebhookInfo`."""
        settings = self.settings or WebhookSettings(url="")
        body: Json = {
            "url": settings.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending()),
        }
        if settings.url:
            body["max_connections"] = settings.max_connections
            body["allowed_updates"] = sorted(self._updates.allowed)
        return body | (settings.last_error or {})

    async def _deliver(self, settings: WebhookSettings) -> None:
        headers = {SECRET_HEADER: settings.secret} if settings.secret else {}
        async with httpx.AsyncClient(headers=headers, timeout=ANSWER_SECONDS) as client:
            while True:
                update = await self._updates.next()
                if await self._post(client, settings, update):
                    self._updates.forget(update)
                else:
                    await asyncio.sleep(RETRY_SECONDS)

    async def _post(
        self, client: httpx.AsyncClient, settings: WebhookSettings, update: Update
    ) -> bool:
        """Whether the webhook took the update."""
        try:
            response = await client.post(settings.url, json=update.as_json())
        except httpx.HTTPError as error:
            reason = str(error) or type(error).__name__
        else:
            if response.is_success:
                return True
            reason = (
                f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
            )
        settings.last_error = {
            "last_error_date": timestamp(self._updates.now()),
            "last_error_message": reason,
        }
        self._updates.changed.ring()
        return False
