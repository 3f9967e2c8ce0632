"""Meta's Graph API, the door to Instagram, Facebook and Threads: its errors, and what they mean.

What an error means is decided by its `code` and `error_subcode`, never by the HTTP status (Graph
API, "Handling Errors"): most come with 400, some with 200, 401, 403, 429 or 500.

| code / subcode                             | means                                            |
|--------------------------------------------|--------------------------------------------------|
| 190, 102                                   | PlatformStopped: TOKEN_REFUSED                   |
| 104                                        | TokenNotSeen, a PlatformStopped: TOKEN_REFUSED   |
| 3, 10, 200-299, 368                        | PlatformStopped: PERMISSION_MISSING              |
| 4, 17, 32, 341, 613, 80001, 80002          | PlatformStopped: QUOTA_SPENT, until access is    |
|                                            | regained as the headers tell, or for an hour     |
| 1, 2, and 5xx without a code               | asked twice more, then GraphRefused: SERVER_ERROR|
| 24, 110, 803, 100/33                       | GraphRefused: ACCOUNT_UNKNOWN                    |
| 10 with a word about followers             | GraphRefused: ACCOUNT_HIDDEN (Threads shows no   |
|                                            | profile with fewer than about 100)               |
| 21                                         | GraphRefused: MOVED, with `moved_to`             |
| 100 other                                  | GraphRefused: READER_FAILED (our question is     |
|                                            | wrong, which only a new version of us can mend)  |
| any other                                  | GraphRefused: ANSWER_NOT_UNDERSTOOD              |
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import NoReturn

from pydantic import BaseModel, TypeAdapter

from checks.model import ChannelRef, Reading, Trouble
from checks.social.door import Answer, AnswerNotUnderstood, server_failure
from checks.social.graph_usage import allowance_told
from checks.social.readings import missing, troubled
from checks.social.stops import PlatformStopped

GRAPH = "https://graph.facebook.com/v26.0"
"""The version of 29 July 2026. One past its end is served by the oldest living version."""

RETRIES = 2
"""For what the platform calls passing."""

TOKEN_DEAD = frozenset({102, 190})
TOKEN_NOT_SEEN = 104
PERMISSION_DENIED = 10
PERMISSION_MISSING = frozenset({3, PERMISSION_DENIED, *range(200, 300)})
BLOCKED_FOR_POLICY = 368
THROTTLED = frozenset({4, 17, 32, 341, 613, 80001, 80002})
PASSING = frozenset({1, 2})
PARAMETER_REFUSED = 100
NOT_VISIBLE = (100, 33)
MISSING = frozenset({24, 110, 803})
PAGE_MOVED = 21
TOO_MANY_REQUESTS = 429

WHY_DEAD: Mapping[int | None, str] = {
    458: "the app was removed by the token's owner",
    459: "the token's owner has to pass a checkpoint",
    460: "the password of the token's owner was changed",
    463: "the token expired",
    464: "the token's owner has to confirm the account",
    467: "the token is invalid",
}
"""Subcodes of 190 (Graph API, "Handling Errors")."""

LONGEST_QUOTE = 160
"""Characters of a message of Graph's that a detail repeats."""

_MIGRATED = re.compile(r"migrated to page ID ([0-9]+)", re.IGNORECASE)
_SECRET = re.compile(r"(access_token|input_token|client_secret|appsecret_proof)=[^&\s]+")


class GraphError(BaseModel):
    """What stands below `error` in an answer."""

    code: int
    error_subcode: int | None = None
    message: str = ""

    @property
    def label(self) -> str:
        """The code as the manual writes it: "190/463"."""
        return f"{self.code}/{self.error_subcode}" if self.error_subcode else str(self.code)


class _Envelope(BaseModel):
    error: GraphError | None = None


_ENVELOPE = TypeAdapter(_Envelope)


class TokenNotSeen(PlatformStopped):
    """Graph says that no token came with the question, which says nothing of the token."""


class GraphRefused(Exception):
    """Graph refuses this one question; others may be answered.

    `trouble` is that of the account asked about; `detail` a short English sentence without any
    credential; `error` what Graph said, None where it said nothing. `moved_to` is the Page's new
    id, where the trouble is MOVED.
    """

    def __init__(self, trouble: Trouble, detail: str, error: GraphError | None = None) -> None:
        super().__init__(detail)
        self.trouble = trouble
        self.detail = detail
        self.error = error

    @property
    def moved_to(self) -> str | None:
        found = _MIGRATED.search(self.error.message) if self.error else None
        return found.group(1) if found and self.trouble is Trouble.MOVED else None

    def reading(self, ref: ChannelRef, now: datetime) -> Reading:
        """The reading of the account that was asked about."""
        if self.trouble is Trouble.ACCOUNT_UNKNOWN:
            return missing(ref, now, self.detail)
        return troubled(self.trouble, now, self.detail)


