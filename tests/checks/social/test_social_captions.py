"""The line of a caption that tells what the post is about."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.social.captions import first_telling_line
from checks.social.readings import TITLE_LENGTH, title_of

NEWS = "Uji KIR gratis dibuka di Terminal Bandar"

OPENINGS = (
    "Assalamualaikum warahmatullahi wabarakatuh",
    "ASSALAMU'ALAIKUM WARAHMATULLAHI WABARAKATUH 🙏",
    "Assalamu\u2019alaikum wr. wb.",
    "Om Swastiastu",
    "Sampurasun, wargi Garut!",
    "Sugeng enjing, sedulur Bantul",
    "Salam sejahtera bagi kita semua",
    "Salam sehat untuk kita semua, Wargi Garut",
    "Halo Bandung!",
    "Hallooo Sobat Dukcapil Kabupaten Semarang! 👋",
    "Halo Sobat Dishub Kabupaten Contoh!",
    "Hai Sobat Sehat! 👋",
    "Selamat pagi Wargi Bandung!",
    "Selamat pagi #sobatdinkes",
    "Selamat siang, Sobat Tani Kabupaten Embun Pagi",
    "Selamat hari Senin!",
    "Happy Monday, Sobat Kominfo!",
    "Yth. Bapak/Ibu warga Kota Contoh",
    "Tahukah kamu?",
    "Simak info berikut ini ya, Sobat!",
    "INFO LAYANAN DINAS PERHUBUNGAN KABUPATEN CONTOH",
    "✨ WARTA DINKES HARI INI ✨",
    "𝗜𝗡𝗙𝗢 𝗣𝗘𝗡𝗧𝗜𝗡𝗚",
    "🚨 PENGUMUMAN 🚨",
    "BREAKING NEWS",
    "KABAR GEMBIRA!!",
    "Siaran Pers Nomor 12/2026",
    "[BERITA]",
    "[BERITA DINKES]",
    "Dinas Kesehatan Kabupaten Garut",
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Badan Penanggulangan Bencana Daerah Kabupaten Contoh",
    "Rabu, 25 November 2026",
    "Garut, Rabu (25/11)",
    "Jumat Berkah",
    "#DinkesGarut #GarutSehat",
    "@dishub.contoh",
    "https://dishub.contoh.go.id",
    "📢📢📢",
    "-----",
)

HEADLINES = (
    "Vaksinasi polio",
    "Musrenbang Kecamatan Rawa Bening",
    "Kebakaran di Desa Kalibening",
    "Posyandu Melati",
    "Apel pagi Senin",
    "Panen raya!",
    "Turut berduka cita",
    "Selamat Natal",
    "Selamat Idulfitri 1448 H",
    "Selamat Hari Guru Nasional 2026",
    "Halo Sobat Dishub, uji KIR kini gratis",
    "Assalamualaikum, pelayanan samsat keliling libur",
    "Info loker: 20 lowongan perawat",
    "[INFO] Pengumuman libur pelayanan samsat",
    "Dinas Kesehatan Kabupaten Garut Gelar Imunisasi Polio",
    "#Vaksinasi massal #polio dimulai",
)


@pytest.mark.parametrize("opening", OPENINGS)
def test_an_opening_is_passed_over_for_the_line_that_tells(opening: str) -> None:
    assert first_telling_line(f"{opening}\n\n  {NEWS} 🚛 \nSyarat: KTP dan STNK") == f"{NEWS} 🚛"


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_first_line_that_tells_is_the_one(headline: str) -> None:
    assert first_telling_line(f"\n{headline}\n{NEWS}") == headline


def test_several_openings_are_passed_over() -> None:
    caption = f"📢\nHalo Sobat!\nINFO DISHUB\nRabu, 25 November 2026\n{NEWS}\n#dishub"
    assert first_telling_line(caption) == NEWS


@pytest.mark.parametrize("opening", OPENINGS)
def test_where_nothing_tells_the_first_line_stands(opening: str) -> None:
    assert first_telling_line(f"\n {opening}\n👋\n#dishub") == opening


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n"])
def test_a_text_without_a_line_has_none(text: str) -> None:
    assert first_telling_line(text) == ""


def test_a_long_line_is_shortened_to_a_titles_length() -> None:
    title = title_of(f"Halo Sobat!\n{NEWS} {'dan di semua terminal lain ' * 20}")
    assert title.startswith(NEWS)
    assert title.endswith("…")
    assert TITLE_LENGTH - 20 < len(title) <= TITLE_LENGTH


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from((*OPENINGS, *HEADLINES)) | st.text(max_size=30), max_size=5))
def test_what_is_found_is_a_line_of_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = first_telling_line(text)
    assert found == found.strip()
    assert found in [line.strip() for line in text.splitlines()] or not text.strip()
