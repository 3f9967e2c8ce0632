"""t.me in the sandbox: the preview of channels, the pages of names, the widgets of posts.

A PUBLIC account is a channel with a preview, a HIDDEN one a channel whose preview is off, a PRIVATE
one a group; the others are shown as names that tell nothing. An account's id is the channel's
number, a post's id its number within the channel. Kinds of posts: service, photo, album, video,
poll, forward, reply, edited, unsupported.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.platforms import telegram_pages as pages
from bot.sandbox.platforms.world import Fault, Mood, PlatformWorld, Post, SocialAccount
from checks.model import Platform

ON_ONE_PAGE = 20

THROTTLED = HTMLResponse("Too Many Requests", 429, {"Retry-After": "120"})


def routes(world: PlatformWorld) -> Sequence[BaseRoute]:
    """The pages of https://t.me that need no login."""
    site = _Pages(world)
    return [
        Route("/s/{name}", site.preview),
        Route("/{name}", site.name),
        Route("/{name}/{number:int}", site.post),
    ]


class _Pages:
    def __init__(self, world: PlatformWorld) -> None:
        self._world = world

    async def preview(self, request: Request) -> Response:
        if self._is_throttled:
            return THROTTLED
        name = request.path_params["name"]
        account = self._named(name)
        if account is None or account.mood is not Mood.PUBLIC:
            return RedirectResponse(f"{request.scope.get('root_path', '')}/{name}", 302)
        before = request.query_params.get("before", "")
        posts = [post for post in _messages(account) if not before or int(post.id) < int(before)]
        shown = posts[-ON_ONE_PAGE:]
        older = shown[0].id if len(shown) < len(posts) else ""
        return HTMLResponse(pages.preview(account, shown, older, self._world.clock()))

    async def name(self, request: Request) -> Response:
        if self._is_throttled:
            return THROTTLED
        name = request.path_params["name"]
        account = self._named(name)
        count = f"{account.followers:,}".replace(",", " ") if account else ""
        if account is None or account.mood in {Mood.PERSONAL, Mood.SUSPENDED}:
            return HTMLResponse(pages.name_page(name, f"Telegram: Contact @{name}", f"@{name}"))
        if account.mood is Mood.PRIVATE:
            extra = f"{count} members, 12 online"
        else:
            extra = f"{count} subscribers"
        return HTMLResponse(pages.name_page(name, account.name, extra))

    async def post(self, request: Request) -> Response:
        if self._is_throttled:
            return THROTTLED
        name, number = request.path_params["name"], str(request.path_params["number"])
        account = self._named(name)
        if account is None or account.mood is not Mood.PUBLIC:
            words = f"Channel with username <b>@{name}</b> not found"
            return HTMLResponse(pages.widget(_error(words)))
        found = next((post for post in _messages(account) if post.id == number), None)
        if found is None:
            return HTMLResponse(pages.widget(_error("Post not found")))
        content = pages.message(account, found, self._world.clock(), "datetime")
        return HTMLResponse(pages.widget(content))

    @property
    def _is_throttled(self) -> bool:
        return self._world.faults.get(Platform.TELEGRAM) is Fault.THROTTLED

    def _named(self, name: str) -> SocialAccount | None:
        if self._world.faults.get(Platform.TELEGRAM) is Fault.EVERYTHING_MISSING:
            return None
        return self._world.named(Platform.TELEGRAM, name)


def _messages(account: SocialAccount) -> list[Post]:
    """The channel's messages by number; the first of all says that it was created."""
    posts = sorted(account.posts, key=lambda post: int(post.id))
    if posts and posts[0].id == "1":
        return posts
    born = posts[0].at if posts else None
    created = [] if born is None else [Post("1", born, "Channel created", pages.CREATED)]
    return [*created, *posts]


def _error(words: str) -> str:
    return f'<div class="tgme_widget_message_error">{words}</div>'
