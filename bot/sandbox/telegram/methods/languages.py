"""The language a setting is for."""

from __future__ import annotations

import re

from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.parameters import Parameters

_CODE = re.compile(r"[a-z]{2}")


def read_language(parameters: Parameters) -> str:
    """A two-letter code, or "" for everybody without one of their own."""
    code = parameters.text("language_code")
    if code and _CODE.fullmatch(code) is None:
        raise bad_request("invalid language code specified")
    return code
