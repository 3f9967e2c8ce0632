from __future__ import annotations

from datetime import UTC, datetime

import pytest
from telegram import Bot, MessageEntity, ReplyParameters
from telegram.error import BadRequest

from bot.sandbox.telegram import Account, BotApi
from tests.bot.sandbox.sandbox_telegram_tools import Ask, png


async def test_get_me_names_the_bot(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot) == (4_200_000_001, "segar_uji_bot", True)
    assert me.can_read_all_group_messages is False


async def test_a_sent_message_stands_in_the_chat_with_the_servers_date(
    api: BotApi, bot: Bot, siti: Account
) -> None:
    sent = await bot.send_message(siti.id, "Selamat pagi, <b>Bu Siti</b>", parse_mode="HTML")
    got = await siti.receives("pagi")
    assert got.text == "Selamat pagi, Bu Siti"
    assert (sent.message_id, sent.date) == (got.id, datetime(2026, 3, 2, 1, 30, tzinfo=UTC))
    assert [m.id for m in api.messages(siti.id)] == [got.id]
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [("bold", 14, 7)]


async def test_message_ids_count_for_each_chat(api: BotApi, bot: Bot, siti: Account) -> None:
    budi = api.person(1002, "Budi")
    budi.start()
    first = await bot.send_message(siti.id, "satu")
    second = await bot.send_message(siti.id, "dua")
    other = await bot.send_message(budi.id, "tiga")
    assert (first.message_id, second.message_id, other.message_id) == (2, 3, 2)


@pytest.mark.parametrize("text", ["a" * 4096, "😀" * 2048, f"  {'a' * 4096}\n\n"])
async def test_4096_units_of_utf16_are_taken(bot: Bot, siti: Account, text: str) -> None:
    assert (await bot.send_message(siti.id, text)).text == text.strip()


@pytest.mark.parametrize("text", ["a" * 4097, "😀" * 2049])
async def test_a_unit_more_is_too_long(bot: Bot, siti: Account, text: str) -> None:
    with pytest.raises(BadRequest, match=r"^Message is too long$"):
        await bot.send_message(siti.id, text)


async def test_markup_does_not_count(bot: Bot, siti: Account) -> None:
    source = f"<b>{'a' * 4000}</b>{'&amp;' * 96}"
    sent = await bot.send_message(siti.id, source, parse_mode="HTML")
    assert sent.text == "a" * 4000 + "&" * 96


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
        ("<b></b>", "text must be non-empty"),
        ("<i> </i>", "text must be non-empty"),
    ],
)
async def test_nothing_to_read_is_refused(ask: Ask, siti: Account, text: str, reason: str) -> None:
    body = await ask("sendMessage", chat_id=siti.id, text=text, parse_mode="HTML")
    assert body["description"] == f"Bad Request: {reason}"


async def test_unreadable_markup_is_told_with_its_byte_offset(ask: Ask, siti: Account) -> None:
    body = await ask("sendMessage", chat_id=siti.id, text="é <dinas>", parse_mode="html")
    assert body == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: can't parse entities: "
        'Unsupported start tag "dinas" at byte offset 3',
    }
    assert siti.messages == []


@pytest.mark.parametrize(
    ("mode", "words"),
    [("MarkdownV2", "use HTML"), ("Markdown", "use HTML"), ("BBCode", "unsupported parse_mode")],
)
async def test_other_parse_modes_are_refused(
    ask: Ask, siti: Account, mode: str, words: str
) -> None:
    body = await ask("sendMessage", chat_id=siti.id, text="x", parse_mode=mode)
    assert body["error_code"] == 400
    assert words in body["description"]


async def test_entities_can_be_given_ready_made(bot: Bot, siti: Account) -> None:
    entity = MessageEntity(MessageEntity.BOLD, 0, 4)
    sent = await bot.send_message(siti.id, "Halo Siti", entities=[entity])
    assert sent.parse_entities() == {sent.entities[0]: "Halo"}


@pytest.mark.parametrize(
    ("parameters", "description"),
    [
        ({"entities": [{"type": "bold"}]}, "can't parse MessageEntity"),
        ({"entities": ["bold"]}, "can't parse MessageEntity"),
        ({"reply_parameters": "[]"}, "object expected as reply parameters"),
        ({"reply_parameters": "{"}, "can't parse reply parameters JSON object"),
    ],
)
async def test_nested_values_of_a_wrong_shape_are_refused(
    ask: Ask, siti: Account, parameters: dict[str, object], description: str
) -> None:
    body = await ask("sendMessage", chat_id=siti.id, text="x", **parameters)
    assert body["description"] == f"Bad Request: {description}"


