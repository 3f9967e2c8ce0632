from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from bot.sandbox.telegram import Account, BotApi

MARKUP = {"inline_keyboard": [[{"text": "Ya", "callback_data": "a"}]]}
VALUES = {"chat_id": "1001", "text": "é &", "reply_markup": json.dumps(MARKUP)}

ENCODINGS: dict[str, tuple[str, dict[str, Any]]] = {
    "query by GET": ("GET", {"params": VALUES}),
    "query by POST": ("POST", {"params": VALUES}),
    "form": ("POST", {"data": VALUES}),
    "multipart": ("POST", {"files": {n: (None, v) for n, v in VALUES.items()}}),
    "JSON": ("POST", {"json": VALUES | {"chat_id": 1001, "reply_markup": MARKUP}}),
    "JSON with JSON text inside": ("POST", {"json": VALUES}),
}


@pytest.mark.parametrize("name", ENCODINGS)
async def test_every_encoding_says_the_same(
    client: httpx.AsyncClient, siti: Account, name: str
) -> None:
    verb, parts = ENCODINGS[name]
    response = await client.request(verb, "/sendMessage", **parts)
    assert response.status_code == 200
    assert response.json()["result"]["text"] == "é &"
    assert response.json()["result"]["reply_markup"] == MARKUP
    assert siti.messages[0].inline_keyboard[0][0].data == "a"


@pytest.mark.parametrize("name", ["getme", "GETME", "GetMe"])
async def test_a_methods_name_is_taken_in_any_case(
    api: BotApi, client: httpx.AsyncClient, name: str
) -> None:
    assert (await client.get(f"/{name}")).json()["result"]["username"] == api.username
    assert [call.method for call in api.calls] == ["getMe"]


async def test_an_unknown_method_is_not_found_and_recorded(
    api: BotApi, client: httpx.AsyncClient
) -> None:
    response = await client.post("/sendPigeon", data={"chat_id": 1})
    assert response.status_code == 404
    assert response.json() == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found: method not found",
    }
    (call,) = api.calls
    assert (call.method, call.chat_id, call.status) == ("sendPigeon", 1, 404)


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("/bot4200000001:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        ("/bot/getMe", 404, "Not Found"),
        ("/", 404, "Not Found"),
        ("/file/bot4200000001:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/x", 401, "Unauthorized"),
    ],
)
async def test_a_wrong_token_opens_nothing(
    api: BotApi, url: str, path: str, code: int, description: str
) -> None:
    async with httpx.AsyncClient() as client:
        response = await client.get(f"{url}{path}")
    assert response.status_code == code
    assert response.json() == {"ok": False, "error_code": code, "description": description}
    assert api.calls == []


@pytest.mark.parametrize("token", ["123:short", "nonsense"])
def test_a_token_telegram_would_not_make_is_refused(token: str) -> None:
    with pytest.raises(ValueError, match="a token is digits"):
        BotApi(token=token)


async def test_broken_json_is_refused(client: httpx.AsyncClient, siti: Account) -> None:
    headers = {"Content-Type": "application/json"}
    for content in (b"{", b"[1]"):
        response = await client.post("/sendMessage", content=content, headers=headers)
        assert response.json()["description"] == "Bad Request: can't parse JSON object"
    response = await client.post("/sendMessage", data=VALUES | {"reply_markup": "{"})
    expected = "Bad Request: can't parse reply markup JSON object"
    assert response.json()["description"] == expected
    assert siti.messages == []


async def test_half_a_surrogate_pair_is_no_text(client: httpx.AsyncClient, siti: Account) -> None:
    response = await client.post(
        "/sendMessage",
        content=b'{"chat_id": 1001, "text": "\\ud83d"}',
        headers={"Content-Type": "application/json"},
    )
    assert response.json()["description"] == "Bad Request: strings must be encoded in UTF-8"
    assert siti.messages == []
