"""Groups and who is in them."""

from __future__ import annotations

from bot.sandbox.telegram.accounts import Account
from bot.sandbox.telegram.state import Chat, ChatKind, Json, Membership, Message, User
from bot.sandbox.telegram.views import membership_change_json, user_json
from bot.sandbox.telegram.world import World

SUPERGROUPS_BELOW = -1_000_000_000_000
"""The Bot API's convention: ids of supergroups begin with -100 and are this low."""


class Group:
    """A group; the first of its members made it. After `migrate` it is the new supergroup."""

    def __init__(self, world: World, group_id: int, title: str, members: tuple[Account, ...]):
        kind = ChatKind.SUPERGROUP if group_id < SUPERGROUPS_BELOW else ChatKind.GROUP
        self._world = world
        self.chat = Chat(group_id, kind, title)
        for number, account in enumerate(members):
            role = Membership.MEMBER if number else Membership.CREATOR
            self.chat.members[account.id] = role
        world.chats[group_id] = self.chat

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def messages(self) -> list[Message]:
        """What the bot wrote here and didn't delete, oldest first."""
        return [m for m in self.chat.messages.values() if m.from_bot and not m.deleted]

    def commands(self, account: Account) -> list[Json]:
        """The commands a person is offered here."""
        language = account.user.language_code or ""
        return self._world.commands.effective(self.chat, account.id, language)

    def add(self, account: Account, *, by: Account | None = None) -> None:
        """Take a person in."""
        actor = (by or account).user
        self._change_member(account, actor, Membership.MEMBER)
        joined = {"new_chat_members": [user_json(account.user)]}
        self._world.post_service(self.chat, actor, joined)

    def remove(self, account: Account, *, by: Account | None = None) -> None:
        """A person leaves, or is put out."""
        after = Membership.LEFT if by is None else Membership.KICKED
        actor = (by or account).user
        self._change_member(account, actor, after)
        left = {"left_chat_member": user_json(account.user)}
        self._world.post_service(self.chat, actor, left)

    def promote(self, account: Account) -> None:
        """Make a person an administrator; no service message says so."""
        self.chat.members[account.id] = Membership.ADMINISTRATOR

    def add_bot(self, by: Account, *, administrator: bool = False, payload: str = "") -> None:
        """Take the bot in; `payload` is what a `?startgroup=` link carried."""
        after = Membership.ADMINISTRATOR if administrator else Membership.MEMBER
        self._change_bot(by.user, after)
        joined = {"new_chat_members": [user_json(self._world.bot)]}
        self._world.post_service(self.chat, by.user, joined)
        if payload:
            by.say(f"/start@{self._world.bot.username} {payload}", to=self)

    def promote_bot(self, by: Account) -> None:
        """Make the bot an administrator, who sees every message."""
        self._change_bot(by.user, Membership.ADMINISTRATOR)

    def kick_bot(self, by: Account) -> None:
        """Put the bot out; it isn't shown the service message."""
        self._change_bot(by.user, Membership.KICKED)

    def migrate(self, new_id: int, *, by: Account | None = None, new_first: bool = False) -> None:
        """Become a supergroup with another id, where message ids start anew.

        Both service messages are sent, the new chat's first with `new_first`: their order isn't
        sure on Telegram either.
        """
        old, world = self.chat, self._world
        actor = by.user if by else self._creator()
        new = Chat(new_id, ChatKind.SUPERGROUP, old.title, dict(old.members), old.bot)
        world.chats[new_id] = self.chat = new
        away = (old, {"migrate_to_chat_id": new_id})
        here = (new, {"migrate_from_chat_id": old.id})
        for chat, service in (here, away) if new_first else (away, here):
            world.post_service(chat, actor, service)
        old.migrated_to = new_id

    def _creator(self) -> User:
        for user_id, membership in self.chat.members.items():
            if membership is Membership.CREATOR:
                return self._world.users[user_id]
        raise LookupError("nobody made this group: say who migrates it")

    def _change_bot(self, actor: User, after: Membership) -> None:
        before = self.chat.bot or Membership.LEFT
        self.chat.bot = after
        world = self._world
        change = membership_change_json(world, self.chat, actor, world.bot, before, after)
        world.updates.add("my_chat_member", change)

    def _change_member(self, account: Account, actor: User, after: Membership) -> None:
        before = self.chat.members.get(account.id, Membership.LEFT)
        self.chat.members[account.id] = after
        if self.chat.bot is not None and self.chat.bot.administers:
            world = self._world
            change = membership_change_json(world, self.chat, actor, account.user, before, after)
            world.updates.add("chat_member", change)
