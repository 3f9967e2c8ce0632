"""Pictures for tests, made by Pillow, and bytes that only look like one."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw

WORDLESS = (64, 48)


def picture(words: str = "", kind: str = "JPEG", *, size: tuple[int, int] = WORDLESS) -> bytes:
    """A small picture with these words on it: the same words, the same bytes."""
    drawn = Image.new("RGB", size, "white")
    ImageDraw.Draw(drawn).text((2, 2), words, fill="black")
    content = BytesIO()
    drawn.save(content, kind)
    return content.getvalue()


def phone_picture() -> bytes:
    """A JPEG with a second one behind it, as many phones write them (Multi-Picture Format)."""
    content = BytesIO()
    first, second = Image.new("RGB", WORDLESS, "white"), Image.new("RGB", WORDLESS, "red")
    first.save(content, "MPO", save_all=True, append_images=[second])
    return content.getvalue()


def many_scans(count: int) -> bytes:
    """A progressive JPEG whose last pass comes so many times more."""
    content = BytesIO()
    Image.effect_noise(WORDLESS, 50).save(content, "JPEG", progressive=True)
    whole = content.getvalue()
    last, end = whole.rindex(b"\xff\xda"), whole.rindex(b"\xff\xd9")
    return whole[:end] + whole[last:end] * count + whole[end:]


def vast_png(width: int, height: int) -> bytes:
    """A few bytes that claim to be a black and white PNG of this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(height * (width // 8 + 2)) if width * height < 10**9 else b"\0")
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
