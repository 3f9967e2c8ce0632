"""Many objects of Meta's Graph API in one request by their ids or names: `/?ids=a,b&fields=`.

Refused in v26.0 since 29 July 2026, and in every version since 27 October 2026 (Graph API
changelog, version 26.0, "Legacy protocol features"); servers that stand in for Graph may know it.
Each id counts as a call. One name that nobody has makes Graph refuse them all, naming it (803): it
is left out and the others are asked for again. Where the refusal names none of them, they are
halved until it stands alone.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from pydantic import JsonValue, TypeAdapter

from checks.model import Trouble
from checks.social.door import JSON, Answer, Door
from checks.social.graph import GRAPH, NOT_VISIBLE, PARAMETER_REFUSED, GraphRefused, passing_failure
from checks.social.graph_ways import Refusal, WayUnknown, holds_for_all, is_foreign, refusal_of
from checks.social.usage import Usage

_BY_ID = TypeAdapter(dict[str, JsonValue])

_NAMED = re.compile(
    r"aliases you requested do not exist: *(?P<aliases>.+)"
    r"|users by their username \((?P<user>[^)]+)\)"
    r"|Object with ID '(?P<object>[^']+)'"
    r"|Page ID (?P<page>[0-9]+) was migrated",
    re.IGNORECASE | re.DOTALL,
)
"""Where Graph's messages name what they are about."""

MOST_IN_VAIN = 15
"""Refusals without a name, fifty halved three times, after which the parameter is doubted."""

NOTHING_SHOWN = "none of the ids asked for is in the answer"

_OF_THE_WAY = re.compile(r"\bids\b|deprecated|unsupported|not supported", re.IGNORECASE)
"""In a refusal of a parameter: it is this one."""


async def ask_by_ids(
    door: Door, nodes: Sequence[str], fields: str, token: str
) -> dict[str, Answer]:
    """The answer about each object, by the id or name it was asked for.

    What stops the platform, or passes, is the answer about all that remain. Raises WayUnknown where
    the server has no such parameter, AnswerNotUnderstood, FetchError and PlatformStopped.
    """
    wanted = list(dict.fromkeys(nodes))
    found: dict[str, Answer] = {}
    groups = deque([wanted])
    asked = in_vain = 0
    while groups:
        group = groups.popleft()
        whole = await _ask(door, group, fields, token)
        asked += 1
        refusal = refusal_of(whole, door.now, token)
        shown = _shown(group, whole, fields) if refusal is None else {}
        if not found and not shown and _refuses_the_way(refusal, whole, group):
            raise WayUnknown(NOTHING_SHOWN if refusal is None else str(refusal))
        await door.spend(Usage(calls=len(group) - 1))
        if holds_for_all(refusal, whole):
            return dict.fromkeys(wanted, whole) | found
        if shown:
            found |= shown
            continue
        named, of_one = _named(refusal, group), _is_of_one(refusal)
        in_vain += of_one and not named
        if in_vain == asked == MOST_IN_VAIN:
            break
        if len(group) == 1 or not of_one:
            named = group
        found |= dict.fromkeys(named, whole)
        rest = [node for node in group if node not in named]
        middle = len(rest) if named and asked == 1 else (len(rest) + 1) // 2
        groups += filter(None, (rest[:middle], rest[middle:]))
    if in_vain == asked > 1:
        raise WayUnknown(f"refuses {asked} requests alike, and names nothing that was asked for")
    return found


async def _ask(door: Door, nodes: Sequence[str], fields: str, token: str) -> Answer:
    return await door.get(
        f"{GRAPH}/",
        {"ids": ",".join(nodes), "fields": fields},
        headers={"Authorization": f"Bearer {token}", "Accept": JSON},
        failure_of=passing_failure,
    )


def _shown(nodes: Sequence[str], whole: Answer, fields: str) -> Mapping[str, Answer]:
    """Each object as if it had been asked for alone; empty where not one of them is there.

    Raises AnswerNotUnderstood.
    """
    by_id = whole.read_as(_BY_ID)
    if not any(node in by_id for node in nodes):
        return {}
    return {
        node: Answer(
            whole.status,
            whole.headers,
            json.dumps(by_id.get(node)).encode(),
            f"{GRAPH}/?{urlencode({'ids': node, 'fields': fields})}",
        )
        for node in nodes
    }


def _refuses_the_way(refusal: Refusal | None, whole: Answer, nodes: Sequence[str]) -> bool:
    """Whether it is this way of asking that is refused, or answered with something else."""
    if refusal is None or is_foreign(refusal, whole):
        return True
    error = refusal.error if isinstance(refusal, GraphRefused) else None
    if error is None or error.code != PARAMETER_REFUSED:
        return False
    if (error.code, error.error_subcode) == NOT_VISIBLE:
        return not _named(refusal, nodes)
    return _OF_THE_WAY.search(error.message) is not None


def _is_of_one(refusal: Refusal | None) -> bool:
    """Whether it is one of the objects that is refused, and not the question or the asker."""
    return isinstance(refusal, GraphRefused) and refusal.trouble in {
        Trouble.ACCOUNT_UNKNOWN,
        Trouble.MOVED,
    }


def _named(refusal: Refusal | None, nodes: Sequence[str]) -> list[str]:
    """Those of the objects that the refusal names."""
    if not isinstance(refusal, GraphRefused) or refusal.error is None:
        return []
    found = _NAMED.search(refusal.error.message)
    told = next(filter(None, found.groups()), "") if found else ""
    names = {name.strip(" .'\"").lower() for name in told.split(",")}
    return [node for node in nodes if node.lower() in names]
