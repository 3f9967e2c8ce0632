"""X in the sandbox: user lookup and recent search of API v2, and oEmbed of publish.x.com."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.platforms.world import Fault, Mood, PlatformWorld, SocialAccount
from bot.sandbox.platforms.x_search import SearchRefused, search_recent
from bot.sandbox.platforms.x_shapes import (
    PROBLEMS,
    invalid_request,
    show_embedded,
    show_user,
)
from checks.links import LinkRejected, read_post
from checks.model import Platform

MOST_USERS = 100
NAME = re.compile(r"[A-Za-z0-9_]{1,15}")
ID = re.compile(r"[0-9]{1,19}")

WINDOW = timedelta(minutes=15)
"""After which the number of requests is counted anew."""

USER_REQUESTS = 300
SEARCH_REQUESTS = 450
"""In one window, of one app (docs.x.com, "Rate limits")."""


def routes(world: PlatformWorld) -> Sequence[BaseRoute]:
    """The endpoints of api.x.com that an app's bearer token opens, and publish.x.com's oEmbed."""
    x = _X(world)
    return [
        Route("/2/users", x.users_by_id),
        Route("/2/users/by", x.users_by_name),
        Route("/2/tweets/search/recent", x.search),
        Route("/oembed", x.oembed),
    ]


class _X:
    def __init__(self, world: PlatformWorld) -> None:
        self._world = world

    async def users_by_id(self, request: Request) -> Response:
        def find(value: str) -> SocialAccount | None:
            return self._world.with_id(Platform.X, value)

        return self._refusal(request, USER_REQUESTS) or self._users(request, "ids", ID, find)

    async def users_by_name(self, request: Request) -> Response:
        def find(value: str) -> SocialAccount | None:
            return self._world.named(Platform.X, value)

        refusal = self._refusal(request, USER_REQUESTS)
        return refusal or self._users(request, "usernames", NAME, find)

    async def search(self, request: Request) -> Response:
        refusal = self._refusal(request, SEARCH_REQUESTS)
        if refusal is not None:
            return refusal
        accounts = [] if self._everything_missing else self._world.accounts
        try:
            found = search_recent(accounts, request.query_params, self._world.clock())
        except SearchRefused as error:
            return invalid_request(error.parameter, error.value, error.message)
        return JSONResponse(found, headers=self._limits(SEARCH_REQUESTS, SEARCH_REQUESTS - 1))

    async def oembed(self, request: Request) -> Response:
        """How a post looks on other sites; needs no token."""
        url = request.query_params.get("url", "")
        try:
            post_id = read_post(url, now=self._world.clock()).post_id
        except LinkRejected:
            post_id = ""
        for account in self._world.accounts:
            for post in account.posts:
                if account.platform is not Platform.X or post.id != post_id:
                    continue
                if account.mood is Mood.PRIVATE:
                    return JSONResponse({"error": "Sorry, you are not authorized."}, 403)
                if account.mood is not Mood.SUSPENDED and not self._everything_missing:
                    return JSONResponse(show_embedded(account, post))
        return JSONResponse({"error": "Sorry, that page does not exist."}, 404)

    @property
    def _everything_missing(self) -> bool:
        return self._world.faults.get(Platform.X) is Fault.EVERYTHING_MISSING

    def _users(
        self,
        request: Request,
        parameter: str,
        shape: re.Pattern[str],
        find: Callable[[str], SocialAccount | None],
    ) -> Response:
        text = request.query_params.get(parameter, "")
        values = text.split(",")
        if len(values) > MOST_USERS:
            message = f"size must be between 1 and {MOST_USERS}"
            return invalid_request(parameter, text, message)
        for value in values:
            if not shape.fullmatch(value):
                message = (
                    f"The `{parameter}` query parameter value [{value}] does not match "
                    f"^{shape.pattern}$"
                )
                return invalid_request(parameter, text, message)
        fields = frozenset(request.query_params.get("user.fields", "").split(","))
        data, errors = [], []
        for value in values:
            account = None if self._everything_missing else find(value)
            if account is None:
                detail = f"Could not find user with {parameter}: [{value}]."
                errors.append(_partial(parameter, value, "Not Found Error", detail))
            elif account.mood is Mood.SUSPENDED:
                detail = f"User has been suspended: [{value}]."
                errors.append(_partial(parameter, value, "Forbidden", detail))
            else:
                data.append(show_user(account, fields))
        # The real one does not promise the order of the question.
        body = {"data": data[::-1], "errors": errors}
        return JSONResponse(
            {name: told for name, told in body.items() if told},
            headers=self._limits(USER_REQUESTS, USER_REQUESTS - 1),
        )

    def _refusal(self, request: Request, limit: int) -> Response | None:
        """What the platform says instead of an answer; None where it answers."""
        expires = self._world.token_expires.get(Platform.X)
        wanted = f"Bearer {self._world.tokens[Platform.X]}"
        known = request.headers.get("authorization", "") == wanted
        fault = self._world.faults.get(Platform.X)
        if not known or (expires and expires <= self._world.clock()):
            fault = Fault.TOKEN_EXPIRED
        if fault not in PROBLEMS:
            return None
        status, body = PROBLEMS[fault]
        return JSONResponse(body, status, headers=self._limits(limit, 0))

    def _limits(self, limit: int, remaining: int) -> Mapping[str, str]:
        reset = self._world.clock() + WINDOW
        return {
            "x-rate-limit-limit": str(limit),
            "x-rate-limit-remaining": str(remaining),
            "x-rate-limit-reset": str(int(reset.timestamp())),
        }


def _partial(parameter: str, value: str, title: str, detail: str) -> dict[str, str]:
    return {
        "value": value,
        "detail": detail,
        "title": title,
        "resource_type": "user",
        "parameter": parameter,
        "resource_id": value,
        "type": "https://api.twitter.com/2/problems/resource-not-found",
    }
