"""The error a Bot API method answers with."""

from __future__ import annotations

from typing import Any

PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
}
"""How the description of each code begins (tdlib/telegram-bot-api, `Client.cpp`)."""


class ApiError(Exception):
    """A call was refused: HTTP status, description as the official server words it, parameters."""

    def __init__(self, code: int, reason: str = "", **parameters: Any) -> None:
        prefix = PREFIXES[code]
        self.code = code
        self.description = f"{prefix}: {reason}" if reason else prefix
        self.parameters = parameters
        super().__init__(self.description)

    def as_json(self) -> dict[str, Any]:
        """The body: `ok`, `error_code`, `description` and, where there are some, `parameters`."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str, **parameters: Any) -> ApiError:
    """A 400 with `reason` after its prefix."""
    return ApiError(400, reason, **parameters)


def forbidden(reason: str) -> ApiError:
    """A 403 with `reason` after its prefix."""
    return ApiError(403, reason)
