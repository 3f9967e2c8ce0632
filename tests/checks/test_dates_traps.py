"""Texts from which `find_date` must read no date."""

from __future__ import annotations

import re
from datetime import date

import pytest

from checks.website.dates import find_date

TODAY = date(2026, 11, 24)

NO_DATE = """
 ¦ - ¦ Berita ¦ Selengkapnya ¦ Senin ¦ Minggu ¦ Minggu, 10:15 WIB ¦ 10:15 ¦ 10.15 WIB ¦
08.00 - 16.00 ¦ 2025 ¦ Agustus ¦ Agustus 2025 ¦ AGUSTUS 2025 ¦ 08/2025 ¦ 2025/08 ¦ 2025-08 ¦
Agu '25 ¦ 17 Agustus ¦ 17/08 ¦ 17 Agu ¦ Senin, 17 Agustus ¦ 17 Agustus 10:15 ¦
17 Agustus 10.15 WIB ¦ 17 Agustus 09 WIB ¦ Mei 2025 ¦ Tahun 2025 ¦ Minggu ke-2 Agustus 2025 ¦
Triwulan III 2025 ¦ Semester 1 2025 ¦ Senin - Jumat 08.00 - 16.00 WIB ¦
Senin s.d. Kamis 07.30-16.00, Jumat 07.30-11.00 ¦ Buka 24 jam ¦ 24 Jam ¦
Setiap Senin pukul 08.00 ¦ Agustina 17, 2025 ¦ 17 Agustina 2025 ¦ 17 Oktaviani 2025 ¦
17 Septian 2025 ¦ 17 Julianto 2025 ¦ 17 Desa 2025 ¦ 17 Marga 2025 ¦ Novel 17, 2025 ¦
17 Novel 2025 ¦ 12 Desa, 2025 jiwa ¦ 5 Marganingsih 2024 ¦ 3 Juniarti 2020 ¦ Septiana 3, 2025 ¦
4 Meiliana 2023 ¦ 7 Aprilia 2024 ¦ 2 Januarti 2024 ¦ Augustinus 4, 2024 ¦ Decky 3, 2024 ¦
17 Agustus 25 peserta ¦ 17 Agustus 12 kali ¦ 17 Agustus, 25 orang ¦ 17 Agustus 2025 kali dibaca ¦
17 Agu 2023x dibaca ¦ 17 Agustus 2025 views ¦ Vol. 17 No. 8 Agustus 2025 ¦ Hal 17, Agustus 2025 ¦
Edisi 17 / Agustus 2025 ¦ Dilihat 17 | Agustus 2025 ¦ Jalan 17 Agustus 2025 ¦ Gg. 5 Mei 25 ¦
17 Agu | 2025 views ¦ Senin, 17 Agustus 2.025 kali
"""
IMPOSSIBLE = """
31 Februari 2025 ¦ 30 Februari 2024 ¦ 29 Februari 2025 ¦ 31 April 2025 ¦ 32 Januari 2025 ¦
0 Januari 2025 ¦ 00/00/0000 ¦ 0000-00-00 ¦ 0000-00-00 00:00:00 ¦ -0001-11-30 ¦
-0001-11-30 00:00:00 ¦ 30 November -0001 ¦ 30-11--0001 ¦ 30/11/-0001 ¦ 30 Nov -0001 ¦
Rabu, 30 November 0001 ¦ 30 November 0001 ¦ 01-01-1970 ¦ 1970-01-01 ¦ 1 Januari 1970 ¦
Kamis, 01 Januari 1970 07:00 WIB ¦ 01 Jan 70 ¦ 01/01/70 ¦ January 1, 1970 ¦ 1/1/1970 12:00:00 AM ¦
2025-13-01 ¦ 2025-02-30 ¦ 2025-17-08 ¦ 13/13/2025 ¦ 31/04/2025 ¦ 30/02/2025 ¦ 29/02/2025 ¦
00/08/2025 ¦ 17/00/2025 ¦ 31/12/1999 ¦ 17 Agustus 1945 ¦ 17/08/1945 ¦ 17-08-99 ¦ 17 Agu 99 ¦
17 Agu '98 ¦ 17/08/45 ¦ 26/11/2026 ¦ 26 November 2026 ¦ 1 Januari 2027 ¦ 12/12/2026 ¦ 2026-12-01 ¦
17 Agustus 2062 ¦ 17 Agustus 9999 ¦ 17 Agustus 20255 ¦ 117 Agustus 2025 ¦
Hari ini, 30 Desember 2026 ¦ Kemarin, 31 Februari 2025 ¦ 1 Desember 2026 - 5 Desember 2026
"""
RANGES = """
17, 18, 19 Agustus 2025 ¦ 17/8 s.d. 19/8/2025 ¦ 17 Agustus 2025 → 20 Agustus 2025 ¦
Mulai: 17 Agustus 2025 Selesai: 20 Agustus 2025 ¦ (17-19/8/2025) ¦ 1 - 5 Agustus 2025 ¦
1-5 Agustus 2025 ¦ 1–5 Agustus 2025 ¦ 1 — 5 Agustus 2025 ¦ 1 s/d 5 Agustus 2025 ¦
1 s.d. 5 Agustus 2025 ¦ 1 s.d 5 Agustus 2025 ¦ 1 sd 5 Agustus 2025 ¦ 1 S/D 5 Agustus 2025 ¦
1 s / d 5 Agustus 2025 ¦ 1 sampai 5 Agustus 2025 ¦ 1 sampai dengan 5 Agustus 2025 ¦
1 hingga 5 Agustus 2025 ¦ 1 to 5 August 2025 ¦ 1 dan 2 Agustus 2025 ¦ 1, 2, dan 3 Agustus 2025 ¦
1 & 2 Agustus 2025 ¦ 30 Juli - 2 Agustus 2025 ¦ 30 Juli s/d 2 Agustus 2025 ¦ 30 Jul.–2 Agu. 2025 ¦
1 Agustus - 5 September 2025 ¦ 28 Desember 2024 - 3 Januari 2025 ¦
28 Desember 2024 s.d. 3 Januari 2025 ¦ 1 Agustus 2025 sampai dengan 5 Agustus 2025 ¦
1 Agustus 2025 – 5 Agustus 2025 ¦ Senin, 4 Agustus 2025 s/d Jumat, 8 Agustus 2025 ¦
Senin, 4 s/d Jumat, 8 Agustus 2025 ¦ Senin 4 - Jumat 8 Agustus 2025 ¦
Senin - Jumat, 4 - 8 Agustus 2025 ¦ 01/08/2025 - 05/08/2025 ¦ 01/08/2025 s.d. 05/08/2025 ¦
01-08-2025 - 05-08-2025 ¦ 01-08-2025 s/d 05-08-2025 ¦ 01.08.2025 – 05.08.2025 ¦
2025-08-01 - 2025-08-05 ¦ 2025-08-01 s/d 2025-08-05 ¦ 01-05/08/2025 ¦ 1/8 - 5/8/2025 ¦
01/08/25 - 05/08/25 ¦ 1-5-Agustus-2025 ¦ 1 Agu - 5 Agu 2025 ¦ Agustus 1-5, 2025 ¦
Agustus 10-15, 2025 ¦ Agustus 1 - 5, 2025 ¦ August 1 to 5, 2025 ¦ August 1 - September 5, 2025 ¦
August 1, 2025 - August 5, 2025 ¦ 1 Agustus 2025 08.00 - 5 Agustus 2025 16.00 ¦
1 Agustus 2025 pukul 08.00 WIB s.d. 5 Agustus 2025 pukul 16.00 WIB ¦
1 Agustus 2025 (08.00) s.d. 5 Agustus 2025 (16.00) ¦ 1\u00a0–\u00a05 Agustus 2025 ¦
1\n-\n5\nAgustus 2025 ¦ tanggal 1 s.d. 5 Agustus 2025 ¦ Pameran, 1 - 5 Agustus 2025 di Alun-alun ¦
Dilaksanakan 1 s.d. tanggal 5 Agustus 2025 ¦ 1 - 5 Ramadhan 1446 H / 1 - 5 Maret 2025 M ¦
17 Agustus 2025 - 5 September ¦ 17 Agustus 2025 - selesai ¦ 17 Agustus 2025 s.d. selesai ¦
17 s/d19 Agustus 2025 ¦ Tgl Mulai 17/08/2025 Tgl Selesai 19/08/2025 ¦
Start: 17 Aug 2025 End: 19 Aug 2025 ¦ Minggu-Selasa/17-19 Agustus 2025 ¦ 17, 18 Agustus 2025 ¦
Tenggat Waktu: Minggu, 17 Agustus 2025, pukul 23.55 WIB ¦ 17 Agustus 2025 - sekarang ¦
17 Agustus 2025 sampai akhir bulan ¦ s.d. 17 Agustus 2025 ¦
sampai dengan 17 Agustus 2025 ¦ sampai 17 Agustus 2025 ¦ Pendaftaran s/d 17 Agustus 2025 ¦
Berlaku hingga Minggu, 17 Agustus 2025 ¦ paling lambat tanggal 17 Agustus 2025 ¦
sejak 17 Agustus 2005 ¦ Berlaku mulai 17 Agustus 2025 ¦ hari ini, 20 - 25 November 2026
"""
HIJRI_ALONE = """
1 Muharram 1447 H ¦ 17 Ramadhan 1446 H ¦ 12 Rabi'ul Awal 1447 Hijriah ¦ 17/09/1446 H ¦
10 Dzulhijjah 1446 H ¦ 1 Syawal 1446 ¦ Jumadil Akhir 1447 H ¦ 27 Rajab 1447 H ¦
Jumat, 5 Jumadil Ula 1447 H ¦ 1447-09-17
"""
OTHER_NUMBERS = """
Dilihat 2025 kali ¦ Dibaca: 2024 ¦ Hits: 2023 ¦ 0812-1108-2025 ¦ +62 17-08-2025 ¦ 0812 1108 2025 ¦
(021) 12-10-2024 ¦ Telp. 12-10-2024 ¦ Telp: (0274) 12-10-24 ¦ Fax 021-12-08-2024 ¦
WA 0812.10.2024 ¦ +62 812-11-10-24 ¦ NIP 198508172010011005 ¦ NIP. 19850817 201001 1 005 ¦
NIP 20010817 202501 1 005 ¦ NIP: 20010817-202501-1-005 ¦ NIK 3204011708250001 ¦ NIK: 17-08-2025 ¦
NPSN 20251117 ¦ 20251117 ¦ NPSN: 20101234 ¦ Kode Pos 20251 ¦ Rp 12.10.2024 ¦ Rp17.082.025 ¦
Rp. 1.200.000 ¦ Rp2.025.000,00 ¦ v2.10.24 ¦ versi 1.12.2024 ¦ Versi 24.11.01 ¦ OpenSID 24.11.01 ¦
PHP 8.1.12 ¦ WordPress 6.4.10 ¦ v.12.08.2024 ¦ Version 2025.08.17 ¦ 192.168.10.24 ¦ 10.10.20.24 ¦
IP 10.12.2024.1 ¦ http://10.11.12.13/ ¦ 8.8.8.8 ¦ 12.10.2024.15 ¦ 1.2.10 Pendahuluan ¦
UU No. 23 Tahun 2014 ¦ Perda Nomor 5 Tahun 2025 ¦ Perbup 12/2025 ¦ Nomor 12/08/2025 ¦
No. 12/08/2025 ¦ No: 12-08-2025 ¦ 470/12/08/2025 ¦ 800/123/08/2025 ¦ 421.3/12/08/2025 ¦
470 / 12 / 08 / 2025 ¦ B-12/08/2025 ¦ SK/12/08/2025 ¦ 188.45/12/08/2025 ¦
045.2/17/08/2025/Diskominfo ¦ 12/08/2025/BKD ¦ 123/SK/08/2025 ¦ 470/2025/08/17 ¦ S-12/VIII/2025 ¦
12/08/2025/01 ¦ B.12/08/2025 ¦ HK.12/08/2025 ¦ UU 8/10/2024 ¦ No.Surat 08/10/2024 ¦
08.00-10.20.24 ¦ Nomor Surat: 12/08/2025 ¦
Nomor Registrasi 12-08-2025 ¦ Versi Aplikasi: 1.12.25 ¦ Tabel 2.1.2024 Jumlah Penduduk ¦
Lampiran 1.2.2025 ¦ Kode 12.03.2025 ¦ +62 812 11-10-24 ¦ Tanggal Penetapan : 17 Agustus 2025 ¦
Tgl Penetapan : 05-03-2024 | Tgl Pengundangan: 06-03-2024 ¦
Perda Nomor 5 Tahun 2025 tanggal 17 Agustus 2025 ¦
Peraturan Bupati Nomor 12 Tahun 2025 tanggal 17 Agustus 2025 tentang Pajak ¦
SK Bupati tanggal 17 Agustus 2025 ¦ Surat Edaran Nomor 800/12/BKD tanggal 17 Agustus 2025 ¦
Nomor 5 tgl. 17/08/2025 ¦ Keputusan Wali Kota tertanggal 17 Agustus 2025 ¦
Ditetapkan di Bandung pada tanggal 17 Agustus 2025 ¦ diundangkan 17 Agustus 2025 ¦
Undang-Undang Nomor 1 Tahun 2024, tanggal 2 Januari 2024 ¦ Perpres 17 Agustus 2025 tentang SPBE ¦
Lembaran Daerah tanggal 17 Agustus 2025 ¦ APBD 2025 ¦ TA 2025 ¦ Tahun Anggaran 2024/2025 ¦
Realisasi APBD per 31 Desember 2025 ¦ Laporan Keuangan per 30 Juni 2025 ¦
Neraca 31 Desember 2024 ¦ untuk tahun yang berakhir 31 Desember 2025 ¦
Realisasi s.d. 31 Oktober 2025 ¦ APBD TA 2025 31 Desember 2025 ¦ Tahun Ajaran 2025/2026 ¦
Tahun Pelajaran 2024-2025 ¦ © 2025 ¦ Copyright © 2020 - 2025 Diskominfo ¦ (c) 2025 ¦ 2019-2024 ¦
Tempat/Tgl Lahir: Bandung, 17 Agustus 2001 ¦ lahir di Bandung, 17 Agustus 2001 ¦
Tanggal lahir 17-08-2001 ¦ Pukul 17.08.25 WIB ¦ 17.08.25 WIB ¦ pkl. 17.08.25 ¦ jam 10.12.24 ¦
1,200 / 2,025 ¦ 12:08:25 ¦ 3-2-1 ¦ Skor 2-1-20 ¦ 1/12 Agustus 2025 ¦ 50% ¦ 20.25 km
"""
DURATIONS = """
2 jam ¦ 5 menit baca ¦ 5 min read ¦ 3 hari kerja ¦ 14 hari ¦ dalam 3 hari ¦ selama 2 bulan ¦
2 hari lagi ¦ 3 days left ¦ dua minggu ¦ 24 jam nonstop ¦ sehari ¦ seminggu sekali ¦ setahun ¦
7 hari 24 jam ¦ 3 tahun ¦ lama baca 2 menit ¦ 2 weeks ¦ lusa ¦ besok ¦ minggu lalu ¦ bulan lalu ¦
tahun lalu ¦ last week ¦ beberapa hari lalu ¦ 3 hari lalu lintas macet ¦
Menunggu 2 jam lalu pulang ¦ Harga cabai hari ini ¦ Cuaca hari ini cerah ¦
Pengunjung hari ini: 120 ¦ Pengunjung hari ini : 1.234 ¦ hari ini: 123 ¦ Hari ini 55 ¦
Hari ini\n120\nKemarin\n310 ¦ Hari ini | 120 | Kemarin | 310 ¦ Hari ini (120) ¦
1.234 kunjungan (hari ini) ¦ Macet 3 jam lalu-lintas lumpuh ¦ Kemarin : 55 ¦ Kemarin 120 ¦
Total kunjungan kemarin 55 ¦ Today: 1.234 ¦
Bupati tadi meresmikan pasar ¦ Bupati baru saja meresmikan pasar ¦
Hari ini Bupati melantik pejabat ¦ Statistik\nHari ini 12\nKemarin 30 ¦ 99999999 tahun lalu ¦
5000 tahun lalu ¦ 30 tahun lalu ¦ jam lalu ¦ lalu ¦ ago ¦ yang lalu ¦ hari kemarinan
"""


@pytest.mark.parametrize(
    "text",
    [
        case
        for table in (NO_DATE, IMPOSSIBLE, RANGES, HIJRI_ALONE, OTHER_NUMBERS, DURATIONS)
        for case in re.split(r"\s*¦\s*", table)
    ],
)
def test_no_date_is_read_where_none_is_told(text: str) -> None:
    assert find_date(text, TODAY) is None


@pytest.mark.parametrize("word", ["Hari ini", "Kemarin", "Today", "Yesterday"])
@pytest.mark.parametrize("gap", [" ", "\n", " : ", " | ", " = ", " ("])
def test_a_day_beside_a_bare_figure_is_a_visitor_counter(word: str, gap: str) -> None:
    assert find_date(f"{word}{gap}1.204", TODAY) is None


def test_a_day_beside_an_hour_or_a_bylines_figure_is_a_stamp() -> None:
    assert find_date("Hari ini\n08.15", TODAY) == TODAY
    assert find_date("Hari ini | 12 komentar", TODAY) == TODAY
