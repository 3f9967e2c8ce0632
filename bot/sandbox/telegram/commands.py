"""Commands a bot registered, for each scope and language, and which of them a person sees."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.sandbox.telegram.state import Chat, ChatKind, Json, Membership

Scope = tuple[str, int | None, int | None]
"""The scope's type, its chat and its user."""

DEFAULT_SCOPE: Scope = ("default", None, None)


@dataclass(slots=True)
class CommandBook:
    """Every list of commands, by scope and language."""

    lists: dict[tuple[Scope, str], list[Json]] = field(default_factory=dict)

    def effective(self, chat: Chat, user_id: int, language: str) -> list[Json]:
        """The list a person sees in a chat: the narrowest scope that has one.

        The Bot API manual, "Determining list of commands": within a scope the person's language
        goes before no language.
        """
        for scope in _scopes(chat, user_id):
            for code in (language, ""):
                if (scope, code) in self.lists:
                    return self.lists[scope, code]
        return []


def _scopes(chat: Chat, user_id: int) -> list[Scope]:
    """The scopes that hold for a person in a chat, narrowest first."""
    if chat.kind is ChatKind.PRIVATE:
        return [("chat", chat.id, None), ("all_private_chats", None, None), DEFAULT_SCOPE]
    administers = chat.members.get(user_id, Membership.LEFT).administers
    scopes: list[Scope] = [("chat_member", chat.id, user_id)]
    if administers:
        scopes.append(("chat_administrators", chat.id, None))
    scopes.append(("chat", chat.id, None))
    if administers:
        scopes.append(("all_chat_administrators", None, None))
    return [*scopes, ("all_group_chats", None, None), DEFAULT_SCOPE]
