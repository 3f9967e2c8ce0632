"""TikTok in the sandbox: the creator-profile embed, oEmbed, and the API that apps use.

The pages have the shapes that public code has recorded up to September 2026.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.platforms.tiktok_open_api import OpenApi
from bot.sandbox.platforms.world import Fault, Mood, PlatformWorld, Post, SocialAccount
from checks.model import Platform

PRIVATE = 10222
UNKNOWN = 10221
SHOWN_AT_MOST = 10
COVERS = "https://p16-common-sign.tiktokcdn.com/tos-alisg-p-0037"

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>TikTok</title>
<meta name="robots" content="noindex"><link rel="stylesheet" href="/embed/main.css"></head>
<body><div id="root"></div>
<script id="__FRONTITY_CONNECT_STATE__" type="application/json">{state}</script>
<script src="https://sf16-website-login.neutral.ttwstatic.com/embed.js"></script></body></html>
"""
THROTTLED = (
    "<html><head><title>Too Many Requests</title></head><body>Too Many Requests</body></html>"
)


def routes(world: PlatformWorld) -> Sequence[BaseRoute]:
    """What www.tiktok.com and open.tiktokapis.com answer."""
    pages, api = _Pages(world), OpenApi(world)
    return [
        Route("/embed/@{handle}", pages.embed),
        Route("/oembed", pages.oembed),
        *api.routes,
    ]


class _Pages:
    """The pages for everybody. oEmbed fails at its first call for a video, as it sometimes does."""

    def __init__(self, world: PlatformWorld) -> None:
        self._world = world
        self._asked: set[str] = set()

    async def embed(self, request: Request) -> Response:
        fault = self._world.faults.get(Platform.TIKTOK)
        if fault is Fault.THROTTLED:
            return HTMLResponse(THROTTLED, 429)
        handle = request.path_params["handle"]
        account = self._world.named(Platform.TIKTOK, handle)
        if account is None or account.mood is Mood.SUSPENDED or fault is Fault.EVERYTHING_MISSING:
            return _page(handle, _error(handle, UNKNOWN), 400)
        if account.mood is Mood.PRIVATE:
            return _page(handle, _error(handle, PRIVATE), 400)
        return _page(handle, _creator(account), 200)

    async def oembed(self, request: Request) -> Response:
        url = request.query_params.get("url", "")
        account, post = self._find(url)
        first, self._asked = url not in self._asked, self._asked | {url}
        if account is None or post is None or (post.kind == "flaky" and first):
            return JSONResponse({"code": 400, "message": "Something went wrong"}, 400)
        profile = f"https://www.tiktok.com/@{account.handle}"
        return JSONResponse(
            {
                "version": "1.0",
                "type": "video",
                "title": post.text,
                "author_url": profile,
                "author_name": account.name,
                "width": "100%",
                "height": "100%",
                "html": f'<blockquote class="tiktok-embed" cite="{profile}/video/{post.id}" '
                f'data-video-id="{post.id}"><section></section></blockquote> '
                '<script async src="https://www.tiktok.com/embed.js"></script>',
                "thumbnail_width": 576,
                "thumbnail_height": 1024,
                "thumbnail_url": f"{COVERS}/{post.id}~tplv-tiktokx-origin.image",
                "provider_url": "https://www.tiktok.com",
                "provider_name": "TikTok",
                "author_unique_id": account.handle,
                "embed_product_id": post.id,
                "embed_type": "video",
            }
        )

    def _find(self, url: str) -> tuple[SocialAccount | None, Post | None]:
        parts = urlsplit(url).path.strip("/").split("/")
        if len(parts) != 3 or not parts[0].startswith("@"):
            return None, None
        account = self._world.named(Platform.TIKTOK, parts[0][1:])
        if account is None or account.mood is not Mood.PUBLIC:
            return None, None
        return account, next((post for post in account.posts if post.id == parts[2]), None)


def _page(handle: str, entry: dict[str, Any], status: int) -> HTMLResponse:
    state = {
        "frontity": {"mode": "default", "match": [], "rendering": "ssr"},
        "router": {"link": f"/embed/@{handle}"},
        "source": {"data": {f"/embed/@{handle}": entry, "strategy": {}}},
    }
    # As in the real page, no end of the script can stand in the text of a video.
    return HTMLResponse(PAGE.format(state=json.dumps(state).replace("<", "\\u003c")), status)


def _error(handle: str, code: int) -> dict[str, Any]:
    return {
        "isReady": True,
        "isFetching": False,
        "errorCode": code,
        "errorStatus": 400,
        "isError": True,
        "pageName": "error",
        "userInfo": {"uniqueId": handle},
        "videoList": [],
    }


def _creator(account: SocialAccount) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "isReady": True,
        "isFetching": False,
        "pageName": "creator",
        "userInfo": {
            "id": account.id,
            "uniqueId": account.handle,
            "nickname": account.name,
            "signature": "",
            "avatarThumbUrl": f"{COVERS}/{account.id}~tplv-tiktokx-cropcenter:100:100.jpeg",
            "verified": False,
            "followerCount": account.followers,
            "followingCount": 12,
            "heartCount": sum(post.likes or 0 for post in account.posts),
            "privateAccount": False,
            "code": 200,
        },
    }
    if account.mood is not Mood.HIDDEN:
        pinned = [post for post in account.shown if post.pinned]
        newest = [post for post in account.shown if not post.pinned][:SHOWN_AT_MOST]
        entry["videoList"] = [_video(post, account) for post in (*pinned, *newest)]
    return entry


def _video(post: Post, account: SocialAccount) -> dict[str, Any]:
    return {
        "id": post.id,
        "desc": post.text,
        "height": 1024,
        "width": 576,
        "ratio": "540p",
        "coverUrl": f"{COVERS}/{post.id}~tplv-photomode-video-cover.jpeg",
        "originCoverUrl": f"{COVERS}/{post.id}~tplv-tiktokx-origin.image",
        "dynamicCoverUrl": f"{COVERS}/{post.id}~tplv-tiktokx-dynamic.webp",
        "playAddr": f"https://v16-webapp.tiktokcdn.com/{post.id}.mp4",
        "playCount": post.views or 0,
        "privateItem": False,
        "authorUniqueId": account.handle,
    }
