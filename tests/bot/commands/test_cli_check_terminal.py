from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import signal
import struct
import subprocess
import termios
import threading
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.bot.commands.cli_site import Site, allow, served
from tests.bot.commands.conftest import SEGAR, Segar

END = b"\0"
"""Written to a terminal as the last thing."""

PATIENCE = 60.0
"""Seconds after which whatever was waited for will not come."""

ACCOUNTS = ("https://x.com/lebakkab", "https://x.com/dinkeslebak")


async def test_one_address_gets_a_card_and_a_list_of_one_its_table(
    segar: Segar, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    async with served(Site()) as base:
        allow(monkeypatch, base)
        (home / "list.txt").write_text(base, "utf-8")
        one = await segar.beside("check", base)
        listed = await segar.beside("check", "--file", "list.txt")
    assert (one.code, listed.code) == (0, 0), one.err + listed.err
    assert f"{base}/berita/1" in one.out
    assert "as written: Mon, 23 Nov 2026 10:15:00 +0700" in one.out
    assert listed.out.split()[:3] == ["verdict", "newest", "channel"]
    assert "feed: Mon, 23 Nov 2026 10:15:00 +0700" in listed.out


async def test_several_addresses_get_a_table_in_the_order_typed_or_with_why_a_card_each(
    segar: Segar, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(Site()) as base:
        other = f"http://localhost:{urlsplit(base).port}"
        allow(monkeypatch, base, other)
        table = await segar.beside("check", other, base)
        cards = await segar.beside("check", base, other, "--why")
    assert (table.code, cards.code) == (0, 0)
    assert table.out.index(other) < table.out.index(base)
    assert "Took" not in table.out
    assert cards.out.count("Took") == cards.out.count("Every document looked for") == 2
    assert f"1 home {base}" in cards.out
    assert table.err == cards.err == ""


async def test_one_address_typed_twice_is_one(
    segar: Segar, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(Site()) as base:
        allow(monkeypatch, base)
        outcome = await segar.beside("check", base, base)
    assert outcome.out.count("Took") == 1


async def test_a_pipe_gets_no_colours_and_a_hostile_title_as_it_is(
    segar: Segar, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(Site(title="[/red] [bold]Kabar&#x9b;2J[/bold]")) as base:
        allow(monkeypatch, base)
        outcome = await segar.beside("check", base)
    assert outcome.code == 0, outcome.err
    assert "[/red] [bold]Kabar" in outcome.out
    assert "23 Nov 2026, 10:15 WIB" in outcome.out
    assert not {"\x1b", "\x9b"} & set(outcome.out)


def test_a_card_of_what_we_refuse_keeps_the_exit_code(segar: Segar) -> None:
    outcome = segar("check", "http://127.0.0.1:9/")
    assert outcome.code == 1
    assert "failed  http://127.0.0.1:9/" in outcome.out


def test_why_beside_json_is_a_mistake_that_says_so(segar: Segar) -> None:
    outcome = segar("check", ACCOUNTS[0], "--json", "--why")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "--why is for people, and --json has it all: leave one of them out.\n"


async def test_the_language_of_the_sentences_can_be_chosen(
    segar: Segar, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(Site()) as base:
        allow(monkeypatch, base)
        indonesian = await segar.beside("check", base, "--lang", "id")
        unknown = await segar.beside("check", base, "--lang", "fr")
    assert "feed (umpan RSS situs)" in indonesian.out
    assert (unknown.code, unknown.out) == (2, "")


def test_a_list_of_which_nothing_is_an_address_prints_no_empty_table(
    segar: Segar, home: Path
) -> None:
    (home / "list.txt").write_text("ini bukan alamat\n", "utf-8")
    outcome = segar("check", "--file", "list.txt")
    assert (outcome.code, outcome.out) == (2, "")


class Terminal:
    """A terminal of 60 columns that others write to.

    It is read all the while: whoever writes to a full one waits until somebody does.
    """

    def __init__(self) -> None:
        self._ours, self.theirs = pty.openpty()
        self._written = b""
        self._more = threading.Condition()
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def wait_for(self, text: str) -> None:
        """Return once that was written to it."""
        with self._more:
            assert self._more.wait_for(lambda: text.encode() in self._written, timeout=PATIENCE)

    def close(self) -> str:
        """What was written to it until now."""
        os.write(self.theirs, END)
        self._reading.join(PATIENCE)
        os.close(self.theirs)
        os.close(self._ours)
        return self._written.removesuffix(END).decode()

    def _read(self) -> None:
        while END not in self._written:
            piece = os.read(self._ours, 65536)
            with self._more:
                self._written += piece
                self._more.notify_all()


def colourful(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of someone at a terminal."""
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    return plain | {"TERM": "xterm"} | dict(environment or {})


def told_on_standard_error(*arguments: str) -> str:
    """What the console script writes to a standard error that is a terminal."""
    terminal = Terminal()
    try:
        subprocess.run(
            [SEGAR, "check", *arguments],
            stdout=subprocess.DEVNULL,
            stderr=terminal.theirs,
            env=colourful(),
            check=True,
        )
    finally:
        written = terminal.close()
    return written


def test_a_person_sees_how_many_of_several_addresses_are_read() -> None:
    assert "2/2" in told_on_standard_error(*ACCOUNTS)
    assert "reading" in (alone := told_on_standard_error(ACCOUNTS[0]))
    assert "1/1" not in alone


def test_a_program_sees_no_progress() -> None:
    assert told_on_standard_error(*ACCOUNTS, "--json") == ""


async def test_whoever_loses_patience_sees_what_was_read_until_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow, fast = Site(), Site(title="Kabar")
    slow.open.clear()
    terminal = Terminal()
    async with served(slow) as slow_base, served(fast) as fast_base:
        allow(monkeypatch, slow_base, fast_base)
        process = await asyncio.create_subprocess_exec(
            *(SEGAR, "check", slow_base, fast_base),
            stdout=asyncio.subprocess.PIPE,
            stderr=terminal.theirs,
            env=colourful(),
        )
        await asyncio.to_thread(terminal.wait_for, "1/2")
        process.send_signal(signal.SIGINT)
        told, _ = await process.communicate()
        slow.open.set()
    written = terminal.close()
    assert process.returncode not in {0, None}
    assert "Kabar" in told.decode()
    assert slow_base not in told.decode()
    assert "Traceback" not in written


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)], ids=["colour", "none"]
)
def test_a_terminal_gets_colours_unless_it_wants_none(
    environment: Mapping[str, str], coloured: bool
) -> None:
    terminal = Terminal()
    try:
        subprocess.run(
            [SEGAR, "check", ACCOUNTS[0]],
            stdout=terminal.theirs,
            stderr=subprocess.DEVNULL,
            env=colourful(environment),
            check=True,
        )
    finally:
        written = terminal.close()
    assert ("\x1b[33m" in written) is coloured
