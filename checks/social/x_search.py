"""X's recent search: the posts of many accounts at once, paid for by the post that is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from checks.links.snowflakes import EPOCH, X_EPOCH_MS
from checks.model import ChannelRef
from checks.social.door import Door
from checks.social.x_answers import OddPost, Post, SearchAnswer, ask_x
from checks.social.x_money import affordable_posts, pay_posts

SEARCH = "https://api.x.com/2/tweets/search/recent"

LONGEST_QUERY = 512
"""Characters of a query on pay per use (docs.x.com, "Build a query")."""

REACH = timedelta(days=7)
"""How far back recent search looks."""

OLDEST_SINCE = REACH - timedelta(hours=1)
"""X refuses a `since_id` older than its reach, and its clock is not ours."""

MOST_PAGES = 10
"""Of one query: a thousand posts of some twenty accounts, where two dozen are usual."""

TWEET_FIELDS = "created_at,public_metrics,author_id"

_OPENING, _OR, _CLOSING = "(", " OR ", ") -is:retweet"
_ANSWER = TypeAdapter(SearchAnswer)


@dataclass(frozen=True, slots=True)
class Author:
    """An account to search for.

    `told_until` is the moment (aware) up to which its posts are known, None where none are;
    `newest` the id and time of the newest known post.
    """

    ref: ChannelRef
    id: str
    handle: str
    told_until: datetime | None = None
    newest: tuple[str, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search told: not all there is, where it has more pages than are worth their price."""

    posts: tuple[Post | OddPost, ...]
    complete: bool

    def of(self, author_id: str) -> Sequence[Post | OddPost]:
        return [post for post in self.posts if post.author_id == author_id]


def id_at(moment: datetime) -> int:
    """The smallest id that a post made at this moment (aware) can have."""
    milliseconds = (moment - EPOCH) // timedelta(milliseconds=1)
    return (milliseconds - X_EPOCH_MS) << 22


def grouped(authors: Sequence[Author]) -> Iterator[tuple[Author, ...]]:
    """The authors in as many groups as their queries need.

    Those of whom nothing is known are kept from the others, whose posts would be paid for again;
    and of those the ones last read at the same time stand together.
    """
    yield from _fitting([author for author in authors if author.told_until is None])
    known = [(author.told_until, author) for author in authors if author.told_until is not None]
    yield from _fitting([author for _, author in sorted(known, key=lambda pair: pair[0])])


def _fitting(authors: Iterable[Author]) -> Iterator[tuple[Author, ...]]:
    group: tuple[Author, ...] = ()
    for author in authors:
        if group and len(query_for((*group, author))) > LONGEST_QUERY:
            yield group
            group = ()
        group = (*group, author)
    if group:
        yield group


def query_for(authors: Sequence[Author]) -> str:
    """What finds the authors' own posts, replies among them, and leaves reposts out."""
    return f"{_OPENING}{_OR.join(f'from:{author.handle}' for author in authors)}{_CLOSING}"


def since(authors: Sequence[Author], now: datetime) -> tuple[str, datetime] | None:
    """The id after which posts are new, with its time; None where all that can be had is asked for.

    That is the newest post known of any of the authors, unless one of them was last read before it.
    """
    moments = [author.told_until for author in authors if author.told_until is not None]
    if len(moments) < len(authors):
        return None
    told_until = min(moments)
    known = [author.newest for author in authors if author.newest is not None]
    newest = max(known, key=lambda post: post[1], default=None)
    if newest is None or newest[1] > told_until:
        newest = str(id_at(told_until)), told_until
    return newest if newest[1] > now - OLDEST_SINCE else None


async def search(door: Door, authors: Sequence[Author], since_id: str | None) -> Found:
    """The authors' posts of the last seven days, newer than `since_id` where there is one.

    Raises XUnanswered and PlatformStopped.
    """
    query = {"query": query_for(authors), "tweet.fields": TWEET_FIELDS}
    if since_id is not None:
        query["since_id"] = since_id
    posts: list[Post | OddPost] = []
    for _ in range(MOST_PAGES):
        query["max_results"] = str(await affordable_posts(door))
        answer = await ask_x(door, SEARCH, query, _ANSWER)
        await pay_posts(door, len(answer.data))
        posts += answer.data
        if answer.meta.next_token is None:
            return Found(tuple(posts), complete=True)
        query["next_token"] = answer.meta.next_token
    return Found(tuple(posts), complete=False)
