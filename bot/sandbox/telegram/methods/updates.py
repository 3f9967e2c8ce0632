"""getUpdates, setWebhook, deleteWebhook, getWebhookInfo."""

from __future__ import annotations

from bot.sandbox.telegram.errors import ApiError, bad_request
from bot.sandbox.telegram.methods.registry import method
from bot.sandbox.telegram.parameters import Parameters
from bot.sandbox.telegram.polling import WEBHOOK_ACTIVE, WEBHOOK_SET
from bot.sandbox.telegram.state import Json
from bot.sandbox.telegram.webhook import DEFAULT_CONNECTIONS, WebhookSettings
from bot.sandbox.telegram.world import World

MAX_BATCH = 100
MAX_WAIT = 50
"""The Bot API manual: 1-100 updates, up to 50 seconds; anything else is brought within."""


@method("getUpdates")
async def get_updates(world: World, parameters: Parameters) -> list[Json]:
    """Long polling."""
    if world.webhook.settings is not None:
        raise ApiError(409, WEBHOOK_ACTIVE)
    world.updates.allow(_allowed(parameters))
    limit = parameters.whole("limit", MAX_BATCH)
    updates = await world.updates.get(
        offset=parameters.whole("offset"),
        limit=min(max(limit, 1), MAX_BATCH),
        timeout=min(max(parameters.whole("timeout"), 0), MAX_WAIT),
    )
    return [update.as_json() for update in updates]


@method("setWebhook")
async def set_webhook(world: World, parameters: Parameters) -> bool:
    """Deliver to an address; an empty one is deleteWebhook. Here plain http is taken as well."""
    if parameters.truth("drop_pending_updates"):
        world.updates.clear()
    url = parameters.text("url").strip()
    if not url:
        await world.webhook.stop()
        return True
    if not url.startswith(("http://", "https://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    world.updates.allow(_allowed(parameters))
    world.updates.end_poll(WEBHOOK_SET)
    connections = parameters.whole("max_connections", DEFAULT_CONNECTIONS)
    settings = WebhookSettings(url, parameters.text("secret_token"), connections)
    await world.webhook.start(settings)
    return True


@method("deleteWebhook")
async def delete_webhook(world: World, parameters: Parameters) -> bool:
    """Back to getUpdates."""
    if parameters.truth("drop_pending_updates"):
        world.updates.clear()
    await world.webhook.stop()
    return True


@method("getWebhookInfo")
async def get_webhook_info(world: World, parameters: Parameters) -> Json:
    """Where updates go and what went wrong last."""
    return world.webhook.info()


def _allowed(parameters: Parameters) -> list[str] | None:
    value = parameters.value("allowed_updates")
    if value is None:
        return None
    if not isinstance(value, list):
        raise bad_request("expected an Array of Strings as allowed updates")
    return [str(kind) for kind in value]
