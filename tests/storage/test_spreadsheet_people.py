"""Names in a steward's cell."""

from __future__ import annotations

import pytest

from storage.spreadsheet.people import read_people


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Contoh C2 (Promkes)", ["Contoh C2"]),
        ("Contoh C11, Contoh C12", ["Contoh C11", "Contoh C12"]),
        ("Contoh A4 / Contoh A5", ["Contoh A4", "Contoh A5"]),
        ("Contoh C15; Contoh C16", ["Contoh C15", "Contoh C16"]),
        ("Ani Rekaan\nBudi Rekaan", ["Ani Rekaan", "Budi Rekaan"]),
        ("Ani dan Budi & Citra", ["Ani", "Budi", "Citra"]),
        ("1. Ani Rekaan 2. Budi Rekaan", ["Ani Rekaan", "Budi Rekaan"]),
        ("Budi Santoso, S.Kom., M.T.", ["Budi Santoso"]),
        ("Budi Santoso, S. Kom, MM", ["Budi Santoso"]),
        (
            "Drs. H. Budi Santoso, M.Si / Hj. Siti Rekaan, S.Sos., M.AP",
            ["Budi Santoso", "Siti Rekaan"],
        ),
        ("Drs.H.Budi Santoso", ["Budi Santoso"]),
        ("Budi, S.Kom, Siti, S.E., M.M.", ["Budi", "Siti"]),
        ("Budi Santoso SE MM", ["Budi Santoso"]),
        ("dr. Rekaan Enam, Sp.A", ["Rekaan Enam"]),
        ("Prof. Dr. Ir. Rekaan, A.Md.Kom., S.Tr.IP", ["Rekaan"]),
        ("BUDI SANTOSO, S.STP, MAP", ["BUDI SANTOSO"]),
        ("Bpk. Budi", ["Budi"]),
        ("Admin 1: Budi", ["Budi"]),
        ("Budi - Humas", ["Budi"]),
        ("Budi Santoso, Drs.", ["Budi Santoso"]),
        ("M. Yusuf, Moh. Ali", ["M. Yusuf", "Moh. Ali"]),
        ("Anak Agung Rekaan", ["Anak Agung Rekaan"]),
        ("Ani; Ani", ["Ani"]),
    ],
)
def test_names_stand_alone(cell: str, names: list[str]) -> None:
    assert list(read_people(cell).names) == names
    assert read_people(cell).unclear == ()


@pytest.mark.parametrize(
    "cell",
    ["", "-", "(kosong)", "belum ditunjuk", "blm ada", "tidak ada", "n/a", "nihil", "0", "lowong"],
)
def test_nobody_is_nobody(cell: str) -> None:
    assert read_people(cell).names == ()
    assert read_people(cell).unclear == ()


@pytest.mark.parametrize("cell", ["Tim Humas", "Kasubag Umum", "Staf magang", "mutasi", "?", "sda"])
def test_a_post_is_no_person(cell: str) -> None:
    assert read_people(cell).names == ()
    assert read_people(cell).unclear == (cell,)
