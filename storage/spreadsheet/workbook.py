"""An XLSX file's worksheets as grids of text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from openpyxl import load_workbook

from storage.spreadsheet.model import SpreadsheetError

MAX_UNPACKED_BYTES = 100_000_000
"""Far above any honest roster of 5 MB: a packed bomb stops here."""
MAX_COLUMNS = 200


def read_workbook(
    path: Path, content: bytes, max_rows: int
) -> list[tuple[str, Sequence[Sequence[str]]]]:
    """Each visible worksheet's title and rows; a formula gives the value it last had.

    Reading stops one filled row beyond `max_rows`, so that the caller sees there are too many.

    Raises:
        SpreadsheetError: not a workbook of Excel's, damaged, or too large.

    """
    _look_inside(path, content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets errors of zip, XML and its own descriptors through
        raise _damaged(path) from error
    try:
        grids: list[tuple[str, Sequence[Sequence[str]]]] = []
        for sheet in cast("list[Any]", book.worksheets):
            if sheet.sheet_state != "visible":
                continue
            # Programs other than Excel often note a wrong size for the sheet.
            sheet.reset_dimensions()
            values = sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS)
            grids.append((str(sheet.title), _texts(values, max_rows)))
        return grids
    except Exception as error:
        raise _damaged(path) from error
    finally:
        book.close()


def _look_inside(path: Path, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as error:
        raise _damaged(path) from error
    if not any(member.filename.startswith("xl/") for member in members):
        raise SpreadsheetError(path, "it is no Excel workbook; save the list as .xlsx or .csv.")
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise SpreadsheetError(path, "it unpacks to over 100 MB; save the list alone as .csv.")


def _damaged(path: Path) -> SpreadsheetError:
    return SpreadsheetError(path, "it is damaged; open it in Excel and save it again as .xlsx.")


def _texts(rows: Iterable[Sequence[object]], max_rows: int) -> list[Sequence[str]]:
    """The rows as text, read only as far as the first row beyond the limit."""
    texts: list[Sequence[str]] = []
    filled = 0
    for row in rows:
        text = [_text(value) for value in row]
        texts.append(text if any(text) else ())
        filled += bool(texts[-1])
        if filled > max_rows:
            break
    return texts


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
