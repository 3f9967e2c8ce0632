"""A whole python-telegram-bot application, polling the server as it would poll Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.sandbox.telegram import BotApi, Fault


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    code = context.args[0] if context.args else "-"
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="ya")]])
    await update.message.reply_text(f"Selamat datang, kode {code}", reply_markup=markup)


async def agree(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("Baik")
    await update.callback_query.edit_message_text("Tercatat")


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_text(f"gema {update.message.text}")


def application(token: str, url: str) -> Application[Any, Any, Any, Any, Any, Any]:
    return (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{url}/bot")
        .base_file_url(f"{url}/file/bot")
        .job_queue(None)
        .build()
    )


@pytest.fixture
async def running(api: BotApi, url: str) -> AsyncIterator[list[TelegramError]]:
    """The application at work; what its poller met."""
    app = application(api.token, url)
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(agree))
    app.add_handler(MessageHandler(filters.TEXT, echo))
    errors: list[TelegramError] = []
    assert app.updater is not None
    async with app:
        await app.start()
        await app.updater.start_polling(error_callback=errors.append)
        yield errors
        await app.updater.stop()
        await app.stop()


async def test_a_conversation_from_start_to_an_edited_answer(
    api: BotApi, running: list[TelegramError]
) -> None:
    siti = api.person(1001, "Siti")
    siti.start("KODE")
    message = await siti.receives("kode KODE")
    press = siti.press(message, "Ya")
    assert (await siti.answered(press)).text == "Baik"
    assert (await siti.sees_edit(message)).text == "Tercatat"
    siti.say("sampai jumpa")
    assert (await siti.receives()).text == "gema sampai jumpa"
    assert running == []


async def test_everything_said_is_confirmed_when_it_stops(
    api: BotApi, running: list[TelegramError]
) -> None:
    siti = api.person(1001, "Siti")
    siti.start()
    for number in range(10):
        siti.say(str(number))
    await siti.receives("gema 9")
    await api.until(lambda: not api.pending)
    assert [m.text for m in siti.messages][1:] == [f"gema {n}" for n in range(10)]


async def test_the_poller_survives_an_outage(
    api: BotApi, running: list[TelegramError], caplog: pytest.LogCaptureFixture
) -> None:
    siti = api.person(1001, "Siti")
    await api.until(lambda: api.polled)
    api.fail(Fault.CutBefore(), method="getUpdates")
    siti.start()
    await siti.receives("Selamat datang", timeout=10)
    siti.say("masih ada?")
    await siti.receives("gema masih ada?", timeout=10)
    assert len(running) == 1


async def test_a_bot_with_a_wrong_token_does_not_start(url: str) -> None:
    request = HTTPXRequest()
    bot = Bot(
        "4200000001:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        base_url=f"{url}/bot",
        request=request,
        get_updates_request=request,
    )
    with pytest.raises(InvalidToken):
        await bot.initialize()
    await request.shutdown()
