"""Titles and link texts that are spam, and those that only share a word with it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.website.hijack import is_spam

OFFERS = """
Slot Gacor Hari Ini / slotgacor88-maxwin / Stop cari! Daftar slot gacor anti rungkad link resmi
Situs Judi Slot Online Terpercaya 2025 / Bandar Togel Terpercaya Hadiah 4D 10 Juta / SLOT777
Toto Macau 4D Live Draw / dewaslot88 login / nagatogel4d / hoki77 link alternatif / MPO888 Daftar
Raja303 slot / RTP Live Pragmatic Play Hari Ini / Mahjong Ways 2 scatter hitam / gacor77 / Togel
Gates of Olympus x1000 / link alternatif sbobet / Agen Bola Resmi / Data HK Hari Ini / pgsoft demo
Keluaran SGP Tercepat / situsslotgacor / situs-slot-gacor-gampang-menang / judi bola parlay
Bonus New Member 100 di Awal / Depo 10k via QRIS / Casino Online / Live Casino Terbaik / situs toto
Akun Demo Slot Pragmatic / Slot Thailand Server Luar / slot deposit pulsa tanpa potongan
Polisi Tangkap Slot Gacor Maxwin Daftar Link Resmi Terpercaya / slot dana / scatter mahjong
Slot Anti Blokir Link Resmi / Daftar Slot Gacor Tanpa Blokir Nawala / Judi Online Terpercaya
Poker Online IDN Terpercaya / DominoQQ BandarQQ / Zeus x500 gacor / olympus1000 slot / Prediksi SDY
Pola gacor hari ini jam berapa / sabung ayam online sv388 / jackpot slot menang besar
Bandar Lampung slot gacor maxwin / Dinas Pendidikan - Situs Slot Gacor Resmi / 1xBet Indonesia
Slot Gacor Hari Ini - Dinas Kominfo Kabupaten Contoh
Situs Togel | Bagian Hukum Setda / bet365 login
Anti Rungkad! Login slot gacor bonus resmi terpercaya / Bahaya! Link slot gacor daftar login resmi
Situs Gacor Server Kamboja Gampang Menang / Link Gacor Malam Ini / judislot303 / bandartogel4d
Angka Main HK Malam Ini / pkv games / domino99 / hoki 88 slot / qq online / Trik Menang Slot Gacor
cara menang main slot / jp paus slot / wd berapapun dibayar slot
Slot Server Thailand / agen sabung ayam
Jual Obat Aborsi Ampuh / Obat Penggugur Kandungan Cytotec Asli / Obat Kuat Pria Viagra
Jual Cytotec WA 0812 / Obat Pembesar Alat Vital / Buy Cialis Online No Prescription
Video Bokep Viral / Nonton Film Porno Gratis / Open BO Murah / free porn videos
Replica Rolex Watches Cheap / cheap jerseys wholesale / Louis Vuitton Outlet / Jam Tangan KW Super
激安 ブランド コピー / スーパーコピー時計 通販 送料無料 / สล็อตเว็บตรง / 老虎机 真人娱乐城
онлайн казино
deneme bonusu veren siteler / เกมยิงปลาออนไลน์ได้เงินจริง / 카지노 사이트 추천
"""
DISGUISED = """
s l o t g a c o r / S L O T  G A C O R / s.l.o.t g.a.c.o.r / s-l-o-t-g-a-c-o-r / s_l_o_t-g_a_c_o_r
ѕlоt gасоr / SL0T G4C0R / 5L0T 9AC0R / t0g3l 0nl1ne / M4XW1N / S1ot gac0r / sl0tg4c0r88 / $lot g@cor
𝐒𝐋𝐎𝐓 𝐆𝐀𝐂𝐎𝐑 / 𝓢𝓵𝓸𝓽 𝓖𝓪𝓬𝓸𝓻 / 𝚂𝙻𝙾𝚃 𝙶𝙰𝙲𝙾𝚁 / ＳＬＯＴ ＧＡＣＯＲ / ⓢⓛⓞⓣ ⓖⓐⓒⓞⓡ / 🅂🄻🄾🅃 🄶🄰🄲🄾🅁 / 🅢🅛🅞🅣 🅖🅐🅒🅞🅡
🆂🅻🅾🆃 🅶🅰🅲🅾🆁 / ꜱʟᴏᴛ ɢᴀᴄᴏʀ / s̶l̶o̶t̶ g̶a̶c̶o̶r̶ / ŝĺöţ ğåćőŕ / slot\u200bgac\u200bor / sloooot gacoooor
σlσt slοt gαcοr / slot\u00adga\u2060cor / SLOT\u00a0GACOR / &#115;lot gacor / slot_gacor_hari_ini
SlotGacorMaxwin / SLOTGACOR777 / slot+gacor / [slot] (gacor) / slot|gacor / #slotgacor #maxwin
🇸🇱🇴🇹 🇬🇦🇨🇴🇷 / togеl onlіne / ｔｏｇｅｌ / тоgеl / judi0nline terpercaya daftar / dewa-slot-88-login
"""
HONEST = """
Bandar Lampung Gelar Rapat / Bandar Udara Radin Inten II / Pembahasan Anggaran Slot Waktu Siaran
Slot Parkir Baru di Pasar / Bupati Toto Suharto Resmi Dilantik / Jackpot Undian Pajak Kendaraan
Lomba Burung Gacor Piala Bupati / Turnamen Domino HUT RI / Bonus Demografi 2030 / Deposit Box
Bunga Deposito Bank Daerah / Penyaluran DANA Desa Tahap II / Pembayaran Pajak lewat OVO
Layanan USG 4D di RSUD / Daftar Slot Vaksinasi di Link Resmi / Slot vaksin tersedia
Link Alternatif Rapat Zoom / Login SIMPEG / Pendaftaran CPNS2024 Link Resmi / PPDB2026 Login
Murai Batu Gacor Juara Lomba Kicau / Bola Voli Antar OPD / RTP Ruang Terbuka Publik / Poker Face
Toto Sudarto Ketua DPRD / Domino effect inflasi / Bonus Atlet PON / Obat Gratis bagi Lansia
Selamat Tahun Baru Imlek 新年快乐 / Kunjungan delegasi Jepang 日本 / Gong Xi Fa Cai 恭喜發財
Demo Mahasiswa / Server Dinas / SMAN88 Jakarta / Covid19 Daftar Vaksin / Call Center 112
Pemkab Gratiskan Slot Booth UMKM / Pragmatic approach / Festival Mahjong Tionghoa / Kota Casablanca
Penambahan Slot Penerbangan / 2 slot kosong magang / Panen Cabai Habanero / Scatter plot data
Toto dan Siti / Bandar Jaya Plaza / Kecamatan Bandar / Pasar Bandar / Jalan Zeus
Kakek Zeus Ramadhan
Menang Lomba, Siswa Dapat Bonus / Bupati Main Bola / Undangan Rapat / Agen Perubahan ASN / Agenda
Agen BRILink / Spin off bank syariah / Rapat koordinasi slot anggaran 2025 / Link Download Formulir
Gacor! Produksi Padi Naik / Slot Pelayanan Paspor Akhir Pekan, Daftar via Link / Pilot drone
Anti Korupsi / HUTRI79 Daftar Lomba / RAM 2 slot server / Jual Beli Tanah
Olimpiade Sains / HUT RI 78 / Pameran Replika Kapal / Museum Replika Candi / Kuat dan Sehat / Home
Slot Server LPSE / Daftar Situs Cagar Budaya / Situs Megalitikum Resmi Dibuka
Time Slot Presentasi
TOTOLINK Router / Togelang Village / Kasino (Warkop DKI) / Escort Ambulans / Kontes Ayam Bangkok
Selengkapnya / Beranda / Hubungi 08123456789 / Peraturan Bupati Nomor 88 / Jam Tangan Hilang
Pasar Tani 99 Stan / Deposito DANA Abadi / Bus Trans Toto / Sekolah Menengah 4D / Bet Teluk
"""
AGAINST = """
Sosialisasi Bahaya Judi Online / Polisi tangkap bandar judi togel / Kominfo blokir 500 situs slot
Waspada Judi Online! / Stop Judi Online / Satgas Pemberantasan Judi Online Dibentuk
Anti Judi Online
ASN Dilarang Main Judi Slot / BPOM Razia Obat Kuat Ilegal / Polisi Tangkap Penjual Obat Aborsi
Fenomena Judi Online di Kalangan Remaja / Diskominfo Bersihkan Situs yang Disusupi Slot Gacor
Judi Online Marak, Bupati Imbau Warga / Dampak Pornografi bagi Anak / Togel Dibongkar Polres
Jangan Tergiur Bonus Deposit! Sosialisasi Bahaya Judi Online dan Link Situs Judi
Bahaya Laten Judi Slot bagi Pelajar / Waspada Situs Slot Mengatasnamakan Pemkab / Judi Online
Hati-hati Penipuan Togel / Pelaku togel online diringkus / Obat Kuat Ilegal Disita
Cara melaporkan situs judi online / Jangan Main Judi Online / Tolak Judi Slot dan Togel
Pencegahan Judi Online di Lingkungan Sekolah / Korban Slot Online Curhat di Kantor Polisi
Menkomdigi: 3 Juta Konten Judi Online Diblokir / Situs Pemkab Diretas, Disisipi Link Slot Gacor
DPRD Soroti Judi Online / Operasi Pekat Sasar Judi Togel / Pengecer Togel Dituntut 1 Tahun
Judi Slot Rusak Ekonomi Keluarga / Istri Gugat Cerai karena Suami Main Slot / Satgas Judol
Website Pemkab Diserang Slot Gacor / Iklan Judi Online di Situs Pemerintah / Judi Sabung Ayam
Peretas Sisipkan Judi Online ke Website Desa / Wabup: Jangan Coba-coba Main Judi Online
Razia HP ASN, Satpol PP Cari Aplikasi Judi / Khutbah Jumat: Haramnya Judi Online dan Togel
"""


def _cases(table: str) -> list[str]:
    """The titles of a table, parted by slashes and lines."""
    return [case for line in table.strip().split("\n") for case in line.split(" / ")]


@pytest.mark.parametrize("title", _cases(OFFERS))
def test_an_offer_is_spam(title: str) -> None:
    assert is_spam(title)


@pytest.mark.parametrize("title", _cases(DISGUISED))
def test_a_disguise_is_seen_through(title: str) -> None:
    assert is_spam(title)


@pytest.mark.parametrize("title", _cases(HONEST))
def test_one_shared_word_is_no_spam(title: str) -> None:
    assert not is_spam(title)


@pytest.mark.parametrize("title", _cases(AGAINST))
def test_a_sentence_about_fighting_it_is_no_spam(title: str) -> None:
    assert not is_spam(title)


@pytest.mark.parametrize(
    ("title", "spam"),
    [
        ("S l o t  G a c o r  S e r v e r  T h a i l a n d", True),
        ("L.i.n.k S.l.o.t G.a.c.o.r T.e.r.b.a.r.u", True),
        ("J U D I • O N L I N E", True),
        ("S t o p  J u d i  O n l i n e", False),
        ("S E L A M A T  D A T A N G  D I  W E B S I T E  D E S A", False),
    ],
)
def test_a_title_written_apart_is_read_word_by_word(title: str, spam: bool) -> None:
    assert is_spam(title) is spam


@pytest.mark.parametrize(
    ("title", "spam"),
    [
        ("linkslotgacormalaminipolaterbaru", True),
        ("situsjudislotonlineterpercayano1diindonesia", True),
        ("surya4dagentogelonlineterlengkap", True),
        ("bahayajudionlinebagipelajar", False),
        ("slotwaktukunjungantahananlapas", False),
    ],
)
def test_a_title_without_its_spaces_is_read_whole(title: str, spam: bool) -> None:
    assert is_spam(title) is spam


@pytest.mark.parametrize(
    "title",
    [
        "Stop Rungkad! Main di Situs Slot Gacor Terpercaya",
        "Jangan Lewatkan Bonus Slot 100% Hari Ini",
        "Tidak Bisa Diblokir, Link Slot Gacor Resmi",
        "Tips Memilih Situs Judi Online Resmi agar Tidak Tertipu",
        "Cara Cegah Kalah di Mahjong Ways 2 Pakai Pola Ini",
    ],
)
def test_a_word_against_a_loss_does_not_clear_an_offer(title: str) -> None:
    assert is_spam(title)


@pytest.mark.parametrize(
    "title", ["𝗗𝗼𝗸𝘂𝗺𝗲𝗻 𝗥𝗧𝗣 𝗦𝗣𝗜𝗣 𝗗𝗶𝗻𝗮𝘀 𝗞𝗲𝘀𝗲𝗵𝗮𝘁𝗮𝗻", "𝗗𝗿𝘀. 𝗧𝗼𝘁𝗼 𝗛𝗮𝗿𝘁𝗼𝗻𝗼 𝗝𝗮𝗯𝗮𝘁 𝗦𝗲𝗸𝗱𝗮"]
)
def test_bold_letters_alone_do_not_make_an_honest_title_spam(title: str) -> None:
    assert not is_spam(title)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_title_raises(title: str) -> None:
    assert is_spam(title) in {True, False}


@pytest.mark.parametrize(
    "piece", ["a", "s l ", "slot", "1", "0", "slot gacor ", "ѕ", "&#115;", "burung "]
)
def test_the_time_stays_short_for_long_texts(piece: str) -> None:
    started = time.perf_counter()
    is_spam(piece * 5000)
    assert time.perf_counter() - started < 1
