"""A headline beside a date: its last words do not say what the date is for, a label's do."""

from __future__ import annotations

from datetime import date

import pytest

from checks.website.dates import find_date

TODAY = date(2026, 11, 24)
DAY = date(2026, 11, 10)


@pytest.mark.parametrize(
    "headline",
    [
        "UMP Sulbar 2027 Ditetapkan",
        "PPDB Resmi Dibuka",
        "Masa Kampanye Berakhir",
        "Perda Pajak Mulai Berlaku",
        "Wajib Pajak Diingatkan Jatuh Tempo",
        "Bayi Kembar Tiga Lahir",
        "Lomba Cerdas Cermat SD",
    ],
)
def test_a_headline_above_a_date_may_end_in_the_word_of_a_term(headline: str) -> None:
    assert find_date(f"{headline}\n10 November 2026", TODAY) == DAY
    assert find_date(f"{headline}\nSelasa, 10 November 2026", TODAY) == DAY


@pytest.mark.parametrize(
    "label",
    ["Deadline", "Batas akhir", "Mulai", "Selesai", "Tanggal Penetapan", "Masa Berlaku", "s.d."],
)
def test_a_label_that_fills_the_line_above_a_date_names_it(label: str) -> None:
    assert find_date(f"{label}\n10 November 2026", TODAY) is None
    assert find_date(f"Pengumuman\n{label}\n10 November 2026", TODAY) is None


@pytest.mark.parametrize(
    "headline", ["Warga Urus NIK", "Bimtek ISO", "Bupati Serahkan SK", "Rapat Bahas PP"]
)
def test_a_headline_above_a_date_may_end_in_the_name_of_a_number(headline: str) -> None:
    assert find_date(f"{headline}\n10-11-2026", TODAY) == DAY
    assert find_date(f"{headline.rsplit(maxsplit=1)[-1]}\n10-11-2026", TODAY) is None


def test_a_phone_in_the_line_above_ends_with_its_line() -> None:
    assert find_date("Telp. 0426-21100\n10/11/2026", TODAY) == DAY
    assert find_date("Telp. 0426-10/11/2026", TODAY) is None
    assert find_date("Telp.\n0426-10-11-2026", TODAY) is None


def test_a_magnitude_above_a_date_is_no_day_of_a_list() -> None:
    assert find_date("Gempa 6,2\n10 November 2026", TODAY) == DAY
    assert find_date("Tanggal 6,7, 10 November 2026", TODAY) is None


@pytest.mark.parametrize("word", ["Selesai", "Kini", "Sekarang"])
def test_a_headline_behind_a_date_may_begin_with_the_word_of_an_open_end(word: str) -> None:
    assert find_date(f"10 November 2026 - {word} Dibangun, Jembatan Dibuka", TODAY) == DAY
    assert find_date(f"10 November 2026 - {word}", TODAY) is None
    assert find_date(f"10 November 2026 - {word.lower()}, Aula", TODAY) is None


@pytest.mark.parametrize("word", ["Level", "TPS", "Dapil", "Dosis", "Liga", "Semester", "RW"])
def test_a_number_that_counts_is_no_first_day_of_a_range(word: str) -> None:
    assert find_date(f"{word} 3 - 10 November 2026", TODAY) == DAY
    assert find_date("Pelatihan 3 - 10 November 2026", TODAY) is None
