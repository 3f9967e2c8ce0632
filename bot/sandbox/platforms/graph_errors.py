"""How Meta's Graph API refuses, in its own words and codes: for Instagram, Facebook and Threads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.sandbox.platforms.world import Fault, PlatformWorld
from checks.model import Platform

TRACE = "AbCdEfGhIjKlMnOpQrStUvW"

ALLOWANCE = 48_000
"""Calls in 24 hours: 4800 times the impressions of a quiet account, which count as ten at least."""

MINUTES_TO_REGAIN_ACCESS = 137


@dataclass(frozen=True, slots=True)
class _UseCase:
    """What a platform is called in X-Business-Use-Case-Usage, and how it says that it is spent."""

    type: str
    code: int
    message: str


_MORE = "Wait a bit and try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting."

_USE_CASES: Mapping[Platform, _UseCase] = {
    Platform.INSTAGRAM: _UseCase(
        "instagram", 80002, f"There have been too many calls to this Instagram account. {_MORE}"
    ),
    Platform.FACEBOOK: _UseCase(
        "pages", 80001, f"There have been too many calls to this Page account. {_MORE}"
    ),
    Platform.THREADS: _UseCase("threads", 613, "Calls to this api have exceeded the rate limit."),
}


def refusal(
    code: int,
    message: str,
    *,
    subcode: int | None = None,
    type_: str = "OAuthException",
    status: int = 400,
    transient: bool | None = None,
    for_people: tuple[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """An error as Graph sends it; `for_people` are the title and text it has for people."""
    error: dict[str, object] = {"message": message, "type": type_, "code": code}
    if subcode is not None:
        error["error_subcode"] = subcode
    if transient is not None:
        error["is_transient"] = transient
    if for_people is not None:
        error["error_user_title"], error["error_user_msg"] = for_people
    error["fbtrace_id"] = TRACE
    return JSONResponse({"error": error}, status, headers=headers)


def not_visible(id_: str) -> JSONResponse:
    """There is no such object, or none that this token may see (100/33)."""
    return refusal(
        100,
        f"Unsupported get request. Object with ID '{id_}' does not exist, cannot be loaded due to "
        "missing permissions, or does not support this operation. Please read the Graph API "
        "documentation at https://developers.facebook.com/docs/graph-api",
        subcode=33,
        type_="GraphMethodException",
    )


def nonexisting_field(name: str, node: str) -> JSONResponse:
    """A field was asked for that this kind of node has not (100)."""
    return refusal(100, f"(#100) Tried accessing nonexisting field ({name}) on node type ({node})")


def token_of(request: Request) -> str:
    """The token that came with the request, in the header or in the address, or ""."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() in {"bearer", "oauth"} and token:
        return token.strip()
    return request.query_params.get("access_token", "")


def credential_refusal(
    request: Request, world: PlatformWorld, platform: Platform
) -> JSONResponse | None:
    """Why the request's token opens nothing; None where it is the platform's and still lives."""
    token = token_of(request)
    if not token:
        return refusal(104, "An access token is required to request this resource.")
    if token != world.tokens[platform]:
        message = "Invalid OAuth access token - Cannot parse access token"
        wants = f'OAuth "Facebook Platform" "invalid_token" "{message}"'
        return refusal(190, message, status=401, headers={"WWW-Authenticate": wants})
    expires = world.token_expires.get(platform)
    if expires is not None and world.clock() >= expires:
        return expired(world)
    return None


def expired(world: PlatformWorld) -> JSONResponse:
    now = world.clock()
    return refusal(
        190,
        "Error validating access token: Session has expired on Tuesday, 24-Nov-26 01:00:00 UTC. "
        f"The current time is {now:%A, %d-%b-%y %H:%M:%S} UTC.",
        subcode=463,
    )


def fault_refusal(world: PlatformWorld, platform: Platform, business: str) -> JSONResponse | None:
    """What the platform's fault makes of every question; None where it has none of these.

    `business` is the id of the business account whose allowance the calls count to. A platform
    on which everything is missing says so in words of its own.
    """
    fault = world.faults.get(platform)
    if fault is Fault.TOKEN_EXPIRED:
        return expired(world)
    if fault is Fault.PERMISSION_MISSING:
        return refusal(10, "(#10) Application does not have permission for this action")
    if fault is Fault.QUOTA_SPENT:
        use_case = _USE_CASES[platform]
        return refusal(
            use_case.code,
            f"(#{use_case.code}) {use_case.message}",
            status=403,
            transient=False,
            headers=_usage(platform, business, 104, MINUTES_TO_REGAIN_ACCESS),
        )
    if fault is Fault.THROTTLED:
        usage = {"call_count": 102, "total_time": 31, "total_cputime": 12}
        return refusal(
            4,
            "(#4) Application request limit reached",
            status=403,
            transient=True,
            headers={"X-App-Usage": json.dumps(usage)},
        )
    return None


def usage_headers(world: PlatformWorld, platform: Platform, business: str) -> dict[str, str]:
    """The headers of a good answer: how much of the allowance all calls so far have used."""
    percent = 100 * len(world.calls_to(platform)) // ALLOWANCE
    return _usage(platform, business, percent, 0)


def _usage(platform: Platform, business: str, percent: int, minutes: int) -> dict[str, str]:
    used = {
        "type": _USE_CASES[platform].type,
        "call_count": percent,
        "total_cputime": percent // 3,
        "total_time": percent // 2,
        "estimated_time_to_regain_access": minutes,
    }
    return {"X-Business-Use-Case-Usage": json.dumps({business: [used]})}
