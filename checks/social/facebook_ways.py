"""The ways in which Pages are asked about, and which of them the server at hand knows.

First the batch, which Graph v26.0 knows; then all ids in one request, which it knows no more; then
the posts of one Page after the other, which need as many requests as there are Pages. Each way
counts as one call a Page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum, auto
from http import HTTPStatus
from weakref import WeakKeyDictionary

from pydantic import BaseModel, JsonValue, TypeAdapter

from checks.errors import FetchError
from checks.social.door import JSON, Answer, AnswerNotUnderstood, Door
from checks.social.facebook_pages import Page, PageQuestion, PostsAlone
from checks.social.graph import (
    GRAPH,
    PERMISSION_MISSING,
    graph_error,
    passing_failure,
)
from checks.social.graph_batch import NOT_FINISHED, ask_in_batch
from checks.social.graph_ids import ask_by_ids
from checks.social.graph_ways import WayUnknown, is_foreign, refusal_of
from checks.social.stops import Breaker, PlatformStopped

_PAGE = TypeAdapter(Page)
_POSTS_ALONE = TypeAdapter(PostsAlone)


class Way(StrEnum):
    """A way of asking about Pages, in the order in which they are tried."""

    BATCH = auto()
    IDS = auto()
    ONE_BY_ONE = auto()


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """What was answered about one Page, in the shape of the way in which it was asked.

    The answer's `url` is the documented address at which the same is answered about it alone.
    """

    answer: Answer
    way: Way

    def page(self) -> Page | PostsAlone:
        """What is shown of the Page. Raises AnswerNotUnderstood."""
        if self.way is Way.ONE_BY_ONE:
            return self.answer.read_as(_POSTS_ALONE)
        return self.answer.read_as(_PAGE)


@dataclass(slots=True)
class Ways:
    """The ways that a server may know, as far as one run has found out: the first is tried.

    `proven` is the one that has shown something: an odd answer is then no sign that it is unknown.
    """

    left: tuple[Way, ...] = tuple(Way)
    proven: Way | None = None

    async def ask(self, door: Door, questions: Sequence[PageQuestion]) -> list[PageAnswer]:
        """The answer to each question, in the same order.

        A way that the server refuses is not tried again in this run. Where it knows none of them,
        all are left to be tried for whoever asks next. Raises AnswerNotUnderstood, FetchError and
        PlatformStopped.
        """
        refusals: list[WayUnknown] = []
        while self.left:
            way = self.left[0]
            try:
                answers = await _ASK[way](door, questions)
            except WayUnknown as unknown:
                if way is self.proven:
                    raise
                refusals.append(unknown)
                self.left = tuple(other for other in self.left if other is not way)
                continue
            if any(answer.status < HTTPStatus.BAD_REQUEST for answer in answers):
                self.proven = way
            return [PageAnswer(answer, way) for answer in answers]
        self.left = tuple(Way)
        raise AnswerNotUnderstood("; ".join(refusal.detail for refusal in refusals))


class WaysByRun:
    """The ways of each run that is under way: what one has found out, the next finds out anew."""

    def __init__(self) -> None:
        self._of: WeakKeyDictionary[Breaker, tuple[datetime, Ways]] = WeakKeyDictionary()

    def of(self, door: Door) -> Ways:
        """Those of the run of this door: of its reader, at its moment."""
        moment, ways = self._of.get(door.breaker, (None, Ways()))
        if moment != door.now:
            ways = Ways()
            self._of[door.breaker] = door.now, ways
        return ways


class _Listed(BaseModel):
    """A list of anything, as Graph sends it."""

    data: JsonValue


_LISTED = TypeAdapter(_Listed)


async def _in_batch(door: Door, questions: Sequence[PageQuestion]) -> list[Answer]:
    """Raises WayUnknown where the server knows the batch, and no question about a Page in it."""
    token = door.access.facebook_token
    addresses = [question.page_address for question in questions]
    answers = await ask_in_batch(door, addresses, token)
    refusals = [refusal_of(answer, door.now, token) for answer in answers]
    if all(map(is_foreign, refusals, answers)):
        raise WayUnknown(str(refusals[0]))
    return answers


async def _by_ids(door: Door, questions: Sequence[PageQuestion]) -> list[Answer]:
    nodes: defaultdict[str, list[str]] = defaultdict(list)
    for question in questions:
        nodes[question.fields].append(question.node)
    found = {
        fields: await ask_by_ids(door, asked, fields, door.access.facebook_token)
        for fields, asked in nodes.items()
    }
    return [found[question.fields][question.node] for question in questions]


async def _one_by_one(door: Door, questions: Sequence[PageQuestion]) -> list[Answer]:
    """Raises WayUnknown where the first answer is none to this question at all.

    What stops the platform is the answer to all questions that remain.
    """
    token = door.access.facebook_token
    headers = {"Authorization": f"Bearer {token}", "Accept": JSON}
    answers: list[Answer] = []
    known = False
    for question in questions:
        address = f"{GRAPH}/{question.posts_address}"
        try:
            told = await door.get(address, headers=headers, failure_of=passing_failure)
        except FetchError:
            answers.append(Answer(NOT_FINISHED, {}, b"", address))
            continue
        refusal = refusal_of(told, door.now, token)
        if not known and (is_foreign(refusal, told) or (refusal is None and not _is_list(told))):
            raise WayUnknown("shows no list of posts" if refusal is None else str(refusal))
        known = True
        answers.append(replace(told, url=address))
        if isinstance(refusal, PlatformStopped) and not _is_of_one(told):
            break
    return answers + answers[-1:] * (len(questions) - len(answers))


def _is_list(answer: Answer) -> bool:
    try:
        answer.read_as(_LISTED)
    except AnswerNotUnderstood:
        return False
    return True


def _is_of_one(answer: Answer) -> bool:
    """Whether it is this Page that is withheld, and others may be shared with the office."""
    error = graph_error(answer)
    return error is not None and error.code in PERMISSION_MISSING


_ASK: Mapping[Way, Callable[[Door, Sequence[PageQuestion]], Awaitable[list[Answer]]]] = {
    Way.BATCH: _in_batch,
    Way.IDS: _by_ids,
    Way.ONE_BY_ONE: _one_by_one,
}
