"""Cutting a long text at its line ends, so that each piece fits into one Telegram message."""

from __future__ import annotations

from markupsafe import Markup, escape

LONGEST_TEXT = 4096
"""UTF-16 code units in a message after its entities are parsed (Bot API manual, sendMessage)."""

ROOM_FOR_PAGE_NUMBER = 16


def utf16_length(text: str) -> int:
    """The length as Telegram counts it: characters beyond the basic plane are two."""
    return len(text.encode("utf-16-le")) // 2


def pages_of(html: str, longest: int = LONGEST_TEXT) -> list[str]:
    """The text in pieces of at most `longest` UTF-16 units, cut at line ends and numbered 1/3.

    Measured with its tags, which errs on the short side. Tags must not span lines, and a line
    longer than a page is cut where the page ends and loses its markup.
    """
    if utf16_length(html) <= longest:
        return [html]
    room = longest - ROOM_FOR_PAGE_NUMBER
    pages = [""]
    for line in html.split("\n"):
        for piece in [line] if utf16_length(line) <= room else _pieces(line, room):
            candidate = f"{pages[-1]}\n{piece}" if pages[-1] else piece
            if utf16_length(candidate) > room:
                pages.append(piece)
            else:
                pages[-1] = candidate
    return [f"{page.strip()}\n\n{number}/{len(pages)}" for number, page in enumerate(pages, 1)]


def _pieces(line: str, room: int) -> list[str]:
    pieces, left = [""], room
    plain = Markup(line).striptags()  # noqa: S704 (escaped where it was rendered)
    for character in plain:
        escaped = str(escape(character))
        left -= utf16_length(escaped)
        if left < 0:
            pieces.append("")
            left = room - utf16_length(escaped)
        pieces[-1] += escaped
    return pieces
