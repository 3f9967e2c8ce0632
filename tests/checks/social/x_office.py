"""Accounts of the sandbox's X, and an X that answers whatever a test wants."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.platforms import Mood, Post, SocialAccount
from bot.serving import serve
from checks.client import Client, ClientSettings
from checks.links import read_profile
from checks.model import ChannelRef, Platform, Reading
from checks.social.reader import SocialReader
from checks.social.usage import Usage
from checks.social.x import XAdapter
from checks.social.x_search import id_at
from tests.checks.social.platform_office import NOW, Platforms

SECRET = "AAAAAAAAAAAAAAAAAAAAAMLheAAAAAAA0"

DINKES, DISHUB = "1500000000000000001", "1500000000000000002"


def post(at: datetime, text: str = "Kabar", **more: object) -> Post:
    """A post whose id tells its time, as X's do."""
    return Post(str(id_at(at)), at, text, **more)  # type: ignore[arg-type]


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def account(
    office: Platforms, id_: str, handle: str, *days: float, mood: Mood = Mood.PUBLIC
) -> SocialAccount:
    """An account with a post so many days ago, each."""
    posts = [post(ago(day), f"Kabar {number}") for number, day in enumerate(days, start=1)]
    return office.world.add(SocialAccount(Platform.X, id_, handle, mood=mood, posts=posts))


def crowd(office: Platforms, size: int, *days: float) -> list[ChannelRef]:
    """So many accounts, with names as long as X allows; their ids are 1 and so on."""
    for number in range(1, size + 1):
        account(office, str(number), f"dinas_{number:09}", *days)
    return [named(f"dinas_{number:09}") for number in range(1, size + 1)]


def named(handle: str, id_: str | None = None) -> ChannelRef:
    """The channel with this name, with its id once that is remembered."""
    return replace(read_profile(handle, Platform.X), platform_id=id_)


def remembered(found: Mapping[ChannelRef, Reading]) -> dict[ChannelRef, Reading]:
    """The readings as the next sweep is given them: each account with the id it told."""
    return {
        replace(
            ref, platform_id=reading.identity.platform_id if reading.identity else None
        ): reading
        for ref, reading in found.items()
    }


def x(office: Platforms, **other_access: object) -> SocialReader:
    return office.reader(XAdapter(), **other_access)


async def read_one(office: Platforms, ref: ChannelRef) -> Reading:
    return (await office.read(x(office), [ref]))[ref]


async def read_again(
    office: Platforms, before: Mapping[ChannelRef, Reading], *, days: float
) -> dict[ChannelRef, Reading]:
    """What a sweep so many days later says of accounts that were read before."""
    now = NOW + timedelta(days=days)
    office.world.clock = lambda: now
    return await office.read(x(office), before, now=now, before=before)


async def spent(office: Platforms) -> Usage:
    """What the ledger says was used this month."""
    return await office.ledger.used(Platform.X, NOW.date().replace(day=1))


def paths(office: Platforms) -> list[str]:
    """The endpoints that were asked, in order."""
    return [call.path.partition("?")[0] for call in office.world.calls_to(Platform.X)]


def queries(office: Platforms, path: str = "/2/tweets/search/recent") -> list[dict[str, str]]:
    """The parameters of each request to an endpoint."""
    parts = [urlsplit(call.path) for call in office.world.calls_to(Platform.X)]
    return [dict(parse_qsl(part.query)) for part in parts if part.path == path]


def a_user(id_: str, username: str, **more: object) -> dict[str, object]:
    """An account as X tells of it."""
    return {
        "id": id_,
        "name": username,
        "username": username,
        "protected": False,
        "public_metrics": {"tweet_count": 7},
        **more,
    }


def a_post(id_: str, author_id: str, created_at: str, **more: object) -> dict[str, object]:
    """A post as X tells of it."""
    return {"id": id_, "text": "Apel", "author_id": author_id, "created_at": created_at, **more}


def found(*posts: object, next_token: str | None = None) -> dict[str, object]:
    """What a search answers."""
    meta: dict[str, object] = {"result_count": len(posts)}
    if next_token is not None:
        meta["next_token"] = next_token
    return {"data": list(posts), "meta": meta} if posts else {"meta": meta}


@dataclass(slots=True)
class ScriptedX:
    """Answers lookups with `users`, searches with each of `pages` in turn, the last for ever."""

    office: Platforms
    users: object = field(default_factory=dict)
    pages: Sequence[object] = (found(),)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def answer(self, request: Request) -> Response:
        path = request.url.path
        self.asked.append(path)
        answer = self.users
        if path.endswith("/recent"):
            answer = self.pages[0]
            self.pages = self.pages[1:] or self.pages
        text = answer if isinstance(answer, str) else json.dumps(answer)
        return Response(text, self.status, dict(self.headers), media_type="application/json")

    async def read(
        self, *refs: ChannelRef, before: Mapping[ChannelRef, Reading] | None = None
    ) -> list[Reading]:
        readings = await self.office.read(x(self.office), refs, before=before)
        return [readings[ref] for ref in refs]


@asynccontextmanager
async def scripted_x(office: Platforms) -> AsyncIterator[ScriptedX]:
    """An X on loopback that follows a script."""
    script = ScriptedX(office)
    async with serve(Starlette(routes=[Route("/{path:path}", script.answer)])) as base:
        settings = ClientSettings(
            allow_private=frozenset({urlsplit(base).netloc}), pause=0, retry_pause=0
        )
        async with Client(settings) as client:
            access = replace(office.access, x_token=SECRET, stand_ins={Platform.X: base})
            script.office = Platforms(office.world, access, client)
            yield script
