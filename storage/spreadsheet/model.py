"""What a spreadsheet says of a roster: agencies with their channels, and the doubts that remain."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from checks.model import ChannelRef
from storage.errors import StorageError


class AgencyClass(StrEnum):
    """The kind of an agency, the group it is compared with."""

    DINAS = "dinas"
    """Includes the Satuan Polisi Pamong Praja, which has a dinas's rank and duties."""
    BADAN = "badan"
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"
    RSUD = "rsud"
    """Hospitals, and the puskesmas, which serve six or seven days a week as they do."""
    SETDA = "setda"
    INSPEKTORAT = "inspektorat"
    UPTD = "uptd"
    BUMD = "bumd"
    SETWAN = "setwan"
    """The secretariat of the DPRD, where the sheet doesn't group it with the Sekretariat Daerah."""
    OTHER = "lainnya"


@dataclass(frozen=True, slots=True)
class RosterAgency:
    """One agency, with every channel and steward the sheet gives it, in the sheet's order.

    `row` is the sheet's row that names it first (1-based); it is no part of what the agency is.
    """

    name: str
    short: str
    agency_class: AgencyClass
    channels: tuple[ChannelRef, ...] = ()
    stewards: tuple[str, ...] = ()
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in the sheet that only a person can settle.

    `row` is 1-based as in the sheet, `column` the header of the cell or, where it has none, its
    letter; empty where the whole row is meant. `text` quotes the cell with long digit runs hidden,
    `question` is one Indonesian sentence.
    """

    row: int
    column: str
    text: str
    question: str


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything understood, in the sheet's order, and everything doubted, by row."""

    agencies: tuple[RosterAgency, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class SpreadsheetError(StorageError):
    """The file as a whole can't be used; the sentence names it and says what to do."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path.name} can't be used as a roster: {why}")
        self.path = path


def to_json(roster: Roster) -> dict[str, list[dict[str, object]]]:
    """The roster as `segar roster read --json` prints it.

    A channel's `canonical` is a website's address, an account's handle in lower case, or its id
    where the sheet holds only that.
    """
    return {
        "agencies": [
            {
                "name": agency.name,
                "short": agency.short,
                "class": agency.agency_class.value,
                "channels": [
                    {"platform": channel.platform.value, "canonical": _spoken(channel)}
                    for channel in agency.channels
                ],
                "stewards": list(agency.stewards),
            }
            for agency in roster.agencies
        ],
        "doubts": [
            {
                "row": doubt.row,
                "column": doubt.column,
                "text": doubt.text,
                "question": doubt.question,
            }
            for doubt in roster.doubts
        ],
    }


def _spoken(channel: ChannelRef) -> str:
    if channel.handle is not None:
        return channel.handle.lower()
    return channel.platform_id or channel.canonical
