from __future__ import annotations

import json

import httpx
import pytest
from telegram import Bot, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest

from bot.sandbox.telegram import Account
from bot.sandbox.telegram.media import DOWNLOAD_LIMIT, PHOTO_LIMIT
from bot.sandbox.telegram.parameters import UPLOAD_LIMIT
from tests.bot.sandbox.sandbox_telegram_tools import Ask, jpeg, png


async def test_a_photo_arrives_with_its_size_and_caption(bot: Bot, siti: Account) -> None:
    sent = await bot.send_photo(siti.id, png(), caption="<b>Grafik</b>", parse_mode="HTML")
    assert [(p.width, p.height) for p in sent.photo] == [(640, 480)]
    assert sent.caption == "Grafik"
    assert sent.caption_entities[0].type == "bold"
    (message,) = siti.messages
    assert message.attachment is not None
    assert (message.text, message.attachment.content) == ("Grafik", png())


async def test_a_document_arrives_and_can_be_fetched(bot: Bot, siti: Account) -> None:
    sent = await bot.send_document(siti.id, b"rapor", filename="rapor.xlsx")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("rapor.xlsx", 5)
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"rapor"


async def test_what_a_person_sends_can_be_fetched(bot: Bot, siti: Account) -> None:
    siti.send_photo(jpeg(800, 600), "bukti")
    siti.send_document(b"a,b", "daftar.csv", mime_type="text/csv")
    photo, document = [u.message for u in await bot.get_updates()]
    assert photo is not None
    assert (photo.caption, photo.photo[-1].width) == ("bukti", 800)
    file = await photo.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray()) == jpeg(800, 600)
    assert document is not None
    assert document.document is not None
    assert document.document.mime_type == "text/csv"


async def test_a_file_is_sent_again_by_its_id(bot: Bot, siti: Account) -> None:
    first = await bot.send_photo(siti.id, png())
    again = await bot.send_photo(siti.id, first.photo[-1].file_id, caption="lagi")
    assert again.photo[-1].file_id == first.photo[-1].file_id


@pytest.mark.parametrize("text", ["a" * 1024, "😀" * 512])
async def test_a_caption_holds_1024_units(bot: Bot, siti: Account, text: str) -> None:
    assert (await bot.send_photo(siti.id, png(), caption=text)).caption == text
    with pytest.raises(BadRequest, match=r"^Message caption is too long$"):
        await bot.send_photo(siti.id, png(), caption=f"{text}a")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (png(9_000, 1_001), "Photo_invalid_dimensions"),
        (png(2_100, 100), "Photo_invalid_dimensions"),
        (b"teks", "Image_process_failed"),
        (b"", "File must be non-empty"),
        (png(padding=PHOTO_LIMIT), "too big for a photo"),
    ],
)
async def test_what_is_no_photo_is_refused(
    bot: Bot, siti: Account, content: bytes, reason: str
) -> None:
    with pytest.raises(BadRequest, match=reason):
        await bot.send_photo(siti.id, content)
    assert siti.messages == []


@pytest.mark.parametrize(
    ("photo", "reason"),
    [
        (None, "there is no photo in the request"),
        ("nonsense", "wrong file identifier/HTTP URL specified"),
        ("https://dinas.go.id/a.png", "failed to get HTTP URL content"),
    ],
)
async def test_a_photo_must_be_there(
    ask: Ask, siti: Account, photo: str | None, reason: str
) -> None:
    body = await ask("sendPhoto", chat_id=siti.id, photo=photo)
    assert body["description"] == f"Bad Request: {reason}"


async def test_a_document_is_no_photo_by_its_id(ask: Ask, bot: Bot, siti: Account) -> None:
    sent = await bot.send_document(siti.id, b"rapor", filename="rapor.xlsx")
    assert sent.document is not None
    body = await ask("sendPhoto", chat_id=siti.id, photo=sent.document.file_id)
    assert body["description"] == "Bad Request: wrong file identifier/HTTP URL specified"


async def test_a_file_must_be_named(ask: Ask) -> None:
    assert (await ask("getFile"))["description"] == "Bad Request: file_id is empty"


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        ({}, "expected an Array of InputMedia"),
        ([{"type": "video"}] * 2, "can't parse InputMedia: type 'video' is unsupported"),
    ],
)
async def test_an_album_of_something_else_is_refused(
    ask: Ask, siti: Account, media: object, reason: str
) -> None:
    body = await ask("sendMediaGroup", chat_id=siti.id, media=media)
    assert body["description"] == f"Bad Request: {reason}"


async def test_more_than_20_mb_cannot_be_fetched(bot: Bot, siti: Account) -> None:
    sent = await bot.send_document(siti.id, b"\0" * (DOWNLOAD_LIMIT + 1), filename="besar.bin")
    assert sent.document is not None
    with pytest.raises(BadRequest, match=r"^File is too big$"):
        await bot.get_file(sent.document.file_id)
    with pytest.raises(BadRequest, match=r"^Invalid file_id$"):
        await bot.get_file("nonsense")


async def test_more_than_50_mb_cannot_be_sent(client: httpx.AsyncClient, siti: Account) -> None:
    response = await client.post(
        "/sendDocument",
        params={"chat_id": siti.id},
        files={"document": b"\0" * (UPLOAD_LIMIT + 1)},
    )
    assert response.status_code == 413
    assert response.json()["description"] == "Request Entity Too Large"


async def test_an_unknown_file_is_not_found(client: httpx.AsyncClient, siti: Account) -> None:
    siti.send_document(b"x", "x.txt")
    address = str(client.base_url).replace("/bot", "/file/bot")
    response = await client.get(f"{address}documents/nothing.txt")
    assert (response.status_code, response.json()["ok"]) == (404, False)


async def test_an_album_is_several_messages_of_one_group(bot: Bot, siti: Account) -> None:
    items = [InputMediaPhoto(png(), caption="satu"), InputMediaPhoto(jpeg(10, 20))]
    sent = await bot.send_media_group(siti.id, items)
    assert [m.photo[-1].height for m in sent] == [480, 20]
    assert len({m.media_group_id for m in sent}) == 1
    assert [m.text for m in siti.messages] == ["satu", ""]


@pytest.mark.parametrize(
    ("count", "reason"),
    [
        (1, "Too few messages to send as an album"),
        (11, "Too many messages to send as an album"),
    ],
)
async def test_an_album_has_two_to_ten(
    client: httpx.AsyncClient, siti: Account, count: int, reason: str
) -> None:
    media = [{"type": "photo", "media": "attach://a"}] * count
    response = await client.post(
        "/sendMediaGroup",
        data={"chat_id": siti.id, "media": json.dumps(media)},
        files={"a": png()},
    )
    assert response.json()["description"].lower() == f"bad request: {reason.lower()}"


async def test_photos_and_documents_do_not_mix(bot: Bot, siti: Account) -> None:
    items: list[InputMediaPhoto | InputMediaDocument] = [
        InputMediaPhoto(png()),
        InputMediaDocument(b"x", filename="x.txt"),
    ]
    with pytest.raises(BadRequest, match="ocument can't be mixed with other media types"):
        await bot.send_media_group(siti.id, items)
    assert siti.messages == []
