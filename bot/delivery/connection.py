"""Reaching the Bot API: with which token, through which connections, and what can be wrong."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any, Final

import structlog
from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ApplicationBuilder, Defaults
from telegram.request import HTTPXRequest

log = structlog.get_logger(__name__)

CALLS_AT_ONCE: Final = 64
CALL_TIMEOUT: Final = 20.0
"""Seconds until an unanswered call is given up; the sender's own limit lies above it."""
PAUSE_AT_START: Final = 5.0
"""Seconds between attempts to reach Telegram at start."""

TelegramApplication = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class BotAccess:
    """The bot's token, and the Bot API's base address without a slash at its end."""

    token: str = field(repr=False)
    api: str


class TokenMissing(Exception):
    """There is no bot token in the settings."""

    def __init__(self) -> None:
        super().__init__(
            "SEGAR_TELEGRAM_TOKEN is not set. Get a token from @BotFather and put it into .env."
        )


class TelegramUnreachable(Exception):
    """The Bot API gave no answer."""

    def __init__(self, api: str, reason: str) -> None:
        super().__init__(
            f"The Bot API at {api} gives no answer ({reason}). "
            "Check the network, or SEGAR_TELEGRAM_API."
        )


class TokenRefused(Exception):
    """Telegram does not know the bot's token (any more): nothing can be sent."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram does not accept the bot's token. Copy it anew from @BotFather "
            "into SEGAR_TELEGRAM_TOKEN."
        )


@asynccontextmanager
async def telegram_requests() -> AsyncIterator[HTTPXRequest]:
    """The connections to Telegram, closed at the end also where the token was refused.

    python-telegram-bot 22.8 leaves them open when `initialize` fails.
    """
    request = HTTPXRequest(
        connection_pool_size=CALLS_AT_ONCE,
        read_timeout=CALL_TIMEOUT,
        write_timeout=CALL_TIMEOUT,
        connect_timeout=CALL_TIMEOUT / 2,
        pool_timeout=CALL_TIMEOUT,
    )
    try:
        yield request
    finally:
        await request.shutdown()


def telegram_application(access: BotAccess, request: HTTPXRequest) -> TelegramApplication:
    """python-telegram-bot without its updater and job queue: the inbox and the ticker are ours."""
    # Periods as timedelta, the form that stays; without it each 429 comes with a warning (22.2).
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    return (
        ApplicationBuilder()
        .token(access.token)
        .base_url(f"{access.api}/bot")
        .base_file_url(f"{access.api}/file/bot")
        .request(request)
        .defaults(Defaults(tzinfo=UTC))
        .updater(None)
        .job_queue(None)
        .build()
    )


async def bot_username(access: BotAccess) -> str:
    """The bot's name, as Telegram knows it. Raises TokenRefused and TelegramUnreachable."""
    async with telegram_requests() as request:
        bot: Bot = telegram_application(access, request).bot
        try:
            await bot.initialize()
        except InvalidToken as error:
            raise TokenRefused from error
        except TelegramError as error:
            raise TelegramUnreachable(access.api, error.message) from error
        username = bot.username
        await bot.shutdown()
    return username


async def reach_telegram(application: TelegramApplication) -> None:
    """Initialize the application, for as long as it takes. Raises TokenRefused."""
    while True:
        try:
            await application.initialize()
        except InvalidToken as error:
            raise TokenRefused from error
        except NetworkError as error:
            log.warning("telegram_unreachable", reason=error.message)
            await asyncio.sleep(PAUSE_AT_START)
        else:
            return
