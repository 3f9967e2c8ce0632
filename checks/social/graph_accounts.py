"""Accounts of Meta's platforms that are asked about one after the other: Instagram and Threads."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from checks.errors import FetchError
from checks.model import ChannelRef, Reading
from checks.social.door import Answer, AnswerNotUnderstood, Door
from checks.social.graph_usage import stop_when_nearly_spent
from checks.social.readings import unread

AT_ONCE = 20
"""Accounts asked about in one go. There is no question about several."""

ReadOne = Callable[[ChannelRef, list[Answer]], Awaitable[Reading]]
"""Reads one account, and adds to the list each answer that it was given."""


async def one_by_one(
    refs: Sequence[ChannelRef], door: Door, read_one: ReadOne
) -> AsyncIterator[tuple[ChannelRef, Reading]]:
    """A reading of each account, in the order given, each as soon as it is made.

    An account that gets no answer, or an odd one, spoils none of the others. Raises PlatformStopped
    where the answers about an account say so, or that little of the allowance is left.
    """
    for ref in refs:
        answers: list[Answer] = []
        try:
            reading = await read_one(ref, answers)
        except (FetchError, AnswerNotUnderstood) as error:
            reading = unread(error, door.now)
        yield ref, reading
        for answer in answers:
            stop_when_nearly_spent(answer, door.now)
