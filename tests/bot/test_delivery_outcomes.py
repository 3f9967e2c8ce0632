"""What an error of python-telegram-bot means for a message, and how long to wait after it."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.outcomes import Fate, outcome_of
from bot.delivery.settling import LONGEST_WAIT, backoff


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (NetworkError("Internal Server Error (500)"), Fate.LATER),
        (caused(NetworkError("Bad Gateway"), TelegramError("Invalid server response")), Fate.LATER),
        (caused(NetworkError("x"), httpx.ConnectError("x")), Fate.LATER),
        (caused(TimedOut(), httpx.ConnectTimeout("x")), Fate.LATER),
        (caused(TimedOut(), httpx.PoolTimeout("x")), Fate.LATER),
        (caused(NetworkError("x"), httpx.RemoteProtocolError("x")), Fate.UNSURE),
        (caused(NetworkError("x"), httpx.ReadError("x")), Fate.UNSURE),
        (caused(TimedOut(), httpx.ReadTimeout("x")), Fate.UNSURE),
        (caused(NetworkError("x"), RuntimeError("x")), Fate.UNSURE),
        (BadRequest("Can't parse entities: unsupported start tag"), Fate.PLAIN),
        (BadRequest("Chat not found"), Fate.REFUSED),
        (BadRequest("Message text is empty"), Fate.IMPOSSIBLE),
        (Forbidden("Forbidden: bot was blocked by the user"), Fate.REFUSED),
        (Forbidden("Forbidden: bot can't initiate conversation with a user"), Fate.REFUSED),
        (Forbidden("Forbidden: user is deactivated"), Fate.DEPARTED),
        (Forbidden("Forbidden: bot was kicked from the group chat"), Fate.EXCLUDED),
        (Forbidden("Forbidden: bot is not a member of the supergroup chat"), Fate.EXCLUDED),
        (Forbidden("Forbidden: the group chat was deleted"), Fate.EXCLUDED),
        (ChatMigrated(-1001), Fate.MOVED),
        (InvalidToken("Unauthorized"), Fate.TOKEN),
        (Conflict("terminated by other getUpdates request"), Fate.IMPOSSIBLE),
    ],
    ids=str,
)
def test_each_error_has_its_fate(error: TelegramError, fate: Fate) -> None:
    assert outcome_of(error).fate is fate


@pytest.mark.parametrize("asked", [7, timedelta(seconds=7)])
def test_a_flood_says_how_long_to_wait(
    asked: int | timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    outcome = outcome_of(RetryAfter(asked))
    assert (outcome.fate, outcome.wait) == (Fate.LATER, timedelta(seconds=7))


@given(st.integers(min_value=1, max_value=10_000))
def test_pauses_double_from_a_second_up_to_a_limit(attempts: int) -> None:
    nominal = min(2.0 ** min(attempts - 1, 30), LONGEST_WAIT.total_seconds())
    assert 0.75 * nominal <= backoff(attempts).total_seconds() <= 1.25 * nominal
