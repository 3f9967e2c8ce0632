"""Ways of writing a date that `find_date` reads."""

from __future__ import annotations

import re
from datetime import date

import pytest

from checks.website.dates import find_date

TODAY = date(2026, 11, 24)  # a Tuesday

WORDS = """
17 Agustus 2025 ¦ 17 agustus 2025 ¦ 17 AGUSTUS 2025 ¦ 17 Agt 2025 ¦ 17 Agu 2025 ¦ 17 Ags 2025 ¦
17 Agst 2025 ¦ 17 Agust 2025 ¦ 17 Aug 2025 ¦ 17 August 2025 ¦ 17 Agt. 2025 ¦ 17 AGU. 2025 ¦
17-Agu-2025 ¦ 17/Agu/2025 ¦ 17.Agu.2025 ¦ 17-Agustus-2025 ¦ 17 - Agustus - 2025 ¦ 17Agustus2025 ¦
17 Agustus, 2025 ¦ 17, Agustus 2025 ¦ 17 Agu , 2025 ¦ 17 Agu, 2025 ¦ 17th August 2025 ¦
17th of August 2025 ¦ 17th of August, 2025 ¦ 17\u1d57\u02b0 August 2025 ¦ Agustus 17, 2025 ¦
Agustus 17 2025 ¦ AGUSTUS 17, 2025 ¦ Agu 17, 2025 ¦ Agt. 17, 2025 ¦ August 17th, 2025 ¦
Agustus 17 , 2025 ¦ Aug-17-2025 ¦ Aug. 17, 2025 ¦ 2025 Agustus 17 ¦ 2025-Aug-17 ¦ 2025/Agu/17 ¦
17 Agu '25 ¦ 17 Agu \u201925 ¦ 17 Agu 25 ¦ 17-Agu-25 ¦ 17/Agu/25 ¦ 17-Aug-25 ¦ 17 Agustus '25 ¦
17Agt25 ¦ 17 Agt, 25 ¦ Agu 17, '25 ¦ Agustus 17, 25 ¦ tanggal 17 bulan Agustus tahun 2025 ¦
17 Agustus tahun 2025 ¦ Minggu, 17 Agustus 2025 ¦ Ahad, 17 Agustus 2025 ¦
Ahad Pahing, 17 Agustus 2025 ¦ Minggu Legi 17 Agustus 2025 ¦ Sunday, 17 August 2025 ¦
Sunday, Agustus 17, 2025 ¦ Min, 17 Agu 2025 ¦ Mgg, 17 Agt 2025 ¦ Minggu / 17 Agustus 2025 ¦
Minggu | 17 Agustus 2025 ¦ (Minggu, 17 Agustus 2025) ¦ Sunday, 17 Agustus 2025 ¦
Minggu, 17 August 2025 ¦ Sun, 17 Agu 2025 ¦ Senin, 17 Agustus 2025 ¦ Jum'at, 17 Agustus 2025 ¦
Jum\u2019at, 17 Agustus 2025 ¦ Jum`at 17 Agustus 2025 ¦ Jum\u00b4at, 17 Agustus 2025 ¦
Jumat Kliwon, 17 Agustus 2025 ¦ Rebo Wage, 17 Agustus 2025 ¦ Jum&#039;at, 17 Agustus 2025 ¦
Jum\\'at, 17 Agustus 2025 ¦ Monday, 17 Agustus 2025 ¦ 17 - Agu - 25 ¦ 17-Agu-25 Humas ¦
17 Agustus '25 Humas ¦ 17 Agu '25 / Berita ¦ 17 th August 2025 ¦ tgl 17 bln Agustus thn 2025 ¦
17 | Agu | 2025 ¦ 17 • Agustus • 2025 ¦ 2025, 17 Agustus ¦ Sun Aug 17 10:15:45 2025 ¦
Sun Aug 17 10:15:45 WIB 2025 ¦
"""
NUMBERS = """
17/08/2025 ¦ 17-08-2025 ¦ 17.08.2025 ¦ 17/8/2025 ¦ 17-8-2025 ¦ 17.8.2025 ¦ 17 / 08 / 2025 ¦
17 - 08 - 2025 ¦ 17 . 08 . 2025 ¦ 17/08/25 ¦ 17-08-25 ¦ 17.08.25 ¦ 17/8/25 ¦ 17 08 2025 ¦
2025-08-17 ¦ 2025/08/17 ¦ 2025.08.17 ¦ 2025-8-17 ¦ 2025 - 08 - 17 ¦ 2025 / 08 / 17 ¦
2025-08-17T10:15:00 ¦ 2025-08-17T10:15:00Z ¦ 2025-08-17T10:15:00+07:00 ¦
2025-08-17t10:15:00.000z ¦ 2025-08-17WIB10:15:00+07:00 ¦ 2025-08-17WITA09:00 ¦
2025-08-17 10:15:00 ¦ 2025-08-17T10:15+0700 ¦ 2025-08-17 10:15:00.0 ¦ 17/08/2025 10:15 ¦
17/08/2025 10.15 WIB ¦ 17/08/2025-10:15 ¦ 17/08/2025, 10:15 ¦ 17/08/2025 | 10:15 ¦
[10:15, 17/8/2025] ¦ 10:15 17/08/2025 ¦ 10.15 WIB 17/08/2025 ¦ 08/17/2025 ¦ 8/17/2025 ¦
08-17-2025 ¦ 08/17/25 ¦ 8/17/2025 10:15:00 AM ¦ 8/17/2025 10:15 PM ¦ Minggu, 17/08/2025 ¦
Min 17/08/2025 ¦ Minggu-17/08/2025 ¦ Sun, 08/17/2025 - 10:15 ¦ Sen, 17-08-2025 ¦
17\u20130\u200b8\u20132025 ¦ 17\u201108\u20112025 ¦
\uff11\uff17/\uff10\uff18/\uff12\uff10\uff12\uff15 ¦ (17/08/2025) ¦ 17/08/2025. ¦ 17/08/2025; ¦
[17-08-2025] ¦ Rabu (17/8/2025) ¦ 17-08-2025 00:00:00 ¦
"""
LABELLED = """
Diposting pada 17 Agustus 2025 ¦ Diposting: 17 Agustus 2025 ¦
Diposting oleh Admin pada 17 Agustus 2025 ¦ Diposting oleh : admin, 17/08/2025 ¦
Ditulis oleh Humas pada Minggu, 17 Agustus 2025 10:15 WIB ¦ Diterbitkan 17 Agt 2025 ¦
Ditayangkan: Minggu, 17 Agustus 2025 ¦ Dibuat : 17-08-2025 ¦ Dibuat: 17 Agu 25 ¦
Tanggal : 17 Agustus 2025 ¦ Tanggal 17/08/2025 ¦ Tanggal: 17.08.25 ¦ Tgl. 17-08-2025 ¦
Tgl.17-08-2025 ¦ Tgl : 17/08/25 ¦ Posted on August 17, 2025 ¦ Posted on 17 Agustus 2025 by admin ¦
Published: 2025-08-17 ¦ Published on 17 Aug 2025 ¦ Posted by Humas on 17/08/2025 ¦
Publish Date : 17-08-2025 ¦ Written by Super User. Published: 17 Agustus 2025 ¦
Submitted by admin on Sun, 08/17/2025 - 10:15 ¦ 17 Agustus 2025 Dilihat 120 kali ¦
17 Agustus 2025 Dibaca 2024 kali ¦ 17 Agustus 2025 | Dibaca: 2.024 ¦
17 Agustus 2025 dibaca 12 kali ¦ Dibaca 120 kali | 17 Agustus 2025 ¦
Dilihat: 2023 | 17 Agustus 2025 ¦ 17 Agustus 2025 Oleh Admin ¦ 17 Agustus 2025 - Admin ¦
Admin - 17 Agustus 2025 ¦ Admin / 17 Agustus 2025 ¦ By Admin / 17-08-2025 ¦ Admin | 17/08/2025 ¦
17 Agustus 2025 0 Komentar ¦ 17 Agustus 2025 Komentar (3) ¦ 17 Agustus 2025 / 2 Komentar ¦
12 Komentar Agustus 17, 2025 ¦ Oleh Humas, 17 Agustus 2025 ¦ Berita 17 Agustus 2025 ¦
Bandar Lampung, 17 Agustus 2025 ¦ BANDUNG, (17/08/2025) ¦ Jakarta, 17.08.25 ¦
Sleman \u2013 17 Agustus 2025 ¦ Admin17 Agustus 2025 ¦ 17 Agustus 2025Oleh Admin ¦ 17/08/2025WIB ¦
2.025 kali dibaca, 17 Agustus 2025 ¦ Kategori: Berita; 17 Agustus 2025; Humas ¦
17 Agustus 2025 3 min read ¦ 17 Agustus 2025 Views: 120 ¦ 17 Agustus 2025 hits 99 ¦
17 Agustus 2025 120x dibaca ¦ Agustina, 17 Agustus 2025 ¦ Des. Mekar, 17 Agustus 2025 ¦
Oktaviani 17 Agustus 2025 ¦ Novel Marga 17 Agustus 2025 ¦ Terbit 17 Agustus 2025 ¦
Rilis: 17/08/2025 ¦ Diunggah pada : 17 Agustus 2025 ¦ Jl. Merdeka No. 5, 17 Agustus 2025 ¦
SMAN 28 - 17 Agustus 2025 ¦ HUT RI ke-80 - 17 Agustus 2025 ¦ MTQ ke-5 - 17 Agustus 2025 ¦
Covid-19 - 17 Agustus 2025 ¦ SDN 1 - 17 Agustus 2025 ¦ Juara 1 - 17 Agustus 2025 ¦
Gelombang 2 \u2013 17 Agustus 2025 ¦ 17 Agustus 2025 Pengunjung Pasar Meningkat ¦
17/08/2025 Peserta Lomba Berdatangan ¦ 17 Agustus 2025 Orang Tua Siswa Berkumpul ¦
Tgl.17/08/2025 ¦ No comments 17/08/2025 ¦ Operator 2 - 17/08/2025 ¦ Kategori 3 / 17 Agustus 2025 ¦
No. 5 17/08/2025 ¦ Siaran Pers Nomor 12 (17/08/2025) ¦ Sosialisasi Perda - 17/08/2025 ¦
Versi 3 - 17/08/2025 ¦ Rp 500.000 17/08/2025 ¦
Minggu, 17 Agustus 2025-10.15 wib | Dibaca : 220 kali ¦
"""
CLOCKS = """
17 Agustus 2025 10:15 ¦ 17 Agustus 2025 10.15 WIB ¦ 17 Agustus 2025, 10:15 WITA ¦
17 Agustus 2025 - 10:15 ¦ 17 Agustus 2025 \u2013 10.15 WIT ¦ 17 Agustus 2025 pukul 10.15 ¦
17 Agustus 2025 pkl. 10.15 WIB ¦ 17 Agustus 2025 jam 10:15 ¦ 17 Agustus 2025 s.d. 10.00 WIB ¦
17 Agustus 2025, 08.00 s.d. 12.00 WIB ¦ 17 Agustus 2025, 08.00 - 12.00 WIB ¦
08.00 - 12.00 WIB, 17 Agustus 2025 ¦ 08.00 s.d. 12.00, 17 Agustus 2025 ¦ 10.15 - 17 Agustus 2025 ¦
10:15 - 17 Agustus 2025 ¦ 10.05 - 17 Agustus 2025 ¦ 10:15 WIB - 17/08/2025 ¦
10:15 WIB-17/08/2025 ¦ pukul 10 - 17 Agustus 2025 ¦ 08.00 s/d selesai, 17 Agustus 2025 ¦
17-08-2025 - 10:15 ¦ 17 Agustus 2025 08.00 s.d. selesai ¦
17 Agustus 2025 pukul 09.00 s/d selesai ¦ 17 Agustus 2025 s/d 12.00 ¦ 17 Agu 25 10:15 ¦
17/08/25 10.15 WIB ¦ 17 Agustus 2025 10:15 AM ¦ 08.00 s.d. 17 Agustus 2025 ¦
17 Agustus 2025 sampai pukul 12.00 ¦ 17 Agustus 2025, 10 WIB ¦ 17 Agustus 2025 10:15:30 ¦
17.08.2025 17.08 ¦
"""
SPACED = """
17\u00a0Agustus\u00a02025 ¦ 17\u202fAgustus\u20092025 ¦ 17\u2003Agustus\u30002025 ¦
17 Agus\u00adtus 2025 ¦ 17\u200bAgustus\u200b2025 ¦ \ufeff17 Agustus 2025\u200e ¦
17 Agustus\t2025 ¦ 17&nbsp;Agustus&nbsp;2025 ¦ 17\nAgu\n2025 ¦ 17\r\n\r\nAgu\r\n2025 ¦
Agu\n17\n2025 ¦ Agu\n17, 2025 ¦ AGU\n17\n2025 ¦ 17\nAgu 2025 ¦ 17 Agu\n2025 ¦ 2025\nAgu\n17 ¦
Min\n17\nAgu\n2025 ¦ 17\nMinggu\nAgustus 2025 ¦ Agustus 2025\n17 ¦ 17\n08\n2025 ¦ 17\n/08\n/2025 ¦
17\u2028Agustus\u20292025 ¦ 17\nAgu\n'25 ¦ Minggu\n17 Agustus 2025\n10:15 ¦ 17   Agustus   2025 ¦
\n\n17 Agustus 2025\n ¦ 1\u20607 Agustus 2025 ¦ 17\n \n Agu \n \n 2025 ¦ 2025\n17\nAgu ¦
17\nAGU 25 ¦
"""
HIJRI = """
22 Safar 1447 H / 17 Agustus 2025 ¦ 17 Agustus 2025 M / 22 Safar 1447 H ¦
22 Shafar 1447H | 17 Agustus 2025 ¦ 17 Agustus 2025 (22 Safar 1447 Hijriah) ¦
22 Safar 1447 H bertepatan dengan 17 Agustus 2025 M ¦ 22 Safar 1447 - 17 Agustus 2025 ¦
22 Safar 1447/17 Agustus 2025 ¦ 22 Safar 1447 H/17 Agustus 2025 ¦
Minggu Pahing, 22 Safar 1447 H, 17-08-2025 ¦ 22/02/1447 H - 17/08/2025 M ¦
17 Agustus 2025/22 Safar 1447 ¦ 17 Agustus 2025 - 22 Safar 1447 H ¦
22 Safar 1447 H - 17 Agustus 2025 ¦ 1447-02-22 / 2025-08-17 ¦ 22/02/1447 - 17/08/2025 ¦
22 Safar 1447 / 17/08/2025 ¦ 17/08/2025/22 Safar 1447 H ¦ 22 Safar 1447 Hijriah/17/08/2025 ¦
"""
BESIDE_OTHERS = """
Diperbarui: 20 Agustus 2025 | Diterbitkan: 17 Agustus 2025 ¦
Published 17 Aug 2025 | Updated 20 Aug 2025 ¦ Published 17 Aug 2025 - Updated 20 Aug 2025 ¦
Terakhir diubah: 20/08/2025 Dibuat: 17/08/2025 ¦ 17 Agustus 2025 (Diperbarui 20 Agustus 2025) ¦
Update 20 Agustus 2025, Diposting 17 Agustus 2025 ¦
Last Updated: 20 August 2025. Posted on 17 August 2025 ¦
Diposting 17 Agustus 2025 diperbarui 20 Agustus 2025 ¦
20 Agustus 2025 diperbarui, 17 Agustus 2025 diterbitkan ¦
20 Agustus 2025 (diperbarui) 17 Agustus 2025 (terbit) ¦ 17 Agustus 2025 | 2 jam lalu ¦
2 jam lalu | 17 Agustus 2025 ¦ Kemarin, 17 Agustus 2025 ¦ hari ini 17/08/2025 ¦
Last modified on 20 August 2025 | Created on 17 August 2025 ¦
17 Agustus 2025 (1 tahun yang lalu) ¦
Diposting 17 Agustus 2025 | Pelaksanaan 20 - 25 Agustus 2025 ¦
Pameran 1-5 Agustus 2025 | Diposting 17 Agustus 2025 ¦
Pengumuman ujian 30 Desember 2026 \u2014 17 Agustus 2025 ¦
Perda Nomor 5 Tahun 2024 | 17 Agustus 2025 ¦ 17 Agustus 2025 Sosialisasi UU No. 23 Tahun 2014 ¦
Perbup Nomor 5 Tahun 2024\nTanggal: 17 Agustus 2025 ¦
Diposting 17 Agustus 2025. Pendaftaran sampai 30 Agustus 2025 ¦ 17 Agustus 2025 | TA 2024/2025 ¦
Surat Edaran, diposting tanggal 17 Agustus 2025 ¦ Hari Lahir Pancasila | 17 Agustus 2025 ¦
"""


