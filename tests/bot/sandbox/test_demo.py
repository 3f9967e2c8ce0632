from __future__ import annotations

import asyncio
import io
import os
import pty
import signal
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from bot.policy.workdays import Calendar
from bot.public_holidays import days_off
from bot.sandbox.demo import LONGEST_PAUSE, live_one_day, working_day
from bot.sandbox.screen import Screen
from bot.sandbox.telegram import BotApi
from bot.sandbox.terminal_chat import TypedLines, chat

SEGAR = str(Path(sys.executable).with_name("segar"))


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 11, 25, 3, tzinfo=UTC), date(2026, 11, 25)),
        (datetime(2026, 11, 25, 16, 59, tzinfo=UTC), date(2026, 11, 25)),
        (datetime(2026, 11, 25, 17, 0, tzinfo=UTC), date(2026, 11, 26)),
        (datetime(2026, 11, 28, 3, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 12, 24, 3, tzinfo=UTC), date(2026, 12, 28)),
        (datetime(2026, 12, 26, 3, tzinfo=UTC), date(2026, 12, 28)),
        (datetime(2026, 12, 31, 18, tzinfo=UTC), date(2027, 1, 4)),
        (datetime(2026, 3, 17, 3, tzinfo=UTC), date(2026, 3, 25)),
    ],
    ids=["wednesday", "before midnight", "midnight", "saturday", "24", "26", "new year", "lebaran"],
)
def test_the_day_is_todays_in_town_or_the_next_on_which_anybody_works(
    now: datetime, day: date
) -> None:
    assert working_day(now) == day


def test_every_day_of_three_years_leads_to_a_working_day_with_another_soon_after() -> None:
    calendar = Calendar("WIB", days_off(range(2025, 2030)))
    for number in range(3 * 365):
        now = datetime(2026, 1, 1, 3, tzinfo=UTC) + timedelta(days=number)
        day = working_day(now)
        assert calendar.is_workday(day)
        assert now.date() <= day <= now.date() + timedelta(days=21)
        assert (calendar.next_workday(day) - day).days <= LONGEST_PAUSE


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 25, 1, 30, tzinfo=UTC),
        datetime(2026, 12, 25, 16, 0, tzinfo=UTC),
        datetime(2026, 12, 31, 17, 30, tzinfo=UTC),
    ],
    ids=["a morning", "christmas night", "new year"],
)
async def test_the_day_can_be_played_at_any_time_and_nothing_leaves_the_machine(
    now: datetime,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    hosts_reached: set[str],
    unpaced: None,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    async with asyncio.timeout(60):
        folder = await live_one_day(now)
    shown = capsys.readouterr().out
    for promised in (
        "14 agencies, 28 channels, 14 stewards, and 6 questions for the office",
        "Pendaftaran berhasil sebagai",
        "🟡 slowing",
        "signs of injected spam",
        "connection refused",
        "instagram peraga_disdik_tk      │ 🟡 slowing",
        "x peraga_bpbd                   │ 🟢 fresh",
        "tiktok peraga.dinkes            │ 🟢 fresh",
        "youtube peragarsud              │ 🟡 slowing",
        "🔴 silent     │ ",
        "belum tampak unggahan baru sejak",
        "ada indikasi sisipan",
        "Tertulis:",
        "Unggahan tercatat. ✅",
        "jenisnya tercatat: Berkala",
        "💡 Di website sejak ",
        "belum tampak di Instagram",
        "Dibaca dari: data resmi platform",
        "Pekan ini: 2 dari target 2 unggahan.",
        "Disdik's website slowing → fresh",
        "Wira is left in peace",
        str(folder / "segar.db"),
    ):
        assert promised in shown
    assert shown.count("┏") == 2, "websites and accounts, on the first day"
    assert shown.count("Unggahan tercatat. ✅") == 2
    assert "no reader" not in shown
    assert "Traceback" not in shown
    assert hosts_reached == {"127.0.0.1"}
    assert {path.name for path in await asyncio.to_thread(lambda: list(folder.iterdir()))} <= {
        "daftar-opd.csv",
        "segar.db",
        "segar.db-wal",
        "segar.db-shm",
    }
    assert asyncio.all_tasks() == {asyncio.current_task()}


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A terminal to type on, in place of standard input; its other end."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "r", encoding="utf-8", closefd=True) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield ours
    os.close(ours)


async def test_lines_end_with_ctrl_d(terminal: int) -> None:
    with TypedLines() as lines:
        os.write(terminal, b"/status\n\n")
        assert [await lines.next(), await lines.next()] == ["/status", ""]
        os.write(terminal, b"\x04")
        assert await lines.next() is None


async def test_lines_end_with_ctrl_c(terminal: int) -> None:
    with TypedLines() as lines:
        os.kill(os.getpid(), signal.SIGINT)
        assert await lines.next() is None


@pytest.mark.parametrize("typed", [b"/quit\n", b" Keluar \n", b"\x04"])
async def test_the_chat_ends_when_it_is_asked_to(terminal: int, typed: bytes) -> None:
    wira = BotApi().person(1001, "Wira")
    screen = Screen(Console(file=(written := io.StringIO())))
    os.write(terminal, typed)
    async with asyncio.timeout(5):
        await chat(wira, screen)
    assert "Wira> " in written.getvalue()
    assert "Sampai jumpa." in written.getvalue()


async def test_what_telegram_would_not_send_is_said_and_the_chat_goes_on(terminal: int) -> None:
    wira = BotApi().person(1001, "Wira")
    screen = Screen(Console(file=(written := io.StringIO())))
    os.write(terminal, b"\xe2\x80\x8b\n/quit\n")
    async with asyncio.timeout(5):
        await chat(wira, screen)
    assert "Not sent:" in written.getvalue()


async def test_on_a_terminal_the_day_goes_on_as_a_chat(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        SEGAR,
        "demo",
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "dumb", "COLUMNS": "110", "TMPDIR": str(tmp_path)},
        start_new_session=True,
    )
    os.close(theirs)
    shown = _Shown(ours)
    async with asyncio.timeout(60):
        await shown.until("Wira> ")
        os.write(ours, b"/status\n")
        await shown.until("Wira> ")
        assert "Status kanal Disdik" in shown.text
        os.write(ours, b"1\n")
        await shown.until("Wira> ")
        assert "Unggahan terbaru: " in shown.text
        process.send_signal(signal.SIGINT)
        await shown.until("Sampai jumpa.")
        assert await process.wait() == 0
    os.close(ours)
    assert "Traceback" not in shown.all


class _Shown:
    """What a terminal shows, as it comes."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._come: asyncio.Queue[str] = asyncio.Queue()
        self.text = ""
        self.all = ""

    async def until(self, wanted: str) -> None:
        """Keep in `text` what came since the last call, up to where `wanted` stands."""
        loop = asyncio.get_running_loop()
        loop.add_reader(self._terminal, self._read)
        self.text = ""
        while wanted not in self.text:
            come = await self._come.get()
            self.text += come
            self.all += come
        loop.remove_reader(self._terminal)

    def _read(self) -> None:
        self._come.put_nowait(os.read(self._terminal, 65536).decode("utf-8", "replace"))
