"""Many questions to Meta's Graph API in one request: its batch.

Each question counts as a call, each has an answer of its own with its own status, and one that
fails spoils none of the others (Graph API, "Batch Requests").
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from pydantic import BaseModel, TypeAdapter

from checks.social.door import JSON, Answer, AnswerNotUnderstood, Door
from checks.social.graph import GRAPH, passing_failure
from checks.social.graph_ways import WayUnknown, holds_for_all, refusal_of
from checks.social.usage import Usage

LARGEST_BATCH = 50
"""Questions in one request (Graph API, "Batch Requests")."""

NOT_FINISHED = 504
"""The status of a question that Graph did not finish in time: its answer is null."""


class _Header(BaseModel):
    name: str
    value: str


class _Part(BaseModel):
    code: int
    headers: list[_Header] = []
    body: str = ""


_PARTS = TypeAdapter(list[_Part | None])


async def ask_in_batch(door: Door, questions: Sequence[str], token: str) -> list[Answer]:
    """The answer to each question, in the same order, as if it had been asked alone.

    A question is an address below `GRAPH` with its query, without any credential. What stops the
    platform, or passes, is the answer to each. Raises WayUnknown where the server knows no batch,
    FetchError and PlatformStopped.
    """
    asked = [{"method": "GET", "relative_url": question} for question in questions]
    whole = await door.post(
        f"{GRAPH}/",
        form={"batch": json.dumps(asked, separators=(",", ":"))},
        headers={"Authorization": f"Bearer {token}", "Accept": JSON},
        failure_of=passing_failure,
    )
    try:
        parts = whole.read_as(_PARTS)
    except AnswerNotUnderstood as error:
        refusal = refusal_of(whole, door.now, token)
        if not holds_for_all(refusal, whole):
            raise WayUnknown(error.detail if refusal is None else str(refusal)) from error
        parts = None
    await door.spend(Usage(calls=len(questions) - 1))
    if parts is None:
        return [whole] * len(questions)
    if len(parts) != len(questions):
        raise WayUnknown(f"{len(parts)} answers to {len(questions)} questions")
    return [_answer(question, part, whole) for question, part in zip(questions, parts, strict=True)]


def _answer(question: str, part: _Part | None, whole: Answer) -> Answer:
    """One part as an answer: its own headers stand before those that came with the whole."""
    url = f"{GRAPH}/{question}"
    if part is None:
        return Answer(NOT_FINISHED, whole.headers, b"", url)
    own = {header.name.lower(): header.value for header in part.headers}
    return Answer(part.code, {**whole.headers, **own}, part.body.encode(), url)
