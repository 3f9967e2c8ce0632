"""Keyboards: read from `reply_markup`, refused in the official words where they are wrong."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.links import checked_link
from bot.sandbox.telegram.parameters import Parameters
from bot.sandbox.telegram.state import Json

MAX_CALLBACK_BYTES = 64
"""The Bot API manual, InlineKeyboardButton: `callback_data`, 1-64 bytes."""

MAX_BUTTONS = 100
MAX_ROW = 8
"""What the official server takes in one inline keyboard and in one of its rows."""

_OTHER_ACTIONS = ("web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat")


def read_markup(parameters: Parameters) -> Json | None:
    """The reply markup of a call, checked; None where there is none.

    Raises `ApiError` 400.
    """
    value = parameters.value("reply_markup")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        rows = [[_inline(button) for button in row] for row in _rows(value, "inline_keyboard")]
        if sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > MAX_ROW for row in rows):
            raise bad_request("reply markup is too long")
        rows = [row for row in rows if row]
        return {"inline_keyboard": rows} if rows else None
    if "keyboard" in value:
        rows = [[_reply(button) for button in row] for row in _rows(value, "keyboard")]
        return value | {"keyboard": rows}
    if value.get("remove_keyboard") or value.get("force_reply"):
        return value
    return None


def read_inline_markup(parameters: Parameters) -> Json | None:
    """The reply markup of an edit, which can only be an inline keyboard."""
    value = parameters.value("reply_markup")
    if isinstance(value, dict) and value and "inline_keyboard" not in value:
        raise bad_request("inline keyboard expected")
    return read_markup(parameters)


def _rows(value: Json, name: str) -> list[list[Any]]:
    rows = value[name]
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" must be an Array of Arrays')
    return rows


def _inline(button: Any) -> Json:
    wrong = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(f"{wrong}InlineKeyboardButton must be an Object")
    text = button.get("text")
    if text is None:
        raise bad_request(f'{wrong}Can\'t find field "text"')
    if not isinstance(text, str):
        raise bad_request(f'{wrong}Field "text" must be of type String')
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    data, url = button.get("callback_data"), button.get("url")
    if url:
        link = checked_link(str(url))
        if link is None:
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
        return button | {"url": link}
    if data:
        if len(str(data).encode()) > MAX_CALLBACK_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        return button
    if any(name in button for name in _OTHER_ACTIONS):
        return button
    raise bad_request(f"{wrong}Text buttons are unallowed in the inline keyboard")


def _reply(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    return button
