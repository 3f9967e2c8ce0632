"""How an adapter asks its platform: through the guarded client, counted, the answer understood."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlencode

from pydantic import TypeAdapter, ValidationError

from checks.client import Client, Page
from checks.errors import FetchError
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

    A request that gets no answer, or one that `failure_of` finds to be none, counts towards the
    platform's being down.
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
        """The answer at this documented address, or at its stand-in's.

        `usage` is what asking costs, whatever the answer; what its contents cost is noted with
        `spend`. Raises a FetchError, and PlatformStopped where the platform answers nobody.
        """
        address = f"{url}?{urlencode(query)}" if query else url
        await self.spend(usage)
        try:
            page = await self.client.get(
                self.access.address(self.platform, address), headers=headers
            )
        except FetchError as error:
            self.breaker.failed(error.detail)
            raise
        return self._answered(page, failure_of)

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

        Raises as `get`.
        """
        address = f"{url}?{urlencode(query)}" if query else url
        content, content_type = urlencode(form or {}), FORM
        if body is not None:
            content, content_type = json.dumps(body), JSON
        await self.spend(ONE_CALL)
        try:
            page = await self.client.post(
                self.access.address(self.platform, address),
                content.encode(),
                content_type,
                headers=headers,
            )
        except FetchError as error:
            self.breaker.failed(error.detail)
            raise
        return self._answered(page, failure_of)

    async def spend(self, usage: Usage) -> None:
        """Note in the office's ledger what was used."""
        if usage != Usage():
            await self.ledger.note(self.platform, accounting_day(self.platform, self.now), usage)

    def _answered(self, page: Page, failure_of: FailureOf) -> Answer:
        answer = Answer(page.status, page.headers, page.body, page.url, page.hops)
        if failure := failure_of(answer):
            self.breaker.failed(failure)
        else:
            self.breaker.answered()
        return answer
