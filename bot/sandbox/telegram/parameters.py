"""What a call was given, however it was encoded: query, form, multipart or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.sandbox.telegram.errors import ApiError, bad_request
from bot.sandbox.telegram.state import Json

UPLOAD_LIMIT = 50 * 1024 * 1024
"""The Bot API manual, "Sending files": 50 MB by multipart."""

_FIELD_LIMIT = 4 * 1024 * 1024
_TRUE = ("true", "yes", "1")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parameters:
    """A call's parameters as texts (nested objects as JSON text) and its files."""

    texts: Mapping[str, str]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A text; empty where the parameter is missing."""
        return self.texts.get(name, "")

    def whole(self, name: str, default: int = 0) -> int:
        """A whole number; `default` where it is missing, 0 where it is no number."""
        return whole_number(self.text(name)) if self.text(name) else default

    def truth(self, name: str) -> bool:
        """Whether a parameter says true, yes or 1."""
        return self.text(name).lower() in _TRUE

    def value(self, name: str) -> Any:
        """A nested value; None where it is missing. Raises `ApiError` 400 where it is no JSON."""
        raw = self.text(name)
        if not raw:
            return None
        try:
            return json.loads(raw)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def mapping(self, name: str) -> Json:
        """A nested object; empty where it is missing."""
        value = self.value(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise bad_request(f"object expected as {name.replace('_', ' ')}")
        return value


def whole_number(value: Any) -> int:
    """A whole number out of a parameter or a part of one; 0 where it is none."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


async def read_parameters(request: Request) -> Parameters:
    """The parameters of a request: those of the body go before those of the address.

    Raises `ApiError` 413 where it is too large, 400 where the body can't be read.
    """
    texts: dict[str, str] = dict(request.query_params)
    files: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if int(request.headers.get("content-length") or 0) > UPLOAD_LIMIT + _FIELD_LIMIT:
        raise ApiError(413)
    if kind == "application/json":
        texts |= _from_json(await request.body())
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        async with request.form(max_part_size=_FIELD_LIMIT) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    files[name] = await _upload(value)
                else:
                    texts[name] = value
    for text in texts.values():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
    return Parameters(texts, files)


async def _upload(part: UploadFile) -> Upload:
    content = await part.read()
    if len(content) > UPLOAD_LIMIT:
        raise ApiError(413)
    return Upload(part.filename or "file", part.content_type or "", content)


def _from_json(body: bytes) -> dict[str, str]:
    try:
        values = json.loads(body or b"{}")
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise bad_request("can't parse JSON object")
    return {
        str(name): value if isinstance(value, str) else json.dumps(value)
        for name, value in values.items()
        if value is not None
    }
