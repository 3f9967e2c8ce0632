"""Titles: which tell of the same, which only sound alike, which tell nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.policy.likeness import tell_the_same
from bot.policy.title_reading import is_telling, names_in, plain_title, read_title

PAIRS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "title_pairs.jsonl")
    .read_text("utf-8")
    .splitlines()
]
TITLES = st.sampled_from([pair[side] for pair in PAIRS for side in ("one", "other")])
ANY_TEXT = TITLES | st.text(max_size=80)


def right(pairs: list[dict[str, Any]]) -> float:
    return sum(tell_the_same(pair["one"], pair["other"]) is pair["same"] for pair in pairs) / len(
        pairs
    )


def test_nineteen_of_twenty_labelled_pairs_are_told_apart_or_together_rightly() -> None:
    assert len(PAIRS) >= 240
    assert right(PAIRS) >= 0.95


@pytest.mark.parametrize("same", [True, False])
def test_neither_kind_of_pair_is_right_at_the_expense_of_the_other(same: bool) -> None:
    assert right([pair for pair in PAIRS if pair["same"] is same]) >= 0.93


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vaksinasi polio tahap 1 di puskesmas", "Vaksinasi polio tahap 2 di puskesmas"),
        ("Vaksinasi polio tahap I di puskesmas", "Vaksinasi polio tahap kedua di puskesmas"),
        ("Rapat koordinasi banjir 10 November", "Rapat koordinasi banjir (17/11/2026)"),
        ("Jadwal samsat keliling 23-27 November", "Jadwal samsat keliling 30 November"),
        ("Laporan kinerja dinas tahun 2025", "Laporan kinerja dinas tahun 2026"),
        ("Imunisasi bulan Oktober di Posyandu Melati", "Imunisasi bulan November, Posyandu Melati"),
        ("Donor darah terkumpul 87 kantong", "Donor darah terkumpul 112 kantong"),
        ("Layanan SIM keliling Selasa di lapangan", "Layanan SIM keliling Rabu di lapangan"),
        ("Selamat Idulfitri 1447 H", "Selamat Idulfitri 1448 H"),
    ],
)
def test_figures_of_one_kind_that_differ_tell_two_events_apart(one: str, other: str) -> None:
    assert tell_the_same(one, one)
    assert tell_the_same(other, other)
    assert not tell_the_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kebakaran rumah di Desa Kalibening", "Kebakaran rumah di Desa Kalijambe"),
        ("Kebakaran rumah di Kalibening", "Kebakaran rumah di Kalijambe"),
        ("Banjir rendam Desa Sukamaju", "Banjir rendam Desa Sukamulya"),
        ("Banjir rendam Desa Sumber Jaya", "Banjir rendam Desa Sumber Rejo"),
        ("Banjir rendam Karanganyar", "Banjir rendam Karangasem"),
        ("Kebakaran di Kecamatan Tirtomoyo", "Kebakaran di Kec. Tirtoyudo"),
        ("Wabup resmikan gedung SDN 1 Cikupa", "Gedung SDN 1 Cikande diresmikan Wabup"),
        ("Penimbangan balita di Posyandu Mawar", "Posyandu Melati gelar penimbangan balita"),
        ("Panen padi dan jagung Desa Pucang, Bupati", "Panen padi jagung di Desa Ampelan"),
    ],
)
def test_two_places_of_one_kind_tell_two_events_apart(one: str, other: str) -> None:
    assert tell_the_same(one, one)
    assert tell_the_same(other, other)
    assert not tell_the_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Banjir rendam Desa Sukamaju", "Banjir merendam Sukamaju"),
        ("Banjir rendam Desa Sukamaju", "Banjir rendam Desa Sukamaju, Kecamatan Wonosari"),
        ("Penyerahan bibit di Kec. Cikajang", "Penyerahan bibit, Kecamatan Cikajang"),
        ("Sosialisasi narkoba di SMAN 2 Wanasari", "Sosialisasi narkoba SMA 2 Wanasari"),
        ("Air bersih untuk desa terdampak", "Air bersih untuk desa terdampak: Desa Pucang"),
        ("Festival Desa Karang", "Festival desa di Karangnya meriah"),
    ],
)
def test_one_place_is_the_same_however_it_is_named(one: str, other: str) -> None:
    assert tell_the_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harga cabai naik di Pasar Johar", "Harga bawang naik di Pasar Johar"),
        ("Donor darah PMI di kantor Dinkes", "Donor darah PMI di kantor Bappeda"),
        ("Pendaftaran beasiswa mahasiswa dibuka", "Pendaftaran beasiswa mahasiswa ditutup"),
    ],
)
def test_one_word_exchanged_for_another_tells_of_something_else(one: str, other: str) -> None:
    assert not tell_the_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Perpustakaan keliling kunjungi SDN 1 Wonosari",
            "Perpustakaan keliling di SDN 1 Wonosari",
        ),
        ("Bupati kunjungi korban banjir Cikupa", "Bupati sambangi korban banjir Cikupa"),
        ("Dinkes gelar imunisasi polio massal", "Dinkes adakan imunisasi polio massal"),
        ("Petani tanam bibit kopi unggul", "Petani menanam bibit kopi unggul"),
    ],
)
def test_one_verb_exchanged_for_another_tells_of_the_same(one: str, other: str) -> None:
    assert tell_the_same(one, other)


def test_the_names_of_who_publishes_tell_nothing() -> None:
    headline = "Bupati Bandung Resmikan Puskesmas Rancaekek"
    caption = "Alhamdulillah, Puskesmas Rancaekek hari ini resmi dibuka oleh Bapak Bupati 🙏"
    own_names = names_in("Kabupaten Bandung", "Dinas Kesehatan", "Dinkes")
    assert own_names == {"kabupaten", "bandung", "dinas", "kesehatan", "dinkes"}
    assert not tell_the_same(headline, caption)
    assert tell_the_same(headline, caption, own_names)
    banner = "INFO LAYANAN DINAS KESEHATAN KABUPATEN BANDUNG"
    assert is_telling(banner)
    assert not is_telling(banner, own_names)
    assert is_telling(headline, own_names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vaksinasi polio tahap 2 dimulai", "VAKSINASI POLIO TAHAP II DIMULAI 💉"),
        ("Vaksinasi polio tahap 2 dimulai", "Vaksinasi polio tahap kedua dimulai"),
        ("Penyerahan 1.000 bibit mangrove", "1000 bibit mangrove diserahkan"),
        ("Angkutan pelajar menambah dua rute", "Angkutan pelajar tambah 2 rute"),
        ("Panen raya padi organik", "Panen raya padi organik, Senin (23/11/2026) pukul 08.00"),
        ("Apel siaga musim hujan", "𝗔𝗽𝗲𝗹 𝘀𝗶𝗮𝗴𝗮 𝗺𝘂𝘀𝗶𝗺 𝗵𝘂𝗷𝗮𝗻"),
        ("Bantuan disalurkan kepada penyintas banjir", "Penyintas banjir: menyalurkan bantuan"),
        (
            "Bedah rumah warga lansia",
            "[BERITA] Bedah rumah warga lansia @pemkab.contoh #bedahrumah",
        ),
        ("Lomba krenova pelajar - Dinas Riset Kabupaten Contoh", "Lomba krenova pelajar"),
        ("Bank sampah melati", "Bank sampah melati https://contoh.go.id/berita/7?judul=lain-lagi"),
    ],
)
def test_what_is_only_written_otherwise_is_the_same(one: str, other: str) -> None:
    assert tell_the_same(one, other)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "   ",
        "🎉🎉🎉",
        "Halo Sobat!",
        "BERITA",
        "#dinkes #sehat",
        "@dinkes_contoh",
        "2026",
        "di ke",
    ],
)
def test_what_says_nothing_is_never_like_anything(title: str) -> None:
    assert not is_telling(title)
    assert not tell_the_same(title, "Bupati meresmikan puskesmas baru")


@pytest.mark.parametrize(
    "title",
    [
        "https://dinkes.go.id/berita/vaksinasi-massal-di-alun-alun",
        "Selamat pagi semua, halo Sobat Sehat!",
        "Yuk cek link",
        "Assalamualaikum warahmatullahi wabarakatuh",
        "Jadwal kegiatan dinas kabupaten",
    ],
)
def test_an_address_or_a_greeting_is_no_title(title: str) -> None:
    assert not is_telling(title)


@pytest.mark.parametrize(
    "title",
    [
        "Vaksinasi massal di alun-alun",
        "Uji KIR kini gratis, Sobat!",
        "Dirgahayu RI ke-81 tahun 2026",
    ],
)
def test_three_words_that_mean_something_are_a_title(title: str) -> None:
    assert is_telling(title)


def test_a_title_is_shown_without_what_belongs_to_its_platform() -> None:
    shown = plain_title(
        "[BERITA] Panen   raya\n🌾 bersama @distan https://a.go.id/1 #panen #raya ✨"
    )
    assert shown == "Panen raya 🌾 bersama"


def test_hashtags_within_the_sentence_are_words_of_it() -> None:
    assert set(read_title("#Vaksinasi massal #polio dimulai besok #sehat").weights) == {
        "vaksinasi",
        "massal",
        "polio",
        "dimulai",
        "besok",
    }


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
@example("", "")
@example("mengantar", "antar")
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert tell_the_same(one, other) is tell_the_same(other, one)


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
def test_whatever_tells_something_is_like_itself(title: str) -> None:
    assert tell_the_same(title, title) or not is_telling(title)


@settings(max_examples=60, deadline=None)
@given(
    TITLES, st.sampled_from(["🎉 {}", "[INFO] {}", "{} #dinkes #sehat", "{} @dinkes", "{} ✨✨"])
)
def test_what_a_platform_adds_changes_nothing(title: str, around: str) -> None:
    assert tell_the_same(title, around.format(title)) or not is_telling(title)
