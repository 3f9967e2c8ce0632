"""Numbers and dates with another job than telling when something was published."""

from __future__ import annotations

from datetime import date

import pytest

from checks.website.dates import find_date

TODAY = date(2026, 11, 24)
DAY = date(2026, 11, 12)


@pytest.mark.parametrize("unit", ["m2", " m\u00b2", " ha", " km", " kg", "%", "\u00b0"])
def test_a_figure_with_a_unit_behind_it_is_a_measure(unit: str) -> None:
    assert find_date(f"12.11.2026{unit}", TODAY) is None
    assert find_date("12.11.2026 Kampanye hemat air", TODAY) == DAY


@pytest.mark.parametrize("word", ["SNI", "ISO", "Permenkes", "Inpres", "SE", "PMK", "Kode Booking"])
def test_a_number_behind_the_name_of_a_rule_or_a_standard_is_its_number(word: str) -> None:
    assert find_date(f"{word} 12-11-2026", TODAY) is None
    assert find_date(f"{word} | 12-11-2026", TODAY) == DAY


@pytest.mark.parametrize("text", ["Lat -7.11.2026", "Bujur: 12.11.2026", "Koordinat (-7.11.2026"])
def test_a_number_behind_the_name_of_a_coordinate_is_a_place(text: str) -> None:
    assert find_date(text, TODAY) is None


@pytest.mark.parametrize("text", ["Skor 2-1-2026", "Skor akhir: 3-1-2026", "Score 2-1-20"])
def test_a_score_is_no_date(text: str) -> None:
    assert find_date(text, TODAY) is None


@pytest.mark.parametrize("label", ["Lahir: Malang,", "TTL :", "TTL: Malang,", "Tgl. Lahir"])
def test_a_birth_is_no_publication(label: str) -> None:
    assert find_date(f"{label} 12 Mei 2001", TODAY) is None
    assert find_date("Hari Lahir Pancasila, 1 Juni 2026", TODAY) == date(2026, 6, 1)


@pytest.mark.parametrize(
    "text", ["Senin (2/11) - Jumat (6/11/2026)", "(2 Nov) s.d. Jumat (6/11/26)"]
)
def test_a_range_is_one_whatever_brackets_its_days_stand_in(text: str) -> None:
    assert find_date(text, TODAY) is None


@pytest.mark.parametrize("slash", "/\u2044\u2215\u29f8\uff0f")
def test_every_slash_parts_day_month_and_year(slash: str) -> None:
    assert find_date(f"12{slash}11{slash}2026", TODAY) == DAY


def test_two_dates_without_a_gap_are_two_and_a_longer_number_is_none() -> None:
    assert find_date("12 November 202613 November 2026", TODAY) == DAY
    assert find_date("12 Nov 202613 Nov 2026", TODAY) == DAY
    assert find_date("12 November 202613 peserta", TODAY) is None


def test_a_bloggers_byline_vouches_for_a_short_dotted_date() -> None:
    assert find_date("Diposkan oleh Humas di 12.11.26", TODAY) == DAY
    assert find_date("Tersedia di 12.11.26", TODAY) is None


def test_a_section_before_a_slash_is_told_from_the_codes_of_a_letters_number() -> None:
    assert find_date("Berita/12-11-2026", TODAY) == DAY
    assert find_date("(Diskominfo/12-11-2026)", TODAY) == DAY
    assert find_date("SK/12-11-2026", TODAY) is None
    assert find_date("Kesra/12/11/2026", TODAY) is None
    assert find_date("nginx/1.10.24", TODAY) is None


@pytest.mark.parametrize(
    "words",
    [
        "Batas pengumpulan berkas",
        "Batas akhir pendaftaran ulang",
        "Batas waktu penyerahan dokumen:",
        "Jatuh tempo PBB",
        "Batas pelunasan PBB:",
        "TMT",
        "Jatuh tempo pembayaran pajak",
    ],
)
def test_a_deadline_is_one_whatever_is_due(words: str) -> None:
    assert find_date(f"{words} 12 November 2026", TODAY) is None
    assert find_date("Batas desa Sukamaju dipasang 12 November 2026", TODAY) == DAY


def test_a_term_of_office_is_a_range_and_its_beginning_no_publication() -> None:
    assert find_date("Bupati periode 20 Februari 2025 - 2030", TODAY) is None
    assert find_date("Menjabat 20 Februari 2025 s.d. 2030.", TODAY) is None
    assert find_date("12 November 2026 - 2025 kali dibaca", TODAY) == DAY


def test_both_ends_of_a_labelled_range_are_left_out() -> None:
    text = "Tanggal mulai: 5 Maret 2026 - Tanggal akhir: 6 Maret 2026"
    assert find_date(text, TODAY) is None


