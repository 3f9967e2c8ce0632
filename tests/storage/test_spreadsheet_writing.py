"""A roster written is the roster read back."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from checks.links import read_profile
from checks.model import ChannelRef, Platform
from storage.spreadsheet import (
    AgencyClass,
    RosterAgency,
    SpreadsheetError,
    read_roster,
    write_roster,
)

SUFFIXES = [".csv", ".xlsx"]
WORDS = st.sampled_from(["Sosial", "Telaga Biru", "Hukum (JDIH)", "PTSP, Modal", 'Éka; "Karya"'])
FIRST_WORDS = st.sampled_from(["Dinas", "Kecamatan", "=Unit", "-Unit", "+Unit", "@Unit"])
HANDLES = st.integers(0, 999).map(lambda number: f"rekaan{number}a")


@st.composite
def channels(draw: st.DrawFn) -> ChannelRef:
    platform = draw(st.sampled_from(list(Platform)))
    handle = draw(HANDLES)
    if platform is Platform.WEBSITE:
        return read_profile(f"https://{handle}.example/berita", platform)
    return read_profile(f"@{handle}", platform)


@st.composite
def rosters(draw: st.DrawFn) -> tuple[RosterAgency, ...]:
    every = draw(st.lists(channels(), max_size=6, unique_by=lambda ref: ref.canonical))
    size = draw(st.integers(1, 4))
    agencies: list[RosterAgency] = []
    for number in range(size):
        name = f"{draw(FIRST_WORDS)} {draw(WORDS)} {chr(65 + number)}x"
        stewards = draw(st.lists(st.sampled_from(["Ani Rekaan", "Budi C1"]), unique=True))
        agencies.append(
            RosterAgency(
                name=name,
                short=f"{draw(st.sampled_from(['', '@', '=', '-']))}Unit {number}",
                agency_class=draw(st.sampled_from(list(AgencyClass))),
                channels=tuple(every[number::size]),
                stewards=tuple(stewards),
            )
        )
    return tuple(agencies)


@given(rosters(), st.sampled_from(SUFFIXES))
@settings(max_examples=40, deadline=None)
def test_what_is_written_reads_back_without_a_difference(
    agencies: tuple[RosterAgency, ...], suffix: str
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"roster{suffix}"
        write_roster(agencies, path)
        assert read_roster(path).agencies == agencies


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_messy_sheet_is_clean_after_one_round(tmp_path: Path, suffix: str) -> None:
    messy = read_roster(Path(__file__).parent / "data" / "bukit_teratai.csv")
    path = tmp_path / f"roster{suffix}"
    write_roster(messy.agencies, path)
    assert read_roster(path).agencies == messy.agencies


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "'="])
def test_no_cell_begins_as_a_formula(tmp_path: Path, sign: str) -> None:
    agency = RosterAgency(f"{sign}HYPERLINK(1)", f"{sign}A1", AgencyClass.DINAS)
    write_roster([agency], tmp_path / "roster.csv")
    write_roster([agency], tmp_path / "roster.xlsx")
    with (tmp_path / "roster.csv").open(encoding="utf-8-sig", newline="") as file:
        written = [cell for row in csv.reader(file, delimiter=";") for cell in row]
    sheet = load_workbook(tmp_path / "roster.xlsx").worksheets[0]
    assert not [cell for cell in written if cell[:1] in tuple("=+-@\t\r")]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert str(sheet["A2"].value).startswith("'")


def test_a_workbook_keeps_its_header_in_sight(tmp_path: Path) -> None:
    write_roster([RosterAgency("Dinas Sosial", "Dinsos", AgencyClass.DINAS)], tmp_path / "r.xlsx")
    sheet = load_workbook(tmp_path / "r.xlsx").worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F2"
    assert [cell.value for cell in sheet[1]] == [
        "Perangkat Daerah",
        "Singkatan",
        "Kelas",
        "Platform",
        "Alamat",
        "Pengelola",
    ]


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SpreadsheetError, match=r"\.xlsx or \.csv"):
        write_roster([], tmp_path / "roster.pdf")
