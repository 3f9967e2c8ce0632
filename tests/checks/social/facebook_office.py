"""Pages of the sandbox's Facebook, and a Facebook that answers whatever a test wants."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.platforms import GraphWay, PlatformWorld, Post
from bot.sandbox.platforms.facebook_pages import FacebookPage
from bot.serving import CUT_CONNECTION, serve
from checks.client import Client, ClientSettings
from checks.links import read_profile
from checks.model import ChannelRef, Platform, Reading
from checks.social.facebook import FacebookAdapter
from checks.social.reader import SocialReader
from checks.social.usage import Usage, accounting_day
from tests.checks.social.platform_office import NOW, Platforms

DINKES = "100064000000001"
DISHUB = "100064000000002"
SECRET = "EAAGm0PX4ZCpsBAKLEAK"

WAYS = {
    "batch": {GraphWay.BATCH, GraphWay.PAGE},
    "ids": {GraphWay.IDS},
    "posts": {GraphWay.POSTS},
    "posts in a batch": {GraphWay.BATCH, GraphWay.POSTS},
}
"""Servers that know only some of the ways of asking."""

CUT = Response()
"""Said by a script, it is a connection that breaks off."""

GRAPH = "https://graph.facebook.com/v26.0"


def page(world: PlatformWorld, id_: str, handle: str, *days: float, shared: bool = False) -> None:
    """A Page with a post so many days ago, each."""
    posts = [
        Post(f"{number}{id_[-3:]}", NOW - timedelta(days=day), f"Kabar {number}")
        for number, day in enumerate(days, start=1)
    ]
    world.add(FacebookPage(Platform.FACEBOOK, id_, handle, shared=shared, posts=posts))


def office_of_pages(office: Platforms, count: int) -> list[ChannelRef]:
    """So many Pages, each with a post of yesterday, and the channels they are."""
    for number in range(count):
        page(office.world, f"100064{number:09}", f"dinas.{number:03}", 1, 9)
    return [named(f"dinas.{number:03}") for number in range(count)]


def only(office: Platforms, ways: Collection[GraphWay]) -> None:
    office.world.graph_ways = frozenset(ways)


def named(handle: str, id_: str | None = None) -> ChannelRef:
    """The channel with this name, with its id once that is remembered."""
    return replace(read_profile(handle, Platform.FACEBOOK), platform_id=id_)


def numbered(id_: str) -> ChannelRef:
    """The channel whose address holds nothing but its id."""
    return read_profile(f"https://www.facebook.com/profile.php?id={id_}")


def facebook(office: Platforms) -> SocialReader:
    return office.reader(FacebookAdapter())


async def counted_calls(office: Platforms) -> int:
    """How many calls the office's ledger says Graph has counted."""
    used: Usage = await office.ledger.used(
        Platform.FACEBOOK, accounting_day(Platform.FACEBOOK, NOW)
    )
    return used.calls


def part(body: object, code: int = 200, **headers: str) -> dict[str, object]:
    """One answer of a batch."""
    named_values = [{"name": name, "value": value} for name, value in headers.items()]
    text = body if isinstance(body, str) else json.dumps(body)
    return {"code": code, "headers": named_values, "body": text}


def error_part(code: int, message: str = "", subcode: int | None = None) -> dict[str, object]:
    return part({"error": {"code": code, "error_subcode": subcode, "message": message}}, 400)


@dataclass(slots=True)
class ScriptedFacebook:
    """Answers each request with the next of `answers`, the last one for ever after."""

    office: Platforms
    answers: list[Response] = field(default_factory=list)
    asked: list[list[str]] = field(default_factory=list)
    """The questions of each batch that came."""

    def say(self, *answers: object, status: int = 200) -> None:
        """The next answers: texts as they are, responses as they are, all else as JSON."""
        for answer in answers:
            if isinstance(answer, Response):
                self.answers.append(answer)
                continue
            text = answer if isinstance(answer, str) else json.dumps(answer)
            self.answers.append(Response(text, status, media_type="application/json"))

    async def answer(self, request: Request) -> Response:
        form = await request.form()
        asked = json.loads(str(form["batch"]))
        self.asked.append([question["relative_url"] for question in asked])
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer is CUT:
            request.scope["state"][CUT_CONNECTION]()
        return answer

    async def read(self, *refs: ChannelRef) -> list[Reading]:
        reader = facebook(self.office)
        found = await self.office.read(reader, refs)
        return [found[ref] for ref in refs]

    def nodes(self) -> Sequence[Sequence[str]]:
        """Which Pages each batch asked about."""
        return [[question.partition("?")[0] for question in batch] for batch in self.asked]


@asynccontextmanager
async def scripted_facebook(office: Platforms) -> AsyncIterator[ScriptedFacebook]:
    """A Facebook on loopback that follows a script."""
    script = ScriptedFacebook(office)
    app = Starlette(routes=[Route("/v26.0/", script.answer, methods=["POST"])])
    async with serve(app) as base:
        settings = ClientSettings(
            allow_private=frozenset({urlsplit(base).netloc}), pause=0, retry_pause=0
        )
        async with Client(settings) as client:
            access = replace(
                office.access, facebook_token=SECRET, stand_ins={Platform.FACEBOOK: base}
            )
            script.office = Platforms(office.world, access, client)
            yield script
