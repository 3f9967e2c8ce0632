"""Names, classes and short names of agencies."""

from __future__ import annotations

import pytest

from storage.spreadsheet import AgencyClass
from storage.spreadsheet.agencies import decide_class, full_name, short_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Kec. Cahaya Kota", "Kecamatan Cahaya Kota"),
        ("Kec Gunung Fajar", "Kecamatan Gunung Fajar"),
        ("KEC.MUARA LENTERA", "Kecamatan Muara Lentera"),
        ("KECAMATAN MUARA LENTERA", "Kecamatan Muara Lentera"),
        ("Kec. MUARA", "Kecamatan Muara"),
        ("kel. embun sari", "Kelurahan Embun Sari"),
        ("Kelapa Dua", "Kelapa Dua"),
        ("Bag. Hukum Setda", "Bagian Hukum Setda"),
        ("SEKRETARIAT DPRD", "Sekretariat DPRD"),
        ("DINAS PENANAMAN MODAL DAN PTSP", "Dinas Penanaman Modal dan PTSP"),
        ("DP3AP2KB", "DP3AP2KB"),
        ("DPUPR", "DPUPR"),
        ("Dinas PUPR", "Dinas PUPR"),
        ("INSPEKTORAT", "Inspektorat"),
        ("RSUD CAHAYA MEDIKA", "RSUD Cahaya Medika"),
        ("  Dinas   Sosial * ", "Dinas Sosial"),
        ("7. Dinas Sosial", "Dinas Sosial"),
        ("Bagian Hukum Setda (JDIH)", "Bagian Hukum Setda (JDIH)"),
    ],
)
def test_a_name_is_written_out(written: str, name: str) -> None:
    assert full_name(written) == name
    assert full_name(name) == name


@pytest.mark.parametrize(
    ("name", "agency_class"),
    [
        ("Dinas Sosial", "dinas"),
        ("Satuan Polisi Pamong Praja", "dinas"),
        ("Diskominfo", "dinas"),
        ("DPUPR", "dinas"),
        ("Badan Keuangan Daerah", "badan"),
        ("Badan Usaha Milik Daerah Rekaan", "bumd"),
        ("Bappeda", "badan"),
        ("Kecamatan Telaga", "kecamatan"),
        ("Kelurahan Telaga", "kelurahan"),
        ("RSUD Telaga", "rsud"),
        ("UPTD Puskesmas Telaga", "rsud"),
        ("UPTD Metrologi", "uptd"),
        ("Bagian Umum Setda", "setda"),
        ("Sekretariat Daerah", "setda"),
        ("Sekretariat DPRD", "setwan"),
        ("Inspektorat Daerah", "inspektorat"),
        ("Perumda Air Minum Tirta", "bumd"),
        ("Museum Rekaan", "lainnya"),
    ],
)
def test_a_name_tells_its_class(name: str, agency_class: str) -> None:
    assert decide_class(name, "", ()) == agency_class


def test_a_told_class_comes_before_the_name() -> None:
    assert decide_class("Dinas Sosial", "Badan", ()) is AgencyClass.BADAN


def test_the_section_decides_where_the_name_is_silent() -> None:
    assert decide_class("Museum Rekaan", "", (AgencyClass.UPTD,)) is AgencyClass.UPTD


def test_a_section_of_several_classes_decides_nothing() -> None:
    section = (AgencyClass.RSUD, AgencyClass.BUMD)
    assert decide_class("Museum Rekaan", "", section) is AgencyClass.OTHER


def test_the_dprd_secretariat_goes_with_the_setda_where_the_sheet_puts_it() -> None:
    section = (AgencyClass.SETDA, AgencyClass.SETWAN)
    assert decide_class("Sekretariat DPRD", "", section) is AgencyClass.SETDA


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Kecamatan Telaga Biru", "Kec. Telaga Biru"),
        ("Kelurahan Embun", "Kel. Embun"),
        ("Dinas Sosial", "Dinas Sosial"),
        ("Dinas Penanaman Modal dan PTSP", "DPMPTSP"),
        ("Dinas Pemberdayaan Masyarakat dan Desa", "DPMD"),
        ("Dinas Komunikasi dan Informatika (Diskominfo)", "Diskominfo"),
    ],
)
def test_a_short_name_is_made_where_none_is_given(name: str, short: str) -> None:
    assert short_name(name) == short
