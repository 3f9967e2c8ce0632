"""Numbers and private contacts never leave the sheet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storage.spreadsheet import read_roster, to_json
from storage.spreadsheet.privacy import is_telephone, masked

TELEPHONE = "081234567890"
STAFF_NUMBER = "19000101 190001 1 001"


def everything_told(tmp_path: Path, text: str) -> str:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return json.dumps(to_json(read_roster(path)), ensure_ascii=False)


@pytest.mark.parametrize(
    "heading",
    ["No. HP/WA", "Kontak", "Telp Admin", "NIP", "Telegram", "ID Telegram Admin", "Password IG"],
)
def test_contact_columns_are_dropped_unread(tmp_path: Path, heading: str) -> None:
    told = everything_told(
        tmp_path, f"OPD;{heading};IG;Admin\nDinas Sosial;@rahasia_rekaan;@a_rekaan;Ani Rekaan\n"
    )
    assert "rahasia" not in told
    assert "a_rekaan" in told


@pytest.mark.parametrize(
    "cells",
    [
        f"{TELEPHONE};Ani",
        f"wa.me/62{TELEPHONE[1:]};Ani",
        f"WA 0812-3456-7890 dulu;Ani {TELEPHONE}",
        f"-;Ani (0812 3456 7890) {STAFF_NUMBER}",
        f"@a_rekaan;Tim {TELEPHONE}",
    ],
)
def test_no_number_is_quoted_wherever_it_stood(tmp_path: Path, cells: str) -> None:
    told = everything_told(tmp_path, f"OPD;IG;Admin;Ket\nDinas Sosial;{cells};hub. {TELEPHONE}\n")
    digits = "".join(letter for letter in told if letter.isdigit())
    assert "3456" not in digits
    assert "190001" not in digits


def test_a_name_on_telegram_in_a_steward_cell_is_left_out(tmp_path: Path) -> None:
    told = everything_told(tmp_path, "OPD;IG;Admin\nDinas Sosial;-;Ani Rekaan @rahasia_rekaan\n")
    assert "rahasia" not in told
    assert '"stewards": ["Ani Rekaan"]' in told


def test_a_channel_column_of_telegram_is_read(tmp_path: Path) -> None:
    told = everything_told(
        tmp_path, "OPD;Kanal Telegram;Admin\nDinas Sosial;t.me/dinsosrekaan;Ani\n"
    )
    assert '{"platform": "telegram", "canonical": "dinsosrekaan"}' in told


def test_a_telegram_column_beside_the_channels_is_asked_about_and_not_read(tmp_path: Path) -> None:
    told = everything_told(tmp_path, "OPD;IG;Telegram;Admin\nDinas Sosial;-;@rahasia_rekaan;Ani\n")
    assert "rahasia" not in told
    assert '"column": "Telegram"' in told


def test_masking_leaves_short_numbers_alone() -> None:
    assert masked("Dinas 12, telp 0812-3456-7890, ruang 301") == "Dinas 12, telp •••, ruang 301"


@pytest.mark.parametrize(
    "text", ["081234567890", "+62 812-3456-7890", "08xx-xxxx-xxxx", "(021)", "dinas2026"]
)
def test_a_telephone_number_is_told_from_a_handle(text: str) -> None:
    assert is_telephone(text) is (text[:1] in "0+")
