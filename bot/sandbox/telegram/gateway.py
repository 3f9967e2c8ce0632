"""The HTTP side: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.sandbox.telegram.calls import Call, Hook, Stage
from bot.sandbox.telegram.errors import ApiError
from bot.sandbox.telegram.faults import AnyFault, Fault, FaultPlan
from bot.sandbox.telegram.methods import METHODS
from bot.sandbox.telegram.parameters import Parameters, read_parameters
from bot.sandbox.telegram.world import World
from bot.serving import CUT_CONNECTION

TOKEN = re.compile(r"[1-9]\d{0,15}:[\w-]{35}", re.ASCII)
"""The form of every token BotFather gives out: the bot's id, a colon, 35 characters."""

_PATH = re.compile(r"(?P<file>/file)?/bot(?P<token>[^/]+)/(?P<rest>.+)", re.DOTALL)

_BAD_GATEWAY = """<html>
<head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body>
</html>
"""


class _NoAnswerError(Exception):
    """The call gets no answer; `cut` says whether the connection is dropped or left hanging."""

    def __init__(self, *, cut: bool) -> None:
        super().__init__()
        self.cut = cut


class Gateway:
    """An ASGI application that turns requests into calls and results into answers.

    It needs `bot.serving.serve`, which lets it drop a connection.
    """

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.token = token
        self.calls: list[Call] = []
        self.faults = FaultPlan()
        self.hooks: list[Hook] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._respond(request)
        except ApiError as error:
            response = JSONResponse(error.as_json(), error.code)
        except _NoAnswerError as silence:
            if silence.cut:
                scope["state"][CUT_CONNECTION]()
            await _disconnection(receive)
            return
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        path = _PATH.fullmatch(request.url.path)
        if path is None or TOKEN.fullmatch(path["token"]) is None:
            raise ApiError(404)
        if path["token"] != self.token:
            raise ApiError(401)
        if path["file"]:
            return self._file(path["rest"])
        return await self._call(request, path["rest"])

    def _file(self, path: str) -> Response:
        for stored in self.world.files.values():
            if stored.path == path:
                return Response(stored.content, media_type="application/octet-stream")
        raise ApiError(404)

    async def _call(self, request: Request, name: str) -> Response:
        parameters = await read_parameters(request)
        known = METHODS.get(name.lower())
        call = Call(
            method=known.name if known else name,
            parameters=parameters,
            at=self.world.clock(),
            chat_id=_chat_id(parameters),
        )
        self.calls.append(call)
        self.world.changed.ring()
        await self._tell(call, Stage.RECEIVED)
        fault = self.faults.take(call.method, call.chat_id)
        try:
            response = await _met(fault)
            if response is None:
                call.result = await self._result(call, request)
                response = JSONResponse({"ok": True, "result": call.result})
        except ApiError as error:
            call.error = error.description
            response = JSONResponse(error.as_json(), error.code)
        await self._tell(call, Stage.PROCESSED)
        _hold_back(fault)
        call.status = response.status_code
        self.world.changed.ring()
        return response

    async def _result(self, call: Call, request: Request) -> Any:
        known = METHODS.get(call.method.lower())
        if known is None:
            raise ApiError(404, "method not found")
        if self.world.logged_out:
            raise ApiError(400, "logged out")
        work = known.handler(self.world, call.parameters)
        if known.name == "getUpdates":
            return await _while_connected(work, request.receive)
        return await work

    async def _tell(self, call: Call, stage: Stage) -> None:
        for hook in list(self.hooks):
            await hook(call, stage)


async def _met(fault: AnyFault | None) -> Response | None:
    """What a fault does to a call that arrived: an answer of its own, no answer, or nothing yet."""
    match fault:
        case Fault.TooManyRequests(retry_after):
            raise ApiError(429, f"retry after {retry_after}", retry_after=retry_after)
        case Fault.Refused(code, reason):
            raise ApiError(code, reason)
        case Fault.ServerError():
            raise ApiError(500)
        case Fault.BadGateway():
            return HTMLResponse(_BAD_GATEWAY, 502)
        case Fault.CutBefore():
            raise _NoAnswerError(cut=True)
        case Fault.Hang(processed=False):
            raise _NoAnswerError(cut=False)
        case Fault.Latency(seconds):
            await asyncio.sleep(seconds)
    return None


def _hold_back(fault: AnyFault | None) -> None:
    """What a fault does to the answer of a call that was processed."""
    match fault:
        case Fault.CutAfter():
            raise _NoAnswerError(cut=True)
        case Fault.Hang(processed=True):
            raise _NoAnswerError(cut=False)


def _chat_id(parameters: Parameters) -> int | None:
    try:
        return int(parameters.text("chat_id"))
    except ValueError:
        return None


async def _disconnection(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _while_connected(work: Awaitable[Any], receive: Receive) -> Any:
    """What `work` comes to, given up where the caller goes away first."""
    working = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_disconnection(receive))
    try:
        await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise _NoAnswerError(cut=True)
        return working.result()
    finally:
        for task in (working, gone):
            task.cancel()
            with suppress(asyncio.CancelledError, ApiError):
                await task
