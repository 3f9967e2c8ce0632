"""How X is asked and what its answers mean: shapes, problems, what stops the platform.

| answer                                   | means                                              |
|------------------------------------------|----------------------------------------------------|
| 401                                      | PlatformStopped: TOKEN_REFUSED                     |
| 402 CreditsDepleted                      | PlatformStopped: QUOTA_SPENT                       |
| SpendCapReached (403), a cap of X's own  | PlatformStopped: QUOTA_SPENT, until `reset_date`   |
| 403 client-forbidden, any other with JSON| PlatformStopped: PERMISSION_MISSING                |
| 429                                      | PlatformStopped: QUOTA_SPENT, until the reset that |
|                                          | `x-rate-limit-reset` names                         |
| 5xx                                      | XUnanswered: SERVER_ERROR                          |
| 400                                      | XUnanswered: READER_FAILED (our question is wrong, |
|                                          | which only a new version of us can mend)           |
| any other, another shape, no JSON        | XUnanswered: ANSWER_NOT_UNDERSTOOD                 |

Sources: docs.x.com, "Response codes and errors" and "Rate limits"; the titles of the money problems
as they are seen in practice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from http import HTTPStatus
from typing import Annotated, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from checks.errors import FetchError
from checks.model import Reading, Trouble
from checks.social.door import JSON, Answer, AnswerNotUnderstood, Door
from checks.social.readings import troubled
from checks.social.stops import PlatformStopped

T = TypeVar("T")

LONGEST_QUOTE = 160
"""Characters of a message of X's that a detail repeats."""

LONGEST_WAIT = timedelta(days=32)
"""A reset named later than the next billing cycle is none."""

SPEND_CAP = "SpendCapReached"


def _or_none(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    try:
        return handler(value)
    except ValidationError:
        return None


def _with_moment(text: str) -> str:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("a time without a zone")
    return text


XId = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,19}$")]
Count = Annotated[int, Field(ge=0, lt=2**63)]


class UserMetrics(BaseModel):
    tweet_count: Count | None = None


class User(BaseModel):
    """An account, as `user.fields` asks for it; `most_recent_tweet_id` may be a repost's."""

    id: XId
    username: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]{1,15}$")]
    protected: bool = False
    most_recent_tweet_id: XId | None = None
    public_metrics: UserMetrics = UserMetrics()


class Problem(BaseModel):
    """Why one of the accounts asked about is not among those told of."""

    value: str
    title: str = ""
    detail: str = ""
    type: str = ""


class UsersAnswer(BaseModel):
    """An element that can't be understood is None: it tells of nobody."""

    data: list[Annotated[User | None, WrapValidator(_or_none)]] = []
    errors: list[Annotated[Problem | None, WrapValidator(_or_none)]] = []


class PostMetrics(BaseModel):
    like_count: Count | None = None
    reply_count: Count | None = None
    impression_count: Count | None = None


class Post(BaseModel):
    """A post; `created_at` is kept as it stood, and is known to be a time with a zone."""

    id: XId
    author_id: XId
    created_at: Annotated[str, AfterValidator(_with_moment)]
    text: str = ""
    public_metrics: PostMetrics = PostMetrics()

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.created_at).astimezone(UTC)


class OddPost(BaseModel):
    """A post of which nothing but its author can be understood."""

    author_id: XId


class SearchMeta(BaseModel):
    result_count: Count
    next_token: str | None = None


class SearchAnswer(BaseModel):
    data: list[Annotated[Post | OddPost, Field(union_mode="left_to_right")]] = []
    meta: SearchMeta

    @model_validator(mode="after")
    def _tells_what_it_counts(self) -> Self:
        if self.meta.result_count > 0 and not self.data:
            raise ValueError("posts are counted and none is told")
        return self


class _Message(BaseModel):
    message: str = ""


