"""Accounts of Instagram and Threads, and a Graph that answers whatever a test wants."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.platforms import PlatformWorld, Post, SocialAccount
from bot.serving import CUT_CONNECTION, serve
from checks.client import Client, ClientSettings
from checks.links import read_profile
from checks.model import ChannelRef, Platform, Reading
from checks.social.adapter import Adapter
from checks.social.door import Door
from checks.social.reader import SocialReader
from checks.social.stops import Breaker
from checks.social.usage import accounting_day
from tests.checks.social.platform_office import NOW, Platforms

DINKES = "17841400000000777"
DISHUB = "17841400000000778"
OFFICE_ID = "17841400000000001"
SECRET = "EAAGm0PX4ZCpsBAKLEAK"

CUT = Response()
"""Said by a script, it is a connection that breaks off."""

DOORS = (Platform.INSTAGRAM, Platform.FACEBOOK, Platform.THREADS)


def codes(count: int, start: int = 0) -> list[str]:
    """So many codes of permalinks, as Instagram and Threads write them."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [
        f"DRaBcDeF{letters[(start + n) // 26]}{letters[(start + n) % 26]}i" for n in range(count)
    ]


def account(
    world: PlatformWorld, platform: Platform, handle: str, *days: float, id_: str = DINKES
) -> SocialAccount:
    """An account with a post so many days ago, each."""
    posts = [
        Post(code, NOW - timedelta(days=day), f"Kabar {number}")
        for number, (code, day) in enumerate(zip(codes(len(days)), days, strict=True), start=1)
    ]
    return world.add(SocialAccount(platform, id_, handle, posts=posts))


def named(platform: Platform, handle: str, id_: str | None = None) -> ChannelRef:
    """The channel with this name, with its id once that is remembered."""
    return replace(read_profile(handle, platform), platform_id=id_)


async def calls(office: Platforms, platform: Platform) -> int:
    """How many calls the office's ledger has."""
    return (await office.ledger.used(platform, accounting_day(platform, NOW))).calls


def door(office: Platforms, platform: Platform) -> Door:
    return Door(
        platform, office.client, office.access, office.ledger, office.tokens, NOW, Breaker()
    )


@dataclass(slots=True)
class ScriptedGraph:
    """Answers each request with the next of `answers`, the last one for ever after."""

    office: Platforms
    answers: list[Response] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)

    def say(
        self, *answers: object, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        """The next answers: texts as they are, responses as they are, all else as JSON."""
        for answer in answers:
            if isinstance(answer, Response):
                self.answers.append(answer)
                continue
            text = answer if isinstance(answer, str) else json.dumps(answer)
            self.answers.append(Response(text, status, headers, "application/json"))

    def refuse(
        self,
        code: int,
        message: str = "",
        subcode: int | None = None,
        *,
        status: int = 400,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """The next answer: an error."""
        error = {"code": code, "error_subcode": subcode, "message": message}
        self.say({"error": error}, status=status, headers=headers)

    async def answer(self, request: Request) -> Response:
        self.asked.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer is CUT:
            request.scope["state"][CUT_CONNECTION]()
        return answer

    def reader(self, adapter: Adapter) -> SocialReader:
        return self.office.reader(adapter)

    async def read(self, adapter: Adapter, *refs: ChannelRef) -> list[Reading]:
        """Readings of a new reader's."""
        found = await self.office.read(self.reader(adapter), refs)
        return [found[ref] for ref in refs]


@asynccontextmanager
async def scripted_graph(office: Platforms) -> AsyncIterator[ScriptedGraph]:
    """A Graph on loopback that follows a script, for all three platforms."""
    script = ScriptedGraph(office)
    route = Route("/{path:path}", script.answer, methods=["GET", "POST"])
    async with serve(Starlette(routes=[route])) as base:
        settings = ClientSettings(
            allow_private=frozenset({urlsplit(base).netloc}), pause=0, retry_pause=0
        )
        async with Client(settings) as client:
            access = replace(
                office.access,
                instagram_token=SECRET,
                facebook_token=SECRET,
                threads_token=SECRET,
                stand_ins=dict.fromkeys(DOORS, base),
            )
            script.office = Platforms(office.world, access, client, office.ledger, office.tokens)
            yield script
