from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bot.evidence_finding import evidence_finding
from bot.evidence_folder import EvidenceFolder
from tests.bot.picture_examples import picture

NOW = datetime(2026, 11, 30, 2, tzinfo=UTC)


def made(folder: Path) -> bool:
    return folder.exists()


async def test_a_folder_that_is_not_there_yet_is_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    found = await evidence_finding(folder)
    assert not found.missing
    assert found.sentence.startswith(f"0 pictures, 0.0 MB, in {folder}; ")
    assert found.sentence.endswith(" GB are free.")
    assert not made(folder)


async def test_the_pictures_are_counted(tmp_path: Path) -> None:
    await EvidenceFolder(tmp_path).keep(picture("Posyandu"), NOW)
    assert (await evidence_finding(tmp_path)).sentence.startswith("1 picture, 0.0 MB, in ")


async def test_a_folder_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    place = tmp_path / "evidence"
    place.write_bytes(b"")
    found = await evidence_finding(place)
    assert found.missing
    assert found.sentence == (
        f"{place} can't be written: Not a directory. "
        "Let Segar write there, or set SEGAR_EVIDENCE_FOLDER to another folder."
    )
