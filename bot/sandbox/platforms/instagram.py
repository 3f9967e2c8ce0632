"""Instagram's business discovery in the sandbox; a post's `id` is the code in its permalink.

The `kind` of a post is its `media_product_type` or `media_type`, where it is no single picture:
`REELS`, `CAROUSEL_ALBUM`, `VIDEO`, or `STORY`, which is never shown this way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from bot.sandbox.platforms.field_expressions import FieldsMalformed, FieldWanted, parse_fields
from bot.sandbox.platforms.graph_errors import (
    credential_refusal,
    fault_refusal,
    nonexisting_field,
    not_visible,
    refusal,
    usage_headers,
)
from bot.sandbox.platforms.graph_media import (
    CursorInvalid,
    cursor_at,
    media_id,
    place_of,
    time_of,
)
from bot.sandbox.platforms.graph_tokens import token_routes
from bot.sandbox.platforms.world import Fault, Mood, PlatformWorld, Post, SocialAccount
from checks.model import Platform

DEFAULT_LIMIT, LARGEST_LIMIT = 25, 100
STORY, REELS, VIDEO = "STORY", "REELS", "VIDEO"


class _Refused(Exception):
    """Carries Graph's answer to a question that it refuses."""

    def __init__(self, answer: JSONResponse) -> None:
        super().__init__()
        self.answer = answer


def routes(world: PlatformWorld) -> Sequence[BaseRoute]:
    """Graph's endpoints below each version: the office's own account, and `debug_token`."""

    async def node(request: Request) -> JSONResponse:
        id_ = request.path_params["id"]
        refused = credential_refusal(request, world, Platform.INSTAGRAM)
        refused = refused or fault_refusal(world, Platform.INSTAGRAM, world.office_id)
        if refused is not None:
            return refused
        if id_ != world.office_id:
            return not_visible(id_)
        try:
            wanted = parse_fields(request.query_params.get("fields") or "id")
            shown = _own_account(world, wanted)
        except FieldsMalformed as malformed:
            return refusal(2500, str(malformed))
        except CursorInvalid:
            return refusal(100, "(#100) Invalid cursors values")
        except _Refused as refused_here:
            return refused_here.answer
        headers = usage_headers(world, Platform.INSTAGRAM, world.office_id)
        return JSONResponse(shown, headers=headers)

    return [
        *token_routes(world, Platform.INSTAGRAM),
        Route("/{version}/{id}", node, methods=["GET"]),
    ]


def _own_account(world: PlatformWorld, wanted: Sequence[FieldWanted]) -> dict[str, object]:
    shown: dict[str, object] = {}
    for one in wanted:
        if one.name == "business_discovery":
            found = _discovered(world, one.arguments.get("username", ""))
            if found is not None:
                shown[one.name] = _account(found, one.fields)
        elif one.name != "id":
            raise _Refused(nonexisting_field(one.name, "IGUser"))
    return {**shown, "id": world.office_id}


def _discovered(world: PlatformWorld, username: str) -> SocialAccount | None:
    """The account of this name; None for one of which nothing is shown. Raises _Refused."""
    if not username:
        raise _Refused(refusal(100, "(#100) The parameter username is required"))
    account = world.named(Platform.INSTAGRAM, username)
    missing = world.faults.get(Platform.INSTAGRAM) is Fault.EVERYTHING_MISSING
    if account is None or missing or account.mood not in {Mood.PUBLIC, Mood.HIDDEN}:
        raise _Refused(
            refusal(
                110,
                "Invalid user id",
                subcode=2207013,
                transient=False,
                for_people=(
                    "Cannot find User",
                    f"The user with username: {username} cannot be found.",
                ),
            )
        )
    return account if account.mood is Mood.PUBLIC else None


def _account(account: SocialAccount, wanted: Sequence[FieldWanted]) -> dict[str, object]:
    shown: dict[str, object] = {}
    for one in wanted:
        if one.name == "media":
            if posts := _shown(account):
                shown[one.name] = _media_list(account, posts, one)
        elif one.name == "stories":
            denied = "(#10) Application does not have permission for this action"
            raise _Refused(refusal(10, denied))
        elif one.name == "live_media":
            denied = "(#36104) Cannot access live media from business discovery"
            raise _Refused(refusal(36104, denied))
        elif one.name in _ACCOUNT_FIELDS:
            shown[one.name] = _ACCOUNT_FIELDS[one.name](account)
        else:
            raise _Refused(nonexisting_field(one.name, "ShadowIGUser"))
    return {**shown, "id": account.id}


def _media_list(
    account: SocialAccount, posts: Sequence[Post], wanted: FieldWanted
) -> dict[str, object]:
    limit = min(wanted.limit(DEFAULT_LIMIT), LARGEST_LIMIT)
    begin = place_of(wanted.arguments.get("after", ""))
    data = [_media(account, post, wanted.fields) for post in posts[begin : begin + limit]]
    end = begin + len(data)
    if end >= len(posts):
        return {"data": data}
    return {"data": data, "paging": {"cursors": {"after": cursor_at(end)}}}


def _media(account: SocialAccount, post: Post, wanted: Sequence[FieldWanted]) -> dict[str, object]:
    shown: dict[str, object] = {}
    for one in wanted:
        if one.name not in _MEDIA_FIELDS:
            raise _Refused(nonexisting_field(one.name, "ShadowIGMedia"))
        value = _MEDIA_FIELDS[one.name](account, post)
        if value is not None:
            shown[one.name] = value
    return {**shown, "id": media_id(post)}


def _shown(account: SocialAccount) -> list[Post]:
    return [post for post in account.shown if post.kind != STORY]


_ACCOUNT_FIELDS: Mapping[str, Callable[[SocialAccount], object]] = {
    "id": lambda account: account.id,
    "ig_id": lambda account: int(account.id[-10:]),
    "username": lambda account: account.handle,
    "name": lambda account: account.name or account.handle,
    "followers_count": lambda account: account.followers,
    "follows_count": lambda account: 12,
    "media_count": lambda account: len(_shown(account)),
    "biography": lambda account: "Akun resmi",
    "website": lambda account: f"https://{account.handle}.example/",
    "profile_picture_url": lambda account: f"https://scontent.example/{account.id}.jpg",
}


def _permalink(account: SocialAccount, post: Post) -> str:
    section = "reel" if post.kind == REELS else "p"
    return f"https://www.instagram.com/{section}/{post.id}/"


def _media_type(account: SocialAccount, post: Post) -> str:
    return {"": "IMAGE", REELS: VIDEO}.get(post.kind, post.kind)


_MEDIA_FIELDS: Mapping[str, Callable[[SocialAccount, Post], object]] = {
    "id": lambda account, post: media_id(post),
    "caption": lambda account, post: post.text or None,
    "media_type": _media_type,
    "media_product_type": lambda account, post: REELS if post.kind == REELS else "FEED",
    "media_url": lambda account, post: f"https://scontent.example/{post.id}",
    "permalink": _permalink,
    "timestamp": lambda account, post: time_of(post),
    "like_count": lambda account, post: post.likes,
    "comments_count": lambda account, post: post.comments or 0,
    "view_count": lambda account, post: post.views if post.kind == REELS else None,
    "username": lambda account, post: account.handle,
}
