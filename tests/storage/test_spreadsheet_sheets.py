"""Whole sheets, as offices keep them, read through the front door."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.spreadsheet import Roster, read_roster, to_json

DATA = Path(__file__).parent / "data"
TOWN = Path(__file__).parents[2] / "bot" / "sandbox" / "town" / "roster.csv"

ReadText = Callable[[str], Roster]


@pytest.fixture
def read(tmp_path: Path) -> ReadText:
    def read_text(text: str) -> Roster:
        path = tmp_path / "roster.csv"
        path.write_text(text, encoding="utf-8")
        return read_roster(path)

    return read_text


def found(roster: Roster) -> dict[str, list[str]]:
    return {
        agency.name: [f"{channel.platform}:{channel.name}" for channel in agency.channels]
        for agency in roster.agencies
    }


def doubted(roster: Roster) -> list[tuple[int, str, str]]:
    return [(doubt.row, doubt.column, doubt.text) for doubt in roster.doubts]


def test_a_messy_regency_is_read_as_a_careful_clerk_reads_it() -> None:
    expected = json.loads((DATA / "bukit_teratai.json").read_text(encoding="utf-8"))
    answer = to_json(read_roster(DATA / "bukit_teratai.csv"))
    doubts = [{key: doubt[key] for key in ("row", "column", "text")} for doubt in answer["doubts"]]
    assert answer["agencies"] == expected["agencies"]
    assert sorted(doubts, key=str) == sorted(expected["doubts"], key=str)


def test_doubts_are_ordered_by_row_and_each_asks_one_question() -> None:
    doubts = read_roster(DATA / "bukit_teratai.csv").doubts
    assert [doubt.row for doubt in doubts] == sorted(doubt.row for doubt in doubts)
    assert all(doubt.question.endswith("?") and doubt.question.count("?") == 1 for doubt in doubts)


def test_the_demo_town_has_fourteen_agencies_of_six_classes() -> None:
    roster = read_roster(TOWN)
    assert len(roster.agencies) == 14
    assert {agency.agency_class for agency in roster.agencies} == {
        "setda",
        "dinas",
        "badan",
        "rsud",
        "kecamatan",
        "kelurahan",
    }
    assert "website:http://kec-awan.tirtakencana.example" in found(roster)["Kecamatan Awan Biru"]


def test_one_row_for_a_channel_is_read_as_one_row_for_an_agency(read: ReadText) -> None:
    roster = read(
        "Perangkat Daerah,Singkatan,Kelas,Platform,Alamat,Pengelola\n"
        "Dinas Kesehatan,Dinkes,dinas,website,dinkes.example,Ani Rekaan\n"
        "Dinas Kesehatan,Dinkes,dinas,Instagram,@dinkes_rekaan,Ani Rekaan\n"
        "Kelurahan Embun,,kelurahan,Twitter,@kel_embun,Budi Rekaan dan Citra Rekaan\n"
    )
    assert found(roster) == {
        "Dinas Kesehatan": ["website:https://dinkes.example", "instagram:dinkes_rekaan"],
        "Kelurahan Embun": ["x:kel_embun"],
    }
    assert roster.agencies[1].stewards == ("Budi Rekaan", "Citra Rekaan")
    assert roster.doubts == ()


def test_a_platform_without_a_reader_is_asked_about(read: ReadText) -> None:
    roster = read("OPD;Platform;Alamat;Admin\nDinas Sosial;LinkedIn;dinsos-rekaan;Ani\n"
                  "Dinas Pangan;IG;@pangan_rekaan;Ani\n")  # fmt: skip
    assert doubted(roster) == [(2, "Alamat", "LinkedIn: dinsos-rekaan")]


def test_headings_over_several_columns_are_joined_with_those_below(read: ReadText) -> None:
    roster = read(
        "REKAP KANAL\n"
        "No;Perangkat Daerah;Media Sosial;;Website;Admin;;Update Terakhir;\n"
        ";;IG;FB;;Nama;No HP;Web;IG\n"
        "1;2;3;4;5;6;7;8;9\n"
        "1;Dinas Sosial;@dinsos_rekaan;dinsosrekaan;dinsos.example;Ani;0812-3456-7890;1/2/2026;\n"
    )
    assert found(roster) == {
        "Dinas Sosial": [
            "instagram:dinsos_rekaan",
            "facebook:dinsosrekaan",
            "website:https://dinsos.example",
        ]
    }
    assert roster.doubts == ()


def test_the_lower_part_of_a_merged_name_belongs_to_the_agency_above(read: ReadText) -> None:
    roster = read(
        "No;OPD;IG;Admin\n1;Dinas Sosial;@satu_rekaan;Ani\n;;@dua_rekaan;Budi\n"
        "2;Dinas Pangan;-;Ani\n"
    )
    assert found(roster)["Dinas Sosial"] == ["instagram:satu_rekaan", "instagram:dua_rekaan"]
    assert roster.agencies[0].stewards == ("Ani", "Budi")


def test_a_channel_of_nobody_is_asked_about(read: ReadText) -> None:
    roster = read("No;OPD;IG;Admin\n1;Dinas Sosial;-;Ani\n2;;@tanpa_nama;Budi\n")
    assert doubted(roster) == [(3, "", "2 | ••• | Budi")]


def test_a_row_that_is_no_agency_is_asked_about(read: ReadText) -> None:
    roster = read("No;OPD;IG;Admin\n1;Dinas Sosial;@a_rekaan;Ani\n;Sebagian data menyusul;;\n")
    assert doubted(roster) == [(3, "", "Sebagian data menyusul")]


def test_totals_signatures_and_repeated_headers_carry_nothing(read: ReadText) -> None:
    roster = read(
        "No;OPD;IG;Admin;Ket\n1;Dinas Sosial;@a_rekaan;Ani;\n;JUMLAH;1;;\n"
        "No;OPD;IG;Admin;Ket\n2;Dinas Pangan;@b_rekaan;Ani;\n;TOTAL;2;;\n;;;;\n"
        ";Mengetahui,;;Kota Rekaan, 2 Maret 2026;\n;;;Kepala Dinas;\n;;;Drs. Rekaan;\n"
        ";;;NIP. 19000101 190001 1 001;\n"
    )
    assert list(found(roster)) == ["Dinas Sosial", "Dinas Pangan"]
    assert roster.doubts == ()


def test_a_later_header_may_order_its_columns_anew(read: ReadText) -> None:
    roster = read(
        "OPD;IG;Admin\nDinas Sosial;@a_rekaan;Ani\nAdmin;OPD;Website\nBudi;Dinas Pangan;b.example\n"
    )
    assert found(roster) == {
        "Dinas Sosial": ["instagram:a_rekaan"],
        "Dinas Pangan": ["website:https://b.example"],
    }


def test_an_account_named_twice_stays_with_the_agency_whose_name_it_carries(
    read: ReadText,
) -> None:
    roster = read(
        "OPD;IG;Admin\nKel. Rawa Indah;@kec_telagabiru;Ani\nKec. Telaga Biru;@kec_telagabiru;Budi\n"
    )
    assert found(roster) == {
        "Kelurahan Rawa Indah": [],
        "Kecamatan Telaga Biru": ["instagram:kec_telagabiru"],
    }
    assert "Kecamatan Telaga Biru" in roster.doubts[0].question


def test_an_account_that_carries_no_name_stays_with_the_first(read: ReadText) -> None:
    roster = read("OPD;IG;Admin\nDinas Sosial;@bersama;Ani\nDinas Pangan;@bersama;Budi\n")
    assert found(roster) == {"Dinas Sosial": ["instagram:bersama"], "Dinas Pangan": []}
    assert doubted(roster) == [(3, "IG", "@bersama")]


def test_an_agency_listed_twice_is_joined_and_asked_about(read: ReadText) -> None:
    roster = read("OPD;IG;Admin\nKec. Telaga;@satu_rekaan;Ani\nKECAMATAN TELAGA;@dua_rekaan;Ani\n")
    assert found(roster) == {"Kecamatan Telaga": ["instagram:satu_rekaan", "instagram:dua_rekaan"]}
    assert doubted(roster) == [(3, "OPD", "KECAMATAN TELAGA")]


def test_no_two_agencies_get_the_same_short_name(read: ReadText) -> None:
    roster = read(
        "OPD;Singkatan;IG;Admin\nDinas Ketahanan Pangan;DKP;@a_rekaan;Ani\n"
        "Dinas Kelautan dan Perikanan;DKP;@b_rekaan;Ani\n"
    )
    assert [agency.short for agency in roster.agencies] == ["DKP", "Dinas Kelautan dan Perikanan"]
    assert doubted(roster) == [(3, "Singkatan", "DKP")]


def test_a_missing_steward_is_asked_for_at_the_agency(read: ReadText) -> None:
    roster = read("OPD;IG;Admin\nDinas Sosial;@a_rekaan;(kosong)\nDinas Pangan;@b_rekaan;-\n")
    assert doubted(roster) == [(2, "Admin", "(kosong)"), (3, "Admin", "-")]


def test_a_sheet_without_a_steward_column_is_asked_about_once(read: ReadText) -> None:
    roster = read("OPD;IG\nDinas Sosial;@a_rekaan\nDinas Pangan;@b_rekaan\n")
    assert doubted(roster) == [(1, "", "")]


def test_a_column_that_is_not_understood_is_asked_about_once(read: ReadText) -> None:
    roster = read(
        "OPD;IG;Admin;Semboyan\nDinas Sosial;@a_rekaan;Ani;Melayani\nDinas Pangan;-;Ani;Maju\n"
    )
    assert doubted(roster) == [(1, "Semboyan", "Semboyan")]


def test_a_column_without_a_heading_is_known_by_its_addresses(read: ReadText) -> None:
    roster = read(
        "OPD;;Admin\nDinas Sosial;instagram.com/a_rekaan;Ani\nDinas Pangan;b.example;Ani\n"
    )
    assert found(roster) == {
        "Dinas Sosial": ["instagram:a_rekaan"],
        "Dinas Pangan": ["website:https://b.example"],
    }


def test_cells_beyond_the_last_heading_are_not_lost(read: ReadText) -> None:
    roster = read("OPD;Admin\nDinas Sosial;Ani;instagram.com/a_rekaan;Melayani\n")
    assert found(roster) == {"Dinas Sosial": ["instagram:a_rekaan"]}
    assert doubted(roster) == [(1, "D", "D")]


def test_a_street_is_no_channel(read: ReadText) -> None:
    roster = read("OPD;Alamat;IG;Admin\nDinas Sosial;Jl.Merdeka No.1;@a_rekaan;Ani\n")
    assert found(roster) == {"Dinas Sosial": ["instagram:a_rekaan"]}
    assert roster.doubts == ()


@pytest.mark.parametrize(
    ("cells", "remark"),
    [
        ("a.example;@a_rekaan;Ani", "blm ada web"),
        ("a.example;@a_rekaan;Ani", "IG tdk ada"),
        ("a.example;@a_rekaan;Ani", "punya 2 IG"),
        ("a.example;@a_rekaan;Ani", "admin belum ditunjuk"),
        ("a.example;@a_rekaan;Ani", "admin pindah (mutasi)"),
        ("-;@a_rekaan;Ani", "web baru: https://baru.example"),
    ],
)
def test_a_remark_that_contradicts_its_row_is_asked_about(
    read: ReadText, cells: str, remark: str
) -> None:
    roster = read(f"OPD;Website;IG;Admin;Ket.\nDinas Sosial;{cells};{remark}\n")
    assert doubted(roster) == [(2, "Ket.", remark)]


@pytest.mark.parametrize(
    "remark",
    [
        "admin baru, serah terima belum",
        "belum ada FB",
        "admin merangkap Diskan",
        "IG lama kena hack, ini akun baru",
        "punya 1 IG",
        "OK",
    ],
)
def test_a_remark_that_agrees_with_its_row_is_passed_over(read: ReadText, remark: str) -> None:
    roster = read(f"OPD;Website;IG;Admin;Ket.\nDinas Sosial;a.example;@a_rekaan;Ani;{remark}\n")
    assert roster.doubts == ()


def test_an_account_that_a_remark_calls_personal_is_not_taken(read: ReadText) -> None:
    roster = read("OPD;IG;Admin;Ket\nKec. Telaga;@camat_rekaan;Ani;IG pribadi camat\n")
    assert found(roster) == {"Kecamatan Telaga": []}
    assert doubted(roster) == [(2, "Ket", "IG pribadi camat")]


def test_a_website_outside_the_common_domain_is_kept_and_asked_about(read: ReadText) -> None:
    sites = "".join(
        f"Dinas {name};{name}.rekaankab.example;Ani\n" for name in ("satu", "dua", "tiga")
    )
    roster = read(
        f"OPD;Website;Admin\n{sites}"
        "Dinas Empat;empat.blogspot.example;Ani\nPerumda Air;air.example;Ani\n"
    )
    assert found(roster)["Dinas Empat"] == ["website:https://empat.blogspot.example"]
    assert doubted(roster) == [(5, "Website", "empat.blogspot.example")]


def test_reading_twice_gives_the_same_roster() -> None:
    assert read_roster(TOWN) == read_roster(TOWN)
