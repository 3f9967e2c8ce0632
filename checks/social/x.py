"""X: new posts by recent search, every day; who the accounts are by user lookup, once a week.

A search costs as much as it tells, so a quiet account costs nothing: what was known of it stands,
and what is new is added. Accounts not read before, and those whose identity was last looked up a
week ago or ended in trouble, are looked up first.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from checks.model import ChannelRef, Identity, Platform, Reading, Trouble
from checks.social.access import PlatformAccess
from checks.social.door import Door
from checks.social.readings import troubled
from checks.social.x_answers import OddPost, Post, User, XUnanswered
from checks.social.x_posts import Known, account_reading, known_of
from checks.social.x_search import REACH, Author, Found, grouped, search, since
from checks.social.x_users import MOST_USERS, look_up

IDENTITY_EVERY = timedelta(days=7)

_TOLD_OF = frozenset({None, Trouble.NO_DATES, Trouble.NOTHING_POSTED})
"""The troubles of readings of which X told all that there was."""


@dataclass(frozen=True, slots=True)
class _Account:
    """An account that can be searched for; `user` is X's word where it was looked up just now."""

    author: Author
    known: Known
    identity: Identity
    thorough_at: datetime | None
    user: User | None
    before: Reading | None

    @property
    def posted_nothing(self) -> bool:
        """Does X say, now or when it was last asked, that the account never posted?"""
        if self.user is not None:
            return self.user.public_metrics.tweet_count == 0
        return self.before is not None and self.before.trouble is Trouble.NOTHING_POSTED

    def reading(self, posts: Sequence[Post], searched_from: datetime, now: datetime) -> Reading:
        """What it has published, after a search that told these posts of it."""
        reading = account_reading(
            self.identity,
            self.known,
            posts,
            self.user.most_recent_tweet_id if self.user else None,
            searched_from=searched_from,
            now=now,
        )
        if reading.trouble is Trouble.NOTHING_POSTED and not self.posted_nothing:
            detail = "it has posts, and none whose time is known"
            reading = troubled(Trouble.NO_DATES, now, detail, identity=self.identity)
        return replace(reading, thorough_at=self.thorough_at)


@dataclass(frozen=True, slots=True)
class XAdapter:
    """Reads accounts of X with an app's bearer token, within the office's monthly ceiling."""

    platform: Platform = Platform.X
    source: str = "api"
    """Of an account whose newest post only its lookup told, the evidence says `post-id`."""

    def batch_size(self, access: PlatformAccess) -> int:
        return MOST_USERS

    def closed(self, access: PlatformAccess) -> str:
        return "" if access.x_token else "no bearer token for X"

    async def read(
        self, refs: Sequence[ChannelRef], *, door: Door, before: Mapping[ChannelRef, Reading]
    ) -> AsyncIterator[tuple[ChannelRef, Reading]]:
        """A reading of each account; see Adapter.read."""
        accounts = {ref: _remembered(ref, before.get(ref), door.now) for ref in refs}
        unsure = [ref for ref, account in accounts.items() if account is None]
        searched = {ref: account for ref, account in accounts.items() if account is not None}
        while unsure or searched:
            for ref, told in (await look_up(door, unsure)).items():
                seen = _looked_up(ref, told, before.get(ref), door.now)
                if isinstance(seen, Reading):
                    yield ref, seen
                else:
                    searched[ref] = seen
            unsure = []
            for group in grouped([account.author for account in searched.values()]):
                some = [searched[author.ref] for author in group]
                for ref, reading in (await _search(door, some)).items():
                    if reading is None:
                        unsure.append(ref)
                    else:
                        yield ref, reading
            searched = {}


def _remembered(ref: ChannelRef, before: Reading | None, now: datetime) -> _Account | None:
    """The account as its last reading left it; None where X has to be asked who it is."""
    if before is None or before.identity is None or before.thorough_at is None:
        return None
    identity = before.identity
    if (
        identity.handle is None
        or identity.platform_id != ref.platform_id
        or before.trouble not in _TOLD_OF
        or now - before.thorough_at >= IDENTITY_EVERY
    ):
        return None
    known = known_of(before)
    author = Author(ref, identity.platform_id, identity.handle, before.checked_at, known.newest)
    return _Account(author, known, identity, before.thorough_at, None, before)


def _looked_up(
    ref: ChannelRef, told: User | Reading, before: Reading | None, now: datetime
) -> _Account | Reading:
    """The account as X told of it just now, or the reading that its word makes at once."""
    if isinstance(told, Reading):
        return told
    identity = Identity(told.id, told.username.lower())
    if ref.platform_id not in (None, told.id):
        detail = f"the name now belongs to the account {told.id}"
        return replace(
            troubled(Trouble.NAME_TAKEN, now, detail, identity=identity), thorough_at=now
        )
    if told.protected:
        detail = "only its followers may read the account"
        return replace(
            troubled(Trouble.ACCOUNT_PRIVATE, now, detail, identity=identity), thorough_at=now
        )
    same = before if before and before.identity and before.identity.platform_id == told.id else None
    known = known_of(same)
    author = Author(ref, told.id, identity.handle or "")
    # A search for the old name told nothing of what was posted under the new one.
    if same is not None and same.identity == identity and same.trouble in _TOLD_OF:
        author = replace(author, told_until=same.checked_at, newest=known.newest)
    return _Account(author, known, identity, now, told, same)


async def _search(door: Door, accounts: Sequence[_Account]) -> dict[ChannelRef, Reading | None]:
    """A reading of each account; None where X has to be asked who has its name now."""
    authors = [account.author for account in accounts]
    start = since(authors, door.now)
    try:
        found = await search(door, authors, start[0] if start else None)
    except XUnanswered as error:
        return dict.fromkeys((author.ref for author in authors), error.reading(door.now))
    ids = {author.id for author in authors}
    strangers = any(post.author_id not in ids for post in found.posts)
    searched_from = start[1] if start else door.now - REACH
    return {
        account.author.ref: None
        if strangers and _may_be_renamed(account, found)
        else _told(account, found, searched_from, door.now)
        for account in accounts
    }


def _may_be_renamed(account: _Account, found: Found) -> bool:
    """May posts of a stranger be by whoever took this account's name since it was looked up?"""
    return account.user is None and not found.of(account.author.id)


def _told(account: _Account, found: Found, searched_from: datetime, now: datetime) -> Reading:
    posts = found.of(account.author.id)
    if not posts and not found.complete:
        return troubled(Trouble.READER_FAILED, now, "its search has more pages than we follow")
    clear = [post for post in posts if not isinstance(post, OddPost)]
    if len(clear) < len(posts):
        detail = "one of its posts has another shape than we know"
        return troubled(Trouble.ANSWER_NOT_UNDERSTOOD, now, detail)
    return account.reading(clear, searched_from, now)
