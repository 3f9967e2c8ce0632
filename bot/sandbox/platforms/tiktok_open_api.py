"""TikTok's Login Kit and Display API in the sandbox, as developers.tiktok.com documents them.

The secret of the office's app is the world's token of the platform. Each account's tokens are made
from it, and each renewal brings new ones in the place of the old.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.platforms.world import Fault, PlatformWorld, Post, SocialAccount
from checks.model import Platform

CLIENT_KEY = "sandbox-client-key"
BROWSER = "sessionid"
"""The cookie of the browser in which somebody logs in: the account's handle."""

LOG_ID = "20261124020000C0FFEE"
SCOPES = "user.info.basic,video.list"
ACCESS_SECONDS = 7200
REFRESH_SECONDS = 180 * 86_400
MOST = 20

MESSAGES = {
    "access_token_invalid": (401, "The access token is invalid or not found in the request."),
    "scope_not_authorized": (401, "The user did not authorize the scope required."),
    "rate_limit_exceeded": (429, "The API rate limit was exceeded. Please try again later."),
    "invalid_params": (400, "One or more fields in request is invalid."),
}


def access_token(world: PlatformWorld, account: SocialAccount, renewals: int = 0) -> str:
    """The account's access token after so many renewals."""
    return f"act.{world.tokens[Platform.TIKTOK]}.{account.id}.{renewals}"


def refresh_token(world: PlatformWorld, account: SocialAccount, renewals: int = 0) -> str:
    """The account's refresh token after so many renewals."""
    return f"rft.{world.tokens[Platform.TIKTOK]}.{account.id}.{renewals}"


@dataclass(frozen=True, slots=True)
class _Allowed:
    """What a code stands for: it works once, for the same redirect address and proof."""

    account: SocialAccount
    redirect: str
    challenge: str


