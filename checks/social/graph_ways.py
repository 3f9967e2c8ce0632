"""Ways of asking Meta's Graph API about many objects: does a server know this one at all?

Graph has dropped one of its ways and may drop another, and what stands in for it in a trial may
know one alone. An answer that refuses the way itself is told here from one that refuses what was
asked.
"""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

from checks.model import Trouble
from checks.social.door import Answer, AnswerNotUnderstood
from checks.social.graph import GraphRefused, passing_failure, raise_for_graph_error
from checks.social.stops import PlatformStopped

Refusal = GraphRefused | PlatformStopped | AnswerNotUnderstood
"""What an answer as a whole says is wrong."""


class WayUnknown(AnswerNotUnderstood):
    """The server does not know this way of asking; it may know another."""


def refusal_of(answer: Answer, now: datetime, token: str) -> Refusal | None:
    """What the answer as a whole refuses, by Graph's table of errors; None for a good one."""
    try:
        raise_for_graph_error(answer, now, token)
    except (GraphRefused, PlatformStopped, AnswerNotUnderstood) as refusal:
        return refusal
    return None


def is_foreign(refusal: Refusal | None, answer: Answer) -> bool:
    """Whether no Graph that knows the question would answer so: it is the way that is refused.

    No JSON, an error that the table does not have, or no such method (501).
    """
    if isinstance(refusal, GraphRefused):
        foreign = refusal.trouble is Trouble.ANSWER_NOT_UNDERSTOOD
        return foreign or answer.status == HTTPStatus.NOT_IMPLEMENTED
    return isinstance(refusal, AnswerNotUnderstood)


def holds_for_all(refusal: Refusal | None, answer: Answer) -> bool:
    """Whether all that was asked has this answer: what stops the platform, or passes.

    A server that says it has no such method (501) will not have it at the next attempt either.
    """
    if isinstance(refusal, PlatformStopped):
        return True
    return answer.status != HTTPStatus.NOT_IMPLEMENTED and passing_failure(answer) != ""
