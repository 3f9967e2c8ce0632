"""Every sentence the bot says: templates in `id/` and `en/`, short labels in `labels.toml`."""

from bot.texts.phrasebook import Phrasebook

__all__ = ["Phrasebook"]
