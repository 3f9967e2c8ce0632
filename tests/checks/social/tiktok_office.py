"""Accounts on TikTok, their logins, and a TikTok that answers whatever a test wants."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.platforms import PlatformWorld, Post, SocialAccount
from bot.sandbox.platforms.ids import timed_id
from bot.sandbox.platforms.tiktok_open_api import CLIENT_KEY, access_token, refresh_token
from bot.serving import serve
from checks.client import Client, ClientSettings
from checks.model import ChannelRef, Platform
from checks.social.reader import SocialReader
from checks.social.tiktok import TikTokAdapter
from checks.social.tokens import Token
from tests.checks.social.platform_office import NOW, Platforms

NUMBER = "6800000000000000001"
DAY = timedelta(days=1)
EVERY_METHOD = ["GET", "POST"]

Script = Callable[[Request], Response]


def ref(handle: str = "dinkes.contoh", number: str | None = None) -> ChannelRef:
    return ChannelRef(Platform.TIKTOK, f"https://www.tiktok.com/@{handle}", handle, number)


def video_id(at: datetime, tail: int = 1) -> str:
    return timed_id(Platform.TIKTOK, at, tail)


def video(at: datetime, text: str = "Imunisasi", **other: Any) -> Post:
    return Post(id=video_id(at), at=at, text=text, **other)


def account(
    world: PlatformWorld, *posts: Post, handle: str = "dinkes.contoh", number: str = NUMBER
) -> SocialAccount:
    return world.add(
        SocialAccount(Platform.TIKTOK, number, handle, "Dinas Kesehatan", posts=[*posts])
    )


def office(platforms: Platforms, **other_access: Any) -> SocialReader:
    """A reader of an office whose app is the sandbox's."""
    own = {
        "tiktok_client_key": CLIENT_KEY,
        "tiktok_client_secret": platforms.world.tokens[Platform.TIKTOK],
    }
    return platforms.reader(TikTokAdapter(), **{**own, **other_access})


async def connected(
    platforms: Platforms,
    owner: SocialAccount,
    *,
    as_handle: str | None = None,
    expires_at: datetime = NOW + DAY,
) -> Token:
    """The account has connected itself."""
    token = Token(
        access_token(platforms.world, owner),
        refresh_token(platforms.world, owner),
        expires_at,
        NOW + 180 * DAY,
    )
    await platforms.tokens.keep(Platform.TIKTOK, as_handle or owner.handle, token, now=NOW)
    return token


def asked(platforms: Platforms) -> list[str]:
    """The paths asked for, in order, without their queries."""
    return [urlsplit(call.path).path for call in platforms.world.calls_to(Platform.TIKTOK)]


def embed_page(entry: Any, handle: str = "dinkes.contoh") -> bytes:
    """The embed with this entry for the account."""
    return state_page({"source": {"data": {f"/embed/@{handle}": entry, "strategy": {}}}})


def state_page(state: Any) -> bytes:
    text = json.dumps(state)
    script = f'<script id="__FRONTITY_CONNECT_STATE__" type="application/json">{text}</script>'
    return f"<html><body>{script}</body></html>".encode()


@asynccontextmanager
async def scripted(platforms: Platforms, script: Script) -> AsyncIterator[Platforms]:
    """The office before a TikTok that answers as the script says; its calls are not noted."""

    async def answer(request: Request) -> Response:
        return script(request)

    app = Starlette(routes=[Route("/{path:path}", answer, methods=EVERY_METHOD)])
    async with serve(app) as base:
        settings = ClientSettings(
            allow_private=frozenset({urlsplit(base).netloc}), pause=0, retry_pause=0
        )
        async with Client(settings) as client:
            access = replace(platforms.access, stand_ins={Platform.TIKTOK: base})
            yield replace(platforms, access=access, client=client)
