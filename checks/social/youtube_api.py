"""Asking the YouTube Data API, version 3: the key, the day's units, and what its errors mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import TypeVar
from urllib.parse import urlencode

from pydantic import BaseModel, TypeAdapter

from checks.errors import FetchError
from checks.model import Platform, Trouble
from checks.social.door import Answer, AnswerNotUnderstood, Door
from checks.social.stops import PlatformStopped
from checks.social.usage import PACIFIC, Usage, accounting_day

T = TypeVar("T")

API = "https://www.googleapis.com/youtube/v3"

ONE_UNIT = Usage(calls=1, units=1)
"""What each list costs, whatever it answers (YouTube Data API, quota costs)."""

UNITS_A_DAY = 10_000
"""What a project has unless Google granted it more (YouTube Data API, quota costs)."""

RESERVE = 500
"""Units a sweep leaves untouched: more than its last batch of accounts can take."""

SPENT = frozenset(
    {
        "quotaExceeded",
        "dailyLimitExceeded",
        "rateLimitExceeded",
        "userRateLimitExceeded",
        "RATE_LIMIT_EXCEEDED",
    }
)

KEY_REFUSED = frozenset(
    {"keyInvalid", "keyExpired", "API_KEY_INVALID", "API_KEY_EXPIRED", "authError"}
)

NOT_VALID = re.compile(r"API key (?:not valid|expired)")
"""How the message begins where the reason is a mere `badRequest`."""

NOT_ALLOWED = frozenset(
    {
        "accessNotConfigured",
        "SERVICE_DISABLED",
        "API_KEY_SERVICE_BLOCKED",
        "API_KEY_IP_ADDRESS_BLOCKED",
        "API_KEY_HTTP_REFERRER_BLOCKED",
        "ipRefererBlocked",
        "CONSUMER_SUSPENDED",
        "CONSUMER_INVALID",
    }
)

ABOUT_ONE_ACCOUNT: Mapping[str, Trouble] = {
    "channelNotFound": Trouble.ACCOUNT_UNKNOWN,
    "channelClosed": Trouble.ACCOUNT_UNKNOWN,
    "channelSuspended": Trouble.ACCOUNT_SUSPENDED,
    "channelForbidden": Trouble.ACCOUNT_HIDDEN,
    "playlistForbidden": Trouble.ACCOUNT_HIDDEN,
    "playlistItemsNotAccessible": Trouble.ACCOUNT_HIDDEN,
    "playlistNotFound": Trouble.ACCOUNT_HIDDEN,
}
"""Reasons that concern the account asked for and not the key, and what each says of it."""

REASONS = SPENT | KEY_REFUSED | NOT_ALLOWED | ABOUT_ONE_ACCOUNT.keys()


class Refused(Exception):
    """The API did not answer one question; its other questions may well be answered.

    `trouble` is what the account asked for has by that, `reason` the API's own word or "".
    """

    def __init__(self, trouble: Trouble, detail: str, reason: str = "") -> None:
        super().__init__(detail)
        self.trouble = trouble
        self.detail = detail
        self.reason = reason


class _Reason(BaseModel):
    reason: str = ""


class _Error(BaseModel):
    message: str = ""
    status: str = ""
    errors: list[_Reason] = []
    details: list[_Reason] = []


class _ErrorBody(BaseModel):
    error: _Error


ERROR = TypeAdapter(_ErrorBody)


def documented_address(resource: str, query: Mapping[str, str]) -> str:
    """The address of a question, without the key."""
    return f"{API}/{resource}?{urlencode(query, safe=',')}"


async def ask(door: Door, resource: str, query: Mapping[str, str], shape: TypeAdapter[T]) -> T:
    """What a resource's list says to this query, for one unit.

    The key has to stand in the address (the API documents no header), so no error that leaves
    here holds that address. Raises Refused, PlatformStopped, AnswerNotUnderstood and a FetchError.
    """
    key = door.access.youtube_key
    try:
        answer = await door.get(f"{API}/{resource}", {**query, "key": key}, usage=ONE_UNIT)
    except FetchError as error:
        error.url = documented_address(resource, query)
        error.args = (f"{error.detail}: {error.url}",)
        raise
    if answer.status == 200:
        return answer.read_as(shape)
    problem = _problem(answer, door.now)
    if isinstance(problem, PlatformStopped) and problem.trouble is Trouble.QUOTA_SPENT:
        await door.spend(Usage(units=max(UNITS_A_DAY - await _units_today(door), 0)))
    raise problem


async def keep_within_allowance(door: Door) -> None:
    """Raise PlatformStopped where the day's units are used up, as far as we counted them.

    What YouTube itself said to be used up was counted as used, whoever used it: it is asked once.
    """
    used = await _units_today(door)
    if used >= UNITS_A_DAY - RESERVE:
        detail = f"{used:,} of the day's {UNITS_A_DAY:,} units are used"
        raise PlatformStopped(Trouble.QUOTA_SPENT, detail, next_reset(door.now))


def next_reset(now: datetime) -> datetime:
    """When the units are given anew: the next midnight Pacific time, in UTC."""
    tomorrow = now.astimezone(PACIFIC).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), PACIFIC).astimezone(UTC)


async def _units_today(door: Door) -> int:
    today = accounting_day(Platform.YOUTUBE, door.now)
    return (await door.ledger.used(Platform.YOUTUBE, today)).units


def _problem(answer: Answer, now: datetime) -> PlatformStopped | Refused:
    """What an answer that is none means. Raises AnswerNotUnderstood."""
    status = answer.status
    if status >= 500:
        return Refused(Trouble.SERVER_ERROR, f"the Data API answers {status}")
    try:
        error = answer.read_as(ERROR).error
    except AnswerNotUnderstood as odd:
        raise AnswerNotUnderstood(f"the Data API answers {status} without its reason") from odd
    given = [one.reason for one in (*error.errors, *error.details)]
    # Only words known here are repeated: an answer may quote the key.
    reason = next((one for one in given if one in REASONS), "")
    said = f" ({reason})" if reason else ""
    if reason in SPENT or status == 429 or error.status == "RESOURCE_EXHAUSTED":
        detail = f"the day's units are used up{said}"
        return PlatformStopped(Trouble.QUOTA_SPENT, detail, next_reset(now))
    if reason in ABOUT_ONE_ACCOUNT:
        return Refused(ABOUT_ONE_ACCOUNT[reason], f"the Data API refuses{said}", reason)
    if reason in KEY_REFUSED or status == 401 or NOT_VALID.match(error.message):
        return PlatformStopped(Trouble.TOKEN_REFUSED, f"the key is not taken{said}")
    if reason in NOT_ALLOWED or status == 403:
        return PlatformStopped(Trouble.PERMISSION_MISSING, f"the key may not do this{said}")
    return Refused(Trouble.ANSWER_NOT_UNDERSTOOD, f"the Data API answers {status}")
