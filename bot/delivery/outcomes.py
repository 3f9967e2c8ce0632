"""What a failed call to Telegram means for the message it carried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)


class Fate(StrEnum):
    """What is to become of a message that was not acknowledged."""

    LATER = "later"
    """It surely did not arrive: try again."""
    UNSURE = "unsure"
    """It may have arrived: nobody can find out, a bot can't read a chat's history."""
    PLAIN = "plain"
    """Its markup was refused: send it once more as plain text."""
    MOVED = "moved"
    """The group has a new id: send it there."""
    REFUSED = "refused"
    """The person has blocked the bot or never pressed Start in it; they may come back."""
    DEPARTED = "departed"
    """The account is deleted."""
    EXCLUDED = "excluded"
    """The bot is no longer in the group."""
    IMPOSSIBLE = "impossible"
    """It can never arrive as it is."""
    TOKEN = "token"  # noqa: S105 (a fate, not a secret)
    """The bot's token is wrong or revoked: nothing can be sent at all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A fate with Telegram's reason.

    `wait` is how long this chat asked to be left alone; `new_chat_id` is set for MOVED.
    """

    fate: Fate
    reason: str
    wait: timedelta | None = None
    new_chat_id: int | None = None


NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""Failures from before anything left this machine (httpx's exception hierarchy)."""


def outcome_of(error: TelegramError) -> Outcome:
    """The outcome for an error as python-telegram-bot 22.8 raises it.

    The descriptions are the Bot API server's own (tdlib/telegram-bot-api, Client.cpp). BadRequest
    is a NetworkError in python-telegram-bot and so has to be looked at first.
    """
    reason = error.message
    match error:
        case RetryAfter():
            return Outcome(Fate.LATER, reason, wait=seconds_of(error))
        case ChatMigrated():
            return Outcome(Fate.MOVED, reason, new_chat_id=error.new_chat_id)
        case InvalidToken():
            return Outcome(Fate.TOKEN, reason)
        case Forbidden():
            return Outcome(_refusal(reason.casefold()), reason)
        case BadRequest():
            return Outcome(_mistake(reason.casefold()), reason)
        case NetworkError():
            return Outcome(Fate.LATER if _never_arrived(error) else Fate.UNSURE, reason)
        case _:
            return Outcome(Fate.IMPOSSIBLE, reason)


def seconds_of(error: RetryAfter) -> timedelta:
    """How long Telegram asks to wait.

    python-telegram-bot 22.8 says it as a number or as a timedelta, by its setting PTB_TIMEDELTA.
    """
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


def _never_arrived(error: NetworkError) -> bool:
    cause = error.__cause__
    # No cause, or one of the library's own (a proxy's page instead of JSON): the server answered
    # that it failed, and kept nothing.
    return cause is None or isinstance(cause, (TelegramError, *NEVER_LEFT))


def _mistake(reason: str) -> Fate:
    if "can't parse entities" in reason:
        return Fate.PLAIN
    # This bot has never seen the chat, as after a change of token.
    return Fate.REFUSED if "chat not found" in reason else Fate.IMPOSSIBLE


def _refusal(reason: str) -> Fate:
    if "deactivated" in reason:
        return Fate.DEPARTED
    if any(sign in reason for sign in ("kicked", "not a member", "chat was deleted")):
        return Fate.EXCLUDED
    return Fate.REFUSED
