"""Pictures on the disk: fetched or not, kept, erased, and no token told on the way."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import structlog

from bot.logs import HIDDEN, configure_logs
from bot.policy.photo_reports import PhotoOutcome
from bot.sandbox.telegram import Account, Fault
from bot.sandbox.telegram.faults import AnyFault
from tests.bot.picture_examples import picture
from tests.journeys.conversing import (
    add_agency,
    dump,
    instagram,
    presses,
    reports_of,
    steward_of,
)
from tests.journeys.office import Office

pytestmark = pytest.mark.usefixtures("unpaced")

WORD = "Gambar kami simpan sebagai bukti untuk"
NOT_KEPT = "gambarnya belum berhasil kami simpan"


@pytest.fixture
def logs_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    chatty = {name: logging.getLogger(name).level for name in ("httpx", "httpcore", "telegram")}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in chatty.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


async def stewards(office: Office, *names: str) -> list[Account]:
    await add_agency(office, "Kominfo", instagram("kominfo_contoh"))
    return [
        await steward_of(office, "Kominfo", 1001 + number, name)
        for number, name in enumerate(names)
    ]


async def sends(account: Account, content: bytes) -> str:
    account.send_photo(content)
    return (await account.receives()).text


async def forgets(account: Account) -> None:
    account.say("/lupakan")
    question = await account.receives("Lanjutkan?")
    assert "gambar yang Bapak/Ibu kirim" in question.text
    assert "sudah dihapus" in await presses(account, question, "Ya, hapus data saya")


def kept(office: Office) -> list[Path]:
    return sorted(one for one in office.settings.evidence_folder.rglob("*") if one.is_file())


def contents(office: Office) -> set[bytes]:
    return {one.read_bytes() for one in kept(office)}


def age(path: Path, seconds: float) -> None:
    os.utime(path, (seconds, seconds))


async def test_the_picture_itself_is_kept_once_and_its_name_nowhere(office: Office) -> None:
    siti, budi = await stewards(office, "Siti", "Budi")
    content = picture("Posyandu")
    siti.send_document(content, "Rahasia Dinas.jpg", mime_type="image/jpeg")
    await siti.receives(WORD)
    await sends(budi, content)
    [path] = kept(office)
    assert path.read_bytes() == content
    [report] = await reports_of(office, siti)
    assert path.stem == report.photo_digest
    await office.settled()
    assert "Rahasia" not in dump(office)


@pytest.mark.parametrize(
    "fault",
    [
        Fault.ServerError(),
        Fault.BadGateway(),
        Fault.CutBefore(),
        Fault.Refused(400, "Bad Request: file is too big"),
        Fault.Refused(404, "Not Found"),
        Fault.TooManyRequests(),
    ],
    ids=lambda fault: type(fault).__name__,
)
async def test_a_picture_that_cannot_be_fetched_loses_nothing(
    office: Office, fault: AnyFault
) -> None:
    [siti] = await stewards(office, "Siti")
    office.api.fail(fault, method="getFile")
    content = picture("Posyandu")
    answer = await sends(siti, content)
    assert NOT_KEPT in answer
    assert "tautan unggahannya" in answer
    [report] = await reports_of(office, siti)
    assert report.outcome == PhotoOutcome.NOT_KEPT
    assert report.photo is not None
    assert report.photo_digest is None
    assert kept(office) == []
    assert WORD in await sends(siti, content)
    assert contents(office) == {content}


async def test_a_folder_that_cannot_be_written_loses_nothing(office: Office) -> None:
    [siti] = await stewards(office, "Siti")
    folder = office.settings.evidence_folder
    folder.write_bytes(b"")
    assert NOT_KEPT in await sends(siti, picture("Posyandu"))
    folder.unlink()
    assert WORD in await sends(siti, picture("Posyandu"))


async def test_the_token_in_a_files_address_reaches_no_log(
    office: Office, capsys: pytest.CaptureFixture[str], logs_as_before: None
) -> None:
    configure_logs("DEBUG")
    [siti] = await stewards(office, "Siti")
    office.api.fail(Fault.CutBefore(), method="getFile")
    assert NOT_KEPT in await sends(siti, picture("Posyandu"))
    assert WORD in await sends(siti, picture("Posyandu"))
    told = capsys.readouterr().err
    assert "picture_not_fetched" in told
    assert office.api.token not in told
    assert HIDDEN not in told


async def test_lupakan_erases_the_pictures_that_nobody_else_sent(office: Office) -> None:
    siti, budi = await stewards(office, "Siti", "Budi")
    shared, own = picture("Posyandu"), picture("Vaksinasi")
    for content in (shared, own):
        assert WORD in await sends(siti, content)
    assert "sudah tercatat" in await sends(budi, shared)
    reports = await reports_of(office, siti)
    assert contents(office) == {shared, own}
    await forgets(siti)
    await office.settled()
    assert contents(office) == {shared}
    told = dump(office)
    for report in reports:
        assert report.photo is not None
        assert report.photo not in told
    assert "sudah tercatat" in await sends(budi, own)
    await forgets(budi)
    await office.settled()
    assert contents(office) == set()


@pytest.mark.parametrize("others", [(), ("Budi",)])
async def test_a_picture_that_cannot_be_erased_now_is_erased_by_the_next_daily_look(
    office: Office, monkeypatch: pytest.MonkeyPatch, others: tuple[str, ...]
) -> None:
    siti, *rest = await stewards(office, "Siti", *others)
    await office.app.ticker.tick()
    assert WORD in await sends(siti, picture("Posyandu"))
    for account in rest:
        assert WORD in await sends(account, picture("Vaksinasi"))

    def refused(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as disk:
        disk.setattr(Path, "unlink", refused)
        await forgets(siti)
        await office.settled()
    await office.app.ticker.tick()
    assert picture("Posyandu") in contents(office)
    office.clock.travel_to(office.clock() + timedelta(days=1, minutes=1))
    await office.app.ticker.tick()
    assert contents(office) == {picture("Vaksinasi") for _ in rest}


async def test_what_a_crash_left_behind_is_erased_when_it_is_a_day_old(office: Office) -> None:
    [siti] = await stewards(office, "Siti")
    assert WORD in await sends(siti, picture("Posyandu"))
    folder = office.settings.evidence_folder / "ab"
    folder.mkdir(exist_ok=True)
    orphan = folder / f"ab{'0' * 62}.jpg"
    orphan.write_bytes(picture("Vaksinasi"))
    age(orphan, office.clock().timestamp())
    await office.app.ticker.tick()
    assert orphan in kept(office)
    office.clock.travel_to(office.clock() + timedelta(days=1, minutes=1))
    await office.app.ticker.tick()
    assert contents(office) == {picture("Posyandu")}


async def test_a_database_that_knows_no_picture_erases_none(office: Office) -> None:
    folder = office.settings.evidence_folder / "ab"
    folder.mkdir(parents=True)
    other = folder / f"ab{'0' * 62}.jpg"
    other.write_bytes(picture("Posyandu"))
    age(other, 0)
    await office.app.ticker.tick()
    assert kept(office) == [other]
