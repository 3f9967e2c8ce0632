"""The office's token for Threads: which one is in use, and renewing it before it ends.

A long-lived token lasts for 60 days and can be renewed from 24 hours of age on, as long as it
lives; what is renewed lasts for 60 days again (Threads API, "Long-Lived Access Tokens"). The
setting then stays as it is, and the new token is kept in the token book.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, Field, TypeAdapter

from checks.errors import FetchError
from checks.model import Platform, Trouble
from checks.social.door import AnswerNotUnderstood, Door
from checks.social.fingerprints import fingerprint
from checks.social.graph import GraphRefused
from checks.social.graph_asking import ask_graph
from checks.social.stops import PlatformStopped
from checks.social.token_health import TokenState
from checks.social.tokens import OFFICE, Token

HOST = "https://graph.threads.com"
THREADS = f"{HOST}/v1.0"

RENEWED_BELOW = timedelta(days=30)
"""A token with less left is renewed: half of its life, so that a month of failures can pass. It is
then 30 days old, and old enough."""

LONGEST_LIFE = 10 * 365 * 24 * 60 * 60
"""Seconds; an answer that tells of more is not understood."""


class _Renewed(BaseModel):
    access_token: Annotated[str, Field(pattern=r"^[!-~]{8,2000}$")]
    expires_in: Annotated[int, Field(gt=0, le=LONGEST_LIFE)]
    """Seconds."""


class _Me(BaseModel):
    id: str


_RENEWED = TypeAdapter(_Renewed)
_ME = TypeAdapter(_Me)


async def token_in_use(door: Door) -> str:
    """The token to ask with: one that was renewed from the setting, or else the setting."""
    kept = await _kept(door)
    return kept.access if kept else door.access.threads_token


async def threads_token(door: Door) -> TokenState:
    """What Threads says of the token, which is renewed where it is time.

    How long the setting itself lasts is not known, so that it is renewed as soon as it is old
    enough. Without a token nothing is asked. Raises nothing for what Threads does.
    """
    if not door.access.threads_token:
        return TokenState(Platform.THREADS, Trouble.NO_READER, None, "no token is set")
    kept = await _kept(door)
    expires_at = kept.expires_at if kept else None
    refused = ""
    if expires_at is None or expires_at - door.now < RENEWED_BELOW:
        try:
            renewed = await _renew(door, kept.access if kept else door.access.threads_token)
            return TokenState(
                Platform.THREADS, None, renewed.expires_at, "the token was renewed", renewed=True
            )
        except FetchError as error:
            return TokenState(Platform.THREADS, error.trouble, expires_at, error.detail)
        except (PlatformStopped, GraphRefused, AnswerNotUnderstood) as error:
            refused = f", but could not be renewed: {error.detail}"
    try:
        token = await token_in_use(door)
        answer = await ask_graph(door, f"{THREADS}/me", {"fields": "id"}, token)
        answer.read_as(_ME)
    except AnswerNotUnderstood as error:
        trouble = Trouble.ANSWER_NOT_UNDERSTOOD
        return TokenState(Platform.THREADS, trouble, expires_at, error.detail)
    except (PlatformStopped, GraphRefused, FetchError) as error:
        return TokenState(Platform.THREADS, error.trouble, expires_at, error.detail)
    return TokenState(Platform.THREADS, None, expires_at, f"the token is taken{refused}")


async def _kept(door: Door) -> Token | None:
    """The token that was renewed from the one in the settings, None where none was."""
    kept = await door.tokens.find(Platform.THREADS, OFFICE)
    current = fingerprint(door.access.threads_token)
    return kept if kept is not None and kept.renewed_from == current else None


async def _renew(door: Door, token: str) -> Token:
    """A new token in the place of this one, kept.

    Raises PlatformStopped, GraphRefused, AnswerNotUnderstood and FetchError.
    """
    address = f"{HOST}/refresh_access_token"
    answer = await ask_graph(door, address, {"grant_type": "th_refresh_token"}, token)
    told = answer.read_as(_RENEWED)
    renewed = Token(
        told.access_token,
        expires_at=door.now + timedelta(seconds=told.expires_in),
        renewed_from=fingerprint(door.access.threads_token),
    )
    await door.tokens.keep(Platform.THREADS, OFFICE, renewed, now=door.now)
    return renewed
