"""The channels in one cell."""

from __future__ import annotations

import pytest

from checks.model import Platform
from storage.spreadsheet.channels import read_channels

WEBSITE = (Platform.WEBSITE,)
INSTAGRAM = (Platform.INSTAGRAM,)
FACEBOOK = (Platform.FACEBOOK,)
MIXED = (Platform.TIKTOK, Platform.YOUTUBE)


def names(text: str, platforms: tuple[Platform, ...]) -> list[str]:
    reading = read_channels(text, platforms)
    assert reading.questions == []
    return [f"{channel.platform}:{channel.name}" for channel in reading.channels]


@pytest.mark.parametrize(
    ("cell", "platforms", "expected"),
    [
        ("@a_rekaan", INSTAGRAM, ["instagram:a_rekaan"]),
        ("IG : @a_rekaan", INSTAGRAM, ["instagram:a_rekaan"]),
        ("@a_rekaan (+MPP)", INSTAGRAM, ["instagram:a_rekaan"]),
        ("@a_rekaan aktif", INSTAGRAM, ["instagram:a_rekaan"]),
        ("@ A_Rekaan ", INSTAGRAM, ["instagram:a_rekaan"]),
        ("@a_rekaan; @b_rekaan", INSTAGRAM, ["instagram:a_rekaan", "instagram:b_rekaan"]),
        ("@a_rekaan, @b_rekaan", INSTAGRAM, ["instagram:a_rekaan", "instagram:b_rekaan"]),
        ("@a_rekaan/@b_rekaan", INSTAGRAM, ["instagram:a_rekaan", "instagram:b_rekaan"]),
        ("@a_rekaan @b_rekaan", INSTAGRAM, ["instagram:a_rekaan", "instagram:b_rekaan"]),
        ("@a_rekaan dan @b_rekaan", INSTAGRAM, ["instagram:a_rekaan", "instagram:b_rekaan"]),
        ("1. @a_rekaan 2. @b_rekaan", INSTAGRAM, ["instagram:a_rekaan", "instagram:b_rekaan"]),
        ("@a_rekaan\n@a_rekaan", INSTAGRAM, ["instagram:a_rekaan"]),
        ("https://www.instagram.com/a_rekaan?igsh=1", INSTAGRAM, ["instagram:a_rekaan"]),
        ("https://instagram.example/a_rekaan?igsh=1", INSTAGRAM, ["instagram:a_rekaan"]),
        ("instagram.test/a_rekaan", INSTAGRAM, ["instagram:a_rekaan"]),
        ("https://instagram.com/a_rekaan", WEBSITE, ["instagram:a_rekaan"]),
        ("@a.rekaan / YT: @b-rekaan", MIXED, ["tiktok:a.rekaan", "youtube:b-rekaan"]),
        ("tiktok @a.rekaan", MIXED, ["tiktok:a.rekaan"]),
        ("@a-rekaan", MIXED, ["youtube:a-rekaan"]),
        ("https://www.youtube.com/@a", MIXED, None),
        ("IG & FB: @rekaan.a", (), ["instagram:rekaan.a", "facebook:rekaan.a"]),
        ("rekaan.a (IG)", (), ["instagram:rekaan.a"]),
        ("dinsos.example", WEBSITE, ["website:https://dinsos.example"]),
        ("https//dinsos.example/", WEBSITE, ["website:https://dinsos.example"]),
        ("http:/dinsos.example", WEBSITE, ["website:http://dinsos.example"]),
        ("http:\\\\dinsos.example", WEBSITE, ["website:http://dinsos.example"]),
        ("www,dinsos.example", WEBSITE, ["website:https://www.dinsos.example"]),
        ("dinsos . example", WEBSITE, ["website:https://dinsos.example"]),
        (
            "a.example / b.example",
            WEBSITE,
            ["website:https://a.example", "website:https://b.example"],
        ),
        (
            "a.example,b.example",
            WEBSITE,
            ["website:https://a.example", "website:https://b.example"],
        ),
        ("http://127.0.0.1:18081", WEBSITE, ["website:http://127.0.0.1:18081"]),
        ("Website: a.example", WEBSITE, ["website:https://a.example"]),
    ],
)
def test_addresses_are_found(
    cell: str, platforms: tuple[Platform, ...], expected: list[str] | None
) -> None:
    if expected is None:
        assert read_channels(cell, platforms).channels == []
        return
    assert names(cell, platforms) == expected


@pytest.mark.parametrize(
    "cell",
    ["", "-", "–", "0", ".", "nihil", "(kosong)", "n/a", "#N/A", "tidak ada", "blm punya", "IG: -",
     "belum ada web, numpang di setda"],
)  # fmt: skip
def test_nothing_is_nothing(cell: str) -> None:
    assert names(cell, INSTAGRAM) == []


@pytest.mark.parametrize(
    ("cell", "platforms", "asks"),
    [
        ("Prokopim Rekaan (contoh)", FACEBOOK, "judul halaman"),
        ("Wisata & Budaya", FACEBOOK, "judul halaman"),
        ("YT Rekaan Belajar", MIXED, "YouTube"),
        ("(FB pribadi)", FACEBOOK, "Akun pribadi"),
        ("@camat_rekaan (pribadi)", INSTAGRAM, "Akun pribadi"),
        ("@a_rekaan (akun lama, kena hack)", INSTAGRAM, "lama atau bermasalah"),
        ("error", WEBSITE, "keterangan"),
        ("tdk aktif", INSTAGRAM, "keterangan"),
        ("ada", FACEBOOK, "keterangan"),
        ("✓", FACEBOOK, "keterangan"),
        ("IG", (), "keterangan"),
        ("(akun baru)", INSTAGRAM, "keterangan"),
        ("@a_rekaan", (), "platform mana"),
        ("https://dinsos.example", INSTAGRAM, "bukan Instagram"),
        ("https://instagram.com/p/Cxyz123abcd/", INSTAGRAM, "halaman utama"),
        ("bit.ly/rekaan", WEBSITE, "situs web"),
        ("linktr.ee/rekaan", WEBSITE, "situs web"),
        ("https://instagram.com.evil.example/a_rekaan", INSTAGRAM, "bukan Instagram"),
        ("@a rekaan dinsos", INSTAGRAM, "judul halaman"),
        ("dinsos", WEBSITE, "keliru"),
        ("@nama_yang_terlalu_panjang", (Platform.X,), "keliru"),
    ],
)
def test_what_is_no_address_is_asked_about(
    cell: str, platforms: tuple[Platform, ...], asks: str
) -> None:
    reading = read_channels(cell, platforms)
    assert reading.channels == []
    assert [question.text for question in reading.questions] == [cell]
    assert asks in reading.questions[0].question


def test_an_e_mail_address_is_asked_about_and_not_quoted() -> None:
    (question,) = read_channels("humas@dinsos.example", WEBSITE).questions
    assert question.text == "•••"
    assert "surel" in question.question


def test_one_bad_entry_does_not_hide_the_good_one() -> None:
    reading = read_channels("@a_rekaan; Dinas Rekaan Contoh", INSTAGRAM)
    assert [channel.name for channel in reading.channels] == ["a_rekaan"]
    assert [question.text for question in reading.questions] == ["Dinas Rekaan Contoh"]
