"""Facebook Pages: fifty in one request, each asked about by its id where that is known.

A Page answers a token that has *Page Public Content Access*, or whose holder has a role on it:
every agency can share its Page with the office's business portfolio (Graph API, "Page Public
Content Access"). Personal profiles and groups are shown to nobody.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote, urlencode

from pydantic import TypeAdapter

from checks.errors import Interrupted
from checks.model import ChannelRef, Identity, Platform, Reading, Trouble
from checks.social.access import PlatformAccess
from checks.social.door import Answer, AnswerNotUnderstood, Door
from checks.social.facebook_pages import (
    EVERYTHING,
    TIMES_ONLY,
    ListedPages,
    Page,
    publications,
)
from checks.social.graph import (
    GRAPH,
    PARAMETER_REFUSED,
    PERMISSION_MISSING,
    RETRIES,
    GraphRefused,
    ask_graph,
    graph_error,
    raise_for_graph_error,
)
from checks.social.graph_batch import LARGEST_BATCH, ask_in_batch
from checks.social.graph_usage import stop_when_nearly_spent
from checks.social.readings import missing, posts_reading, troubled
from checks.social.stops import PlatformStopped, stopped_reading

NEEDS_ACCESS = "Page Public Content Access"
"""Stands in Graph's message where a Page may well be there, and this token may not see it: such a
refusal comes with code 10, or with 100 and no subcode."""

MOST_LISTS = 10
"""Answers of a hundred Pages each: more than one office has."""

_PAGE = TypeAdapter(Page)
_LIST = TypeAdapter(ListedPages)


@dataclass(frozen=True, slots=True)
class _Question:
    """A Page to ask about: its account, the id or name it is asked by, and the fields wanted.

    `moved_from` is the id that Graph says has moved to this one, None where none has.
    """

    ref: ChannelRef
    node: str
    fields: str = EVERYTHING
    moved_from: str | None = None

    @property
    def address(self) -> str:
        """The address below `GRAPH`."""
        return f"{quote(self.node, safe='')}?{urlencode({'fields': self.fields})}"


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
        questions = [_Question(ref, ref.platform_id or ref.name) for ref in refs]
        withheld: list[tuple[ChannelRef, Reading]] = []
        any_shown = False
        for left in range(RETRIES, -1, -1):
            try:
                answers = await ask_in_batch(
                    door, [question.address for question in questions], door.access.facebook_token
                )
            except Interrupted:
                if not left:
                    raise
                continue
            follow_ups: list[_Question] = []
            stops: list[PlatformStopped] = []
            for question, answer in zip(questions, answers, strict=True):
                try:
                    outcome = self._judged(question, answer, door, before)
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
            for answer in answers:
                stop_when_nearly_spent(answer, door.now)
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
        answer: Answer,
        door: Door,
        before: Mapping[ChannelRef, Reading],
    ) -> _Outcome:
        """What one answer says of its Page. Raises PlatformStopped."""
        now = door.now
        try:
            raise_for_graph_error(answer, now, door.access.facebook_token)
            reading = self._shown(question, answer.read_as(_PAGE), now)
            return _Outcome(reading, page_shown=True)
        except AnswerNotUnderstood as error:
            return _Outcome(troubled(Trouble.ANSWER_NOT_UNDERSTOOD, now, error.detail))
        except GraphRefused as refusal:
            return _refused(question, refusal, before.get(question.ref), now)
        except PlatformStopped as stop:
            error_told = graph_error(answer)
            if error_told is None or error_told.code not in PERMISSION_MISSING:
                raise
            # Counting reactions and comments needs one permission more than reading the posts.
            simpler = replace(question, fields=TIMES_ONLY)
            return _Outcome(stopped_reading(stop, now), simpler if simpler != question else None)

    def _shown(self, question: _Question, page: Page, now: datetime) -> Reading:
        ref, origin = question.ref, question.moved_from
        seen = publications(page, self.source, f"{GRAPH}/{question.address}", now)
        identity = Identity(page.id, page.username.lower() if page.username else None)
        if origin is None:
            return posts_reading(seen, now, identity=identity)
        # Graph itself says that it is the same Page: under the id that is remembered it would pass
        # for a stranger that took the name.
        remembered = ref.handle is not None and ref.platform_id is not None
        reading = posts_reading(seen, now, identity=None if remembered else identity)
        return replace(reading, detail=f"the Page moved from the id {origin} to {page.id}")


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
        origin = question.moved_from or question.node
        return _Outcome(reading, replace(question, node=refusal.moved_to, moved_from=origin))
    if refusal.trouble is Trouble.ACCOUNT_UNKNOWN:
        by_name = question.node == ref.platform_id and ref.handle is not None
        follow_up = replace(question, node=ref.name) if by_name else None
        return _Outcome(_not_shown(ref, last, detail, now), follow_up)
    error = refusal.error
    if error is not None and error.code == PARAMETER_REFUSED and NEEDS_ACCESS in error.message:
        detail = f"not shared with us, or not there ({error.label})"
        return _Outcome(troubled(Trouble.PERMISSION_MISSING, now, detail))
    return _Outcome(reading)


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
