"""People with Telegram in their hands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.sandbox.telegram.entities import FormattedText, linked_words, tidy, utf16_length
from bot.sandbox.telegram.media import new_attachment
from bot.sandbox.telegram.parameters import Upload
from bot.sandbox.telegram.presses import data_behind, press_with
from bot.sandbox.telegram.state import (
    Answer,
    ChannelPost,
    Chat,
    Json,
    Membership,
    Message,
    Press,
    User,
)
from bot.sandbox.telegram.views import channel_origin_json, membership_change_json
from bot.sandbox.telegram.waiting import PATIENCE, Predicate, as_function
from bot.sandbox.telegram.world import World

if TYPE_CHECKING:
    from bot.sandbox.telegram.groups import Group

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
"""The Bot API manual, "Deep linking": up to 64 characters."""

MAX_TEXT = 4096
"""What Telegram's own applications send as one message; a longer text they split."""


class Account:
    """One person: what they do to the bot, and what they see of it.

    Methods that act return at once; the bot learns of it by an update. Those that wait raise
    `TimeoutError` and say what came instead.
    """

    def __init__(self, world: World, user: User) -> None:
        self.user = user
        self._world = world
        self._seen: set[tuple[int, int]] = set()
        world.private_chat(user)

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def chat(self) -> Chat:
        """The private chat with the bot."""
        return self._world.chats[self.id]

    @property
    def messages(self) -> list[Message]:
        """What the bot wrote in the private chat and didn't delete, oldest first."""
        return [m for m in self.chat.messages.values() if m.from_bot and not m.deleted]

    @property
    def keyboard(self) -> tuple[str, ...]:
        """The texts on the reply keyboard that stands under the private chat now."""
        for message in reversed(self.messages):
            markup = message.reply_markup or {}
            if "keyboard" in markup:
                return tuple(button["text"] for row in markup["keyboard"] for button in row)
            if "remove_keyboard" in markup:
                break
        return ()

    @property
    def commands(self) -> list[Json]:
        """The commands this person is offered in the private chat."""
        language = self.user.language_code or ""
        return self._world.commands.effective(self.chat, self.id, language)

    def start(self, payload: str = "") -> Message:
        """Press Start, perhaps through a deep link; where the bot was blocked, this unblocks it.

        Raises `ValueError` for a payload no link can carry.
        """
        if _PAYLOAD.fullmatch(payload) is None:
            raise ValueError(f"no deep link carries {payload!r}")
        if self.chat.bot is Membership.KICKED:
            self.unblock()
        self.chat.bot = Membership.MEMBER
        return self.say(f"/start {payload}".strip())

    def say(
        self,
        text: str,
        *,
        to: Group | None = None,
        reply_to: Message | None = None,
        links: Mapping[str, str] | None = None,
    ) -> Message:
        """Write in the private chat, or in a group this person is in.

        `links` are addresses behind words of the text.
        """
        formatted = tidy(FormattedText(text, tuple(linked_words(text, links or {}))))
        if not formatted.text or utf16_length(formatted.text) > MAX_TEXT:
            raise ValueError("a message that is empty or longer than 4096 can't be sent")
        return self._write(to, formatted, reply_to=reply_to and reply_to.id)

    def forward_post(
        self, channel: ChannelPost, *, album: str | None = None, picture: bytes | None = None
    ) -> Message:
        """Forward a post of a public channel to the private chat."""
        attachment = None
        if picture is not None:
            upload = Upload("photo.jpg", "image/jpeg", picture)
            attachment = new_attachment(self._world, "photo", upload)
        text = tidy(FormattedText(channel.text))
        origin = channel_origin_json(channel)
        return self._write(None, text, forwarded=origin, album=album, attachment=attachment)

    def send_photo(
        self,
        content: bytes,
        caption: str = "",
        *,
        to: Group | None = None,
        name: str = "photo.jpg",
        album: str | None = None,
    ) -> Message:
        """Send a picture (PNG or JPEG), by itself or as the next one of an album."""
        attachment = new_attachment(self._world, "photo", Upload(name, "image/jpeg", content))
        return self._write(to, tidy(FormattedText(caption)), attachment=attachment, album=album)

    def send_document(
        self,
        content: bytes,
        name: str,
        caption: str = "",
        *,
        to: Group | None = None,
        mime_type: str = "application/octet-stream",
    ) -> Message:
        """Send a file."""
        attachment = new_attachment(self._world, "document", Upload(name, mime_type, content))
        return self._write(to, tidy(FormattedText(caption)), attachment=attachment)

    def edit(self, message: Message, text: str) -> Message:
        """Change a message of one's own."""
        if message.sender is not self.user:
            raise ValueError("that message is somebody else's")
        self._world.edit(message, tidy(FormattedText(text)), message.reply_markup)
        self._world.tell("edited_message", message)
        return message

    def delete(self, message: Message) -> None:
        """Delete a message for both; the bot isn't told."""
        message.deleted = True
        self._world.changed.ring()

    def press(self, message: Message, button: str) -> Press:
        """Press an inline button, told by its text or its data.

        A button that an edit took away can still be pressed, as by a person whose screen is
        behind, and so can one on a deleted message. Raises `LookupError` where there never was one.
        """
        return self.forge_press(message, data_behind(message, button))

    def forge_press(self, message: Message, data: str) -> Press:
        """A press with any data, as a tampered client can send it."""
        return press_with(self._world, self.user, message, data)

    def block(self) -> None:
        """Block the bot."""
        self._change_bot(Membership.MEMBER, Membership.KICKED)

    def unblock(self) -> None:
        """Unblock the bot."""
        self._change_bot(Membership.KICKED, Membership.MEMBER)

    def deactivate(self) -> None:
        """Delete the Telegram account; the bot isn't told."""
        self.user.deactivated = True

    async def receives(
        self,
        predicate: Predicate = None,
        *,
        timeout: float = PATIENCE,
        chat: Group | None = None,
    ) -> Message:
        """The next message from the bot that fits and wasn't handed out before.

        Messages that don't fit stay for later calls. `chat` is a group, else the private chat.
        """
        source = self.chat if chat is None else chat.chat
        fits = as_function(predicate)

        def look() -> Message | None:
            for message in source.messages.values():
                key = (message.chat_id, message.id)
                unseen = message.from_bot and not message.deleted and key not in self._seen
                if unseen and fits(message):
                    self._seen.add(key)
                    return message
            return None

        try:
            return await self._world.changed.until(look, timeout)
        except TimeoutError:
            texts = [m.text for m in source.messages.values() if m.from_bot]
            raise TimeoutError(f"{self.user.first_name} got {texts}") from None

    async def sees_edit(
        self, message: Message, predicate: Predicate = None, *, timeout: float = PATIENCE
    ) -> Message:
        """The message once it was edited (at all, and) so that it fits."""
        fits = as_function(predicate)
        try:
            return await self._world.changed.until(
                lambda: message if message.edits and fits(message) else None, timeout
            )
        except TimeoutError:
            raise TimeoutError(f"the message still says {message.text!r}") from None

    async def answered(self, press: Press, *, timeout: float = PATIENCE) -> Answer:
        """What the bot answered to a press."""
        return await self._world.changed.until(lambda: press.answer, timeout)

    def _write(self, to: Group | None, formatted: FormattedText, **parts: object) -> Message:
        chat = self.chat if to is None else to.chat
        if to is None and chat.bot is not Membership.MEMBER:
            raise ValueError("press Start first: the chat is closed or the bot is blocked")
        if not chat.members.get(self.id, Membership.LEFT).present:
            raise ValueError(f"{self.user.first_name} isn't in that group")
        message = self._world.post(chat, self.user, formatted, **parts)
        self._world.tell("message", message)
        return message

    def _change_bot(self, before: Membership, after: Membership) -> None:
        if self.chat.bot is not before:
            raise ValueError(f"the bot is {self.chat.bot} here, not {before}")
        self.chat.bot = after
        world = self._world
        change = membership_change_json(world, self.chat, self.user, world.bot, before, after)
        world.updates.add("my_chat_member", change)
