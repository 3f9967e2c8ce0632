"""Is a reported post really there: the platform's open doors first, then the accounts' readers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime

from checks.client import Client
from checks.errors import FetchError
from checks.links import PostLink
from checks.model import ChannelRef, Platform
from checks.social import oembed, telegram_post
from checks.social.access import PlatformAccess
from checks.social.account_lists import AccountLists, Reader
from checks.social.confirmation import Confirmation, Found, NotShown
from checks.social.door import AnswerNotUnderstood, Door
from checks.social.stops import Breaker, PlatformStopped
from checks.social.tokens import TokenBook
from checks.social.usage import Ledger
from checks.social.youtube_post import Videos

__all__ = ["Confirmation", "Confirmer", "Found"]

LookUp = Callable[[PostLink, Sequence[ChannelRef], Door], Awaitable[Confirmation]]
"""Raises NotShown, AnswerNotUnderstood, FetchError and PlatformStopped."""


class Confirmer:
    """Confirms posts, with the doors that this office has.

    One is made for the posts of one message: it reads each account at most once. What it meets
    stops no sweep.
    """

    def __init__(
        self,
        readers: Mapping[Platform, Reader],
        access: PlatformAccess,
        ledger: Ledger,
        tokens: TokenBook,
    ) -> None:
        self._access = access
        self._ledger = ledger
        self._tokens = tokens
        self._lists = AccountLists(readers)
        self._look_ups: Mapping[Platform, LookUp] = {
            Platform.X: _by_its_permalink(oembed.look_up),
            Platform.TIKTOK: _by_its_permalink(oembed.look_up),
            Platform.TELEGRAM: _by_its_permalink(telegram_post.look_up),
            Platform.YOUTUBE: Videos(self._lists).look_up,
        }

    async def confirm(
        self, post: PostLink, candidates: Sequence[ChannelRef], *, client: Client, now: datetime
    ) -> Confirmation:
        """What the platform says of the post; `candidates` are the accounts it may be of.

        Raises nothing for what a platform does: where no door tells, the post is unknown, and the
        note says why.
        """
        candidates = [ref for ref in candidates if ref.platform is post.platform]
        look_up = self._look_ups.get(post.platform, self._lists.look_up)
        door = Door(post.platform, client, self._access, self._ledger, self._tokens, now, Breaker())
        try:
            return await look_up(post, candidates, door)
        except NotShown as refused:
            return Confirmation(post, Found.NO, note=refused.note)
        except (FetchError, AnswerNotUnderstood, PlatformStopped) as error:
            return Confirmation(post, Found.UNKNOWN, note=error.detail)


def _by_its_permalink(look_up: Callable[[PostLink, Door], Awaitable[Confirmation]]) -> LookUp:
    """That of a platform which says of each post whose it is, whoever the candidates."""

    async def asked(post: PostLink, candidates: Sequence[ChannelRef], door: Door) -> Confirmation:
        return await look_up(post, door)

    return asked
