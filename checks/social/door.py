"""How an adapter asks its platform: through the guarded client, counted, the answer understood."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlencode

from pydantic import TypeAdapter, ValidationError

from checks.client import Client, Page
from checks.errors import FetchError, NotFollowed, TooManyRedirects
from checks.model import Platform
from checks.social.access import PlatformAccess
from checks.social.stops import Breaker
from checks.social.tokens import TokenBook
from checks.social.usage import Ledger, Usage, accounting_day

T = TypeVar("T")

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"

ONE_CALL = Usage(calls=1)


class AnswerNotUnderstood(Exception):
    """The answer has another shape than the platform documents; `detail` says where it differs."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a platform, whatever its status; `headers` has lower-case names."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    hops: tuple[str, ...] = ()

    def read_as(self, shape: TypeAdapter[T]) -> T:
        """The JSON body in this shape. Raises AnswerNotUnderstood."""
        try:
            return shape.validate_json(self.body)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            place = ".".join(map(str, first["loc"])) or "the answer"
            raise AnswerNotUnderstood(f"{place}: {first['msg']}") from error


FailureOf = Callable[[Answer], str]
"""What an answer says of a failure of the platform itself, in a few words; "" where it has none."""


def server_failure(answer: Answer) -> str:
    """That of a 5xx status."""
    return f"answers {answer.status}" if answer.status >= 500 else ""


@dataclass(slots=True)
class Door:
    """One platform's door during one sweep. `now` is the sweep's moment, aware.

    A question that gets no answer, or one that `failure_of` finds to be none, counts towards the
    platform's being down: once, however often it is asked.
    """

    platform: Platform
    client: Client
    access: PlatformAccess
    ledger: Ledger
    tokens: TokenBook
    now: datetime
    breaker: Breaker

    async def get(
        self,
        url: str,
        query: Mapping[str, str] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        usage: Usage = ONE_CALL,
        failure_of: FailureOf = server_failure,
    ) -> Answer:
        """The answer at this documented address, or at its stand-in's, after redirects.

        `usage` is what asking costs, whatever the answer; what its contents cost is noted with
        `spend`. Raises a FetchError, and PlatformStopped where the platform answers nobody.
        """
        address = f"{url}?{urlencode(query)}" if query else url
        await self.spend(usage)
        try:
            page = await self._page(address, headers)
        except FetchError as error:
            self.breaker.failed(address, error.detail, self.now)
            raise
        return self._answered(address, page, failure_of)

    async def post(
        self,
        url: str,
        *,
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        body: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        failure_of: FailureOf = server_failure,
    ) -> Answer:
        """The answer to a form or a JSON body sent to this documented address.

        It may be a redirect, which is not followed. Raises as `get`.
        """
        address = f"{url}?{urlencode(query)}" if query else url
        content, content_type = urlencode(form or {}), FORM
        if body is not None:
            content, content_type = json.dumps(body), JSON
        question = f"{address} {content}"
        await self.spend(ONE_CALL)
        try:
            page = await self.client.post(
                self._address(address),
                content.encode(),
                content_type,
                headers=headers,
            )
        except FetchError as error:
            self.breaker.failed(question, error.detail, self.now)
            raise
        return self._answered(question, page, failure_of)

    async def spend(self, usage: Usage) -> None:
        """Note in the office's ledger what was used."""
        if usage != Usage():
            await self.ledger.note(self.platform, accounting_day(self.platform, self.now), usage)

    async def _page(self, url: str, headers: Mapping[str, str] | None) -> Page:
        """What stands at this address after redirects, none of which leaves a stand-in.

        Raises a FetchError.
        """
        hops: list[str] = []
        while True:
            address = self._address(url)
            try:
                page = await self.client.get(
                    address, headers=headers, may_follow=lambda hop: self._address(hop) == hop
                )
            except NotFollowed as redirect:
                hops.append(redirect.url)
                if len(hops) > self.client.settings.max_redirects:
                    raise TooManyRedirects(redirect.url, "redirects too often") from redirect
                url = redirect.target
            else:
                return replace(page, hops=(*hops, *page.hops))

    def _address(self, url: str) -> str:
        return self.access.address(self.platform, url)

    def _answered(self, question: str, page: Page, failure_of: FailureOf) -> Answer:
        answer = Answer(page.status, page.headers, page.body, page.url, page.hops)
        if failure := failure_of(answer):
            self.breaker.failed(question, failure, self.now)
        else:
            self.breaker.answered()
        return answer
