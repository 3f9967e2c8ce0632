"""Files of every kind an office sends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from storage.spreadsheet import Roster, SpreadsheetError, read_roster

TABLE = "OPD{0}Website{0}Admin\nDinas Sosial{0}dinsos.example{0}Ani Rékaan\n"


def site_and_steward(roster: Roster) -> tuple[str, str]:
    (agency,) = roster.agencies
    return agency.channels[0].canonical, agency.stewards[0]


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_usual_encoding_and_delimiter_is_read(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(TABLE.format(delimiter).encode(encoding))
    assert site_and_steward(read_roster(path)) == ("https://dinsos.example", "Ani Rékaan")


def test_excels_separator_line_is_an_instruction_and_no_row(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("sep=;\r\n" + TABLE.format(";"), encoding="utf-8")
    assert read_roster(path).agencies[0].row == 2


def test_a_row_is_counted_as_the_program_shows_it(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(
        'OPD;IG;Admin\n"Dinas\nSosial";"@a_rekaan\n@b_rekaan";Ani\n\nDinas Pangan;-;-\n',
        encoding="utf-8",
    )
    roster = read_roster(path)
    assert [agency.row for agency in roster.agencies] == [2, 4]
    assert [channel.name for channel in roster.agencies[0].channels] == ["a_rekaan", "b_rekaan"]
    assert roster.agencies[0].name == "Dinas Sosial"
    assert [doubt.row for doubt in roster.doubts] == [4]


def test_a_quotation_mark_left_open_swallows_no_row(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text('OPD;IG;Admin\n"Dinas Sosial;@a_rekaan;Ani\nDinas Pangan;@b_rekaan;Budi\n')
    assert [agency.name for agency in read_roster(path).agencies] == [
        "Dinas Sosial",
        "Dinas Pangan",
    ]


def test_a_workbook_is_read_from_the_sheet_that_has_a_header(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "roster.xlsx",
        {
            "Petunjuk": [["Isilah lembar berikut"]],
            "Data": [
                ["DAFTAR"],
                [],
                ["No", "OPD", "Website", "Admin"],
                [1, "Dinas Sosial", "dinsos.example", "Ani"],
            ],
        },
    )
    roster = read_roster(path)
    assert site_and_steward(roster) == ("https://dinsos.example", "Ani")
    assert roster.agencies[0].row == 4
    assert roster.doubts == ()


def test_another_sheet_with_a_header_is_asked_about(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "roster.xlsx",
        {
            "Dinas": [
                ["OPD", "IG", "Admin"],
                ["Dinas Sosial", "@a_rekaan", "Ani"],
                ["Dinas Pangan", "-", "Ani"],
            ],
            "Kecamatan": [["OPD", "IG", "Admin"], ["Kec. Telaga", "@b_rekaan", "Ani"]],
        },
    )
    roster = read_roster(path)
    assert [agency.name for agency in roster.agencies] == ["Dinas Sosial", "Dinas Pangan"]
    assert [(doubt.row, doubt.column) for doubt in roster.doubts] == [(1, "Kecamatan")]


def test_merged_names_cover_the_rows_below_them(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("Data", 0)
    for row in (
        ["OPD", "IG", "Admin"],
        ["Dinas Sosial", "@a_rekaan", "Ani"],
        [None, "@b_rekaan", None],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "roster.xlsx")
    (agency,) = read_roster(tmp_path / "roster.xlsx").agencies
    assert [channel.name for channel in agency.channels] == ["a_rekaan", "b_rekaan"]


def test_a_formula_never_computed_is_an_empty_cell(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "roster.xlsx",
        {"Data": [["OPD", "IG", "Admin"], ["Dinas Sosial", '=CONCAT("@","a")', "Ani"]]},
    )
    (agency,) = read_roster(path).agencies
    assert agency.channels == ()


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def blank_rows(path: Path) -> None:
    path.write_text(";;;\n;;;\n")


def no_header(path: Path) -> None:
    path.write_text("Dinas Sosial;@a_rekaan\nDinas Pangan;@b_rekaan\n")


def garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


def old_excel(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def document(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n")


def web_page(path: Path) -> None:
    path.write_text("<html><table><tr><td>OPD</td></tr></table></html>")


def broken_zip(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + bytes(100))


def too_large(path: Path) -> None:
    path.write_bytes(b"a;b\n" * 1_250_001)


def too_long(path: Path) -> None:
    path.write_text("OPD;IG;Admin\n" + "Dinas Sosial;-;-\n" * 5_000)


def cut_off_workbook(path: Path) -> None:
    workbook(path, {"Data": [["OPD", "IG"]]})
    path.write_bytes(path.read_bytes()[:-200])


def absent(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (nothing, "empty"),
        (blank_rows, "empty"),
        (no_header, "no header row"),
        (garbage, "no readable text"),
        (old_excel, "password"),
        (document, "no spreadsheet"),
        (web_page, "no spreadsheet"),
        (broken_zip, "damaged"),
        (cut_off_workbook, "damaged"),
        (too_large, "5 MB"),
        (too_long, "5,000 rows"),
        (absent, "check the path"),
    ],
)
def test_a_useless_file_is_refused_in_one_sentence(
    tmp_path: Path, make: Callable[[Path], None], says: str
) -> None:
    path = tmp_path / "daftar.xlsx"
    make(path)
    with pytest.raises(SpreadsheetError) as caught:
        read_roster(path)
    message = str(caught.value)
    assert message.startswith("daftar.xlsx can't be used as a roster: ")
    assert says in message
    assert message.endswith(".")
    assert "\n" not in message
