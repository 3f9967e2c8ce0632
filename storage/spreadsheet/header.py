"""Which row is the header, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from checks.model import Platform
from storage.spreadsheet.agencies import class_of_name
from storage.spreadsheet.cells import Row
from storage.spreadsheet.headings import Column, Kind, column_called
from storage.spreadsheet.pieces import looks_like_address
from storage.spreadsheet.privacy import is_email, is_telephone
from storage.spreadsheet.words import is_nothing

LAST_HEADER_ROW = 60
"""Letterheads and remarks above a table are shorter than this."""
SAMPLE_ROWS = 60


@dataclass(frozen=True, slots=True)
class Header:
    """The columns, in the sheet's order; `first` and `last` are positions in the list of rows."""

    first: int
    last: int
    columns: tuple[Column, ...]
    names_agencies: bool

    def of(self, kind: Kind) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.kind is kind)

    @property
    def recognised(self) -> int:
        return sum(column.kind is not Kind.UNKNOWN for column in self.columns)


_STREET = re.compile(r"(?:jl|jln|jalan)\b", re.IGNORECASE)
_PERSON = re.compile(r"nama(?: lengkap)?")


def find_header(rows: Sequence[Row]) -> Header | None:
    """The header that tells most, among the rows near the top; None where there is none.

    One whose heading names the agencies comes before one where only the cells below show them.
    """
    found: list[Header] = []
    for position, row in enumerate(rows):
        if row.number > LAST_HEADER_ROW:
            break
        divided = found and found[-1].last == position
        if not divided and (header := _header_at(rows, position)):
            found.append(header)
    return max(found, key=lambda header: (header.names_agencies, header.recognised), default=None)


def repeated_header(rows: Sequence[Row], position: int) -> Header | None:
    """The header in this row in the middle of a table: every cell of it is a known heading."""
    row = rows[position]
    kinds = [column_called(index, cell).kind for index, cell in enumerate(row.cells) if cell]
    if Kind.NAME not in kinds or Kind.UNKNOWN in kinds:
        return None
    return _header_at(rows, position)


def _header_at(rows: Sequence[Row], position: int) -> Header | None:
    """The header that begins in this row, with the row of sub-headings below it if it has one.

    A header names the agencies and at least one thing a roster needs, in short texts, and holds
    no address itself.
    """
    row = rows[position]
    if not _may_be_header(row):
        return None
    titles, last = list(row.cells), position
    if position + 1 < len(rows) and _is_subheading(row, rows[position + 1]):
        titles, last = _joined(row, rows[position + 1]), position + 1
    below = rows[last + 1 : last + 1 + SAMPLE_ROWS]
    titles += [""] * (max((len(other.cells) for other in below), default=0) - len(titles))
    headed = [column_called(index, title) for index, title in enumerate(titles)]
    named = [column.kind for column in headed if column.kind is not Kind.UNKNOWN]
    columns = _settled(headed, below)
    kinds = {column.kind for column in columns}
    useful = kinds & {Kind.CHANNEL, Kind.ADDRESS, Kind.STEWARD, Kind.SHORT}
    if Kind.NAME not in kinds or not useful or len(named) * 2 <= len(row.filled):
        return None
    return Header(position, last, columns, names_agencies=Kind.NAME in named)


def _may_be_header(row: Row) -> bool:
    filled = row.filled
    return len(filled) > 1 and not any(
        len(cell) > 80 or cell.startswith("@") or "://" in cell or cell.isdigit() for cell in filled
    )


def _is_subheading(top: Row, row: Row) -> bool:
    """Whether the row divides headings above it: `MEDIA SOSIAL` into `IG`, `FB` ..."""
    if not _may_be_header(row) or any(cell[:1].isdigit() for cell in row.filled):
        return False
    below = [column_called(index, cell) for index, cell in enumerate(row.cells) if cell]
    known = [column for column in below if column.kind is not Kind.UNKNOWN]
    dividing = [column for column in known if column.kind not in (Kind.NAME, Kind.NUMBER)]
    repeats = any(
        column.kind is Kind.NAME
        and column_called(column.index, top.cell(column.index)).kind is Kind.NAME
        for column in known
    )
    return len(dividing) > 1 and len(known) * 2 > len(below) and len(top.filled) > 2 and not repeats


