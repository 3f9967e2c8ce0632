from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy import text as statement
from sqlalchemy.exc import SQLAlchemyError

from bot.logs import HIDDEN, configure_logs, without_secrets

TOKEN = "4200000001:AAH-fake_fake_fake_fake_fake_fake_fa"
ADDRESS = f"https://api.telegram.org/bot{TOKEN}/getMe"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def logged(
    log: Callable[[], None],
    level: str = "INFO",
    secrets: Sequence[str] = (),
    stream: io.StringIO | None = None,
) -> str:
    """What stands on standard error afterwards."""
    stderr = stream or io.StringIO()
    with redirect_stderr(stderr):
        configure_logs(level, secrets)
        log()
    return stderr.getvalue()


def fail(message: str) -> None:
    raise ConnectionError(message)


def in_a_traceback() -> None:
    try:
        fail(f"no answer from {ADDRESS}")
    except ConnectionError:
        structlog.get_logger("bot.app").exception("call_failed")


def in_a_librarys_traceback() -> None:
    try:
        fail(f"no answer from {ADDRESS}")
    except ConnectionError:
        logging.getLogger("a.library").exception("failed %s", ADDRESS)


class Request:
    def __repr__(self) -> str:
        return f"<Request {ADDRESS}>"


@pytest.mark.parametrize(
    "log",
    [
        lambda: structlog.get_logger("bot.app").info("called", url=ADDRESS, parts=[ADDRESS]),
        lambda: structlog.get_logger("bot.app").info("called", nested={"url": (ADDRESS,)}),
        lambda: structlog.get_logger("bot.app").info("called", request=Request()),
        lambda: structlog.get_logger("bot.app").warning("called", error=OSError(ADDRESS)),
        lambda: logging.getLogger("a.library").info("HTTP Request: %s %r", ADDRESS, Request()),
        in_a_traceback,
        in_a_librarys_traceback,
    ],
)
def test_no_token_is_logged_wherever_it_hides(log: Callable[[], None]) -> None:
    [line] = logged(log).splitlines()
    assert TOKEN.partition(":")[2] not in line
    assert HIDDEN in line
    assert json.loads(line)["level"] in ("info", "warning", "error")


def test_a_traceback_is_in_the_line_of_its_event() -> None:
    ours, theirs = json.loads(logged(in_a_traceback)), json.loads(logged(in_a_librarys_traceback))
    assert ours["event"] == "call_failed"
    for line in (ours, theirs):
        assert (
            f"ConnectionError: no answer from https://api.telegram.org/bot{HIDDEN}/getMe"
            in (line["exception"])
        )


NAME = 'Zubaidah "]\n)'


def in_the_traceback_of_a_statement() -> None:
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            connection.execute(statement("SELECT :name FROM nowhere"), {"name": NAME})
    except SQLAlchemyError:
        structlog.get_logger("bot.app").exception("handler_failed")
    finally:
        engine.dispose()


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_what_a_failed_statement_was_to_write_is_not_logged(
    stream: Callable[[], io.StringIO],
) -> None:
    line = logged(in_the_traceback_of_a_statement, stream=stream())
    assert "no such table: nowhere" in line
    assert f"[parameters: {HIDDEN}]" in line
    assert "Zubaidah" not in line


def test_what_is_set_as_a_secret_is_hidden_whatever_it_looks_like() -> None:
    text = logged(
        lambda: structlog.get_logger("bot.app").info("called", header="Bearer hush"),
        secrets=["hush"],
    )
    assert "called" in text
    assert "hush" not in text


@pytest.mark.parametrize(
    "name", ["httpx", "httpcore.connection", "apscheduler.scheduler", "telegram.ext"]
)
def test_chatty_libraries_are_quiet_below_warnings(name: str) -> None:
    logger = logging.getLogger(name)
    assert logged(lambda: logger.info("something happened")) == ""
    assert json.loads(logged(lambda: logger.warning("oh")))["level"] == "warning"


def test_less_than_the_level_is_not_logged() -> None:
    assert logged(lambda: structlog.get_logger("bot.app").warning("called"), "ERROR") == ""
    assert logged(lambda: logging.getLogger("a.library").warning("called"), "ERROR") == ""


def test_on_a_terminal_it_is_text_and_holds_no_token_either() -> None:
    text = logged(in_a_traceback, stream=Terminal())
    assert not text.startswith("{")
    assert "call_failed" in text
    assert "Traceback" in text
    assert TOKEN.partition(":")[2] not in text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"/bot{TOKEN}/sendMessage", f"/bot{HIDDEN}/sendMessage"),
        (f"bot{TOKEN.replace(':', '%3A')}/x", f"bot{HIDDEN}/x"),
        ("?fields=id&access_token=EAAB12&limit=2", f"?fields=id&access_token={HIDDEN}&limit=2"),
        ("https://g.co/v3?key=AIza123 failed", f"https://g.co/v3?key={HIDDEN} failed"),
        (
            "postgresql+psycopg://segar:p@ss@db/segar",
            f"postgresql+psycopg://segar:{HIDDEN}@ss@db/segar",
        ),
        ("sweep at 06:00:00, 12:34", "sweep at 06:00:00, 12:34"),
        ("https://dinkes.lebakkab.go.id:8080/berita", "https://dinkes.lebakkab.go.id:8080/berita"),
    ],
)
def test_credentials_are_cut_out_and_the_rest_is_left(text: str, left: str) -> None:
    assert without_secrets(text) == left


@given(
    before=st.text(max_size=20).filter(lambda text: not text[-1:].isdigit()),
    number=st.integers(10**7, 10**11),
    secret=st.text("abcXYZ019_-", min_size=35, max_size=35),
)
def test_a_token_is_hidden_whatever_stands_before_it(before: str, number: int, secret: str) -> None:
    assert secret not in without_secrets(f"{before}{number}:{secret} after")