def _cases(table: str) -> list[str]:
    """The cases of a table, parted by broken bars."""
    return [case for case in re.split(r"\s*¦\s*", table.strip("\n")) if case]


@pytest.mark.parametrize(
    "text", _cases(WORDS + NUMBERS + LABELLED + CLOCKS + SPACED + HIJRI + BESIDE_OTHERS)
)
def test_the_seventeenth_of_august_is_read_however_it_is_written(text: str) -> None:
    assert find_date(text, TODAY) == date(2025, 8, 17)


MONTHS = """
1 Januari Jan January / 2 Februari Feb Peb Pebruari February Febuari / 3 Maret Mar Mrt March
/ 4 April Apr / 5 Mei May / 6 Juni Jun June / 7 Juli Jul July
/ 8 Agustus Agt Agu Ags Agst Agust Aug August / 9 September Sep Sept
/ 10 Oktober Okt Oct October / 11 November Nov Nop Nopember / 12 Desember Des Dec December
"""


@pytest.mark.parametrize("row", MONTHS.split("/"), ids=lambda row: row.split()[1])
def test_every_spelling_of_a_month_is_known_in_capitals_and_with_a_full_stop(row: str) -> None:
    number, *spellings = row.split()
    for word in spellings:
        for spelling in (word, word.upper(), word.lower(), f"{word}."):
            assert find_date(f"3 {spelling} 2024", TODAY) == date(2024, int(number), 3)
            assert find_date(f"{spelling} 3, 2024", TODAY) == date(2024, int(number), 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05/11/2026", date(2026, 11, 5)),
        ("05/11/2026 10:15 AM", date(2026, 11, 5)),
        ("Kamis, 11/05/2026", date(2026, 5, 11)),
        ("Thu, 11/05/2026 - 10:15", date(2026, 11, 5)),
        ("Thursday, November 5, 2026 (11/05/2026)", date(2026, 11, 5)),
        ("Submitted by admin on Thu, 11/05/2026 - 14:02", date(2026, 11, 5)),
        ("Mon, 09/11/2026", date(2026, 11, 9)),
        ("8/9/2025 10:15:00 AM", date(2025, 8, 9)),
        ("11/10/2026 10:15:00 AM", date(2026, 11, 10)),
        ("11/10/2026 10:15 AM", date(2026, 10, 11)),
        ("05/11/2026 10:15:00 AM", date(2026, 11, 5)),
        ("8/9/2025", date(2025, 9, 8)),
        ("8/9/2025 10:15", date(2025, 9, 8)),
        ("08.09.25", date(2025, 9, 8)),
        ("29/02/2024", date(2024, 2, 29)),
        ("2/29/2024", date(2024, 2, 29)),
    ],
)
def test_numbers_are_day_first_unless_the_other_reading_is_sole_or_proven(
    text: str, expected: date
) -> None:
    assert find_date(text, TODAY) == expected


