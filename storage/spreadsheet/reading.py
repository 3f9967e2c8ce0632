"""A spreadsheet in, a roster and its doubts out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from storage.spreadsheet import questions
from storage.spreadsheet.agencies import classes_named, full_name
from storage.spreadsheet.cells import Row, Sheet, read_sheets
from storage.spreadsheet.drafts import AgencyDraft, new_draft
from storage.spreadsheet.header import Header, find_header, repeated_header
from storage.spreadsheet.headings import Kind
from storage.spreadsheet.model import AgencyClass, Doubt, Roster, SpreadsheetError
from storage.spreadsheet.privacy import masked_contacts
from storage.spreadsheet.rows import Role, Surroundings, heading, role_of
from storage.spreadsheet.settling import settle


def read_roster(path: Path) -> Roster:
    """Read a roster as a careful clerk would: nothing guessed, nothing dropped in silence.

    Takes CSV (UTF-8, UTF-16 or cp1252; `;`, comma, tab or `|`) and XLSX, one row for an agency or
    one for a channel. Telephone and staff numbers, Telegram names and passwords are never read
    into the result. The same file always gives the same roster.

    Raises SpreadsheetError: the file as a whole can't be used.
    """
    tables = [(sheet, header) for sheet in read_sheets(path) if (header := find_header(sheet.rows))]
    if not tables:
        raise SpreadsheetError(
            path,
            "no header row was found; give one column a heading such as PERANGKAT DAERAH "
            "and another WEBSITE or INSTAGRAM.",
        )
    sheet, header = max(tables, key=lambda table: (table[1].recognised, len(table[0].rows)))
    reader = _Reader(header)
    reader.read(sheet.rows)
    has_steward_column = bool(header.of(Kind.STEWARD))
    agencies, doubts = settle(list(reader.drafts.values()), has_steward_column=has_steward_column)
    doubts += reader.doubts + _doubts_about_table(sheet, header)
    doubts += [_unread(other, its) for other, its in tables if other is not sheet and other.title]
    order = {column.title: column.index for column in header.columns}
    doubts.sort(key=lambda doubt: (doubt.row, order.get(doubt.column, -1)))
    return Roster(agencies, tuple(dict.fromkeys(doubts)))


@dataclass(slots=True)
class _Reader:
    """Walks down the rows; a later header takes over from the one before."""

    header: Header
    drafts: dict[str, AgencyDraft] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    section: tuple[AgencyClass, ...] = ()
    current: AgencyDraft | None = None
    around: Surroundings = field(default_factory=Surroundings)

    def read(self, rows: Sequence[Row]) -> None:
        position = self.header.last + 1
        while position < len(rows):
            repeated = repeated_header(rows, position)
            if repeated:
                self.header, self.around = repeated, Surroundings()
                position = repeated.last + 1
                continue
            self._read_row(rows[position])
            position += 1

    def _read_row(self, row: Row) -> None:
        role = role_of(row, self.header, self.around)
        if role is Role.AGENCY:
            self._read_agency(row)
            self.around = Surroundings(above=row.number)
        elif role is Role.CONTINUED and self.current:
            self.current.add_row(row, self.header)
            self.around = Surroundings(above=row.number)
        elif role is Role.SECTION:
            self.section = classes_named(heading(row))
        elif role is Role.CLOSING:
            self.around = Surroundings(closing=True)
        elif role is not Role.EMPTY:
            nameless = role is not Role.UNKNOWN
            question = questions.NAMELESS_ROW if nameless else questions.UNKNOWN_ROW
            self.doubts.append(Doubt(row.number, "", self._quoted(row), question))

    def _read_agency(self, row: Row) -> None:
        name_column = self.header.of(Kind.NAME)[0]
        name = full_name(row.cell(name_column.index))
        known = self.drafts.get(name.casefold())
        if known is None:
            known = new_draft(row, self.header, name_column, self.section)
            self.drafts[name.casefold()] = known
        elif not self.header.of(Kind.ADDRESS):
            question = questions.named_twice(known.name, known.cell.row)
            written = row.cell(name_column.index)
            self.doubts.append(
                Doubt(row.number, name_column.title, masked_contacts(written), question)
            )
        known.add_row(row, self.header)
        self.current = known

    def _quoted(self, row: Row) -> str:
        """The row's cells but for those that are dropped unread."""
        unread = {column.index for column in self.header.of(Kind.CONTACT)}
        shown = (cell for index, cell in enumerate(row.cells) if cell and index not in unread)
        return masked_contacts(" | ".join(shown))


def _doubts_about_table(sheet: Sheet, header: Header) -> list[Doubt]:
    """What to ask of the table as a whole, at its header."""
    row = sheet.rows[header.last].number
    doubts = [
        Doubt(row, column.title, column.title, questions.UNKNOWN_COLUMN)
        for column in header.of(Kind.UNKNOWN)
    ]
    if not header.of(Kind.STEWARD):
        doubts.append(Doubt(row, "", "", questions.NO_STEWARD_COLUMN))
    return doubts


def _unread(sheet: Sheet, header: Header) -> Doubt:
    row = sheet.rows[header.first].number
    return Doubt(row, sheet.title, sheet.title, questions.OTHER_SHEET)
