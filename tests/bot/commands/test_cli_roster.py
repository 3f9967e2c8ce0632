from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from storage.roster import Region
from tests.bot.commands.conftest import Segar

SHEET = """Perangkat Daerah;Singkatan;Pengelola;Website;Instagram
Dinas Pendidikan;Disdik;dr. Wira, S.Pd.;disdik.lebakkab.go.id;IG : @Disdik_Lebak
Dinas Sosial;Dinsos;;;Dinas Sosial Lebak
"""


@pytest.fixture
def sheet(home: Path) -> str:
    (home / "opd.csv").write_text(SHEET, "utf-8")
    return "opd.csv"


def dump(database_url: str) -> list[str]:
    with sqlite3.connect(database_url.partition("///")[2]) as connection:
        lines = list(connection.iterdump())
    connection.close()
    return lines


def test_a_spreadsheet_is_read_without_a_database(segar: Segar, sheet: str, home: Path) -> None:
    outcome = segar("roster", "read", sheet, "--json")
    assert (outcome.code, outcome.err) == (0, "")
    disdik, dinsos = outcome.object["agencies"]
    assert disdik == {
        "name": "Dinas Pendidikan",
        "short": "Disdik",
        "class": "dinas",
        "channels": [
            {"platform": "website", "canonical": "https://disdik.lebakkab.go.id"},
            {"platform": "instagram", "canonical": "disdik_lebak"},
        ],
        "stewards": ["Wira"],
    }
    assert dinsos["channels"] == []
    assert {frozenset(doubt) for doubt in outcome.object["doubts"]} == {
        frozenset({"row", "column", "text", "question"})
    }
    assert [path.name for path in home.iterdir()] == ["opd.csv"]


def test_read_as_a_table_it_asks_its_questions(segar: Segar, sheet: str) -> None:
    outcome = segar("roster", "read", sheet)
    assert "2 agencies, 2 channels." in outcome.out
    assert "Row 3, Instagram: 'Dinas Sosial Lebak'." in outcome.out


def test_a_name_that_looks_like_markup_is_printed_as_it_is(segar: Segar, home: Path) -> None:
    (home / "opd.csv").write_text("Perangkat Daerah;Website\nDinas [/red] A;a.go.id\n", "utf-8")
    outcome = segar("roster", "read", "opd.csv")
    assert outcome.code == 0, outcome.err
    assert "Dinas [/red] A" in outcome.out


async def test_a_dry_run_says_what_would_change_and_changes_nothing(
    segar: Segar, sheet: str, database_url: str, lebak: Region
) -> None:
    before = dump(database_url)
    outcome = await segar.beside("roster", "import", sheet, "--region", "lebak", "--dry-run")
    assert outcome.code == 0, outcome.err
    assert "2 agencies would be added:\n  Dinas Pendidikan\n  Dinas Sosial\n" in outcome.out
    assert "2 channels would be added:" in outcome.out
    assert dump(database_url) == before


async def test_an_import_twice_changes_nothing_the_second_time(
    segar: Segar, sheet: str, database_url: str, lebak: Region
) -> None:
    first = await segar.beside("roster", "import", sheet, "--region", "lebak")
    assert "2 agencies added:" in first.out
    assert "1 channels not in this file, kept:" in first.out
    imported = dump(database_url)
    second = await segar.beside("roster", "import", sheet, "--region", "lebak")
    assert "Nothing to change" in second.out
    assert dump(database_url) == imported


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
async def test_what_is_exported_imports_back_as_it_is(
    segar: Segar, sheet: str, lebak: Region, suffix: str
) -> None:
    await segar.beside("roster", "import", sheet, "--region", "lebak")
    exported = await segar.beside("roster", "export", "--region", "lebak", f"clean.{suffix}")
    assert (exported.code, exported.out) == (0, f"Wrote 3 agencies to clean.{suffix}.\n")
    again = await segar.beside("roster", "import", f"clean.{suffix}", "--region", "lebak")
    assert "Nothing to change" in again.out


async def test_an_unknown_region_is_a_mistake_that_names_the_known(
    segar: Segar, sheet: str, lebak: Region
) -> None:
    for arguments in (("import", sheet), ("export", "clean.csv")):
        outcome = await segar.beside("roster", *arguments, "--region", "lbak")
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err == "There is no region called 'lbak'. Known: lebak.\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.csv", None),
        ("empty.csv", b""),
        ("blank.csv", b"\n;;;\n"),
        ("broken.csv", b'a;"b\n\x00\xff'),
        ("prose.csv", b"Yth. Bapak, berikut daftar kanal kami.\n"),
        ("picture.xlsx", b"PK\x03\x04 no workbook"),
    ],
)
def test_a_file_that_is_no_roster_is_one_sentence(
    segar: Segar, home: Path, database_url: str, name: str, content: bytes | None
) -> None:
    if content is not None:
        (home / name).write_bytes(content)
    before = dump(database_url)
    for arguments in (("read", name), ("import", name, "--region", "lebak")):
        outcome = segar("roster", *arguments)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.startswith(f"{name} can't be used as a roster: ")
        assert len(outcome.err.splitlines()) == 1
    assert dump(database_url) == before


def test_a_folder_is_no_roster(segar: Segar, home: Path) -> None:
    outcome = segar("roster", "read", str(home))
    assert (outcome.code, outcome.err) == (
        2,
        "home can't be used as a roster: is a directory; check the path.\n",
    )


async def test_a_path_that_can_not_be_written_is_a_mistake(
    segar: Segar, home: Path, lebak: Region
) -> None:
    (home / "folder.csv").mkdir()
    for path in ("nowhere/clean.csv", "nowhere/clean.xlsx", "folder.csv", "clean.pdf"):
        outcome = await segar.beside("roster", "export", "--region", "lebak", path)
        assert (outcome.code, outcome.out) == (2, "")
        assert len(outcome.err.splitlines()) == 1
    assert not (home / "nowhere").exists()
