"""TikTok's Login Kit: where an account allows the office to read its videos, and what comes of it.

The account's person opens `authorise_address`, allows both scopes, and lands at the app's redirect
address with a code, which `code_landed` takes out. Nothing here asks anyone.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode, urlsplit

AUTHORISE = "https://www.tiktok.com/v2/auth/authorize/"

VIDEOS_SCOPE = "video.list"
SCOPES = f"user.info.basic,{VIDEOS_SCOPE}"

LOOPBACK = frozenset({"localhost", "127.0.0.1"})
"""Hosts of a desktop app's redirect address, for which PKCE is required ("Login Kit for Desktop");
a web app's redirect address is https, and its page asks for none."""

REDIRECT_LENGTH = 512
"""A redirect address has fewer characters ("Login Kit for Web")."""


class LandingRejected(Exception):
    """The address where a login ended holds no code that can be used; the sentence says why."""


@dataclass(frozen=True, slots=True)
class App:
    """The office's app at TikTok: its key and secret, and the redirect address registered there."""

    key: str
    secret: str = field(repr=False)
    redirect: str

    @property
    def redirect_fault(self) -> str:
        """Why TikTok takes no such redirect address, in a few words; "" where it does."""
        parts = urlsplit(self.redirect)
        if parts.scheme != "https" and not self.needs_proof:
            return "it must begin with https, or lead to localhost or 127.0.0.1"
        if not parts.hostname or parts.query or parts.fragment:
            return "it must be a whole address without parameters"
        if len(self.redirect) >= REDIRECT_LENGTH:
            return f"it must be shorter than {REDIRECT_LENGTH} characters"
        return ""

    @property
    def needs_proof(self) -> bool:
        """Whether the login is a desktop app's, which proves itself by PKCE (RFC 7636)."""
        parts = urlsplit(self.redirect)
        return parts.scheme in ("http", "https") and parts.hostname in LOOPBACK

    def state(self, handle: str) -> str:
        """What TikTok hands back with the code: only this app can have made it, for this handle."""
        return self._derived("state", handle)

    def verifier(self, handle: str) -> str:
        """PKCE's code verifier: 64 characters of 43 to 128 allowed."""
        return self._derived("verifier", handle)

    def _derived(self, purpose: str, handle: str) -> str:
        # Made from what both steps know, so that nothing has to be remembered between them.
        message = f"{purpose}:{handle}".encode()
        return hmac.new(self.secret.encode(), message, hashlib.sha256).hexdigest()


def authorise_address(app: App, handle: str) -> str:
    """Where the account's person allows the app to read its videos."""
    query = {
        "client_key": app.key,
        "scope": SCOPES,
        "response_type": "code",
        "redirect_uri": app.redirect,
        "state": app.state(handle),
    }
    if app.needs_proof:
        # TikTok's challenge is the digest in hexadecimal, not in RFC 7636's base 64.
        digest = hashlib.sha256(app.verifier(handle).encode()).hexdigest()
        query |= {"code_challenge": digest, "code_challenge_method": "S256"}
    return f"{AUTHORISE}?{urlencode(query)}"


def code_landed(app: App, handle: str, landed: str) -> str:
    """The code in the address where the login ended. Raises LandingRejected."""
    try:
        values = parse_qs(urlsplit(landed.strip()).query)
    except ValueError as error:
        raise LandingRejected("it is no address") from error
    query = {name: found[-1] for name, found in values.items()}
    if "error" in query:
        raise LandingRejected(f"TikTok was not allowed to connect the account ({query['error']})")
    if "code" not in query or "state" not in query:
        raise LandingRejected(
            "it lacks the code or the state; put the whole address between quotation marks"
        )
    if not hmac.compare_digest(query["state"].encode(), app.state(handle).encode()):
        raise LandingRejected("it belongs to the login of another account or another app")
    if VIDEOS_SCOPE not in query.get("scopes", VIDEOS_SCOPE).split(","):
        raise LandingRejected("the list of videos was not allowed")
    return query["code"]
