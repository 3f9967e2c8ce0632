"""The body of an answer: unpacked as it arrives, never further than allowed, and read as text."""

from __future__ import annotations

import codecs
import re
import zlib

GZIP_MAGIC = b"\x1f\x8b"

GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
"""zlib's own way of telling gzip from zlib by the header (zlib manual, inflateInit2)."""

META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{2,40})", re.IGNORECASE
)

XML_ENCODING = re.compile(
    rb"^<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([a-z0-9_:.-]{2,40})", re.IGNORECASE
)

PRESCAN_BYTES = 4096
"""How far a charset is looked for. The HTML standard asks for 1,024 bytes; heads grow longer."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

READ_AS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
"""Labels that the web uses for Windows-1252 (WHATWG Encoding standard)."""


class BodyDamagedError(Exception):
    """The packed form can't be unpacked."""


class Unpacker:
    """Takes an answer's bytes as they come and gives them out unpacked, at most `limit` in all.

    `encoding` is the Content-Encoding: gzip, deflate or nothing. No more memory is used than the
    limit and one chunk, however far the packed bytes would expand. `full` tells that there was more
    than the limit, and what there was beyond it is lost.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        self._left = limit
        self.full = False
        self._packed = encoding in {"gzip", "x-gzip", "deflate"}
        if not self._packed and encoding not in {"", "identity"}:
            raise BodyDamagedError(f"unasked-for encoding {encoding[:20]}")
        self._inflater = zlib.decompressobj(GZIP_OR_ZLIB)
        self._raw_deflate_possible = encoding == "deflate"

    def feed(self, chunk: bytes) -> bytes:
        """The unpacked bytes of the next chunk, up to the limit. Raises BodyDamagedError."""
        data = self._inflate(chunk) if self._packed else chunk
        self.full = self.full or len(data) > self._left
        data = data[: self._left]
        self._left -= len(data)
        return data

    def _inflate(self, chunk: bytes) -> bytes:
        if self._inflater.eof:
            return b""
        try:
            return self._inflater.decompress(chunk, self._left + 1)
        except zlib.error as error:
            if not self._raw_deflate_possible:
                raise BodyDamagedError(str(error)) from error
            # Some servers send deflate without zlib's header, against RFC 9110 but understood by
            # every browser.
            self._raw_deflate_possible = False
            self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            return self._inflate(chunk)


def gunzip(body: bytes, limit: int) -> bytes:
    """The content of a gzip file, at most `limit` bytes of it, or the body where it is none.

    Raises BodyDamagedError where it is broken.
    """
    if not body.startswith(GZIP_MAGIC):
        return body
    return Unpacker("gzip", limit).feed(body)


def decode(body: bytes, content_type: str) -> str:
    """The text of a body: by byte order mark, header, declaration, as UTF-8, as Windows-1252.

    The mark comes first because browsers go by it before the header (WHATWG Encoding standard).
    A declaration that the bytes belie is passed over: UTF-16 is full of zero bytes where it is
    HTML, and what is UTF-8 has more whole characters than broken ones. Never fails: what can't be
    read becomes U+FFFD.
    """
    for mark, encoding in MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    wide = _unmarked_utf16(body)
    if wide:
        return body.decode(wide, "replace")
    for declared in (_header_charset(content_type), _declared_charset(body)):
        if declared and not declared.startswith("utf-16"):
            try:
                text = body.decode(READ_AS.get(declared, declared), "replace")
            except (LookupError, UnicodeError):
                continue
            if not _is_broken(text):
                return text
    text = body.decode("utf-8", "replace")
    return body.decode("cp1252", "replace") if _is_broken(text) else text


def _unmarked_utf16(body: bytes) -> str:
    """The kind of UTF-16 that a body without a mark is in, or "": ASCII in it is half zeros."""
    head = body[:PRESCAN_BYTES]
    if head.count(0) * 3 < len(head):
        return ""
    return "utf-16-be" if head[::2].count(0) > head[1::2].count(0) else "utf-16-le"


def _is_broken(text: str) -> bool:
    """Whether more characters of a text could not be read than could, ASCII aside."""
    broken = text.count("\ufffd")
    return broken > 0 and broken * 2 > sum(not one.isascii() for one in text)


def _header_charset(content_type: str) -> str:
    found = re.search(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", content_type)
    return found[1].lower() if found else ""


def _declared_charset(body: bytes) -> str:
    head = body[:PRESCAN_BYTES]
    found = XML_ENCODING.search(head.lstrip()) or META_CHARSET.search(head)
    charset = found[1].decode("ascii").lower() if found else ""
    # A document that says in ASCII that it is UTF-16 is not (HTML standard, prescan).
    return "utf-8" if charset.startswith("utf-16") else charset
