"""When operators hear of a token: once before it ends, and once where it is of no use any more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from bot.policy.workdays import Calendar
from checks.model import Platform, Trouble

NOTICE_DAYS: Final = 14
"""Days before the end. Whoever can make a new token may be on leave for a week."""

OF_THE_TOKEN: Final = frozenset({Trouble.TOKEN_REFUSED, Trouble.PERMISSION_MISSING})
"""Troubles that only another token, or more permissions for it, mends. All others pass."""


class TokenStep(StrEnum):
    """What operators are told of a token."""

    ENDING = "ending"
    """It ends within `NOTICE_DAYS`."""
    ENDED = "ended"
    """Its end has passed, and nobody could tell before."""
    REFUSED = "refused"
    """It is taken no more, or lacks a permission."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A token or key of the office's, or one account's own login, as it was found today.

    `name` holds no secret, and tells it from the one that takes its place; the same token for two
    platforms has one name. `account` is the handle of a login's account, "" for the office's own.
    `trouble` is None where nothing is wrong, `ends_at` (aware) None where no end is known.
    """

    platform: Platform
    name: str
    trouble: Trouble | None
    ends_at: datetime | None
    detail: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class TokenReminder:
    """One thing that operators are told, once for its `key`.

    `platforms` are those that the token opens. `ends_on` is the region's date and `days_left` the
    days until then, below 0 once it is past; both are None where the token is refused, and
    `trouble` is None where it is not.
    """

    key: str
    step: TokenStep
    platforms: tuple[Platform, ...]
    account: str = ""
    ends_on: date | None = None
    days_left: int | None = None
    trouble: Trouble | None = None
    detail: str = ""


def token_reminders(
    credentials: Iterable[Credential], calendar: Calendar, now: datetime
) -> tuple[TokenReminder, ...]:
    """What there is to be told at this moment: the same every day until the token changes.

    A token that is refused is told for each of its platforms, one that ends once for all of them.
    What passes (no answer, a spent quota) is not told; an end that is known and near is told all
    the same.
    """
    refused: list[TokenReminder] = []
    ending: dict[str, TokenReminder] = {}
    for credential in credentials:
        if credential.trouble in OF_THE_TOKEN:
            refused.append(_refused(credential, credential.trouble))
        elif credential.ends_at is not None:
            found = _ending(credential, credential.ends_at, calendar, now)
            if found is not None:
                ending[found.key] = _together(ending.get(found.key), found)
    return (*refused, *ending.values())


def refusal_key(platform: Platform, trouble: Trouble, name: str) -> str:
    """The key under which it is told that a credential of this name is refused."""
    return f"{platform}:{trouble}:{name}"


def _refused(credential: Credential, trouble: Trouble) -> TokenReminder:
    platform = credential.platform
    return TokenReminder(
        refusal_key(platform, trouble, credential.name),
        TokenStep.REFUSED,
        (platform,),
        credential.account,
        trouble=trouble,
        detail=credential.detail,
    )


def _ending(
    credential: Credential, ends_at: datetime, calendar: Calendar, now: datetime
) -> TokenReminder | None:
    ends_on = calendar.local(ends_at).date()
    days_left = (ends_on - calendar.today(now)).days
    if days_left > NOTICE_DAYS:
        return None
    return TokenReminder(
        f"token:{credential.name}:{ends_on.isoformat()}",
        TokenStep.ENDED if ends_at <= now else TokenStep.ENDING,
        (credential.platform,),
        credential.account,
        ends_on,
        days_left,
        detail=credential.detail,
    )


def _together(first: TokenReminder | None, second: TokenReminder) -> TokenReminder:
    """One reminder of the two, of one token on two platforms."""
    if first is None:
        return second
    return replace(first, platforms=(*first.platforms, *second.platforms))
