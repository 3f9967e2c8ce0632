"""Facebook Pages: fifty in one request, each asked about by its id where that is known.

A Page answers a token that has *Page Public Content Access*, or whose holder has a role on it:
every agency can share its Page with the office's business portfolio (Graph API, "Page Public
Content Access"). Personal profiles and groups are shown to nobody.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from pydantic import TypeAdapter

from checks.errors import Interrupted
from checks.model import ChannelRef, Platform, Reading, Trouble
from checks.social.access import PlatformAccess
from checks.social.door import AnswerNotUnderstood, Door
from checks.social.facebook_pages import TIMES_ONLY, ListedPages, PageQuestion, publications
from checks.social.facebook_ways import PageAnswer, WaysByRun
from checks.social.graph import (
    GRAPH,
    PARAMETER_REFUSED,
    PERMISSION_MISSING,
    RETRIES,
    GraphRefused,
    graph_error,
    raise_for_graph_error,
)
from checks.social.graph_asking import ask_graph
from checks.social.graph_batch import LARGEST_BATCH
from checks.social.graph_usage import stop_when_nearly_spent
from checks.social.readings import missing, posts_reading, troubled, unread
from checks.social.stops import PlatformStopped, stopped_reading

NEEDS_ACCESS = "Page Public Content Access"
"""Stands in Graph's message where a Page may well be there, and this token may not see it: such a
refusal comes with code 10, or with 100 and no subcode."""

_MIGRATED = re.compile(r"Page ID ([0-9]+) was migrated", re.IGNORECASE)

MOST_LISTS = 10
"""Answers of a hundred Pages each: more than one office has."""

_LIST = TypeAdapter(ListedPages)


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked for an account.

    `moved_from` is the id that Graph says has moved to the one asked for, None where none has.
    """

    ref: ChannelRef
    about: PageQuestion
    moved_from: str | None = None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The reading that an answer makes, unless the question that follows from it has a better."""

    reading: Reading
    follow_up: _Question | None = None
    page_shown: bool = False


@dataclass(frozen=True, slots=True)
class FacebookAdapter:
    """Reads Facebook Pages."""

    platform: Platform = Platform.FACEBOOK
    source: str = "api"
    ways: WaysByRun = field(default_factory=WaysByRun, compare=False, repr=False)

    def batch_size(self, access: PlatformAccess) -> int:
        return LARGEST_BATCH

    def closed(self, access: PlatformAccess) -> str:
        return "" if access.facebook_token else "no Facebook token"

    async def read(
        self, refs: Sequence[ChannelRef], *, door: Door, before: Mapping[ChannelRef, Reading]
    ) -> AsyncIterator[tuple[ChannelRef, Reading]]:
        """A reading of each Page.

        A missing permission stops the platform only where not one Page of the batch is shown:
        else the others are Pages that their agencies have not shared.
        """
        ways = self.ways.of(door)
        questions = [_Question(ref, PageQuestion(ref.platform_id or ref.name)) for ref in refs]
        withheld: list[tuple[ChannelRef, Reading]] = []
        any_shown = False
        for left in range(RETRIES, -1, -1):
            try:
                answers = await ways.ask(door, [question.about for question in questions])
            except Interrupted:
                if not left:
                    raise
                continue
            follow_ups: list[_Question] = []
            stops: list[PlatformStopped] = []
            for question, told in zip(questions, answers, strict=True):
                try:
                    outcome = self._judged(question, told, door, before)
                except PlatformStopped as stop:
                    stops.append(stop)
                    continue
                any_shown = any_shown or outcome.page_shown
                if outcome.follow_up is not None and left:
                    follow_ups.append(outcome.follow_up)
                elif outcome.reading.trouble is Trouble.PERMISSION_MISSING:
                    withheld.append((question.ref, outcome.reading))
                else:
                    yield question.ref, outcome.reading
            if stops:
                raise stops[0]
            for told in answers:
                stop_when_nearly_spent(told.answer, door.now)
            questions = follow_ups
            if not questions:
                break
        if withheld and not any_shown:
            raise PlatformStopped(Trouble.PERMISSION_MISSING, withheld[0][1].detail)
        for ref, reading in withheld:
            yield ref, reading

    def _judged(
        self,
        question: _Question,
        told: PageAnswer,
        door: Door,
        before: Mapping[ChannelRef, Reading],
    ) -> _Outcome:
        """What one answer says of its Page. Raises PlatformStopped."""
        now = door.now
        try:
            raise_for_graph_error(told.answer, now, door.access.facebook_token)
            return _Outcome(self._shown(question, told, now), page_shown=True)
        except AnswerNotUnderstood as error:
            return _Outcome(unread(error, now))
        except GraphRefused as refusal:
            return _refused(question, refusal, before.get(question.ref), now)
        except PlatformStopped as stop:
            said = graph_error(told.answer)
            if said is None or said.code not in PERMISSION_MISSING:
                raise
            # Counting reactions and comments needs one permission more than reading the posts.
            simpler = replace(question, about=replace(question.about, of_posts=TIMES_ONLY))
            return _Outcome(stopped_reading(stop, now), simpler if simpler != question else None)

    def _shown(self, question: _Question, told: PageAnswer, now: datetime) -> Reading:
        """The reading of a Page that is shown. Raises AnswerNotUnderstood."""
        page, origin = told.page(), question.moved_from
        seen = publications(page.posts, self.source, told.answer.url, now)
        identity = page.identity_at(question.about.node)
        if identity is None or origin is None:
            return posts_reading(seen, now, identity=identity)
        reading = posts_reading(seen, now, identity=replace(identity, moved_from=origin))
        detail = f"the Page moved from the id {origin} to {identity.platform_id}"
        return replace(reading, detail=detail)


def _refused(
    question: _Question, refusal: GraphRefused, last: Reading | None, now: datetime
) -> _Outcome:
    """What follows where Graph refuses one Page."""
    ref, detail = question.ref, refusal.detail
    reading = refusal.reading(ref, now)
    if refusal.trouble is Trouble.SERVER_ERROR:
        return _Outcome(reading, question)
    if refusal.trouble is Trouble.MOVED:
        # A Page that only moves on and on; the trouble MOVED is that of websites.
        reading = troubled(Trouble.ANSWER_NOT_UNDERSTOOD, now, detail)
        if refusal.moved_to is None:
            return _Outcome(reading)
        origin = question.moved_from or _old_id(refusal) or question.about.node
        there = replace(question.about, node=refusal.moved_to)
        return _Outcome(reading, replace(question, about=there, moved_from=origin))
    if refusal.trouble is Trouble.ACCOUNT_UNKNOWN:
        by_name = question.about.node == ref.platform_id and ref.handle is not None
        named = replace(question, about=replace(question.about, node=ref.name))
        follow_up = named if by_name else None
        return _Outcome(_not_shown(ref, last, detail, now), follow_up)
    error = refusal.error
    if error is not None and error.code == PARAMETER_REFUSED and NEEDS_ACCESS in error.message:
        detail = f"not shared with us, or not there ({error.label})"
        return _Outcome(troubled(Trouble.PERMISSION_MISSING, now, detail))
    return _Outcome(reading)


def _old_id(refusal: GraphRefused) -> str | None:
    found = _MIGRATED.search(refusal.error.message) if refusal.error else None
    return found.group(1) if found else None


def _not_shown(ref: ChannelRef, last: Reading | None, detail: str, now: datetime) -> Reading:
    """The reading of a Page that is not shown; one without a name may have been seen, too."""
    if last is not None and (last.identity or last.trouble is Trouble.ACCOUNT_HIDDEN):
        return troubled(Trouble.ACCOUNT_HIDDEN, now, detail)
    return missing(ref, now, detail)


async def readable_pages(door: Door) -> tuple[str, ...]:
    """The Pages whose posts the office's token reads without Page Public Content Access.

    Each as "Title (name)", or with its id where it has no name, in Graph's order. Raises
    GraphRefused, PlatformStopped, AnswerNotUnderstood and FetchError.
    """
    found: list[str] = []
    query = {"fields": "id,name,username", "limit": "100"}
    for _ in range(MOST_LISTS):
        answer = await ask_graph(door, f"{GRAPH}/me/accounts", query, door.access.facebook_token)
        listed = answer.read_as(_LIST)
        found += [f"{page.name} ({page.username or page.id})" for page in listed.data]
        if not listed.after:
            break
        query["after"] = listed.after
    return tuple(found)
