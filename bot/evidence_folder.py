"""The folder of the pictures kept as evidence, each in a file named by the digest of its content.

Nothing that a sender chose reaches a path: neither a file's name nor its declared type.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from bot.pictures import PictureType, picture_type

FOLDER_MODE: Final = 0o700
"""A screenshot may show more than the post: it is for the bot's own user alone."""
UNFINISHED: Final = ".unfinished-"
"""How the name of a file begins that is being written."""

_SUFFIXES: Mapping[PictureType, str] = {
    PictureType.JPEG: "jpg",
    PictureType.PNG: "png",
    PictureType.WEBP: "webp",
}
_NAME = re.compile(rf"([0-9a-f]{{64}})\.({'|'.join(_SUFFIXES.values())})")


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture in the folder: the SHA-256 of its content in hexadecimal, and its size in bytes."""

    digest: str
    type: PictureType
    size: int


@dataclass(frozen=True, slots=True)
class FolderState:
    """Where it is, how many pictures there are, their bytes together, and the bytes still free.

    `trouble` says why nothing can be written, and then all numbers are 0; "" where all is well.
    """

    path: Path
    pictures: int
    size: int
    room: int
    trouble: str


class EvidenceFolder:
    """Keeps each picture once, whoever sends it. The folder is made when the first one comes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # Each picture is decoded in memory; and what is kept now must not be swept away meanwhile.
        self._one_at_a_time = asyncio.Lock()

    async def keep(self, content: bytes, now: datetime) -> KeptPicture:
        """Keep the picture, noted as wanted at `now`; the same content twice is one file.

        Raises bot.pictures.PictureRefused, and OSError where the folder can't be written.
        """
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._keep, content, now)

    async def find(self, digest: str) -> Path | None:
        """The file of the picture with this digest, or None."""
        return await asyncio.to_thread(self._find, digest)

    async def erase(self, digest: str) -> None:
        """Erase the picture, if it is there. Raises OSError where it can't be."""
        async with self._one_at_a_time:
            await asyncio.to_thread(self._erase, digest)

    async def erase_except(self, digests: Collection[str], *, before: datetime) -> int:
        """Erase all other pictures that were last kept before that moment; how many.

        What is neither a picture nor the beginning of one is not ours, and stays. Raises OSError.
        """
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._erase_except, frozenset(digests), before)

    async def examine(self) -> FolderState:
        """What is in the folder, and whether it can be written; nothing is made or left there."""
        return await asyncio.to_thread(self._examine)

    def _keep(self, content: bytes, now: datetime) -> KeptPicture:
        found = picture_type(content)
        digest = sha256(content).hexdigest()
        path = self._place(digest) / f"{digest}.{_SUFFIXES[found]}"
        if not path.is_file():
            self._write(path, content)
        os.utime(path, (now.timestamp(), now.timestamp()))
        return KeptPicture(digest, found, len(content))

    def _place(self, digest: str) -> Path:
        return self._path / digest[:2]

    def _write(self, path: Path, content: bytes) -> None:
        """Under another name first, so that a file with a digest's name is always whole."""
        self._path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        path.parent.mkdir(mode=FOLDER_MODE, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=UNFINISHED, dir=path.parent)  # mode 0600
        unfinished = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        _sync(path.parent)
        _sync(self._path)

    def _find(self, digest: str) -> Path | None:
        for suffix in _SUFFIXES.values():
            name = f"{digest}.{suffix}"
            path = self._place(digest) / name
            if _NAME.fullmatch(name) and path.is_file():
                return path
        return None

    def _erase(self, digest: str) -> None:
        path = self._find(digest)
        if path is not None:
            path.unlink(missing_ok=True)

    def _erase_except(self, digests: frozenset[str], before: datetime) -> int:
        erased = 0
        for path in self._files():
            digest = path.name.partition(".")[0]
            if digest not in digests and path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)
                erased += 1
        return erased

    def _files(self) -> Iterator[Path]:
        """The pictures, and the beginnings of some that a crash left behind."""
        for path in self._path.glob("[0-9a-f][0-9a-f]/*"):
            picture = _NAME.fullmatch(path.name)
            ours = picture is not None and picture[1][:2] == path.parent.name
            if (ours or path.name.startswith(UNFINISHED)) and path.is_file():
                yield path

    def _examine(self) -> FolderState:
        there = self._path.absolute()
        try:
            while not there.exists():
                there = there.parent
            with tempfile.TemporaryFile(dir=there):
                pass
            sizes = [path.stat().st_size for path in self._files()]
            room = shutil.disk_usage(there).free
        except OSError as error:
            trouble = error.strerror or type(error).__name__
            return FolderState(self._path.absolute(), 0, 0, 0, trouble)
        return FolderState(self._path.absolute(), len(sizes), sum(sizes), room, "")


def _sync(folder: Path) -> None:
    """Let a new name in the folder survive a power cut (fsync(2))."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
