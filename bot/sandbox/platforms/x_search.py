"""Recent search of the sandbox's X: what its query language finds, a page at a time."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.sandbox.platforms.ids import timed_id
from bot.sandbox.platforms.world import Mood, Post, SocialAccount
from bot.sandbox.platforms.x_shapes import REPOST, show_post
from checks.model import Platform

LONGEST_QUERY = 512
REACH = timedelta(days=7)
FEWEST, MOST, USUAL = 10, 100, 10
"""Posts of one page: what `max_results` may be, and is where it is left out."""

_FROM = re.compile(r"from:([A-Za-z0-9_]+)")
_QUERY = re.compile(
    r"(?:\((?P<many>from:\w+(?: OR from:\w+)*)\)|(?P<one>from:\w+))(?P<no_reposts> -is:retweet)?"
)


class SearchRefused(Exception):
    """A parameter the search does not take."""

    def __init__(self, parameter: str, value: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.value = value
        self.message = message


def search_recent(
    accounts: Iterable[SocialAccount], parameters: Mapping[str, str], now: datetime
) -> dict[str, Any]:
    """The answer to a search: posts of the last seven days, newest first. Raises SearchRefused."""
    names, reposts = _read_query(parameters.get("query", ""))
    size = _page_size(parameters.get("max_results", str(USUAL)))
    since_id = _read_since(parameters.get("since_id"), now)
    offset = _read_token(parameters.get("next_token"))
    fields = frozenset(parameters.get("tweet.fields", "").split(","))
    found = [
        (account, post)
        for account in accounts
        if account.platform is Platform.X and account.mood not in {Mood.PRIVATE, Mood.SUSPENDED}
        if {account.handle.lower(), account.id} & names
        for post in account.posts
        if (reposts or post.kind != REPOST) and _is_new(post, since_id, now)
    ]
    found.sort(key=lambda pair: int(pair[1].id), reverse=True)
    page = found[offset : offset + size]
    meta: dict[str, Any] = {"result_count": len(page)}
    if not page:
        return {"meta": meta}
    meta = {"newest_id": page[0][1].id, "oldest_id": page[-1][1].id, **meta}
    if offset + size < len(found):
        meta["next_token"] = urlsafe_b64encode(f"{offset + size:012}".encode()).decode()
    return {"data": [show_post(account, post, fields) for account, post in page], "meta": meta}


def _is_new(post: Post, since_id: int | None, now: datetime) -> bool:
    # Search goes by the moment in the id, whatever the post says of itself.
    newer = since_id is None or int(post.id) > since_id
    return newer and int(post.id) >= int(timed_id(Platform.X, now - REACH))


def _read_query(query: str) -> tuple[frozenset[str], bool]:
    if len(query) > LONGEST_QUERY:
        message = (
            f"The `query` query parameter has a length of {len(query)} and is longer than "
            f"{LONGEST_QUERY}"
        )
        raise SearchRefused("query", query, message)
    found = _QUERY.fullmatch(query)
    if found is None:
        message = "There were errors processing your request: no viable alternative at input"
        raise SearchRefused("query", query, message)
    names = _FROM.findall(found["many"] or found["one"])
    return frozenset(name.lower() for name in names), not found["no_reposts"]


def _page_size(text: str) -> int:
    if not text.isdecimal() or not FEWEST <= int(text) <= MOST:
        message = (
            f"The `max_results` query parameter value [{text}] is not between {FEWEST} and {MOST}"
        )
        raise SearchRefused("max_results", text, message)
    return int(text)


def _read_since(text: str | None, now: datetime) -> int | None:
    if text is None:
        return None
    oldest = int(timed_id(Platform.X, now - REACH))
    if not text.isdecimal() or int(text) < oldest:
        when = (now - REACH).astimezone(UTC)
        message = (
            f"'since_id' must be a tweet id created after {when:%Y-%m-%dT%H:%MZ}. "
            f"Please use a 'since_id' that is larger than {oldest}"
        )
        raise SearchRefused("since_id", text, message)
    return int(text)


def _read_token(token: str | None) -> int:
    if token is None:
        return 0
    try:
        return int(urlsafe_b64decode(token))
    except ValueError as error:
        message = f"The `next_token` query parameter value [{token}] is not valid"
        raise SearchRefused("next_token", token, message) from error
