"""YouTube in the sandbox: its Data API, version 3, beside its feeds and oEmbed.

A channel's old user name (`forUsername`, `user=`) is its handle here. A post's kind is "", "short",
or one of those in `youtube_resources`.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.platforms.world import Fault, Mood, PlatformWorld, SocialAccount
from bot.sandbox.platforms.youtube_errors import (
    Refusal,
    key_missing,
    key_refused,
    no_playlist,
    of_fault,
    refusal,
)
from bot.sandbox.platforms.youtube_pages import feed, find_video, oembed
from bot.sandbox.platforms.youtube_resources import (
    PRIVATE,
    UNLISTED,
    UPLOADS,
    Resource,
    channel,
    listed,
    upload,
    video,
)
from checks.model import Platform

MOST_IDS = 50
MOST_RESULTS = 50

PARTS = {
    "channels": frozenset({"id", "snippet", "contentDetails", "statistics", "status"}),
    "playlistItems": frozenset({"id", "snippet", "contentDetails", "status"}),
    "videos": frozenset({"id", "snippet", "statistics", "status", "liveStreamingDetails"}),
}
"""Those served here of the parts there are."""

List = Callable[[PlatformWorld, Request], Resource]


def routes(world: PlatformWorld) -> Sequence[BaseRoute]:
    lists: dict[str, List] = {
        "channels": _channels,
        "playlistItems": _playlist_items,
        "videos": _videos,
    }
    return [
        Route("/feeds/videos.xml", partial(_page, feed, world)),
        Route("/oembed", partial(_page, oembed, world)),
        *(
            Route(f"/youtube/v3/{name}", partial(_answer, name, answer, world))
            for name, answer in lists.items()
        ),
    ]


async def _page(
    show: Callable[[PlatformWorld, Request], Response], world: PlatformWorld, request: Request
) -> Response:
    return show(world, request)


async def _answer(name: str, answer: List, world: PlatformWorld, request: Request) -> Response:
    try:
        _check_key(world, request)
        if unknown := _parts(request) - PARTS[name]:
            word = min(unknown)
            raise refusal(
                HTTPStatus.BAD_REQUEST,
                f"'{word}'",
                "unknownPart",
                "youtube.part",
                parameter="part",
            )
        return JSONResponse(answer(world, request))
    except Refusal as refused:
        return refused.answer


def _check_key(world: PlatformWorld, request: Request) -> None:
    key = request.query_params.get("key") or request.headers.get("x-goog-api-key")
    if not key:
        raise key_missing()
    if key != world.tokens[Platform.YOUTUBE]:
        raise key_refused("API key not valid. Please pass a valid API key.")
    if refused := of_fault(world.faults.get(Platform.YOUTUBE)):
        raise refused


def _channels(world: PlatformWorld, request: Request) -> Resource:
    asked = request.query_params
    filters = [name for name in ("id", "forHandle", "forUsername") if name in asked]
    if len(filters) != 1:
        raise _no_filter()
    accounts: list[SocialAccount | None] = []
    if filters == ["id"]:
        accounts = [world.with_id(Platform.YOUTUBE, one) for one in _ids(request)]
    else:
        accounts = [world.named(Platform.YOUTUBE, asked[filters[0]].removeprefix("@"))]
    if world.faults.get(Platform.YOUTUBE) is Fault.EVERYTHING_MISSING:
        accounts = []
    found = [
        (account.id, channel(account))
        for account in accounts
        if account is not None and account.mood is not Mood.SUSPENDED
    ]
    return listed("channel", found, _parts(request))


def _playlist_items(world: PlatformWorld, request: Request) -> Resource:
    playlist = request.query_params.get("playlistId")
    if playlist is None:
        raise _no_filter()
    account = world.with_id(Platform.YOUTUBE, playlist.replace(UPLOADS, "UC", 1))
    nobody = world.faults.get(Platform.YOUTUBE) is Fault.EVERYTHING_MISSING
    if account is None or nobody or account.mood not in {Mood.PUBLIC, Mood.PERSONAL}:
        raise no_playlist()
    uploads = [post for post in account.shown if post.kind != UNLISTED]
    if not uploads:
        raise no_playlist()
    begin, size = _page_token(request), _max_results(request)
    end = begin + size
    found = [
        (f"{UPLOADS}.{post.id}", upload(account, post, begin + place))
        for place, post in enumerate(uploads[begin:end])
    ]
    more = end < len(uploads)
    return listed(
        "playlistItem",
        found,
        _parts(request),
        total=len(uploads),
        per_page=size,
        next_page=urlsafe_b64encode(f"page:{end}".encode()).decode() if more else None,
    )


def _videos(world: PlatformWorld, request: Request) -> Resource:
    if "id" not in request.query_params:
        raise _no_filter()
    found = [find_video(world, one) for one in _ids(request)]
    if world.faults.get(Platform.YOUTUBE) is Fault.EVERYTHING_MISSING:
        found = []
    public = [
        (one[1].id, video(*one, world.clock())) for one in found if one and one[1].kind != PRIVATE
    ]
    return listed("video", public, _parts(request), per_page=len(public))


def _ids(request: Request) -> list[str]:
    ids = request.query_params["id"].split(",")
    if len(ids) > MOST_IDS:
        raise refusal(
            HTTPStatus.BAD_REQUEST,
            "The request specifies an invalid filter parameter.",
            "invalidFilters",
            "youtube.parameter",
            parameter="id",
        )
    return [*dict.fromkeys(ids)]


def _parts(request: Request) -> frozenset[str]:
    if not request.query_params.get("part"):
        message = "Required parameter: part"
        raise refusal(HTTPStatus.BAD_REQUEST, message, "required", parameter="part")
    return frozenset(request.query_params["part"].split(","))


def _max_results(request: Request) -> int:
    text = request.query_params.get("maxResults", "5")
    if not text.isdecimal() or int(text) > MOST_RESULTS:
        message = f"Invalid value '{text}'. Values must be within the range: [0, {MOST_RESULTS}]"
        raise refusal(HTTPStatus.BAD_REQUEST, message, "invalidParameter", parameter="maxResults")
    return int(text)


def _page_token(request: Request) -> int:
    token = request.query_params.get("pageToken")
    if token is None:
        return 0
    try:
        return int(urlsafe_b64decode(token).decode().removeprefix("page:"))
    except ValueError as error:
        message = "The request specifies an invalid page token."
        raise refusal(
            HTTPStatus.BAD_REQUEST,
            message,
            "invalidPageToken",
            "youtube.parameter",
            parameter="pageToken",
        ) from error


def _no_filter() -> Refusal:
    return refusal(
        HTTPStatus.BAD_REQUEST,
        "No filter selected. Expected one of: id, forHandle, forUsername, playlistId",
        "missingRequiredParameter",
        "youtube.parameter",
    )
