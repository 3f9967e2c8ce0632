"""getFile."""

from __future__ import annotations

from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.media import DOWNLOAD_LIMIT
from bot.sandbox.telegram.methods.registry import method
from bot.sandbox.telegram.parameters import Parameters
from bot.sandbox.telegram.state import Json
from bot.sandbox.telegram.world import World


@method("getFile")
async def get_file(world: World, parameters: Parameters) -> Json:
    """Where a file can be fetched: `file_path`, below `/file/bot<token>/`."""
    if not parameters.text("file_id"):
        raise bad_request("file_id is empty")
    stored = world.files.get(parameters.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.content) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": stored.id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.content),
        "file_path": stored.path,
    }
