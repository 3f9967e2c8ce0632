"""`debug_token` in the sandbox: what Meta's Graph API tells of a token for one of its platforms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from bot.sandbox.platforms.graph_errors import (
    credential_refusal,
    fault_refusal,
    refusal,
    token_of,
)
from bot.sandbox.platforms.world import Fault, PlatformWorld
from checks.model import Platform

APP_ID = "1200000000000001"
APP_SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 (an invented one)

LIFE = timedelta(days=60)
"""Of a long-lived token of a person; one of a system user has no end."""

DATA_ACCESS = timedelta(days=90)
"""How long after a person last agreed the app sees their data."""

_SCOPES: Mapping[Platform, Sequence[str]] = {
    Platform.INSTAGRAM: (
        "pages_show_list",
        "instagram_basic",
        "instagram_manage_insights",
        "pages_read_engagement",
        "public_profile",
    ),
    Platform.FACEBOOK: ("pages_show_list", "pages_read_engagement", "public_profile"),
}


def token_routes(world: PlatformWorld, platform: Platform) -> Sequence[BaseRoute]:
    """The endpoint, for the platform's token; to stand before a route that takes every path."""

    async def debug_token(request: Request) -> JSONResponse:
        if token_of(request) != f"{APP_ID}|{APP_SECRET}":
            refused = credential_refusal(request, world, platform)
            if refused is not None:
                return refused
        fault = world.faults.get(platform)
        if fault in {Fault.QUOTA_SPENT, Fault.THROTTLED}:
            throttled = fault_refusal(world, platform, APP_ID)
            if throttled is not None:
                return throttled
        asked_about = request.query_params.get("input_token", "")
        if not asked_about:
            return refusal(100, "(#100) The parameter input_token is required")
        return JSONResponse({"data": _told(world, platform, asked_about)})

    return [Route("/{version}/debug_token", debug_token, methods=["GET"])]


def _told(world: PlatformWorld, platform: Platform, token: str) -> dict[str, object]:
    now, expires = world.clock(), world.token_expires.get(platform)
    fault = world.faults.get(platform)
    if token != world.tokens[platform]:
        return _dead({"code": 190, "message": "Malformed access token", "subcode": None})
    if fault is Fault.TOKEN_EXPIRED or (expires is not None and now >= expires):
        message = "Error validating access token: Session has expired."
        return _dead({"code": 190, "message": message, "subcode": 463})
    withheld = "pages_read_engagement" if fault is Fault.PERMISSION_MISSING else ""
    scopes = [scope for scope in _SCOPES[platform] if scope != withheld]
    issued = expires - LIFE if expires is not None else now - timedelta(days=10)
    ends = int(expires.timestamp()) if expires is not None else 0
    return {
        "app_id": APP_ID,
        "type": "USER" if expires is not None else "SYSTEM_USER",
        "application": "Segar",
        "data_access_expires_at": int((issued + DATA_ACCESS).timestamp()) if ends else 0,
        "expires_at": ends,
        "is_valid": True,
        "issued_at": int(issued.timestamp()),
        "scopes": scopes,
        "granular_scopes": [{"scope": scope} for scope in scopes],
        "user_id": "122100000000000001",
    }


def _dead(error: Mapping[str, object]) -> dict[str, object]:
    told = {name: value for name, value in error.items() if value is not None}
    return {"error": told, "is_valid": False, "scopes": []}
