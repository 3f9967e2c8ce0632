"""What the world holds: users, chats, messages, files and pressed buttons."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.sandbox.telegram.entities import Entity

Json = dict[str, Any]


class ChatKind(StrEnum):
    """What a chat is, in the Bot API's words."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"


class Membership(StrEnum):
    """What someone is in a chat, in the Bot API's words; in a private one kicked is blocked."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"

    @property
    def present(self) -> bool:
        return self in (Membership.CREATOR, Membership.ADMINISTRATOR, Membership.MEMBER)

    @property
    def administers(self) -> bool:
        return self in (Membership.CREATOR, Membership.ADMINISTRATOR)


@dataclass(slots=True)
class User:
    """A person or a bot."""

    id: int
    first_name: str
    is_bot: bool = False
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    deactivated: bool = False


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that somebody sent."""

    id: str
    unique_id: str
    path: str
    content: bytes
    name: str
    mime_type: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photo or a document in a message; width and height are a photo's, in pixels."""

    kind: str
    file: StoredFile
    width: int = 0
    height: int = 0

    @property
    def content(self) -> bytes:
        return self.file.content


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button as the person sees it."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """What a message said before an edit; `until` is when it was edited."""

    text: str
    entities: tuple[Entity, ...]
    reply_markup: Json | None
    until: datetime


@dataclass(frozen=True, slots=True)
class ChannelPost:
    """A post in a channel that the bot is not in; `username` is None for a private channel."""

    channel_id: int
    title: str
    username: str | None
    message_id: int
    at: datetime
    text: str = ""


@dataclass(slots=True, eq=False)
class Message:
    """One message in one chat. `text` is plain and is the caption where there is an attachment.

    `edits` holds the earlier versions, oldest first. `reply_markup` is what was sent with it, an
    inline keyboard, a reply keyboard, a removal or a forced reply.
    """

    chat_id: int
    id: int
    sender: User
    date: datetime
    text: str = ""
    entities: tuple[Entity, ...] = ()
    reply_markup: Json | None = None
    attachment: Attachment | None = None
    reply_to: int | None = None
    album: str | None = None
    service: Json | None = None
    forwarded: Json | None = None
    preview: Json | None = None
    edited_at: datetime | None = None
    edits: list[Version] = field(default_factory=list)
    deleted: bool = False

    @property
    def from_bot(self) -> bool:
        return self.sender.is_bot

    @property
    def inline_keyboard(self) -> tuple[tuple[Button, ...], ...]:
        """The buttons under the message, row by row; empty where there are none."""
        return buttons_of(self.reply_markup)

    @property
    def editable(self) -> bool:
        """Whether its bot may edit it: not where it carries a reply keyboard."""
        return self.service is None and "inline_keyboard" in (
            self.reply_markup or {"inline_keyboard": []}
        )


def buttons_of(markup: Json | None) -> tuple[tuple[Button, ...], ...]:
    """The inline buttons of a reply markup, row by row."""
    rows = (markup or {}).get("inline_keyboard", [])
    return tuple(
        tuple(Button(b["text"], b.get("callback_data"), b.get("url")) for b in row) for row in rows
    )


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat or a group.

    `bot` is None while the bot never was in it (a group) or nobody pressed Start (a private chat).
    """

    id: int
    kind: ChatKind
    title: str
    members: dict[int, Membership] = field(default_factory=dict)
    bot: Membership | None = None
    migrated_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    last_message_id: int = 0
    menu_button: Json = field(default_factory=lambda: {"type": "default"})

    def find(self, message_id: int | None) -> Message | None:
        """The message with that id, unless it was deleted."""
        message = self.messages.get(message_id) if message_id else None
        return None if message is None or message.deleted else message


@dataclass(slots=True)
class Answer:
    """What the person saw when the bot answered a press."""

    text: str
    show_alert: bool
    url: str | None


@dataclass(slots=True, eq=False)
class Press:
    """A button somebody pressed; `answer` is None until the bot answered."""

    id: str
    user: User
    message: Message
    data: str
    at: datetime
    answer: Answer | None = None


@dataclass(slots=True)
class WorkSign:
    """Something the bot showed itself doing in a chat (sendChatAction)."""

    chat_id: int
    action: str
    at: datetime
