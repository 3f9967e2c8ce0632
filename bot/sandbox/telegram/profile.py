"""What the bot's profile says, by language."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.sandbox.telegram.state import Json


@dataclass(slots=True)
class Profile:
    """Name, description and short description; no language ("") is for everybody else."""

    name: str
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_button: Json = field(default_factory=lambda: {"type": "commands"})

    def text(self, what: str, language: str) -> str:
        """`name`, `description` or `short_description` in a language, or the one for everybody."""
        fallback = self.name if what == "name" else ""
        return self.texts.get((what, language)) or self.texts.get((what, ""), "") or fallback
