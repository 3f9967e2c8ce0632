"""The channels in one cell: labels, several accounts, typing errors, and what is no address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from checks.links import LinkRejected, Reason, read_profile
from checks.model import ChannelRef, Platform
from storage.spreadsheet import questions
from storage.spreadsheet.pieces import LABELS, Piece, looks_like_address, read_pieces
from storage.spreadsheet.privacy import is_email, is_telephone, masked
from storage.spreadsheet.repair import repaired_address, stand_in_replaced

_PERSONAL = re.compile(
    r"\b(?:pribadi|personal|perorangan|(?:milik|akun|punya)\s+(?:pak|bu|bapak|ibu|camat|lurah|kadis))",
    re.IGNORECASE,
)
_RETIRED = re.compile(
    r"\b(?:lama|hack(?:ed)?|di-?hack|diretas|hilang|diblokir|lupa (?:sandi|password)"
    r"|(?:tidak|tdk) (?:dipakai|digunakan|bisa diakses))\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"(?:ada|aktif|ya|yes|ok|v|x|√|✓|✔|\?+|punya|sudah ada|sdh ada|error.*|rusak|mati|hack.*"
    r"|suspend\w*|proses|dalam proses|maintenance|(?:(?:dalam|sedang) )?perbaikan|sda|s\.d\.a\.?"
    r"|(?:tdk|tidak|blm|belum|kurang) (?:aktif|update|diupdate|bisa).*|down|off|offline|idem"
    r"|non ?aktif)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A part of a cell that could not be read, numbers hidden, and what to ask about it."""

    text: str
    question: str


@dataclass(slots=True)
class CellReading:
    """What one cell holds."""

    channels: list[ChannelRef] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def read_channels(
    text: str, platforms: tuple[Platform, ...], *, any_website: bool = False
) -> CellReading:
    """Every channel in a cell of a column for these platforms, and what remains to be asked.

    Several platforms (`TIKTOK/YOUTUBE`) mean that a bare handle belongs to the first of them whose
    name rules it meets; none means that only an address or a label can tell. An address of a known
    platform wins over the column. `any_website` takes other addresses as websites where the
    column doesn't say what it holds.
    """
    reading = CellReading()
    for piece in read_pieces(text):
        _read_piece(piece, piece.platforms or platforms, any_website, reading)
    return reading


def _read_piece(
    piece: Piece, platforms: tuple[Platform, ...], any_website: bool, reading: CellReading
) -> None:
    question = _question_before_reading(piece, platforms)
    if question is None:
        try:
            found = _resolve(piece, platforms, any_website)
        except LinkRejected as rejection:
            question = questions.rejected(str(rejection.reason), platforms)
        else:
            reading.channels.extend(ref for ref in found if ref not in reading.channels)
            return
    reading.questions.append(Question(masked(piece.text), question))


def _question_before_reading(piece: Piece, platforms: tuple[Platform, ...]) -> str | None:
    address = repaired_address(piece.address)
    if _PERSONAL.search(piece.text):
        return questions.personal_account(platforms)
    if _RETIRED.search(piece.note):
        return questions.RETIRED_ACCOUNT
    if is_telephone(address):
        return questions.TELEPHONE
    if is_email(address):
        return questions.EMAIL
    if not address or _STATE.fullmatch(address) or address.lower() in LABELS:
        return questions.remark_for_address(platforms)
    if " " in address and not looks_like_address(address):
        return questions.page_title(platforms)
    if not platforms and not looks_like_address(address, social=False):
        return questions.WHICH_PLATFORM
    return None


def _resolve(
    piece: Piece, platforms: tuple[Platform, ...], any_website: bool
) -> Iterable[ChannelRef]:
    """The channels of one piece: more than one where it is labelled for several platforms."""
    address = piece.address
    if Platform.WEBSITE not in platforms:
        address = stand_in_replaced(address)
    address = repaired_address(address)
    if len(piece.platforms) > 1:
        return [read_profile(address, platform) for platform in piece.platforms]
    if not platforms:
        return [_read_unlabelled(address, any_website)]
    if len(platforms) == 1:
        return [read_profile(address, platforms[0])]
    return [_read_first_that_fits(address, platforms)]


def _read_unlabelled(address: str, any_website: bool) -> ChannelRef:
    channel = read_profile(address)
    if channel.platform is Platform.WEBSITE and not any_website:
        raise LinkRejected(Reason.UNSUPPORTED_HOST, address)
    return channel


def _read_first_that_fits(address: str, platforms: tuple[Platform, ...]) -> ChannelRef:
    *others, last = platforms
    for platform in others:
        try:
            return read_profile(address, platform)
        except LinkRejected:
            continue
    return read_profile(address, last)
