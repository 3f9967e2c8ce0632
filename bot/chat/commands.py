"""Tell Telegram which commands there are, per scope and language, and what the bot is."""

from __future__ import annotations

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.texts import Phrasebook
from bot.texts.phrasebook import DEFAULT_LANGUAGE, LANGUAGES

PRIVATE_COMMANDS = ("status", "posted", "help", "bahasa", "privasi", "lupakan")
GROUP_COMMANDS = ("help",)
INDONESIAN_NAMES = {"help": "bantuan"}


async def register_commands(bot: Bot, phrasebook: Phrasebook) -> None:
    """Register the commands and descriptions. Raises telegram.error.TelegramError.

    What has no language code is shown to everybody whose language has no list of its own.
    """
    for language in LANGUAGES:
        code = None if language == DEFAULT_LANGUAGE else language
        for scope, names in (
            (BotCommandScopeAllPrivateChats(), PRIVATE_COMMANDS),
            (BotCommandScopeAllGroupChats(), GROUP_COMMANDS),
        ):
            commands = [
                BotCommand(
                    INDONESIAN_NAMES.get(name, name) if code is None else name,
                    phrasebook.label(f"command_{name}", language),
                )
                for name in names
            ]
            await bot.set_my_commands(commands, scope=scope, language_code=code)
        await bot.set_my_description(
            phrasebook.label("bot_description", language), language_code=code
        )
        await bot.set_my_short_description(
            phrasebook.label("bot_short_description", language), language_code=code
        )