def _joined(top: Row, row: Row) -> list[str]:
    """One title for each column; a heading merged over several columns stands in the first."""
    titles: list[str] = []
    spanning = ""
    for index in range(max(len(top.cells), len(row.cells))):
        spanning = top.cell(index) or spanning
        below = row.cell(index)
        titles.append(f"{spanning} {below}".strip() if below else top.cell(index))
    return titles


def _settled(columns: list[Column], below: Sequence[Row]) -> tuple[Column, ...]:
    """The columns with what their neighbours and their contents tell beyond the headings."""
    columns = [_by_content(column, [row.cell(column.index) for row in below]) for column in columns]
    columns = [_telegram_among_channels(columns, position) for position in range(len(columns))]
    has_platform = any(column.kind is Kind.PLATFORM for column in columns)
    if not has_platform or not any(column.kind is Kind.ADDRESS for column in columns):
        columns = [
            replace(column, kind=Kind.IGNORED) if column.kind is Kind.PLATFORM else column
            for column in columns
        ]
    return tuple(_with_one_name(columns))


def _telegram_among_channels(columns: Sequence[Column], position: int) -> Column:
    """A Telegram column is a person's unless it stands among channels; at their end, one asks."""
    column = columns[position]
    if column.kind is not Kind.CONTACT or column.platforms != (Platform.TELEGRAM,):
        return column
    left, right = columns[max(0, position - 1)], columns[min(position + 1, len(columns) - 1)]
    if left.holds_addresses and right.holds_addresses:
        return replace(column, kind=Kind.CHANNEL)
    return replace(column, kind=Kind.UNKNOWN) if left.holds_addresses else column


def _with_one_name(columns: list[Column]) -> list[Column]:
    """One column names the agency: a plain `Nama` beside it names the steward."""
    names = [column for column in columns if column.kind is Kind.NAME]
    plain = [column for column in names if _PERSON.fullmatch(column.title.casefold())]
    chosen = next((column for column in names if column not in plain), next(iter(names), None))
    settled: list[Column] = []
    for column in columns:
        if column.kind is Kind.NAME and column is not chosen:
            kind = Kind.STEWARD if column in plain else Kind.UNKNOWN
            column = replace(column, kind=kind)
        settled.append(column)
    return settled


def _by_content(column: Column, cells: Sequence[str]) -> Column:
    """The column judged by its cells, where the heading says little."""
    filled = [cell for cell in cells if not is_nothing(cell)]
    if column.kind is Kind.ADDRESS and not _share(filled, _is_channel) >= 0.3:
        return replace(column, kind=Kind.IGNORED)
    if column.kind is not Kind.UNKNOWN:
        return column
    if not filled:
        return replace(column, kind=Kind.IGNORED)
    for kind, test in _CONTENTS:
        if _share(filled, test) >= 0.5:
            return replace(column, kind=kind)
    return column


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def _is_channel(cell: str) -> bool:
    """Whether the cell holds an address of the net; `Jl.Merdeka` is one of the street."""
    return not _STREET.match(cell) and any(looks_like_address(part) for part in cell.split())


def _is_contact(cell: str) -> bool:
    digits = sum(letter.isdigit() for letter in cell)
    return is_telephone(cell) or is_email(cell) or (digits >= 8 and digits * 2 > len(cell))


def _is_agency(cell: str) -> bool:
    return class_of_name(cell) is not None


def _is_small_number(cell: str) -> bool:
    return cell.strip(".) ").isdigit() and len(cell) < 6


_CONTENTS: tuple[tuple[Kind, Callable[[str], bool]], ...] = (
    (Kind.CONTACT, _is_contact),
    (Kind.ADDRESS, _is_channel),
    (Kind.NAME, _is_agency),
    (Kind.NUMBER, _is_small_number),
)
