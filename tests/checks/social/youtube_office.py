"""Channels of the sandbox's YouTube, and a YouTube that answers whatever a test wants."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.platforms import PlatformWorld, Post, SocialAccount
from bot.serving import CUT_CONNECTION, serve
from checks.client import Client, ClientSettings
from checks.links import read_profile
from checks.model import ChannelRef, Platform, Reading
from checks.social.reader import SocialReader
from checks.social.usage import Usage, accounting_day
from checks.social.youtube import YouTubeAdapter
from tests.checks.social.platform_office import NOW, Platforms

DAY = timedelta(days=1)
DINKES = "UCDinkes0000000000000000"
DISHUB = "UCDishub0000000000000000"
KEY = "AIzaSyNobodyShallEverReadThisKey"

CUT = Response()
"""Said by a script, it is a connection that breaks off."""


def video(number: int, days: float = 1, **other: Any) -> Post:
    """The video with this number, put there so many days ago."""
    return Post(f"v{number:010d}", NOW - days * DAY, f"Kabar {number}", **other)


def channel(
    world: PlatformWorld,
    *posts: Post,
    id_: str = DINKES,
    handle: str = "dinkes.contoh",
    **other: Any,
) -> SocialAccount:
    name = "Dinas Kesehatan"
    return world.add(SocialAccount(Platform.YOUTUBE, id_, handle, name, posts=[*posts], **other))


def named(handle: str = "dinkes.contoh", id_: str | None = None) -> ChannelRef:
    """The channel with this handle, with its id once that is remembered."""
    return replace(read_profile(handle, Platform.YOUTUBE), platform_id=id_)


def at_address(path: str, id_: str | None = None) -> ChannelRef:
    ref = read_profile(f"https://www.youtube.com/{path}")
    return replace(ref, platform_id=ref.platform_id or id_)


def by_id(id_: str = DINKES) -> ChannelRef:
    """The channel whose address holds nothing but its id."""
    return at_address(f"channel/{id_}")


def with_key(office: Platforms, **other_access: Any) -> SocialReader:
    return office.reader(YouTubeAdapter(), **other_access)


def without_key(office: Platforms) -> SocialReader:
    return office.reader(YouTubeAdapter(), youtube_key="")


async def read_one(
    office: Platforms, ref: ChannelRef, reader: SocialReader | None = None, now: datetime = NOW
) -> Reading:
    found = await office.read(reader or with_key(office), [ref], now=now)
    return found[ref]


def asked(world: PlatformWorld) -> list[str]:
    """What was asked for, in order: the last word of each path."""
    return [
        urlsplit(call.path).path.rpartition("/")[2] for call in world.calls_to(Platform.YOUTUBE)
    ]


def questions(world: PlatformWorld, resource: str) -> list[Mapping[str, list[str]]]:
    """The queries with which this resource was asked for."""
    return [
        parse_qs(urlsplit(call.path).query)
        for call in world.calls_to(Platform.YOUTUBE)
        if urlsplit(call.path).path.endswith(f"/{resource}")
    ]


async def used(office: Platforms, now: datetime = NOW) -> Usage:
    return await office.ledger.used(Platform.YOUTUBE, accounting_day(Platform.YOUTUBE, now))


def channel_item(id_: str = DINKES, handle: str = "@dinkes.contoh", **other: Any) -> dict[str, Any]:
    uploads = {"relatedPlaylists": {"likes": "", "uploads": f"UU{id_[2:]}"}}
    return {
        "kind": "youtube#channel",
        "id": id_,
        "snippet": {"title": "Dinas Kesehatan", "customUrl": handle},
        "contentDetails": uploads,
        "statistics": {"videoCount": "3", "viewCount": "9"},
        "status": {"privacyStatus": "public"},
        **other,
    }


def upload_item(video_id: str, at: object, title: str = "Apel") -> dict[str, Any]:
    return {
        "snippet": {"publishedAt": "2020-01-01T00:00:00Z", "channelId": DINKES, "title": title},
        "contentDetails": {"videoId": video_id, "videoPublishedAt": at},
    }


def error(code: int, reason: str, message: str = "") -> Response:
    one = {"message": message, "domain": "youtube", "reason": reason}
    body = {"error": {"code": code, "message": message, "errors": [one]}}
    return Response(json.dumps(body), code, media_type="application/json")


@dataclass(slots=True)
class ScriptedYouTube:
    """Answers each resource (`feed` among them) with its next answer, the last one for ever."""

    office: Platforms
    answers: dict[str, list[Response]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def say(self, resource: str, *answers: object) -> None:
        """The next answers: texts as they are, responses as they are, all else as JSON."""
        self.answers.setdefault(resource, []).extend(
            answer
            if isinstance(answer, Response)
            else Response(answer if isinstance(answer, str | bytes) else json.dumps(answer))
            for answer in answers
        )

    def say_channel(self, *uploads: object) -> None:
        """A channel with these uploads, of which nothing more is told."""
        self.say("channels", {"items": [channel_item()]})
        self.say("playlistItems", {"items": [*uploads]})
        self.say("videos", {"items": []})

    async def answer(self, request: Request) -> Response:
        name = request.path_params.get("name", "feed")
        self.asked.append(name)
        answers = self.answers.get(name) or [Response("nothing said", 404)]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer is CUT:
            request.scope["state"][CUT_CONNECTION]()
        return answer

    async def read(self, *refs: ChannelRef, reader: SocialReader | None = None) -> list[Reading]:
        found = await self.office.read(reader or with_key(self.office), refs)
        return [found[ref] for ref in refs]


@asynccontextmanager
async def scripted_youtube(office: Platforms) -> AsyncIterator[ScriptedYouTube]:
    """A YouTube on loopback that follows a script."""
    script = ScriptedYouTube(office)
    routes = [
        Route("/youtube/v3/{name}", script.answer),
        Route("/feeds/videos.xml", script.answer),
    ]
    async with serve(Starlette(routes=routes)) as base:
        settings = ClientSettings(
            allow_private=frozenset({urlsplit(base).netloc}), pause=0, retry_pause=0
        )
        async with Client(settings) as client:
            access = replace(office.access, youtube_key=KEY, stand_ins={Platform.YOUTUBE: base})
            script.office = Platforms(office.world, access, client)
            yield script