@pytest.mark.parametrize(
    ("offset", "length", "reason"),
    [
        (-1, 1, "receive an entity with incorrect offset -1"),
        (0, -1, "receive an entity with incorrect length -1"),
        (
            1,
            3,
            "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 4",
        ),
    ],
)
async def test_an_entity_outside_the_text_is_refused(
    ask: Ask, siti: Account, offset: int, length: int, reason: str
) -> None:
    entities = [{"type": "bold", "offset": offset, "length": length}]
    body = await ask("sendMessage", chat_id=siti.id, text="😀a", entities=entities)
    assert body["description"] == f"Bad Request: {reason}"


async def test_links_and_commands_are_found_in_a_text(bot: Bot, siti: Account) -> None:
    text = "😀 https://dinas.go.id/a?b=1. /status @segar_uji_bot #apbd humas@dinas.go.id kota.go.id"
    sent = await bot.send_message(siti.id, text)
    assert {(e.type, text_of) for e, text_of in sent.parse_entities().items()} == {
        ("url", "https://dinas.go.id/a?b=1"),
        ("bot_command", "/status"),
        ("mention", "@segar_uji_bot"),
        ("hashtag", "#apbd"),
        ("email", "humas@dinas.go.id"),
        ("url", "kota.go.id"),
    }


async def test_a_mention_of_an_unknown_user_is_plain_text(bot: Bot, siti: Account) -> None:
    source = '<a href="tg://user?id=1001">Siti</a> <a href="tg://user?id=5">Budi</a>'
    sent = await bot.send_message(siti.id, source, parse_mode="HTML")
    assert [e.user.first_name for e in sent.entities if e.user] == ["Siti"]
    assert sent.text == "Siti Budi"


async def test_a_reply_names_the_message_it_answers(bot: Bot, siti: Account) -> None:
    asked = siti.say("apa kabar")
    sent = await bot.send_message(
        siti.id, "baik", reply_parameters=ReplyParameters(message_id=asked.id)
    )
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "apa kabar"


async def test_a_reply_to_nothing_is_refused_unless_it_may_go_without(
    bot: Bot, siti: Account
) -> None:
    with pytest.raises(BadRequest, match=r"^Message to be replied not found$"):
        await bot.send_message(siti.id, "x", reply_parameters=ReplyParameters(message_id=99))
    sent = await bot.send_message(
        siti.id,
        "x",
        reply_parameters=ReplyParameters(message_id=99, allow_sending_without_reply=True),
    )
    assert sent.reply_to_message is None


async def test_a_deleted_message_is_gone_and_cannot_be_deleted_twice(
    api: BotApi, bot: Bot, siti: Account
) -> None:
    sent = await bot.send_message(siti.id, "salah")
    assert await bot.delete_message(siti.id, sent.message_id)
    assert siti.messages == []
    assert [m.deleted for m in api.history(siti.id)] == [False, True]
    with pytest.raises(BadRequest, match=r"^Message to delete not found$"):
        await bot.delete_message(siti.id, sent.message_id)


async def test_forwarding_says_whose_it_was_and_copying_does_not(
    api: BotApi, bot: Bot, siti: Account
) -> None:
    said = siti.say("lapor")
    forwarded = await bot.forward_message(siti.id, siti.id, said.id)
    assert forwarded.text == "lapor"
    assert forwarded.forward_origin is not None
    copied = await bot.copy_message(siti.id, siti.id, said.id)
    assert api.messages(siti.id)[-1].id == copied.message_id
    assert api.messages(siti.id)[-1].forwarded is None
    with pytest.raises(BadRequest, match=r"^Message to forward not found$"):
        await bot.forward_message(siti.id, siti.id, 99)
    with pytest.raises(BadRequest, match=r"^Message to copy not found$"):
        await bot.copy_message(siti.id, siti.id, 99)


async def test_a_copied_photo_can_be_given_another_caption(bot: Bot, siti: Account) -> None:
    photo = await bot.send_photo(siti.id, png(), caption="satu")
    await bot.copy_message(siti.id, siti.id, photo.message_id)
    await bot.copy_message(siti.id, siti.id, photo.message_id, caption="dua")
    assert [m.text for m in siti.messages] == ["satu", "satu", "dua"]


async def test_typing_is_seen_and_an_unknown_action_refused(
    api: BotApi, bot: Bot, siti: Account
) -> None:
    await bot.send_chat_action(siti.id, "typing")
    assert [(s.chat_id, s.action) for s in api.work_signs] == [(siti.id, "typing")]
    with pytest.raises(BadRequest, match="rong parameter action in request"):
        await bot.send_chat_action(siti.id, "dancing")
