from __future__ import annotations

import asyncio
import os
import stat
import tempfile
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evidence_folder import UNFINISHED, EvidenceFolder, KeptPicture
from bot.pictures import PictureRefused, PictureType, Unfit
from tests.bot.picture_examples import picture

NOW = datetime(2026, 11, 30, 2, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office" / "evidence"


@pytest.fixture
def folder(path: Path) -> EvidenceFolder:
    return EvidenceFolder(path)


def files(path: Path) -> list[str]:
    return sorted(str(one.relative_to(path)) for one in path.rglob("*") if one.is_file())


def entries(path: Path) -> set[str]:
    return {one.name for one in path.iterdir()} if path.exists() else set()


def put(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_a_picture_lies_under_the_digest_of_its_content(
    folder: EvidenceFolder, path: Path
) -> None:
    content = picture("Posyandu", "PNG")
    digest = sha256(content).hexdigest()
    assert await folder.keep(content, NOW) == KeptPicture(digest, PictureType.PNG, len(content))
    assert files(path) == [f"{digest[:2]}/{digest}.png"]
    found = await folder.find(digest)
    assert found is not None
    assert found.read_bytes() == content


async def test_only_the_bots_own_user_can_look_at_them(folder: EvidenceFolder, path: Path) -> None:
    kept = await folder.keep(picture("Posyandu"), NOW)
    found = await folder.find(kept.digest)
    assert found is not None
    assert [mode(found), mode(found.parent), mode(path)] == [0o600, 0o700, 0o700]


async def test_the_same_picture_sent_twice_at_once_is_one_file(
    folder: EvidenceFolder, path: Path
) -> None:
    content = picture("Posyandu")
    first, second = await asyncio.gather(folder.keep(content, NOW), folder.keep(content, NOW))
    assert first == second
    assert len(files(path)) == 1


async def test_what_is_refused_leaves_nothing_behind(folder: EvidenceFolder, path: Path) -> None:
    with pytest.raises(PictureRefused) as refused:
        await folder.keep(b"%PDF-1.7", NOW)
    assert refused.value.reason is Unfit.NOT_A_PICTURE
    assert entries(path.parent) == set()


async def test_a_full_disk_leaves_no_half_a_picture(
    folder: EvidenceFolder, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            await folder.keep(picture("Posyandu"), NOW)
    assert files(path) == []
    await folder.keep(picture("Posyandu"), NOW)
    assert len(files(path)) == 1


async def test_an_erased_picture_is_gone_and_others_stay(
    folder: EvidenceFolder, path: Path
) -> None:
    first = await folder.keep(picture("Posyandu"), NOW)
    second = await folder.keep(picture("Vaksinasi", "WEBP"), NOW)
    await folder.erase(first.digest)
    assert await folder.find(first.digest) is None
    assert files(path) == [f"{second.digest[:2]}/{second.digest}.webp"]
    await folder.erase(first.digest)
    assert await folder.find(second.digest) is not None


async def test_a_digest_that_is_none_finds_and_erases_nothing(
    folder: EvidenceFolder, path: Path
) -> None:
    await folder.keep(picture("Posyandu"), NOW)
    outside = path.parent / "aa.jpg"
    outside.write_bytes(b"not ours")
    for forged in ("../aa", "", "*", "/etc/passwd", f"{outside.with_suffix('')}", "AB" * 32):
        assert await folder.find(forged) is None
        await folder.erase(forged)
    assert outside.exists()
    assert len(files(path)) == 1


async def test_orphans_are_erased_when_they_are_old_enough(
    folder: EvidenceFolder, path: Path
) -> None:
    wanted = await folder.keep(picture("Posyandu"), NOW - 9 * DAY)
    await folder.keep(picture("Vaksinasi"), NOW - 2 * DAY)
    young = await folder.keep(picture("Imunisasi"), NOW)
    assert await folder.erase_except({wanted.digest}, before=NOW - DAY) == 1
    assert {Path(name).stem for name in files(path)} == {wanted.digest, young.digest}


async def test_an_orphan_that_is_sent_again_is_young_again(folder: EvidenceFolder) -> None:
    kept = await folder.keep(picture("Posyandu"), NOW - 9 * DAY)
    await folder.keep(picture("Posyandu"), NOW)
    assert await folder.erase_except(set(), before=NOW - DAY) == 0
    assert await folder.find(kept.digest) is not None


async def test_what_a_crash_left_half_written_goes_and_other_peoples_files_stay(
    folder: EvidenceFolder, path: Path
) -> None:
    kept = await folder.keep(picture("Posyandu"), NOW - 9 * DAY)
    place = path / kept.digest[:2]
    half, foreign, elsewhere = place / f"{UNFINISHED}x1", place / "surat.jpg", path / "daftar.xlsx"
    misplaced = place / f"{'0' if kept.digest[0] != '0' else '1'}{kept.digest[1:]}.jpg"
    for one in (half, foreign, elsewhere, misplaced):
        one.write_bytes(b"x")
        os.utime(one, (0, 0))
    assert await folder.erase_except({kept.digest}, before=NOW) == 1
    assert not half.exists()
    assert foreign.exists()
    assert elsewhere.exists()
    assert misplaced.exists()


async def test_a_folder_that_is_not_there_yet_can_be_examined_and_swept(
    folder: EvidenceFolder, path: Path
) -> None:
    state = await folder.examine()
    assert (state.path, state.pictures, state.size, state.trouble) == (path, 0, 0, "")
    assert state.room > 0
    assert await folder.erase_except(set(), before=NOW) == 0
    assert entries(path.parent) == set()


async def test_examining_counts_the_pictures(folder: EvidenceFolder) -> None:
    kept = [await folder.keep(picture(words), NOW) for words in ("Posyandu", "Vaksinasi")]
    state = await folder.examine()
    assert (state.pictures, state.size) == (2, sum(one.size for one in kept))


async def test_a_file_in_the_folders_place_is_found(folder: EvidenceFolder, path: Path) -> None:
    put(path, b"")
    assert (await folder.examine()).trouble == "Not a directory"
    with pytest.raises(OSError, match="exists"):
        await folder.keep(picture("Posyandu"), NOW)


CONTENT = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(["Posyandu", "../../x", "Vaksinasi"]).map(picture),
    st.sampled_from(["JPEG", "PNG", "WEBP"]).map(lambda kind: picture("", kind)),
)


@settings(max_examples=25, deadline=None)
@given(contents=st.lists(CONTENT, max_size=6))
async def test_each_picture_is_one_file_and_no_bytes_reach_outside(contents: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as home:
        folder = EvidenceFolder(Path(home) / "evidence")
        kept = set()
        for content in contents:
            try:
                kept.add((await folder.keep(content, NOW)).digest)
            except PictureRefused:
                continue
        assert {Path(name).stem for name in files(Path(home) / "evidence")} == kept
        assert kept <= {sha256(content).hexdigest() for content in contents}
        assert entries(Path(home)) <= {"evidence"}
