"""One agency while its rows are being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from checks.model import ChannelRef, Platform
from storage.spreadsheet import questions
from storage.spreadsheet.agencies import (
    class_of_name,
    classes_named,
    decide_class,
    full_name,
    is_bare_class,
)
from storage.spreadsheet.cells import Row
from storage.spreadsheet.channels import CellReading, read_channels
from storage.spreadsheet.header import Header
from storage.spreadsheet.headings import Column, Kind
from storage.spreadsheet.model import AgencyClass, Doubt
from storage.spreadsheet.people import read_people
from storage.spreadsheet.pieces import platforms_named
from storage.spreadsheet.privacy import masked, masked_contacts
from storage.spreadsheet.words import is_nothing


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, for a doubt to point at."""

    row: int
    column: str
    text: str

    def doubt(self, question: str) -> Doubt:
        return Doubt(self.row, self.column, masked(self.text), question)


@dataclass(frozen=True, slots=True)
class Claim:
    """A channel and the cell that claims it for the agency."""

    channel: ChannelRef
    cell: Cell


@dataclass(slots=True)
class AgencyDraft:
    """What the rows read so far say of one agency."""

    name: str
    agency_class: AgencyClass
    cell: Cell
    told_short: Cell | None = None
    claims: list[Claim] = field(default_factory=list)
    stewards: list[str] = field(default_factory=list)
    steward_cell: Cell | None = None
    remarks: list[Cell] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    channels_answered: bool = False
    """Whether the sheet says anything about its channels, be it that there are none."""

    def count_of(self, platform: Platform) -> int:
        """How many channels of the platform the agency claims."""
        return sum(claim.channel.platform is platform for claim in self.claims)

    def add_row(self, row: Row, header: Header) -> None:
        """Take in one more row of this agency."""
        for column in header.columns:
            text = row.cell(column.index)
            cell = Cell(row.number, column.title, text)
            if column.kind is Kind.CHANNEL:
                self._add_channels(read_channels(text, column.platforms), cell)
            elif column.kind is Kind.ADDRESS:
                self._add_addresses(row, header, cell)
            elif column.kind is Kind.STEWARD:
                self._add_people(cell)
            elif column.kind is Kind.REMARK and text:
                self.remarks.append(cell)
            elif column.kind is Kind.SHORT and self.told_short is None and not is_nothing(text):
                self.told_short = cell

    def _add_channels(self, reading: CellReading, cell: Cell) -> None:
        self.channels_answered = self.channels_answered or bool(cell.text)
        known = {claim.channel.canonical for claim in self.claims}
        for channel in reading.channels:
            if channel.canonical not in known:
                self.claims.append(Claim(channel, cell))
        for asked in reading.questions:
            self.doubts.append(Doubt(cell.row, cell.column, asked.text, asked.question))

    def _add_addresses(self, row: Row, header: Header, cell: Cell) -> None:
        """An address whose platform stands in another column, or only in the address."""
        told = next((row.cell(column.index) for column in header.of(Kind.PLATFORM)), "")
        platforms = platforms_named(told)
        if not cell.text and platforms:
            question = questions.rejected("empty", platforms)
            self.doubts.append(Doubt(cell.row, cell.column, masked(told), question))
        reading = read_channels(cell.text, platforms, any_website=is_nothing(told))
        if not platforms and not is_nothing(told) and reading.questions:
            self.channels_answered = True
            self.doubts.append(
                Doubt(
                    cell.row,
                    cell.column,
                    masked(f"{told}: {cell.text}"),
                    questions.UNKNOWN_PLATFORM,
                )
            )
            return
        self._add_channels(reading, cell)

    def _add_people(self, cell: Cell) -> None:
        people = read_people(cell.text)
        self.stewards.extend(name for name in people.names if name not in self.stewards)
        if self.steward_cell is None or cell.text:
            self.steward_cell = cell
        for unclear in people.unclear:
            text = masked_contacts(unclear)
            self.doubts.append(Doubt(cell.row, cell.column, text, questions.UNNAMED_STEWARD))


def new_draft(
    row: Row, header: Header, name_column: Column, section: tuple[AgencyClass, ...]
) -> AgencyDraft:
    """The agency this row names, its class decided; the rest of the row is not read yet."""
    written = row.cell(name_column.index)
    name = full_name(written)
    class_column = next(iter(header.of(Kind.AGENCY_CLASS)), None)
    told = row.cell(class_column.index) if class_column else ""
    cell = Cell(row.number, name_column.title, written)
    draft = AgencyDraft(name, decide_class(name, told, section), cell)
    understood = classes_named(told) or class_of_name(told) or is_bare_class(told)
    if class_column and not is_nothing(told) and not understood:
        told_cell = Cell(row.number, class_column.title, told)
        draft.doubts.append(told_cell.doubt(questions.UNKNOWN_CLASS))
    return draft
