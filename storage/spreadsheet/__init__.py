"""A messy roster (CSV, XLSX) in, a clean one out.

The way of a file: `cells` reads it into rows of text, `header` finds out what the columns hold,
`rows` what each row is, `drafts` collects each agency's cells (`channels`, `people`, `agencies`
read them), `settling` decides what needs the whole sheet. What stays open is a `Doubt`.
"""

from __future__ import annotations

from storage.spreadsheet.model import (
    AgencyClass,
    Doubt,
    Roster,
    RosterAgency,
    SpreadsheetError,
    to_json,
)
from storage.spreadsheet.reading import read_roster
from storage.spreadsheet.writing import write_roster

__all__ = [
    "AgencyClass",
    "Doubt",
    "Roster",
    "RosterAgency",
    "SpreadsheetError",
    "read_roster",
    "to_json",
    "write_roster",
]