def raise_for_graph_error(answer: Answer, now: datetime, *secrets: str) -> None:
    """Raise what the answer says is wrong, by the table above; nothing where it is a good one.

    `secrets` are those that the question held: a message may repeat them. Raises GraphRefused,
    PlatformStopped and AnswerNotUnderstood.
    """
    error = graph_error(answer)
    if error is not None:
        _refuse(_without(secrets, error), answer, now)
    if answer.status >= 500:
        raise GraphRefused(Trouble.SERVER_ERROR, f"the platform answers {answer.status}")
    if answer.status == TOO_MANY_REQUESTS:
        _throttled("too many calls", answer, now)
    if answer.status >= 400:
        raise AnswerNotUnderstood(f"answers {answer.status} without an error of its own")


def graph_error(answer: Answer) -> GraphError | None:
    """The error in an answer, None where there is none. Raises AnswerNotUnderstood."""
    try:
        return answer.read_as(_ENVELOPE).error
    except AnswerNotUnderstood:
        if answer.status >= 500 or answer.status == TOO_MANY_REQUESTS:
            return None
        raise


def passing_failure(answer: Answer) -> str:
    """What Graph says of a failure of its own that passes, whatever the status; "" where nothing.

    What comes without an error that is understood is judged by its status alone.
    """
    try:
        error = graph_error(answer)
    except AnswerNotUnderstood:
        return ""
    if error is None:
        return server_failure(answer)
    return f"fails for now ({error.label})" if error.code in PASSING else ""


def _refuse(error: GraphError, answer: Answer, now: datetime) -> NoReturn:
    code, label = error.code, error.label
    if code in TOKEN_DEAD:
        why = WHY_DEAD.get(error.error_subcode, "the token is refused")
        raise PlatformStopped(Trouble.TOKEN_REFUSED, f"{why} ({label})")
    if code == TOKEN_NOT_SEEN:
        raise TokenNotSeen(Trouble.TOKEN_REFUSED, f"the token is refused ({label})")
    if code in PERMISSION_MISSING and not _speaks_of_followers(error):
        detail = f"a permission or feature is missing ({label}): {_quote(error)}"
        raise PlatformStopped(Trouble.PERMISSION_MISSING, detail)
    if code == BLOCKED_FOR_POLICY:
        detail = f"we are blocked for a policy of the platform ({label})"
        raise PlatformStopped(Trouble.PERMISSION_MISSING, detail)
    if code in THROTTLED:
        _throttled(f"too many calls ({label})", answer, now)
    raise GraphRefused(*_refusal(error), error)


def _refusal(error: GraphError) -> tuple[Trouble, str]:
    label, quote = error.label, _quote(error)
    if error.code in PASSING:
        return Trouble.SERVER_ERROR, f"fails for now ({label})"
    if error.code in MISSING or (error.code, error.error_subcode) == NOT_VISIBLE:
        return Trouble.ACCOUNT_UNKNOWN, f"not shown to us ({label})"
    if _speaks_of_followers(error):
        return Trouble.ACCOUNT_HIDDEN, f"has too few followers to be shown to us ({label})"
    if error.code == PAGE_MOVED:
        return Trouble.MOVED, f"moved to another id ({label}): {quote}"
    if error.code == PARAMETER_REFUSED:
        return Trouble.READER_FAILED, f"refuses our question ({label}): {quote}"
    return Trouble.ANSWER_NOT_UNDERSTOOD, f"an error we don't know ({label}): {quote}"


def _throttled(detail: str, answer: Answer, now: datetime) -> NoReturn:
    until = allowance_told(answer.headers).until(now)
    raise PlatformStopped(Trouble.QUOTA_SPENT, detail, until)


def _speaks_of_followers(error: GraphError) -> bool:
    return error.code == PERMISSION_DENIED and "followers" in error.message.lower()


def _without(secrets: tuple[str, ...], error: GraphError) -> GraphError:
    message = _SECRET.sub(r"\1=…", error.message)
    for secret in filter(None, secrets):
        message = message.replace(secret, "…")
    return error.model_copy(update={"message": message})


def _quote(error: GraphError) -> str:
    message = " ".join(error.message.split())
    return message if len(message) <= LONGEST_QUOTE else f"{message[: LONGEST_QUOTE - 1]}…"
