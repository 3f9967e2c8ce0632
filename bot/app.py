"""The composition root: the one place that wires the parts and reads the clock."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

import structlog
from telegram.error import TelegramError

from bot.chat.commands import register_commands
from bot.chat.conversations import install
from bot.delivery.connection import (
    BotAccess,
    TelegramApplication,
    TokenMissing,
    reach_telegram,
    telegram_application,
    telegram_requests,
)
from bot.delivery.handling import Handling
from bot.delivery.receiver import Receiver
from bot.delivery.sender import Sender
from bot.evidence_folder import EvidenceFolder
from bot.health import Health, health_app
from bot.platform_settings import platform_access
from bot.platform_tokens import DatabaseTokenBook
from bot.platform_usage import DatabaseLedger
from bot.rounds.ticker import Ticker
from bot.services import Clock, Services
from bot.serving import serve
from bot.settings import Settings
from bot.texts import Phrasebook
from checks.client import Client, ClientSettings
from checks.sweep import readers_for
from storage.engine import Database
from storage.holders import this_process

log = structlog.get_logger(__name__)

GRACE: Final = 10.0
"""Seconds for what is under way to end when the process is asked to stop."""


class PortTaken(Exception):
    """Another program listens where /health should."""

    def __init__(self, listen: str) -> None:
        super().__init__(
            f"Nothing can listen at {listen}: the address is taken or not of this machine. "
            "Set SEGAR_HEALTH_LISTEN to a free one, or end the other program."
        )


@dataclass(frozen=True, slots=True)
class App:
    """The running parts, for the command line and for the sandbox."""

    services: Services
    telegram: TelegramApplication
    sender: Sender
    receiver: Receiver
    handling: Handling
    ticker: Ticker


def utc_now() -> datetime:
    return datetime.now(UTC)


def client_settings(settings: Settings) -> ClientSettings:
    """How the guarded client behaves under these settings."""
    stand_ins = platform_access(settings).stand_in_hosts
    return ClientSettings(
        contact=settings.contact, allow_private=settings.allow_private | stand_ins
    )


def bot_access(settings: Settings) -> BotAccess:
    """Which bot speaks, and through which Bot API. Raises TokenMissing."""
    if settings.telegram_token is None:
        raise TokenMissing
    return BotAccess(settings.telegram_token.get_secret_value(), settings.telegram_api)


@asynccontextmanager
async def open_services(settings: Settings, clock: Clock = utc_now) -> AsyncIterator[Services]:
    """Database, client and texts, ready to use. Raises storage.errors.DatabaseUnusable."""
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.database_url)
        stack.push_async_callback(database.close)
        client = await stack.enter_async_context(Client(client_settings(settings)))
        access = platform_access(settings)
        ledger, tokens = DatabaseLedger(database), DatabaseTokenBook(database)
        yield Services(
            database=database,
            phrasebook=Phrasebook(),
            clock=clock,
            client=client,
            holder=this_process(),
            evidence=EvidenceFolder(settings.evidence_folder),
            readers=readers_for(
                look_for_cloaking=settings.look_for_cloaking,
                access=access,
                ledger=ledger,
                tokens=tokens,
            ),
            access=access,
            ledger=ledger,
            tokens=tokens,
        )


@asynccontextmanager
async def open_app(settings: Settings, clock: Clock = utc_now) -> AsyncIterator[App]:
    """All parts wired, Telegram reached; nothing runs yet.

    Raises TokenMissing, TokenRefused and storage.errors.DatabaseUnusable. While Telegram can't be
    reached it keeps trying.
    """
    async with AsyncExitStack() as stack:
        request = await stack.enter_async_context(telegram_requests())
        application = telegram_application(bot_access(settings), request)
        services = await stack.enter_async_context(open_services(settings, clock))
        await reach_telegram(application)
        stack.push_async_callback(application.shutdown)
        sender = Sender(
            database=services.database,
            bot=application.bot,
            phrasebook=services.phrasebook,
            clock=clock,
            holder=services.holder,
        )
        services = replace(services, wake_sender=sender.wake)
        install(application, services)
        handling = Handling(
            database=services.database,
            application=application,
            clock=clock,
            holder=services.holder,
        )
        receiver = Receiver(
            database=services.database,
            bot=application.bot,
            clock=clock,
            stored=handling.wake,
        )
        yield App(services, application, sender, receiver, handling, Ticker(services))


@asynccontextmanager
async def at_work(app: App, *, ticking: bool = True) -> AsyncIterator[asyncio.Task[None]]:
    """Receive, handle, send, and tick until the block ends, then come to rest in order.

    Yields the task of the work itself: it ends only by failing, with TokenRefused for instance.
    """
    try:
        await register_commands(app.telegram.bot, app.services.phrasebook)
    except TelegramError as error:
        log.warning("commands_not_registered", reason=error.message)
    beginning = [asyncio.create_task(app.receiver.run())]
    if ticking:
        beginning.append(asyncio.create_task(app.ticker.run()))
    finishing = [asyncio.create_task(app.handling.run()), asyncio.create_task(app.sender.run())]
    work = asyncio.create_task(_until_one_fails(*beginning, *finishing))
    try:
        yield work
    finally:
        # Nothing new is fetched or decided. What was fetched and not stored is not confirmed.
        for task in beginning:
            task.cancel()
        # What was begun is finished: answers are queued, messages noted.
        app.handling.stop()
        app.sender.stop()
        await asyncio.wait(finishing, timeout=GRACE)
        for task in (*finishing, work):
            task.cancel()
        await asyncio.gather(*beginning, *finishing, work, return_exceptions=True)


async def run(settings: Settings) -> None:
    """The bot until SIGTERM or SIGINT.

    Raises TokenMissing, TokenRefused, PortTaken and storage.errors.DatabaseUnusable.
    """
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    serving = asyncio.create_task(_serve(settings))
    stopping = asyncio.create_task(stopped.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not serving.done():
        log.info("segar_stops")
        serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving


async def _serve(settings: Settings) -> None:
    """The bot until it fails, or is cancelled and has come to rest."""
    async with AsyncExitStack() as stack:
        app = await stack.enter_async_context(open_app(settings))
        health = Health(app.services, app.ticker, app.sender, app.receiver)
        host, port = settings.health_address
        try:
            await stack.enter_async_context(serve(health_app(health), host=host, port=port))
        except OSError as error:
            raise PortTaken(settings.health_listen) from error
        work = await stack.enter_async_context(at_work(app))
        log.info("segar_runs", bot=app.telegram.bot.username, health=settings.health_listen)
        await work


async def _until_one_fails(*tasks: asyncio.Task[None]) -> None:
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    for task in done:
        task.result()
