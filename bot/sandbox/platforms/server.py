"""One server for all platforms: each below a path of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.sandbox.platforms import facebook, instagram, telegram, threads, tiktok, x, youtube
from bot.sandbox.platforms.world import Call, Fault, PlatformWorld
from checks.model import Platform

Routes = Callable[[PlatformWorld], Sequence[BaseRoute]]

ROUTES: Mapping[Platform, Routes] = {
    Platform.YOUTUBE: youtube.routes,
    Platform.FACEBOOK: facebook.routes,
    Platform.TIKTOK: tiktok.routes,
    Platform.TELEGRAM: telegram.routes,
    Platform.X: x.routes,
    Platform.INSTAGRAM: instagram.routes,
    Platform.THREADS: threads.routes,
}


class PlatformsServer:
    """Serves a world's platforms: `app` is the ASGI application for `bot.serving.serve`."""

    def __init__(self, world: PlatformWorld) -> None:
        self.app = Starlette(
            routes=[
                Mount(
                    f"/{platform}", app=_Counted(platform, world, Starlette(routes=[*made(world)]))
                )
                for platform, made in ROUTES.items()
            ]
        )

    @staticmethod
    def stand_ins(base: str) -> dict[Platform, str]:
        """What SEGAR_PLATFORM_API has to say, for a server at this base address."""
        return {platform: f"{base}/{platform}" for platform in ROUTES}


class _Counted:
    """Notes each call, and answers for a platform whose server fails whatever it is asked."""

    def __init__(self, platform: Platform, world: PlatformWorld, app: ASGIApp) -> None:
        self._platform = platform
        self._world = world
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        query = scope["query_string"].decode()
        self._world.calls.append(
            Call(self._platform, scope["method"], f"{path}?{query}" if query else path)
        )
        answer = self._failing() or self._redirected(path)
        await (answer or self._app)(scope, receive, send)

    def _redirected(self, path: str) -> Response | None:
        target = self._world.short_links.get((self._platform, path))
        return None if target is None else RedirectResponse(target, 301)

    def _failing(self) -> Response | None:
        fault = self._world.faults.get(self._platform)
        if fault is Fault.SERVER_ERROR:
            return PlainTextResponse("Internal Server Error", 500)
        if fault is Fault.GIBBERISH:
            return JSONResponse({"hello": ["world"]})
        return None
