"""How Meta's Graph API is asked one question: with the office's token, and again where it must."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from checks.social.door import JSON, Answer, AnswerNotUnderstood, Door
from checks.social.graph import (
    RETRIES,
    TOKEN_NOT_SEEN,
    graph_error,
    passing_failure,
    raise_for_graph_error,
)

_ASKS_FOR_TOKEN = re.compile(r"access token (?:is required|must be used)", re.IGNORECASE)


async def ask_graph(
    door: Door, url: str, query: Mapping[str, str], token: str, *more_secrets: str
) -> Answer:
    """A good answer at this documented address; what passes is asked for twice more, at once.

    The token goes into a header, where no log keeps it; where Graph does not see it there, into the
    query, as the manual has it. The answer's address is that without it. `more_secrets` are those
    that the question holds beside the token. Raises GraphRefused, PlatformStopped,
    AnswerNotUnderstood and FetchError.
    """
    headers = {"Authorization": f"Bearer {token}", "Accept": JSON}
    answer = await _asked_again(door, url, query, headers)
    if _asks_for_token(answer):
        with_token = {**query, "access_token": token}
        told = await _asked_again(door, url, with_token, {"Accept": JSON})
        answer = replace(told, url=answer.url, hops=answer.hops)
    raise_for_graph_error(answer, door.now, token, *more_secrets)
    return answer


async def _asked_again(
    door: Door, url: str, query: Mapping[str, str], headers: Mapping[str, str]
) -> Answer:
    for _ in range(1 + RETRIES):
        answer = await door.get(url, query, headers=headers, failure_of=passing_failure)
        if not passing_failure(answer):
            break
    return answer


def _asks_for_token(answer: Answer) -> bool:
    try:
        error = graph_error(answer)
    except AnswerNotUnderstood:
        return False
    return error is not None and (
        error.code == TOKEN_NOT_SEEN or _ASKS_FOR_TOKEN.search(error.message) is not None
    )
