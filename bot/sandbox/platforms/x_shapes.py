"""How the sandbox's X writes accounts, posts and problems."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from starlette.responses import JSONResponse

from bot.sandbox.platforms.world import Fault, Mood, Post, SocialAccount

REPOST = "retweeted"
"""A post's kind is the type of the post it refers to: retweeted, quoted or replied_to."""

CREATED = "2016-03-21T04:00:00.000Z"

PROBLEMS: Mapping[Fault | None, tuple[int, Mapping[str, object]]] = {
    Fault.TOKEN_EXPIRED: (
        401,
        {"title": "Unauthorized", "type": "about:blank", "status": 401, "detail": "Unauthorized"},
    ),
    Fault.QUOTA_SPENT: (
        402,
        {
            "account_id": 2051096097834344448,
            "title": "CreditsDepleted",
            "detail": (
                "Your enrolled account [2051096097834344448] does not have any credits to fulfill "
                "this request."
            ),
            "type": "https://api.twitter.com/2/problems/credits",
        },
    ),
    Fault.PERMISSION_MISSING: (
        403,
        {
            "client_id": "24555515",
            "detail": (
                "When authenticating requests to the Twitter API v2 endpoints, you must use keys "
                "and tokens from a Twitter developer App that is attached to a Project. You can "
                "create a project via the developer portal."
            ),
            "registration_url": "https://developer.twitter.com/en/docs/projects/overview",
            "title": "Client Forbidden",
            "required_enrollment": "Appropriate Level of API Access",
            "reason": "client-not-enrolled",
            "type": "https://api.twitter.com/2/problems/client-forbidden",
        },
    ),
    Fault.THROTTLED: (
        429,
        {
            "title": "Too Many Requests",
            "detail": "Too Many Requests",
            "type": "about:blank",
            "status": 429,
        },
    ),
}
"""What a whole request is answered with, as people report it."""


def invalid_request(parameter: str, value: str, message: str) -> JSONResponse:
    """400, for a parameter that is not as it has to be."""
    body = {
        "errors": [{"parameters": {parameter: [value]}, "message": message}],
        "title": "Invalid Request",
        "detail": "One or more parameters to your request was invalid.",
        "type": "https://api.twitter.com/2/problems/invalid-request",
    }
    return JSONResponse(body, 400)


def show_user(account: SocialAccount, fields: frozenset[str]) -> dict[str, Any]:
    """An account with the fields asked for, those absent that say nothing of it."""
    newest = max((post.id for post in account.posts), key=int, default=None)
    pinned = next((post.id for post in account.posts if post.pinned), None)
    optional: dict[str, Any] = {
        "created_at": CREATED,
        "protected": account.mood is Mood.PRIVATE,
        "most_recent_tweet_id": newest,
        "pinned_tweet_id": pinned,
        "public_metrics": {
            "followers_count": account.followers,
            "following_count": 40,
            "tweet_count": len(account.posts),
            "listed_count": 4,
            "like_count": 12,
            "media_count": 0,
        },
    }
    always = {"id": account.id, "name": account.name or account.handle, "username": account.handle}
    asked = {name: told for name, told in optional.items() if name in fields and told is not None}
    return {**always, **asked}


def show_post(account: SocialAccount, post: Post, fields: frozenset[str]) -> dict[str, Any]:
    """A post with the fields asked for; its text is escaped as X escapes it."""
    optional: dict[str, Any] = {
        "created_at": _written(post.at),
        "author_id": account.id,
        "public_metrics": {
            "retweet_count": 0,
            "reply_count": post.comments or 0,
            "like_count": post.likes or 0,
            "quote_count": 0,
            "bookmark_count": 0,
            "impression_count": post.views or 0,
        },
    }
    if post.kind:
        optional["referenced_tweets"] = [{"type": post.kind, "id": "1460323737035677698"}]
    asked = {name: told for name, told in optional.items() if name in fields}
    text = html.escape(post.text, quote=False)
    return {"id": post.id, "text": text, "edit_history_tweet_ids": [post.id], **asked}


def show_embedded(account: SocialAccount, post: Post) -> dict[str, Any]:
    """What oEmbed answers about a post; the day stands in words in its `html`."""
    profile = f"https://twitter.com/{account.handle}"
    address = f"{profile}/status/{post.id}"
    name, text = html.escape(account.name or account.handle), html.escape(post.text, quote=False)
    day = f"{post.at:%B} {post.at.day}, {post.at.year}"
    return {
        "url": address,
        "author_name": account.name or account.handle,
        "author_url": profile,
        "html": (
            f'<blockquote class="twitter-tweet"><p lang="in" dir="ltr">{text}</p>&mdash; {name} '
            f'(@{account.handle}) <a href="{address}?ref_src=twsrc%5Etfw">{day}</a></blockquote>\n'
            '<script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>'
        ),
        "width": 550,
        "height": None,
        "type": "rich",
        "cache_age": "3153600000",
        "provider_name": "Twitter",
        "provider_url": "https://twitter.com",
        "version": "1.0",
    }


def _written(moment: datetime) -> str:
    at = moment.astimezone(UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"
