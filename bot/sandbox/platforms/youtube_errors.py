"""The YouTube Data API's refusals, in its own words and codes."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import JSONResponse

from bot.sandbox.platforms.world import Fault

SERVICE = {"service": "youtube.googleapis.com", "consumer": "projects/100000000001"}

EXCEEDED = (
    "The request cannot be completed because you have exceeded your "
    '<a href="/youtube/v3/getting-started#quota">quota</a>.'
)
THROTTLED = (
    "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute' of service "
    "'youtube.googleapis.com' for consumer 'project_number:100000000001'."
)
DISABLED = (
    "YouTube Data API v3 has not been used in project 100000000001 before or it is disabled. "
    "Enable it by visiting https://console.developers.google.com/apis/api/youtube.googleapis.com/"
    "overview?project=100000000001 then retry."
)
NO_KEY = (
    "Method doesn't allow unregistered callers (callers without established identity). "
    "Please use API Key or other form of API consumer identity to call this API."
)


class Refusal(Exception):
    """A question is answered with an error; `answer` is it."""

    def __init__(self, answer: JSONResponse) -> None:
        super().__init__(answer.status_code)
        self.answer = answer


def refusal(
    status: HTTPStatus,
    message: str,
    reason: str,
    domain: str = "global",
    *,
    parameter: str = "",
    canonical_code: str = "",
    details: tuple[str, Mapping[str, str]] | None = None,
) -> Refusal:
    """An error of Google's interfaces: `details` are the reason and metadata of its ErrorInfo."""
    one: dict[str, object] = {"message": message, "domain": domain, "reason": reason}
    if parameter:
        one |= {"location": parameter, "locationType": "parameter"}
    error: dict[str, object] = {"code": int(status), "message": message, "errors": [one]}
    if canonical_code:
        error["status"] = canonical_code
    if details:
        kind = "type.googleapis.com/google.rpc."
        error["details"] = [
            {
                "@type": f"{kind}ErrorInfo",
                "reason": details[0],
                "domain": "googleapis.com",
                "metadata": dict(details[1]),
            },
            {"@type": f"{kind}LocalizedMessage", "locale": "en-US", "message": message},
        ]
    return Refusal(JSONResponse({"error": error}, status))


def key_refused(message: str) -> Refusal:
    return refusal(
        HTTPStatus.BAD_REQUEST,
        message,
        "badRequest",
        canonical_code="INVALID_ARGUMENT",
        details=("API_KEY_INVALID", {"service": SERVICE["service"]}),
    )


def key_missing() -> Refusal:
    return refusal(HTTPStatus.FORBIDDEN, NO_KEY, "forbidden", canonical_code="PERMISSION_DENIED")


def of_fault(fault: Fault | None) -> Refusal | None:
    """How the whole interface refuses; None where it answers."""
    match fault:
        case Fault.TOKEN_EXPIRED:
            return key_refused("API key expired. Please renew the API key.")
        case Fault.PERMISSION_MISSING:
            return refusal(
                HTTPStatus.FORBIDDEN,
                DISABLED,
                "accessNotConfigured",
                "usageLimits",
                canonical_code="PERMISSION_DENIED",
                details=("SERVICE_DISABLED", SERVICE),
            )
        case Fault.QUOTA_SPENT:
            return refusal(HTTPStatus.FORBIDDEN, EXCEEDED, "quotaExceeded", "youtube.quota")
        case Fault.THROTTLED:
            return refusal(
                HTTPStatus.TOO_MANY_REQUESTS,
                THROTTLED,
                "rateLimitExceeded",
                canonical_code="RESOURCE_EXHAUSTED",
                details=("RATE_LIMIT_EXCEEDED", SERVICE),
            )
        case _:
            return None


def no_playlist() -> Refusal:
    message = (
        "The playlist identified with the request's <code>playlistId</code> parameter cannot be "
        "found."
    )
    return refusal(
        HTTPStatus.NOT_FOUND,
        message,
        "playlistNotFound",
        "youtube.playlistItem",
        parameter="playlistId",
    )
