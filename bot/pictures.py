"""Of what type a picture is: told by its content, never by a name or a declared type."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from enum import StrEnum
from io import BytesIO
from typing import Final

from PIL import Image, UnidentifiedImageError

MOST_BYTES: Final = 10 * 1024 * 1024
"""A photo in Telegram has at most 10 MB (Bot API manual, sendPhoto); one sent as a file may too."""
MOST_PIXELS: Final = 50_000_000
"""What a phone's main camera takes. Decoded it is 200 MB, at four bytes a pixel."""
MOST_SCANS: Final = 100
"""A progressive JPEG has about ten. Each costs a pass over all pixels and a few bytes to write."""

START_OF_SCAN: Final = b"\xff\xda"
"""ITU-T T.81, table B.1; inside the coded data of a scan a byte ff is always followed by 00."""

# Pillow only warns of a picture between its limit and twice that. For the whole process, since
# `warnings.catch_warnings` is not safe among threads (Python's documentation).
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


class PictureType(StrEnum):
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"


class Unfit(StrEnum):
    """Why some bytes are not kept as a picture."""

    TOO_LARGE = "too_large"
    """More than `MOST_BYTES` or `MOST_PIXELS`."""
    NOT_A_PICTURE = "not_a_picture"
    """Neither JPEG, PNG nor WebP."""
    BROKEN = "broken"
    """It begins as a picture and can't be decoded to its end."""


class PictureRefused(Exception):
    """The bytes are no picture to keep."""

    def __init__(self, reason: Unfit) -> None:
        super().__init__(reason.value)
        self.reason = reason


_TYPES: Mapping[str | None, PictureType] = {
    "JPEG": PictureType.JPEG,
    "MPO": PictureType.JPEG,  # a JPEG with more of them behind it, as phones write them
    "PNG": PictureType.PNG,
    "WEBP": PictureType.WEBP,
}
_FORMATS = ("JPEG", "PNG", "WEBP")


def picture_type(content: bytes) -> PictureType:
    """The type of a picture that decodes to its end; takes up to seconds, so not for the loop.

    Raises PictureRefused.
    """
    if len(content) > MOST_BYTES:
        raise PictureRefused(Unfit.TOO_LARGE)
    try:
        return _decoded_type(content)
    except PictureRefused:
        raise
    except UnidentifiedImageError as error:
        raise PictureRefused(Unfit.NOT_A_PICTURE) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureRefused(Unfit.TOO_LARGE) from error
    except Exception as error:
        # Crafted bytes make Pillow raise nearly anything: OSError, SyntaxError, ValueError, ...
        raise PictureRefused(Unfit.BROKEN) from error


def _decoded_type(content: bytes) -> PictureType:
    with Image.open(BytesIO(content), formats=_FORMATS) as picture:
        found = _TYPES[picture.format]
        if picture.width * picture.height > MOST_PIXELS:
            raise PictureRefused(Unfit.TOO_LARGE)
        if found is PictureType.JPEG and content.count(START_OF_SCAN) > MOST_SCANS:
            raise PictureRefused(Unfit.BROKEN)
        picture.verify()
    # Verifying checks a PNG's sums and leaves the picture unusable (Pillow's documentation).
    with Image.open(BytesIO(content), formats=_FORMATS) as picture:
        picture.load()
    return found
