"""Many questions to Meta's Graph API in one request: its batch.

Graph takes no `/?ids=` any more: refused in v26.0 since 29 July 2026, and in every version since
27 October 2026 (Graph API changelog, version 26.0, "Legacy protocol features"). What is left for
many objects is the batch: each question counts as a call, each has an answer of its own with its
own status, and one that fails spoils none of the others (Graph API, "Batch Requests").
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from pydantic import BaseModel, TypeAdapter

from checks.social.door import JSON, Answer, AnswerNotUnderstood, Door
from checks.social.graph import GRAPH, graph_error
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

    A question is an address below `GRAPH` with its query, without any credential. Where Graph
    refuses the batch as a whole, what it says is the answer to each. Raises AnswerNotUnderstood
    where answers are missing, FetchError and PlatformStopped.
    """
    asked = [{"method": "GET", "relative_url": question} for question in questions]
    await door.spend(Usage(calls=len(questions) - 1))
    whole = await door.post(
        f"{GRAPH}/",
        form={"batch": json.dumps(asked, separators=(",", ":"))},
        headers={"Authorization": f"Bearer {token}", "Accept": JSON},
    )
    try:
        parts = whole.read_as(_PARTS)
    except AnswerNotUnderstood:
        if whole.status < 400 and graph_error(whole) is None:
            raise
        return [whole] * len(questions)
    if len(parts) != len(questions):
        raise AnswerNotUnderstood(f"{len(parts)} answers to {len(questions)} questions")
    return [_answer(question, part, whole) for question, part in zip(questions, parts, strict=True)]


def _answer(question: str, part: _Part | None, whole: Answer) -> Answer:
    """One part as an answer: its own headers stand before those that came with the whole."""
    url = f"{GRAPH}/{question}"
    if part is None:
        return Answer(NOT_FINISHED, whole.headers, b"", url)
    own = {header.name.lower(): header.value for header in part.headers}
    return Answer(part.code, {**whole.headers, **own}, part.body.encode(), url)