class _Refusal(BaseModel):
    title: str = ""
    detail: str = ""
    reason: str = ""
    reset_date: str = ""
    errors: list[_Message] = []

    @property
    def words(self) -> str:
        return self.errors[0].message if self.errors and self.errors[0].message else self.detail


_REFUSAL = TypeAdapter(_Refusal)


class XUnanswered(Exception):
    """One question got no good answer; another may. `detail` is a short English sentence."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(detail)
        self.trouble = trouble
        self.detail = detail

    def reading(self, now: datetime) -> Reading:
        """The reading of an account that the question was about."""
        return troubled(self.trouble, now, self.detail)


async def ask_x(door: Door, url: str, query: Mapping[str, str], shape: TypeAdapter[T]) -> T:
    """The answer at this documented address, in this shape.

    Raises XUnanswered and PlatformStopped.
    """
    token = door.access.x_token
    headers = {"Authorization": f"Bearer {token}", "Accept": JSON}
    try:
        answer = await door.get(url, query, headers=headers)
        if answer.status != HTTPStatus.OK:
            raise _refused(answer, door.now, token)
        return answer.read_as(shape)
    except FetchError as error:
        raise XUnanswered(error.trouble, error.detail) from error
    except AnswerNotUnderstood as error:
        raise XUnanswered(Trouble.ANSWER_NOT_UNDERSTOOD, error.detail) from error


def _refused(answer: Answer, now: datetime, token: str) -> Exception:
    """What an answer that is no good one raises, by the table above."""
    status, refusal = answer.status, _refusal(answer)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return XUnanswered(Trouble.SERVER_ERROR, f"X answers {status}")
    if status == HTTPStatus.UNAUTHORIZED:
        return PlatformStopped(Trouble.TOKEN_REFUSED, "X refuses the bearer token (401)")
    if status == HTTPStatus.PAYMENT_REQUIRED:
        return PlatformStopped(Trouble.QUOTA_SPENT, "the credits at X are spent (402)")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        until = _moment_of(answer.headers.get("x-rate-limit-reset", ""), now)
        return PlatformStopped(Trouble.QUOTA_SPENT, "too many requests to X (429)", until)
    if refusal is None:
        return AnswerNotUnderstood(f"answers {status} without a reason of its own")
    if refusal.title == SPEND_CAP:
        until = _start_of(refusal.reset_date, now)
        return PlatformStopped(Trouble.QUOTA_SPENT, "the spend cap set at X is reached", until)
    words = _quoted(refusal, token)
    if status == HTTPStatus.FORBIDDEN:
        return PlatformStopped(Trouble.PERMISSION_MISSING, f"X does not let us read: {words}")
    if status == HTTPStatus.BAD_REQUEST:
        return XUnanswered(Trouble.READER_FAILED, f"X refuses our question: {words}")
    return AnswerNotUnderstood(f"answers {status}: {words}")


def _refusal(answer: Answer) -> _Refusal | None:
    try:
        return answer.read_as(_REFUSAL)
    except AnswerNotUnderstood:
        return None


def _quoted(refusal: _Refusal, token: str) -> str:
    """X's own words without the token that they may repeat, shortened."""
    told = ": ".join(filter(None, (refusal.reason or refusal.title, refusal.words)))
    told = " ".join(told.split()).replace(token, "…")
    return told if len(told) <= LONGEST_QUOTE else f"{told[: LONGEST_QUOTE - 1]}…"


def _moment_of(unix_seconds: str, now: datetime) -> datetime | None:
    try:
        return _still_to_come(datetime.fromtimestamp(int(unix_seconds), UTC), now)
    except (ValueError, OverflowError, OSError):
        return None


def _start_of(day: str, now: datetime) -> datetime | None:
    try:
        return _still_to_come(datetime.combine(date.fromisoformat(day), time(tzinfo=UTC)), now)
    except ValueError:
        return None


def _still_to_come(moment: datetime, now: datetime) -> datetime | None:
    return moment if now < moment <= now + LONGEST_WAIT else None
