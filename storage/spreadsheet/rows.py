"""What each row below a header is: an agency, a section's heading, a total, a signature ..."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from storage.spreadsheet.agencies import class_of_name, classes_named, is_bare_class
from storage.spreadsheet.cells import Row
from storage.spreadsheet.header import Header
from storage.spreadsheet.headings import Column, Kind
from storage.spreadsheet.pieces import looks_like_address
from storage.spreadsheet.words import is_nothing


class Role(StrEnum):
    """What a row is to a roster."""

    AGENCY = "agency"
    CONTINUED = "continued"
    """More of the agency above: the lower part of a merged name cell."""
    SECTION = "section"
    CLOSING = "closing"
    """Surroundings, date, office, name and staff number of whoever signed the list."""
    EMPTY = "empty"
    """Carries nothing: a total, a title, column numbers, an unused number."""
    NAMELESS = "nameless"
    """Holds a channel or a steward of nobody."""
    UNKNOWN = "unknown"


_TOTAL = re.compile(
    r"(?:grand |sub ?)?(?:jumlah|total|rekap\w*|rata-rata|persentase|prosentase)\b", re.IGNORECASE
)
_TITLE = re.compile(
    r"(?:daftar|data|lampiran|halaman|hal\.|keadaan|sumber|dicetak|per tanggal|lanjutan|tabel)\b",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r".*,\s*(?:\d{1,2}|[.…_ ]+)\s*[A-Za-z.…]+\s*(?:\d{4}|[.…]+)$"
    r"|(?:mengetahui|menyetujui|mengesahkan|ditetapkan|dibuat oleh|disusun oleh|disahkan)\b.*"
    r"|(?:nip|a\.?n|u\.?b|plt|plh|ttd)\b[.:\s].*"
    r"|(?:kepala|sekretaris|bupati|wali ?kota|kabid|kasi)\b[^@:/]*,",
    re.IGNORECASE,
)
_ENUMERATOR = re.compile(r"(?:[A-Z]|[IVX]{1,5})[.)]?")
_ENUMERATED = re.compile(r"(?:[A-Z]|[IVX]{1,5})[.)]\s*\S")
_FACTS = (Kind.CHANNEL, Kind.ADDRESS, Kind.STEWARD, Kind.SHORT, Kind.AGENCY_CLASS)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where in the table a row stands.

    `closing` tells that the signature has begun, `above` is the number of the last row that
    belonged to an agency, or None.
    """

    closing: bool = False
    above: int | None = None


def role_of(row: Row, header: Header, around: Surroundings) -> Role:
    """What the row is. A repeated header is for the caller to see."""
    name = _cell(row, header, Kind.NAME)
    number = _cell(row, header, Kind.NUMBER)
    numbered = number.strip(".) ").isdigit()
    if _signs(row, around) and not numbered:
        return Role.CLOSING
    if _says_nothing(row):
        return Role.EMPTY
    if name and not is_nothing(name) and re.search(r"[^\W\d]", name):
        return _role_of_named(row, header, name, numbered=numbered)
    if _is_section_heading(row):
        return Role.SECTION
    return _role_of_nameless(row, header, around, numbered=numbered)


def heading(row: Row) -> str:
    """The text of a section's row."""
    return max(row.filled, key=len)


def _role_of_named(row: Row, header: Header, name: str, *, numbered: bool) -> Role:
    if numbered or _holds(row, header, _FACTS):
        return Role.AGENCY
    if _is_section_heading(row):
        return Role.SECTION
    return Role.AGENCY if class_of_name(name) else Role.UNKNOWN


def _role_of_nameless(row: Row, header: Header, around: Surroundings, *, numbered: bool) -> Role:
    if _holds(row, header, (Kind.CHANNEL, Kind.ADDRESS, Kind.STEWARD)):
        follows = around.above == row.number - 1 and not numbered
        return Role.CONTINUED if follows else Role.NAMELESS
    return (
        Role.EMPTY
        if all(is_nothing(cell) or cell.isdigit() for cell in row.filled)
        else Role.UNKNOWN
    )


def _signs(row: Row, around: Surroundings) -> bool:
    """Whether the row belongs to the signature; once it has begun, only addresses end it."""
    if any(looks_like_address(part) for cell in row.filled for part in cell.split()):
        return False
    return around.closing or any(_SIGNATURE.fullmatch(cell) for cell in row.filled)


def _says_nothing(row: Row) -> bool:
    """Totals, titles repeated over a page, and the numbers of the columns below a header."""
    filled = row.filled
    numbers = [cell.strip("()") for cell in filled]
    if len(filled) > 2 and numbers == [str(n) for n in range(1, len(filled) + 1)]:
        return True
    first = next((cell for cell in filled if not cell.isdigit()), "")
    counted = all(re.fullmatch(r"[\d.,%\s-]*", cell) for cell in filled if cell is not first)
    if _TOTAL.match(first) and counted:
        return True
    return len(filled) == 1 and _TITLE.match(first) is not None and class_of_name(first) is None


def _is_section_heading(row: Row) -> bool:
    """`C. DINAS`, `II | KECAMATAN`, `RSUD / UPTD / BUMD`: a class, and nothing beside it."""
    filled = [cell for cell in row.filled if not is_nothing(cell)]
    if len(filled) == 2 and _ENUMERATOR.fullmatch(filled[0]):
        return is_bare_class(filled[1]) or filled[1].isupper()
    if len(filled) != 1:
        return False
    text = filled[0]
    enumerated = _ENUMERATED.match(text) is not None
    return is_bare_class(text) or (enumerated and (text.isupper() or bool(classes_named(text))))


def _cell(row: Row, header: Header, kind: Kind) -> str:
    return next((row.cell(column.index) for column in header.of(kind)), "")


def _holds(row: Row, header: Header, kinds: tuple[Kind, ...]) -> bool:
    columns: tuple[Column, ...] = header.columns
    return any(not is_nothing(row.cell(column.index)) for column in columns if column.kind in kinds)
