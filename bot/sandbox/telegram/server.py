"""The Bot API server and the Python front to the world behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TypeVar

from starlette.applications import Starlette
from starlette.routing import Mount

from bot.sandbox.telegram.accounts import Account
from bot.sandbox.telegram.calls import Call, Hook
from bot.sandbox.telegram.faults import AnyFault, Fault
from bot.sandbox.telegram.gateway import TOKEN, Gateway
from bot.sandbox.telegram.groups import Group
from bot.sandbox.telegram.polling import Update
from bot.sandbox.telegram.state import Chat, Message, User, WorkSign
from bot.sandbox.telegram.waiting import PATIENCE
from bot.sandbox.telegram.world import World

T = TypeVar("T")

SANDBOX_TOKEN = "4200000001:SANDBOX-token_that_opens_nothing_00"  # noqa: S105
"""A token of the right form that opens nothing outside the sandbox."""


def real_time() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


class BotApi:
    """A Telegram with one bot in it.

    `app` is the ASGI application, to be served with `bot.serving.serve`. `clock` says what
    time it is there (aware): dates of messages and the age of updates come from it, waiting
    doesn't. With `privacy` off the bot sees everything in its groups. With
    `floods` on, sending faster than Telegram allows is answered with 429, measured by `clock`.
    Raises `ValueError` for a token Telegram would not make.
    """

    def __init__(
        self,
        username: str = "segar_uji_bot",
        token: str = SANDBOX_TOKEN,
        *,
        first_name: str = "Segar",
        privacy: bool = True,
        floods: bool = False,
        clock: Callable[[], datetime] = real_time,
    ) -> None:
        if TOKEN.fullmatch(token) is None:
            raise ValueError("a token is digits, a colon and 35 letters, digits, _ or -")
        bot_id = int(token.partition(":")[0])
        bot = User(bot_id, first_name, is_bot=True, username=username)
        self.token = token
        self.username = username
        self.world = World(bot, privacy=privacy, floods=floods, clock=clock)
        self._gateway = Gateway(self.world, token)
        self._accounts: dict[int, Account] = {}
        self.app = Starlette(routes=[Mount("/", app=self._gateway)], lifespan=self._lifespan)

    @property
    def calls(self) -> list[Call]:
        """Every call with this token, oldest first, unknown methods too."""
        return self._gateway.calls

    @property
    def pending(self) -> list[Update]:
        """The updates the bot hasn't confirmed."""
        return self.world.updates.pending()

    @property
    def polled(self) -> bool:
        """Whether the bot waits for updates now, in a getUpdates call."""
        return self.world.updates.polled

    @property
    def work_signs(self) -> list[WorkSign]:
        """Every "typing" and the like the bot showed."""
        return self.world.work_signs

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method, oldest first."""
        return [call for call in self.calls if call.method == method]

    def person(
        self,
        user_id: int,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "id",
    ) -> Account:
        """A person Telegram knows, who hasn't pressed Start; the same one for the same id."""
        if user_id not in self._accounts:
            user = User(
                user_id,
                first_name,
                last_name=last_name,
                username=username,
                language_code=language_code,
            )
            self.world.users[user_id] = user
            self._accounts[user_id] = Account(self.world, user)
        return self._accounts[user_id]

    def group(self, group_id: int, title: str, members: Sequence[Account] = ()) -> Group:
        """A group without the bot; an id below -1,000,000,000,000 makes it a supergroup."""
        return Group(self.world, group_id, title, tuple(members))

    def messages(self, chat_id: int) -> list[Message]:
        """What the bot wrote in a chat and didn't delete, oldest first."""
        return [m for m in self.history(chat_id) if m.from_bot and not m.deleted]

    def history(self, chat_id: int) -> list[Message]:
        """Every message of a chat, people's, service messages and deleted ones too."""
        chat = self.world.chats.get(chat_id)
        return list(chat.messages.values()) if chat else []

    def chats(self) -> list[Chat]:
        """The chats the bot can write in: people who pressed Start, groups it is in."""
        return [c for c in self.world.chats.values() if c.bot is not None and c.bot.present]

    def fail(
        self,
        fault: AnyFault,
        *,
        method: str | None = None,
        chat: int | None = None,
        times: int = 1,
    ) -> None:
        """Let the next `times` calls of `method` (None: any) to `chat` (None: any) meet a fault."""
        if isinstance(fault, Fault.DeliveredTwice):
            self.world.updates.repeat(times)
        else:
            self._gateway.faults.add(fault, method, chat, times)

    def heal(self) -> None:
        """Forget every fault that is still planned."""
        self._gateway.faults.clear()

    def on_call(self, hook: Hook) -> Callable[[], None]:
        """Await `hook(call, stage)` at both stages of every call: received, processed.

        The answer is sent when the hook is done. What is returned takes the hook away.
        """
        self._gateway.hooks.append(hook)
        return lambda: self._gateway.hooks.remove(hook)

    async def until(self, look: Callable[[], T | None], *, timeout: float = PATIENCE) -> T:
        """The first answer of `look` that isn't None or False, asked again at every change.

        Raises `TimeoutError` after `timeout` seconds of real time.
        """
        return await self.world.changed.until(look, timeout)

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        yield
        await self.world.webhook.stop()
