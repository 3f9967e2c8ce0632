"""Threads' profile discovery in the sandbox; a post's `id` is the code in its permalink.

The `kind` of a post is its `media_type`, where that is not `TEXT_POST`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from bot.sandbox.platforms.graph_errors import (
    credential_refusal,
    fault_refusal,
    nonexisting_field,
    not_visible,
    refusal,
    token_of,
    usage_headers,
)
from bot.sandbox.platforms.graph_media import (
    CursorInvalid,
    cursor_at,
    media_id,
    place_of,
    time_of,
)
from bot.sandbox.platforms.world import Fault, Mood, PlatformWorld, Post, SocialAccount
from checks.model import Platform

USER_ID = "26000000000000001"
"""The office's own profile, whose allowance the calls count to."""

DEFAULT_LIMIT, LARGEST_LIMIT = 25, 100

FEWEST_FOLLOWERS = 100

SHOWN_TO_ALL = frozenset({"meta", "threads", "instagram", "facebook"})
"""The profiles that standard access sees (Threads API, "Threads Profiles")."""

LIFE = timedelta(days=60)
YOUNGEST = timedelta(hours=24)
"""Of a long-lived token, and before it can be renewed (Threads API, "Long-Lived Access Tokens")."""

MEDIA_NODE = "ThreadsMedia"


def routes(world: PlatformWorld) -> Sequence[BaseRoute]:
    """The endpoints: a profile's posts, the token's own profile, renewing the token."""
    threads = _Threads(world)
    return [
        Route("/v1.0/profile_posts", threads.profile_posts, methods=["GET"]),
        Route("/v1.0/me", threads.me, methods=["GET"]),
        Route("/refresh_access_token", threads.refresh, methods=["GET"]),
    ]


class _Threads:
    def __init__(self, world: PlatformWorld) -> None:
        self._world = world

    async def profile_posts(self, request: Request) -> JSONResponse:
        username = request.query_params.get("username", "").lower()
        standard = self._fault is Fault.PERMISSION_MISSING and username in SHOWN_TO_ALL
        refused = self._refused(request, with_faults=not standard)
        if refused is not None:
            return refused
        if not username:
            return refusal(100, "(#100) The parameter username is required")
        account = self._world.named(Platform.THREADS, username)
        missing = self._fault is Fault.EVERYTHING_MISSING
        if account is None or missing or account.mood is not Mood.PUBLIC:
            return not_visible(username)
        if account.followers < FEWEST_FOLLOWERS:
            # the rule is known, its wording is not
            message = f"The profile must have at least {FEWEST_FOLLOWERS} followers"
            return refusal(10, f"(#10) {message}")
        return self._posts(account, request)

    async def me(self, request: Request) -> JSONResponse:
        refused = self._refused(request, with_faults=self._fault is not Fault.PERMISSION_MISSING)
        if refused is not None:
            return refused
        return JSONResponse({"id": USER_ID}, headers=self._usage())

    async def refresh(self, request: Request) -> JSONResponse:
        """A new token in the place of the old one, which the sandbox takes no more."""
        refused = self._refused(request, with_faults=self._fault is not Fault.PERMISSION_MISSING)
        if refused is not None:
            return refused
        if request.query_params.get("grant_type") != "th_refresh_token":
            return refusal(100, "(#100) The parameter grant_type is required")
        now, expires = self._world.clock(), self._world.token_expires.get(Platform.THREADS)
        if expires is not None and now - (expires - LIFE) < YOUNGEST:
            return refusal(100, "(#100) The token is not old enough to be refreshed")
        renewed = f"{token_of(request)}R"
        self._world.tokens[Platform.THREADS] = renewed
        self._world.token_expires[Platform.THREADS] = now + LIFE
        seconds = int(LIFE.total_seconds())
        told = {"access_token": renewed, "token_type": "bearer", "expires_in": seconds}
        return JSONResponse(told)

    def _posts(self, account: SocialAccount, request: Request) -> JSONResponse:
        query = request.query_params
        fields = (query.get("fields") or "id").split(",")
        unknown = next((name for name in fields if name not in _FIELDS), None)
        if unknown is not None:
            return nonexisting_field(unknown, MEDIA_NODE)
        limit = query.get("limit", str(DEFAULT_LIMIT))
        if not limit.isdigit() or int(limit) > LARGEST_LIMIT:
            return refusal(100, f"(#100) Param limit must be between 0 and {LARGEST_LIMIT}")
        try:
            begin = place_of(query.get("after", ""))
        except CursorInvalid:
            return refusal(100, "(#100) Invalid cursors values")
        posts = account.shown[begin : begin + int(limit)]
        data = [_shown(account, post, fields) for post in posts]
        told: dict[str, object] = {"data": data}
        if data:
            end = begin + len(data)
            cursors = {"before": cursor_at(begin), "after": cursor_at(end)}
            paging: dict[str, object] = {"cursors": cursors}
            if end < len(account.posts):
                # the real one repeats the token here, whichever way it came
                paging["next"] = (
                    "https://graph.threads.com/v1.0/profile_posts?access_token="
                    f"{token_of(request)}&username={account.handle}&after={cursor_at(end)}"
                )
            told["paging"] = paging
        return JSONResponse(told, headers=self._usage())

    def _refused(self, request: Request, *, with_faults: bool) -> JSONResponse | None:
        refused = credential_refusal(request, self._world, Platform.THREADS)
        if refused is None and with_faults:
            refused = fault_refusal(self._world, Platform.THREADS, USER_ID)
        return refused

    def _usage(self) -> dict[str, str]:
        return usage_headers(self._world, Platform.THREADS, USER_ID)

    @property
    def _fault(self) -> Fault | None:
        return self._world.faults.get(Platform.THREADS)


_FIELDS: Mapping[str, Callable[[SocialAccount, Post], object]] = {
    "id": lambda account, post: media_id(post),
    "media_product_type": lambda account, post: "THREADS",
    "media_type": lambda account, post: post.kind or "TEXT_POST",
    "permalink": lambda account, post: f"https://www.threads.com/@{account.handle}/post/{post.id}",
    "username": lambda account, post: account.handle,
    "text": lambda account, post: post.text or None,
    "timestamp": lambda account, post: time_of(post),
    "shortcode": lambda account, post: post.id,
    "is_quote_post": lambda account, post: False,
    "has_replies": lambda account, post: bool(post.comments),
}


def _shown(account: SocialAccount, post: Post, fields: Sequence[str]) -> dict[str, object]:
    shown = {name: _FIELDS[name](account, post) for name in ("id", *fields)}
    return {name: value for name, value in shown.items() if value is not None}