def test_tomorrow_is_the_last_day_and_the_year_2000_the_first() -> None:
    assert find_date("25 November 2026", TODAY) == date(2026, 11, 25)
    assert find_date("26 November 2026", TODAY) is None
    assert find_date("1 Januari 2000", TODAY) == date(2000, 1, 1)
    assert find_date("31 Desember 1999", TODAY) is None


def test_a_lone_updated_date_is_still_a_date() -> None:
    assert find_date("Terakhir diperbarui: 17 Agustus 2025", TODAY) == date(2025, 8, 17)


@pytest.mark.parametrize("tail", ["", " Admin", " / Berita", " 0 Komentar", " dibaca 12 kali", "."])
def test_an_apostrophe_or_hyphens_tell_a_two_digit_year_from_a_count(tail: str) -> None:
    assert find_date(f"17 Agustus '25{tail}", TODAY) == date(2025, 8, 17)
    assert find_date(f"17-Agu-25{tail}", TODAY) == date(2025, 8, 17)


def test_a_bare_two_digit_number_before_a_noun_is_a_count() -> None:
    assert find_date("17 Agustus 25 peserta", TODAY) is None
    assert find_date("17 Agustus 25", TODAY) == date(2025, 8, 17)


def test_a_numbered_thing_before_a_date_opens_no_range() -> None:
    assert find_date("Kelas 7 - 17 Agustus 2025", TODAY) == date(2025, 8, 17)
    assert find_date("Pameran 7 - 17 Agustus 2025", TODAY) is None


def test_a_year_is_a_counter_only_where_the_counted_word_ends_the_text_or_its_part() -> None:
    assert find_date("17 Agustus 2025 peserta", TODAY) is None
    assert find_date("17 Agustus 2025 views | Humas", TODAY) is None
    assert find_date("17 Agustus 2025 Peserta lomba tiba", TODAY) == date(2025, 8, 17)
