"""Who X's accounts are: by the remembered id, and by name where there is none.

| X says of one of many                | the account is                                       |
|--------------------------------------|------------------------------------------------------|
| "Not Found Error", asked by id       | asked for by name: whoever has it now, or else gone  |
| "Not Found Error", asked by name     | unknown                                              |
| "User has been suspended: [x]."      | suspended                                            |
| not-authorized-for-resource          | private                                              |
| nothing at all, or another problem   | not understood                                       |
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pydantic import TypeAdapter

from checks.model import ChannelRef, Reading, Trouble
from checks.social.door import Door
from checks.social.readings import troubled
from checks.social.stops import PlatformStopped
from checks.social.x_answers import Problem, User, UsersAnswer, XUnanswered, ask_x
from checks.social.x_money import hold_users, pay_users

USERS = "https://api.x.com/2/users"
USERS_BY = "https://api.x.com/2/users/by"

MOST_USERS = 100
"""Accounts in one request (docs.x.com, "User lookup")."""

USER_FIELDS = "most_recent_tweet_id,protected,pinned_tweet_id,public_metrics,created_at"

ALIKE = 5
"""So many accounts that were there before, and all of them unknown at once: that is X's trouble."""

SUSPENDED = "User has been suspended"
PRIVATE = "not-authorized-for-resource"
NOT_FOUND = "Not Found Error"

_ANSWER = TypeAdapter(UsersAnswer)


class _Way(NamedTuple):
    """One of the two addresses, and the parameter that takes the accounts."""

    url: str
    parameter: str


_BY_ID = _Way(USERS, "ids")
_BY_NAME = _Way(USERS_BY, "usernames")


async def look_up(door: Door, refs: Sequence[ChannelRef]) -> Mapping[ChannelRef, User | Reading]:
    """Each account as X knows it, or the reading that says why it does not tell.

    A remembered id finds an account under whatever name it has now. Where the id is gone, the name
    may have come to someone else, who then is the one told of. Raises PlatformStopped.
    """
    ids = {ref: ref.platform_id for ref in refs if ref.platform_id is not None}
    names = {ref: ref.handle for ref in refs if ref.platform_id is None and ref.handle is not None}
    found = await _ask(door, _BY_ID, ids)
    lost = [ref for ref, told in found.items() if _is_unknown(told)]
    if len(lost) == len(ids) >= ALIKE:
        detail = f"says that all {len(lost)} accounts asked for by id do not exist"
        raise PlatformStopped(Trouble.PLATFORM_DOWN, detail)
    names |= {ref: ref.handle for ref in lost if ref.handle is not None}
    return {**found, **await _ask(door, _BY_NAME, names)}


async def _ask(
    door: Door, way: _Way, wanted: Mapping[ChannelRef, str]
) -> dict[ChannelRef, User | Reading]:
    values = list(dict.fromkeys(value.lower() for value in wanted.values()))
    told: dict[str, User | Reading] = {}
    for start in range(0, len(values), MOST_USERS):
        some = values[start : start + MOST_USERS]
        try:
            told |= await _ask_some(door, way, some)
        except XUnanswered as error:
            told |= dict.fromkeys(some, error.reading(door.now))
    return {ref: told[value.lower()] for ref, value in wanted.items()}


async def _ask_some(door: Door, way: _Way, values: list[str]) -> Mapping[str, User | Reading]:
    await hold_users(door, len(values))
    query = {way.parameter: ",".join(values), "user.fields": USER_FIELDS}
    answer = await ask_x(door, way.url, query, _ANSWER)
    await pay_users(door, len(answer.data))
    silent = troubled(Trouble.ANSWER_NOT_UNDERSTOOD, door.now, "X says nothing of this account")
    told: dict[str, User | Reading] = dict.fromkeys(values, silent)
    for problem in filter(None, answer.errors):
        trouble, detail = _trouble_of(problem)
        reading = replace(troubled(trouble, door.now, detail), thorough_at=door.now)
        told[problem.value.lower()] = reading
    for user in filter(None, answer.data):
        told[user.id if way is _BY_ID else user.username.lower()] = user
    return told


def _trouble_of(problem: Problem) -> tuple[Trouble, str]:
    # A suspension has the type of what is not found, so its words come first.
    if problem.detail.startswith(SUSPENDED):
        return Trouble.ACCOUNT_SUSPENDED, "X has suspended the account"
    if problem.type.endswith(PRIVATE):
        return Trouble.ACCOUNT_PRIVATE, "only its followers may read the account"
    if problem.title == NOT_FOUND:
        return Trouble.ACCOUNT_UNKNOWN, "X knows no such account"
    return Trouble.ANSWER_NOT_UNDERSTOOD, f"a problem we don't know: {problem.title[:80]}"


def _is_unknown(told: User | Reading) -> bool:
    return isinstance(told, Reading) and told.trouble is Trouble.ACCOUNT_UNKNOWN
