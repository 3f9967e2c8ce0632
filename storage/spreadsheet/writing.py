"""A roster out: one row for each channel, ready to be edited and read back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from checks.model import ChannelRef, Platform
from storage.spreadsheet.cells import CONTROL_CHARACTERS
from storage.spreadsheet.model import SpreadsheetError

if TYPE_CHECKING:
    from storage.roster import AgencyEntry

COLUMNS = ("Perangkat Daerah", "Singkatan", "Kelas", "Platform", "Alamat", "Pengelola")
WIDTHS = (48, 20, 14, 14, 52, 36)
"""Column widths in characters."""
_FORMULA_SIGN = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet program may take for a formula (OWASP, "CSV Injection")."""


def write_roster(agencies: Iterable[AgencyEntry], path: Path) -> None:
    """Write the agencies to an .xlsx or .csv file, by the path's suffix.

    `read_roster` gives the same agencies back. An agency without a channel has one row with no
    platform and no address. A text that a spreadsheet program would run as a formula is guarded
    by a leading apostrophe, which reading takes off again.

    Raises SpreadsheetError: another suffix.
    """
    rows = [tuple(map(_guarded, row)) for row in _rows(agencies)]
    suffix = path.suffix.lower()
    if suffix == ".csv":
        path.write_bytes(_csv(rows).encode("utf-8-sig"))
    elif suffix == ".xlsx":
        _workbook(rows).save(path)
    else:
        raise SpreadsheetError(path, "a roster is written as .xlsx or .csv; change its suffix.")


def _rows(agencies: Iterable[AgencyEntry]) -> Iterator[tuple[str, ...]]:
    for agency in agencies:
        own = (agency.name, agency.short, str(agency.agency_class))
        stewards = "; ".join(agency.stewards)
        for channel in agency.channels:
            yield (*own, channel.platform.value, _address(channel), stewards)
        if not agency.channels:
            yield (*own, "", "", stewards)


def _address(channel: ChannelRef) -> str:
    """The canonical address, but a Facebook page's name with the dots its canonical form lacks."""
    if channel.platform is Platform.FACEBOOK and channel.handle:
        return f"https://www.facebook.com/{channel.handle}"
    return channel.canonical


def _guarded(text: str) -> str:
    text = CONTROL_CHARACTERS.sub("", text)
    return f"'{text}" if _FORMULA_SIGN.match(text) else text


def _csv(rows: Iterable[tuple[str, ...]]) -> str:
    # The semicolon and the mark are what Excel expects where the comma is the decimal sign.
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return written.getvalue()


def _workbook(rows: Iterable[tuple[str, ...]]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Roster")
    for number, row in enumerate((COLUMNS, *rows), start=1):
        for index, text in enumerate(row, start=1):
            cell = sheet.cell(number, index, text)
            cell.data_type = "s"
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for index, width in enumerate(WIDTHS, start=1):
        sheet.cell(1, index).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{number}"
    return book