def test_the_birth_of_a_person_is_told_from_a_birth_rate() -> None:
    assert find_date("Drs. Ali, kelahiran Blitar, 5 Maret 2001", TODAY) is None
    assert find_date("Urus Akta Kelahiran, 12 November 2026", TODAY) == DAY


@pytest.mark.parametrize("hour", ["12.14.58", "08.30.15", "10.12.26", "00.12.38"])
@pytest.mark.parametrize("join", [" - ", " \u2013 ", " s.d. "])
def test_a_day_and_a_dotted_hour_with_seconds_make_no_range(hour: str, join: str) -> None:
    assert find_date(f"6 April 2016{join}{hour} WIT", TODAY) == date(2016, 4, 6)
    assert find_date(f"6 April 2016{join}{hour}", TODAY) == date(2016, 4, 6)
    assert find_date(f"{hour}{join}6 April 2016", TODAY) == date(2016, 4, 6)
    assert find_date("05.03.26 - 06.03.26", TODAY) is None


def test_the_opening_and_the_closing_of_an_application_are_no_publication() -> None:
    text = "Pendaftaran dibuka 2 November 2026 dan ditutup 20 November 2026"
    assert find_date(text, TODAY) is None
    assert find_date("MTQ resmi ditutup, Kamis (12/11/2026)", TODAY) == DAY
    assert find_date("Exp. 12/11/2026", TODAY) is None


@pytest.mark.parametrize("words", ["Kelas", "Rute", "Nilai:", "Hasil", "Ranking", "Halaman"])
def test_three_short_numbers_behind_a_word_that_counts_are_a_series(words: str) -> None:
    assert find_date(f"{words} 10/11/12", TODAY) is None
    assert find_date(f"{words} | 12/11/26", TODAY) == DAY


def test_a_suffix_of_a_release_makes_a_version() -> None:
    assert find_date("Release 12.11.2026-rc1", TODAY) is None
    assert find_date("Release: 12.11.2026", TODAY) == DAY
    assert find_date("Reg. 12/11/2026", TODAY) is None


@pytest.mark.parametrize("text", ["2.-12. November 2026", "02.11. - 12.11.2026"])
def test_a_range_is_one_whatever_full_stops_its_days_end_in(text: str) -> None:
    assert find_date(text, TODAY) is None


@pytest.mark.parametrize(
    "text", ["Kamis 12/11 2026", "Mamuju, Kamis (12/11-2026)", "(12/11-2026)", "12-11-'26"]
)
def test_a_reporters_loose_date_is_read(text: str) -> None:
    assert find_date(text, TODAY) == DAY
    assert find_date("Arsip 12/11-2026", TODAY) is None


def test_two_dates_in_digits_without_a_gap_are_two() -> None:
    assert find_date("Posted on 12/11/202613/11/2026 by admin", TODAY) == DAY
    assert find_date("12/11/202613", TODAY) is None


@pytest.mark.parametrize(
    "label", ["WhatsApp", "SMS Center:", "Hotline", "No. Resi", "Nomor Antrean:", "NIB:", "ID:"]
)
def test_a_number_behind_the_label_of_a_phone_or_a_file_is_that(label: str) -> None:
    assert find_date(f"{label} 12-11-2026", TODAY) is None
    assert find_date("mamujukab.go.id 12-11-2026", TODAY) == DAY


@pytest.mark.parametrize("text", ["12/11\n2026", "12\n11/2026"])
def test_a_tile_may_part_a_date_at_one_slash(text: str) -> None:
    assert find_date(text, TODAY) == DAY
    assert find_date(text.replace("\n", " "), TODAY) is None


def test_an_ordinal_behind_a_year_and_a_month_belongs_to_the_year_behind_it() -> None:
    assert find_date("Hits: 2019 - November 12th, 2026", TODAY) == DAY
    assert find_date("Hits: 2019 - 12-11-26", TODAY) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "SK 12 Januari 2026",
        "Berdasarkan SK Bupati, 12 Januari 2026",
        "Perda 12 Januari 2026",
        "Surat Edaran Sekda 12/01/2026",
    ],
)
def test_a_date_right_behind_a_laws_word_is_the_laws(text: str) -> None:
    assert find_date(text, TODAY) is None


@pytest.mark.parametrize(
    "text",
    ["Perda | 12 Januari 2026", "Sosialisasi Perda\n12 Januari 2026", "Desa 12 Januari 2026"],
)
def test_a_laws_word_in_another_part_leaves_the_date(text: str) -> None:
    assert find_date(text, TODAY) == date(2026, 1, 12)
