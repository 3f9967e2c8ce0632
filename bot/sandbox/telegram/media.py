"""Photos and documents: uploads, files known from before, and the official limits."""

from __future__ import annotations

import struct

from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.parameters import Parameters, Upload
from bot.sandbox.telegram.state import Attachment, StoredFile
from bot.sandbox.telegram.world import World

PHOTO_LIMIT = 10 * 1024 * 1024
PHOTO_SIDES = 10_000
PHOTO_RATIO = 20
"""The Bot API manual, sendPhoto: 10 MB, width + height at most 10,000, ratio at most 20."""

DOWNLOAD_LIMIT = 20 * 1024 * 1024
"""The Bot API manual, getFile: 20 MB."""

ATTACHED = "attach://"

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def attach(world: World, parameters: Parameters, kind: str, value: str) -> Attachment:
    """What a call sends as `kind`: an upload of that name, `attach://NAME`, or a known file's id.

    Raises `ApiError` 400 where there is none, or it is too large, or it is no picture.
    """
    name = value.removeprefix(ATTACHED) if value.startswith(ATTACHED) else kind
    upload = parameters.files.get(name)
    if upload is not None:
        return new_attachment(world, kind, upload)
    if not value:
        raise bad_request(f"there is no {kind} in the request")
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = world.files.get(value)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return _attachment(kind, stored)


def new_attachment(world: World, kind: str, upload: Upload) -> Attachment:
    """An uploaded file, stored; raises `ApiError` 400 where the official server refuses it."""
    if not upload.content:
        raise bad_request("file must be non-empty")
    if kind == "photo":
        if len(upload.content) > PHOTO_LIMIT:
            raise bad_request(f"file of size {len(upload.content)} bytes is too big for a photo")
        _check_sides(upload.content)
    folder = "photos" if kind == "photo" else "documents"
    stored = world.store_file(upload.content, upload.name, upload.mime_type, folder)
    return _attachment(kind, stored)


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG or JPEG; None where it is neither."""
    if content.startswith(_PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(_JPEG):
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None


def _check_sides(content: bytes) -> None:
    size = picture_size(content)
    if size is None or 0 in size:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > PHOTO_SIDES or max(size) > PHOTO_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _attachment(kind: str, stored: StoredFile) -> Attachment:
    if kind != "photo":
        return Attachment(kind, stored)
    size = picture_size(stored.content)
    if size is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return Attachment(kind, stored, *size)
