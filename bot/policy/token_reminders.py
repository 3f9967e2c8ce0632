"""When operators hear of a token: once before it ends, and once each time it turns out useless."""

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
    """It is taken no more, or may not read."""
    LACKING = "lacking"
    """It is taken, and lacks permissions that Segar asks for: what it reads all the same, shows."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A token or key of the office's, or one account's own login, as it was found today.

    `name` holds no secret, and tells it from the one that takes its place; the same token for two
    platforms has one name. `account` is the handle of a login's account, "" for the office's own.
    `trouble` is None where nothing is wrong, `ends_at` (aware) None where no end is known.
    `since` is the region's date on which the trouble began, today where none is told. `lacks` are
    the permissions that it is known to lack, in the platform's words.
    """

    platform: Platform
    name: str
    trouble: Trouble | None
    ends_at: datetime | None
    detail: str = ""
    account: str = ""
    since: date | None = None
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TokenReminder:
    """One thing that operators are told, once for its `key`.

    `platforms` are those that the token opens. `ends_on` is the region's date and `days_left` the
    days until then, below 0 once it is past; both are None where the token is refused. `trouble`,
    and `since`, the region's date on which it began, are None where it is not. `lacks` are the
    permissions that a LACKING token is without.
    """

    key: str
    step: TokenStep
    platforms: tuple[Platform, ...]
    account: str = ""
    ends_on: date | None = None
    days_left: int | None = None
    trouble: Trouble | None = None
    detail: str = ""
    since: date | None = None
    lacks: tuple[str, ...] = ()


def token_reminders(
    credentials: Iterable[Credential], calendar: Calendar, now: datetime
) -> tuple[TokenReminder, ...]:
    """What there is to be told at this moment: the same every day until the token changes.

    A token that is refused is told for each of its platforms, one that ends once for all of them.
    What passes (no answer, a spent quota) is not told; an end that is known and near is told all
    the same, and so is that of a token which lacks permissions.
    """
    refused: list[TokenReminder] = []
    ending: dict[str, TokenReminder] = {}
    for credential in credentials:
        since = credential.since or calendar.today(now)
        if credential.lacks:
            refused.append(_lacking(credential, since))
        elif credential.trouble in OF_THE_TOKEN:
            refused.append(_refused(credential, credential.trouble, since))
            continue
        if credential.ends_at is not None:
            found = _ending(credential, credential.ends_at, calendar, now)
            if found is not None:
                ending[found.key] = _together(ending.get(found.key), found)
    return (*refused, *ending.values())


def refusal_key(platform: Platform, trouble: Trouble, name: str, since: date) -> str:
    """The key under which it is told that a credential of this name is refused since that day."""
    return f"{platform}:{trouble}:{name}:{since.isoformat()}"


def _refused(credential: Credential, trouble: Trouble, since: date) -> TokenReminder:
    platform = credential.platform
    return TokenReminder(
        refusal_key(platform, trouble, credential.name, since),
        TokenStep.REFUSED,
        (platform,),
        credential.account,
        trouble=trouble,
        detail=credential.detail,
        since=since,
    )


def _lacking(credential: Credential, since: date) -> TokenReminder:
    platform = credential.platform
    return TokenReminder(
        f"{platform}:{TokenStep.LACKING}:{credential.name}:{since.isoformat()}",
        TokenStep.LACKING,
        (platform,),
        credential.account,
        detail=credential.detail,
        since=since,
        lacks=credential.lacks,
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
