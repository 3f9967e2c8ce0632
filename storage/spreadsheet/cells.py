"""A file's cells as rows of text, whatever wrote them: CSV in several encodings, or XLSX."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.spreadsheet.model import SpreadsheetError
from storage.spreadsheet.workbook import read_workbook

MAX_BYTES = 5_000_000
MAX_ROWS = 5_000
DELIMITERS = (";", ",", "\t", "|")
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Compound File Binary Format ([MS-CFB] 2.2): an old .xls, or an .xlsx locked with a password."""
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_END = "\x1e end of file"
"""A last record of our own: where it isn't the last one read, a quotation mark was never closed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something; `number` is 1-based as a spreadsheet program shows it."""

    number: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """The cell's text, empty beyond the row's end."""
        return self.cells[index] if index < len(self.cells) else ""

    @property
    def filled(self) -> tuple[str, ...]:
        return tuple(cell for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one worksheet; for a CSV, of one way to take it apart. `title` may be empty."""

    title: str
    rows: tuple[Row, ...]


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """The sheets that may hold the roster: a workbook's, or a CSV under each usual delimiter.

    Raises:
        SpreadsheetError: not a spreadsheet, unreadable, empty or too large.

    """
    content = _content(path)
    if content.startswith(b"PK\x03\x04"):
        grids = read_workbook(path, content, MAX_ROWS)
    else:
        grids = [("", grid) for grid in _split_text(path, _decode(path, content))]
    sheets = tuple(Sheet(title, _rows(path, grid)) for title, grid in grids)
    if not any(sheet.rows for sheet in sheets):
        raise SpreadsheetError(path, "it is empty; choose the file that lists the agencies.")
    return sheets


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SpreadsheetError(
                path, "it is larger than 5 MB; save the sheet with the list alone."
            )
        content = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise SpreadsheetError(path, f"{reason}; check the path.") from error
    if content.startswith(OLE_SIGNATURE):
        raise SpreadsheetError(
            path,
            "it is an old .xls or locked with a password; save it as .xlsx without a password.",
        )
    if content.lstrip()[:5].lower() in (b"%pdf-", b"<html", b"<!doc", b"<?xml", b"{\\rtf"):
        raise SpreadsheetError(path, "it is no spreadsheet; save the list as .xlsx or .csv.")
    return content


def _decode(path: Path, content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16, or what Windows in Indonesia writes: cp1252."""
    text: str | None = None
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        break
    if text is None or CONTROL_CHARACTERS.search(text):
        raise SpreadsheetError(
            path, "it is no readable text; open it in Excel and save it as .xlsx or CSV UTF-8."
        )
    return text


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith(UTF16_MARKS):
        return ("utf-16",)
    head = content[:400]
    if head[1::2].count(0) > len(head) // 4:
        return ("utf-16-le",)
    if head[::2].count(0) > len(head) // 4:
        return ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def _split_text(path: Path, text: str) -> Iterable[Sequence[Sequence[str]]]:
    # Excel reads a first line "sep=;" as an instruction and shows the next line as row 1.
    told = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    if told:
        return [_records(path, text[told.end() :], told[1])]
    return [_records(path, text, delimiter) for delimiter in DELIMITERS if delimiter in text]


def _records(path: Path, text: str, delimiter: str) -> list[list[str]]:
    whole = f"{text}\n{_END}\n"
    try:
        records = list(csv.reader(io.StringIO(whole, newline=""), delimiter=delimiter))
        if not records or records[-1] != [_END]:
            loose = csv.reader(
                io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE
            )
            return [[cell.strip('"') for cell in record] for record in loose]
    except csv.Error as error:
        raise SpreadsheetError(path, f"{error}; open it in Excel and save it as .xlsx.") from error
    return records[:-1]


def _rows(path: Path, grid: Iterable[Sequence[str]]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for number, record in enumerate(grid, start=1):
        cells = [_tidy(cell) if cell else "" for cell in record]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        rows.append(Row(number, tuple(cells)))
        if len(rows) > MAX_ROWS:
            raise SpreadsheetError(
                path, "it has more than 5,000 rows; save the sheet with the list alone."
            )
    return tuple(rows)


def _tidy(text: str) -> str:
    """One cell without invisible characters or spare spaces, its own line breaks kept.

    A leading apostrophe that guards a formula sign is taken off again (see `writing.py`).
    """
    text = text[1:] if _GUARDED.match(text) else text
    text = re.sub(r"[\u200b-\u200f\u2060\ufeff\x1e]", "", text)
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in re.split(r"\r\n|[\r\n]", text))
    return "\n".join(line for line in lines if line)