class OpenApi:
    """The app's side of TikTok. It remembers the codes given out and the renewals made."""

    def __init__(self, world: PlatformWorld) -> None:
        self._world = world
        self._codes: dict[str, _Allowed] = {}
        self._given = 0
        self._renewals: Counter[str] = Counter()

    @property
    def routes(self) -> Sequence[BaseRoute]:
        return [
            Route("/v2/auth/authorize/", self.authorise),
            Route("/v2/oauth/token/", self.token, methods=["POST"]),
            Route("/v2/video/list/", self.videos, methods=["POST"]),
        ]

    async def authorise(self, request: Request) -> Response:
        """Somebody in a browser allows what is asked for, and is sent back with a code."""
        asked = request.query_params
        account = self._world.named(Platform.TIKTOK, request.cookies.get(BROWSER, ""))
        known = asked.get("client_key") == CLIENT_KEY and asked.get("response_type") == "code"
        redirect = asked.get("redirect_uri", "")
        if not known or not redirect or not asked.get("scope"):
            return PlainTextResponse("Something went wrong: client_key or redirect_uri", 400)
        if account is None:
            refusal = {"error": "access_denied", "error_description": "User cancelled"}
            return RedirectResponse(f"{redirect}?{urlencode({**refusal, 'state': asked['state']})}")
        self._given += 1
        code = f"code-{account.id}-{self._given}*0!6410.s1"
        self._codes[code] = _Allowed(account, redirect, asked.get("code_challenge", ""))
        landing = {"code": code, "scopes": asked["scope"], "state": asked.get("state", "")}
        return RedirectResponse(f"{redirect}?{urlencode(landing)}")

    async def token(self, request: Request) -> Response:
        form = await request.form()
        fault = self._world.faults.get(Platform.TIKTOK)
        if fault in (Fault.THROTTLED, Fault.QUOTA_SPENT):
            return JSONResponse(_refusal("rate_limit_exceeded"), 429)
        if (
            form.get("client_key") != CLIENT_KEY
            or form.get("client_secret") != self._world.tokens[Platform.TIKTOK]
        ):
            return JSONResponse(_refusal("invalid_client"), 401)
        if fault is Fault.TOKEN_EXPIRED:
            return JSONResponse(_refusal("invalid_grant"), 400)
        if form.get("grant_type") == "authorization_code":
            account = self._redeemed(form)
        elif form.get("grant_type") == "refresh_token":
            account = self._renewing(str(form.get("refresh_token", "")))
        else:
            return JSONResponse(_refusal("unsupported_grant_type"), 400)
        if account is None:
            return JSONResponse(_refusal("invalid_grant"), 400)
        return JSONResponse(self._granted(account), headers={"cache-control": "no-store"})

    async def videos(self, request: Request) -> Response:
        world, fault = self._world, self._world.faults.get(Platform.TIKTOK)
        if fault in (Fault.THROTTLED, Fault.QUOTA_SPENT):
            return _error("rate_limit_exceeded")
        account = self._logged_in(request.headers.get("authorization", ""))
        expires = world.token_expires.get(Platform.TIKTOK)
        ended = expires is not None and expires <= world.clock()
        if account is None or ended or fault is Fault.TOKEN_EXPIRED:
            return _error("access_token_invalid")
        if fault is Fault.PERMISSION_MISSING:
            return _error("scope_not_authorized")
        asked = await request.json()
        most = asked.get("max_count", 10)
        fields = [name for name in request.query_params.get("fields", "").split(",") if name]
        if not fields or not set(fields) <= _video(Post("", world.clock()), account).keys():
            return _error("invalid_params")
        if not 1 <= most <= MOST:
            return _error("invalid_params")
        shown = [] if fault is Fault.EVERYTHING_MISSING else account.posts
        newest = sorted(shown, key=lambda post: post.at, reverse=True)[:most]
        data = {
            "videos": [
                {name: value for name, value in _video(post, account).items() if name in fields}
                for post in newest
            ],
            "cursor": int(newest[-1].at.timestamp() * 1000) if newest else 0,
            "has_more": len(shown) > len(newest),
        }
        return JSONResponse(
            {"data": data, "error": {"code": "ok", "message": "", "log_id": LOG_ID}}
        )

    def _redeemed(self, form: FormData) -> SocialAccount | None:
        allowed = self._codes.pop(str(form.get("code", "")), None)
        if allowed is None or form.get("redirect_uri") != allowed.redirect:
            return None
        proof = hashlib.sha256(str(form.get("code_verifier", "")).encode()).hexdigest()
        return None if allowed.challenge and proof != allowed.challenge else allowed.account

    def _renewing(self, token: str) -> SocialAccount | None:
        for account in self._world.accounts:
            if token == refresh_token(self._world, account, self._renewals[account.id]):
                self._renewals[account.id] += 1
                return account
        return None

    def _logged_in(self, header: str) -> SocialAccount | None:
        for account in self._world.accounts:
            token = access_token(self._world, account, self._renewals[account.id])
            if account.platform is Platform.TIKTOK and header == f"Bearer {token}":
                return account
        return None

    def _granted(self, account: SocialAccount) -> dict[str, Any]:
        renewals = self._renewals[account.id]
        return {
            "access_token": access_token(self._world, account, renewals),
            "expires_in": ACCESS_SECONDS,
            "open_id": f"-000{account.id}",
            "refresh_expires_in": REFRESH_SECONDS,
            "refresh_token": refresh_token(self._world, account, renewals),
            "scope": SCOPES,
            "token_type": "Bearer",
        }


def _refusal(word: str) -> dict[str, str]:
    return {"error": word, "error_description": f"The request failed: {word}.", "log_id": LOG_ID}


def _error(code: str) -> JSONResponse:
    status, message = MESSAGES[code]
    error = {"code": code, "message": message, "log_id": LOG_ID}
    return JSONResponse({"data": {}, "error": error}, status)


def _video(post: Post, account: SocialAccount) -> dict[str, Any]:
    """The Video Object, all of its fields."""
    kind = "photo" if post.kind == "photo" else "video"
    tail = "utm_campaign=tt4d_open_api&utm_source=sandbox"
    share = f"https://www.tiktok.com/@{account.handle}/{kind}/{post.id}?{tail}"
    return {
        "id": post.id,
        "create_time": int(post.at.timestamp()),
        "cover_image_url": f"https://p16-sign.tiktokcdn.com/{post.id}~tplv-noop.image",
        "share_url": share,
        "video_description": post.text,
        "duration": 30,
        "height": 1024,
        "width": 576,
        "title": post.text[:150],
        "embed_html": f'<blockquote class="tiktok-embed" data-video-id="{post.id}"></blockquote>',
        "embed_link": f"https://www.tiktok.com/player/v1/{post.id}?{tail}",
        "like_count": post.likes or 0,
        "comment_count": post.comments or 0,
        "share_count": 0,
        "view_count": post.views or 0,
    }
